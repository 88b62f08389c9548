"""Our own mistakes in the history file are named, not built."""

from pathlib import Path

import pytest

from sepkit.sample.history import Pair, Person, Step, read_history
from sepkit.sample.tree import Leaf, after, changes, merged

HEAD = """\
people: {ann: "Ann <ann@lamp.example>", forge: "F <f@lamp.example>"}
open: []
commits:
- {on: main, date: 2025-01-01T00:00:00Z, by: ann, message: one"""


def step(**parts: tuple[Pair, ...]) -> Step:
    ann = Person(name="Ann", mail="ann@lamp.example")
    return Step(pull=None, seconds=0, person=ann, message="one\n", **parts)  # type: ignore[arg-type]


def test_a_step_is_read_with_its_person_and_its_seconds(tmp_path: Path) -> None:
    path = tmp_path / "history.yml"
    path.write_text(HEAD + "}\n", encoding="utf-8")

    [first] = read_history(path).steps

    assert first.person == Person(name="Ann", mail="ann@lamp.example")
    assert first.seconds == 1_735_689_600
    assert first.message == "one\n"


def test_a_missing_key_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "history.yml"
    path.write_text(HEAD.replace(", message: one", "") + "}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"history\.yml:4: no `message`"):
        read_history(path)


def test_an_edit_has_to_fit_exactly_once() -> None:
    edit = (Pair(path="a", old="x", new="y"),)

    assert after({"a": Leaf(b"-x-")}, step(edit=edit)) == {"a": Leaf(b"-y-")}
    for text in (b"none", b"x and x"):
        with pytest.raises(ValueError, match="not once"):
            after({"a": Leaf(text)}, step(edit=edit))


def test_a_renamed_file_is_gone_under_its_old_name() -> None:
    tree = {"a.md": Leaf(b"1"), "b.md": Leaf(b"2")}

    done = after(tree, step(rename=(Pair(path="a.md", new="c.md"),)))

    assert done == {"b.md": Leaf(b"2"), "c.md": Leaf(b"1")}
    assert changes(tree, done) == {"a.md": None, "c.md": Leaf(b"1")}


def test_a_merge_keeps_what_main_did_meanwhile() -> None:
    base, one, two = {"a": Leaf(b"1"), "b": Leaf(b"1")}, Leaf(b"1"), Leaf(b"2")

    assert merged({"a": one, "b": two, "c": one}, base=base, head={"a": two}) == {
        "a": two,
        "c": one,
    }


def test_steps_of_one_branch_never_go_back_in_time() -> None:
    last: dict[int | None, int] = {}
    for each in read_history().steps:
        assert each.seconds >= last.get(each.pull, 0)
        last[each.pull] = each.seconds
