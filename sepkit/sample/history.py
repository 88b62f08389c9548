"""The sample's history file as steps, each one commit."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sepkit.markup import Node, read_yaml

HISTORY = Path(__file__).parent / "history.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who commits in the sample."""

    name: str
    mail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Something that becomes something else: a path, a text, an encoding, a link's target."""

    path: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One commit: who, when, and what it does to the tree of its branch, in this order."""

    pull: int | None
    """The pull request on whose branch it stands; None for `main`."""
    seconds: int
    """Since 1970, UTC."""
    person: Person
    message: str
    merge: int | None = None
    """A pull request whose changes come in first."""
    add: tuple[str, ...] = ()
    copy: tuple[Pair, ...] = ()
    rename: tuple[Pair, ...] = ()
    edit: tuple[Pair, ...] = ()
    remove: tuple[str, ...] = ()
    link: tuple[Pair, ...] = ()
    recode: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All commits in order, and the pull requests that could still be merged."""

    steps: tuple[Step, ...]
    open_pulls: tuple[int, ...]
    forge: Person
    """Who makes the trial merges."""


def read_history(path: Path = HISTORY) -> History:
    """Read the history file.

    Raises:
        ValueError: the file is not as its own first lines describe it; a mistake of ours.
    """
    root, problems = read_yaml(path.read_text(encoding="utf-8"))
    if root is None or problems:
        raise ValueError(f"{path.name}: {problems}")
    people = {key.text: _person(value.text) for key, value in _child(root, "people").entries}
    return History(
        steps=tuple(_step(node, people) for node in _child(root, "commits").items),
        open_pulls=tuple(int(text) for text in _child(root, "open").texts()),
        forge=people["forge"],
    )


def _step(node: Node, people: dict[str, Person]) -> Step:
    branch = _text(node, "on")
    merge = node.get("merge")
    return Step(
        pull=None if branch == "main" else int(branch.removeprefix("pull/")),
        seconds=int(datetime.fromisoformat(_text(node, "date")).timestamp()),
        person=people[_text(node, "by")],
        message=_text(node, "message").rstrip("\n") + "\n",
        merge=None if merge is None else int(merge.text),
        add=_texts(node, "add"),
        copy=_pairs(node, "copy", path="from", new="to"),
        rename=_pairs(node, "rename", path="from", new="to"),
        edit=_pairs(node, "edit", path="path", new="new", old="old"),
        remove=_texts(node, "remove"),
        link=_pairs(node, "link", path="path", new="to"),
        recode=_pairs(node, "recode", path="path", new="to"),
    )


def _person(text: str) -> Person:
    name, _, mail = text.rstrip(">").partition(" <")
    return Person(name=name, mail=mail)


def _pairs(node: Node, key: str, *, path: str, new: str, old: str = "") -> tuple[Pair, ...]:
    found = node.get(key)
    return tuple(
        Pair(
            path=_text(item, path),
            old=_text(item, old) if old else "",
            new=_text(item, new),
        )
        for item in (found.items if found else ())
    )


def _texts(node: Node, key: str) -> tuple[str, ...]:
    found = node.get(key)
    return found.texts() if found else ()


def _text(node: Node, key: str) -> str:
    return _child(node, key).text


def _child(node: Node, key: str) -> Node:
    found = node.get(key)
    if found is None:
        raise ValueError(f"history.yml:{node.line}: no `{key}`")
    return found
