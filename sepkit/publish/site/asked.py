"""The view as templates see it: it answers as the view does, and keeps what a page asked.

A page is made of its context and of what its template asks the view. With the questions of a page
a later build can ask again and tell, without rendering, whether the page would come out the same.
Nothing else of a register reaches a template, so no dependency can be forgotten.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from sepkit.model import Conflict, Group, Proposal, ProposalKey
from sepkit.publish.site.digest import Digests
from sepkit.publish.site.view import View

Question = tuple[Any, ...]
"""`("value", name)`, `("item", name, key)`, `("call", name, *arguments)` or `("text", key)`; plain
values, so that it can be kept in a file. A noun stands in it as `(kind, its id)`."""

_NAME = re.compile(r"[a-z][a-z_]*(?:\.[a-z][a-z_]*)?")


class Asked:
    """Hands out what the view knows; mappings and the register note each thing that is taken."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._digests = Digests()
        self._answers: dict[Question, Any] = {}
        self._told: dict[Question, str] = {}
        self._page: dict[Question, None] = {}

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._view, name)
        if name.startswith("_"):
            raise AttributeError(name)
        if name == "register":
            asking: Any = AskedRegister(self)
        elif callable(value):
            asking = self._asking(name, value)
        elif isinstance(value, Mapping):
            asking = AskedMapping(self, name)
        else:
            return self.know(("value", name))
        setattr(self, name, asking)
        return asking

    def body(self, key: ProposalKey) -> Any:
        """Return a text as HTML; told apart by the text, which is shorter to compare."""
        self._page[("text", key)] = None
        return self._view.body(key)

    def _asking(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def ask(*arguments: Any) -> Any:
            question = ("call", name, *[_plain(argument) for argument in arguments])
            self._page[question] = None
            if question not in self._answers:
                self._answers[question] = method(*arguments)
            return self._answers[question]

        return ask

    def know(self, question: Question) -> Any:
        """Return the answer to a question, and note that the page asked it."""
        self._page[question] = None
        if question not in self._answers:
            self._answers[question] = self._answer(question)
        return self._answers[question]

    def taken(self) -> tuple[Question, ...]:
        """Return what was asked since the last call."""
        questions = tuple(self._page)
        self._page.clear()
        return questions

    def page_digest(self, page: Any) -> str:
        """Return a digest of a page before it is rendered: its names and its context."""
        return self._digests.of(page)

    def digest(self, question: Question) -> str:
        """Return a digest of what a question's answer is now; "" where it has none."""
        known = self._told.get(question)
        if known is None:
            known = self._told[question] = self._digest(question)
        return known

    def _digest(self, question: Question) -> str:
        if question not in self._answers:
            try:
                self._answers[question] = self._answer(question)
            except (KeyError, ValueError, TypeError, AttributeError, IndexError):
                return ""
        return self._digests.of(self._answers[question])

    def _answer(self, question: Question) -> Any:
        kind, name, *arguments = question
        if kind == "text":
            return self._view.text_digest(name)
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is nothing that a template can ask")
        value = attrgetter(name)(self._view)
        if kind == "item":
            return value.get(*arguments)
        if kind == "call":
            return getattr(self._view, name)(*map(self._noun, arguments))
        return value

    def _noun(self, argument: Any) -> Any:
        if not isinstance(argument, tuple):
            return argument
        kind, key = argument
        if kind == "proposal":
            return self._view.by_key[key]
        if kind == "group":
            return self._view.by_group[key]
        return self._view.conflicts_by_id[key]


def _plain(argument: Any) -> Any:
    if isinstance(argument, Proposal):
        return ("proposal", argument.key)
    if isinstance(argument, Conflict):
        return ("conflict", argument.id)
    if isinstance(argument, Group):
        return ("group", argument.id)
    return argument


class AskedRegister:
    """The register, of which each field is a question of its own."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    def __getattr__(self, name: str) -> Any:
        return self._asked.know(("value", f"register.{name}"))


class AskedMapping(Mapping[Any, Any]):
    """A mapping, of which each item is a question of its own, and the whole is one as well."""

    def __init__(self, asked: Asked, name: str) -> None:
        self._asked = asked
        self._name = name

    def __getitem__(self, key: Any) -> Any:
        found = self._asked.know(("item", self._name, key))
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[Any]:
        return iter(self._asked.know(("value", self._name)))

    def __len__(self) -> int:
        return len(self._asked.know(("value", self._name)))
