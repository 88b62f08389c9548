"""What a page is made of is known before it is rendered, and nothing of it is forgotten."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

import pytest

from sepkit.model import encode
from sepkit.plugin.reuse import page_key
from sepkit.publish import escape
from sepkit.publish.site.asked import Asked, Question
from sepkit.publish.site.digest import Digests, fields
from sepkit.publish.site.index import PAGE_KINDS
from sepkit.publish.site.page import Page
from sepkit.publish.site.render import Renderer
from sepkit.publish.site.view import View
from tests.publish.changes import CHANGES
from tests.publish.conftest import Reading
from tests.publish.registers import register, texts


@dataclass(frozen=True)
class Made:
    kind: str
    key: str
    questions: tuple[Question, ...]
    html: str


def _view(reading: Reading) -> View:
    return View(reading.register, reading.texts)


def _pages(view: View) -> dict[str, tuple[str, Page]]:
    return {page.path: (kind.name, page) for kind in PAGE_KINDS for page in kind.pages(view)}


@cache
def _before() -> tuple[dict[str, Made], Asked]:
    found = register()
    return _render(Reading(register=found, texts=texts(found)))


def _render(reading: Reading) -> tuple[dict[str, Made], Asked]:
    view = _view(reading)
    renderer = Renderer(view)
    made = {}
    for path, (kind, page) in _pages(view).items():
        key = page_key(renderer.asked.page_digest(page), frame="")
        html = renderer.fragment(page)
        made[path] = Made(kind=kind, key=key, questions=renderer.asked.taken(), html=html)
    return made, renderer.asked


@cache
def _compared(change: int) -> tuple[dict[str, int], dict[str, int], list[str]]:
    """Return how many pages of each kind changed and were kept, and those kept wrongly."""
    before, answered = _before()
    found = register()
    after, asked = _render(CHANGES[change](Reading(register=found, texts=texts(found)), 121))
    changed: defaultdict[str, int] = defaultdict(int)
    kept: defaultdict[str, int] = defaultdict(int)
    wrong = []
    for path, page in after.items():
        old = before.get(path)
        if old is None or old.html != page.html:
            changed[page.kind] += 1
        if old is None or old.key != page.key:
            continue
        if all(asked.digest(q) == answered.digest(q) for q in old.questions):
            kept[page.kind] += 1
            wrong += [path] if old.html != page.html else []
    return changed, kept, wrong


@pytest.mark.parametrize("change", range(len(CHANGES)))
def test_a_page_is_kept_only_where_it_would_come_out_the_same(change: int) -> None:
    _, kept, wrong = _compared(change)

    assert wrong == []
    assert sum(kept.values()) > 0


def test_each_kind_of_page_is_changed_by_one_of_the_changes() -> None:
    changed = {kind for number in range(len(CHANGES)) for kind in _compared(number)[0]}

    assert changed == {kind.name for kind in PAGE_KINDS}


def test_nouns_are_written_as_the_register_is_encoded(reading: Reading) -> None:
    for noun in (*reading.register.proposals, *reading.register.conflicts):
        assert escape.json_file(noun, default=fields) == escape.json_file(encode(noun))


def test_a_digest_is_the_same_for_equal_nouns_and_another_for_others(reading: Reading) -> None:
    one = reading.register.proposals[0]
    other = replace(one, track="Elsewhere")

    assert Digests().of([one]) == Digests().of([replace(one)])
    assert Digests().of([one]) != Digests().of([other])


def test_what_cannot_be_told_apart_is_refused() -> None:
    with pytest.raises(TypeError, match="nothing tells"):
        Digests().of([object()])


@pytest.mark.parametrize(
    "question",
    [
        ("value", "register.__class__"),
        ("value", "_paths"),
        ("call", "__init__"),
        ("call", "conflict_path", ("conflict", "no such")),
        ("item", "title", "x"),
        ("value", "nothing"),
    ],
)
def test_a_question_that_nobody_can_ask_has_no_answer(reading: Reading, question: Question) -> None:
    assert Asked(_view(reading)).digest(question) == ""


def test_mappings_answer_as_they_are_and_note_each_item(reading: Reading) -> None:
    view = _view(reading)
    asked = Asked(view)
    key = view.proposals[0].key

    assert asked.by_key[key] is view.by_key[key]
    assert asked.by_key.get("no such") is None
    assert asked.taken() == (("item", "by_key", key), ("item", "by_key", "no such"))
    assert list(asked.by_group) == list(view.by_group)
    assert asked.taken() == (("value", "by_group"),)
