"""The tree of a branch of the sample while its commits are laid on."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sepkit.sample.history import Pair, Step

FILES = Path(__file__).parent / "files"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A file or symbolic link as git keeps it."""

    data: bytes
    mode: str = "100644"


Tree = dict[str, Leaf]
"""Leaves by path."""


def after(tree: Tree, step: Step) -> Tree:
    """Return the tree that a step leaves behind; the given one stays as it is.

    Raises:
        ValueError: an edit's text does not stand exactly once in its file; a mistake of ours.
    """
    done = dict(tree)
    done.update(_added(step))
    for pair in step.copy:
        done.update(_moved(done, pair))
    for pair in step.rename:
        moved = _moved(done, pair)
        done = {path: leaf for path, leaf in done.items() if not path.startswith(pair.path)}
        done.update(moved)
    for pair in step.edit:
        done[pair.path] = _edited(done[pair.path], pair)
    for path in step.remove:
        del done[path]
    for pair in step.link:
        done[pair.path] = Leaf(pair.new.encode(), "120000")
    for pair in step.recode:
        done[pair.path] = Leaf(done[pair.path].data.decode().encode(pair.new))
    return done


def changes(old: Tree, new: Tree) -> dict[str, Leaf | None]:
    """Return what leads from one tree to the other, by path; None takes a path away."""
    gone: dict[str, Leaf | None] = {path: None for path in old if path not in new}
    changed = {path: leaf for path, leaf in new.items() if old.get(path) != leaf}
    return dict(sorted((gone | changed).items()))


def merged(tree: Tree, *, base: Tree, head: Tree) -> Tree:
    """Return the tree with everything that changed between a pull request's base and its head."""
    done = dict(tree)
    for path, leaf in changes(base, head).items():
        if leaf is None:
            done.pop(path, None)
        else:
            done[path] = leaf
    return done


def _added(step: Step) -> Tree:
    folder = FILES / ("main" if step.pull is None else f"pulls/{step.pull}")
    found: Tree = {}
    for name in step.add:
        paths = _below(folder / name) if name.endswith("/") else (folder / name,)
        found.update({path.relative_to(folder).as_posix(): Leaf(_bytes(path)) for path in paths})
    return found


def _below(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))


@cache
def _bytes(path: Path) -> bytes:
    # A checkout of sepkit itself may have turned line ends; commit ids must not depend on it.
    return path.read_bytes().replace(b"\r\n", b"\n")


def _moved(tree: Tree, pair: Pair) -> Tree:
    return {
        pair.new + path.removeprefix(pair.path): leaf
        for path, leaf in tree.items()
        if path.startswith(pair.path)
    }


def _edited(leaf: Leaf, pair: Pair) -> Leaf:
    old, new = pair.old.encode(), pair.new.encode()
    if leaf.data.count(old) != 1:
        raise ValueError(f"{pair.path}: {pair.old!r} stands {leaf.data.count(old)} times, not once")
    return Leaf(leaf.data.replace(old, new), leaf.mode)
