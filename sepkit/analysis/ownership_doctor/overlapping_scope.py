"""Items in scope of two groups speak of the same matter in much the same words.

An overlap can be wanted. It has to be known to both, and their files have to say who acts.

Left alone: retired groups; items that share only words which many scopes use; items below the
same words of a template (`Documentation`).

What to do: let one of the groups name the other at that item, or move the matter out of scope.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt

from sepkit.analysis.ownership_doctor.check import Check, Estate
from sepkit.analysis.ownership_doctor.words import stems
from sepkit.model import Finding, GroupId, Scope, Severity

_SIMILAR = 0.24
"""Cosine of two items' words, weighed by how rare they are, from which on they are reported."""
_SHARED_WORDS = 3
"""Fewer words in common can be chance."""
_ITEMS = 600
"""Pairs grow with the square of the items; beyond this many only the first are compared."""
_TEMPLATE_GROUPS = 3
"""Items of so many groups begin with the same words: those are the template's."""


@dataclass(frozen=True, slots=True)
class _Item:
    group: GroupId
    scope: Scope
    words: frozenset[str]
    head: str
    """What the item begins with, up to its colon or dash."""


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each pair of groups and item, the most alike first within a group."""
    items = [
        _Item(group.id, scope, stems(scope.text), _head(scope.text))
        for group in estate.live
        for scope in group.scope
        if scope.is_inside
    ][:_ITEMS]
    weights = _weights(items)
    template = _template_heads(items)
    for one, other in combinations(items, 2):
        shared = one.words & other.words
        if one.group == other.group or len(shared) < _SHARED_WORDS:
            continue
        if one.head == other.head and one.head in template:
            continue
        if _cosine(one.words, other.words, shared, weights) >= _SIMILAR:
            yield _finding(one, other, shared, weights)


def _head(text: str) -> str:
    return re.split(r":\s|\s[\u2013\u2014-]\s", text[:200], maxsplit=1)[0].casefold()


def _template_heads(items: list[_Item]) -> set[str]:
    groups: dict[str, set[GroupId]] = {}
    for item in items:
        groups.setdefault(item.head, set()).add(item.group)
    return {head for head, named in groups.items() if len(named) >= _TEMPLATE_GROUPS}


def _weights(items: list[_Item]) -> dict[str, float]:
    count: dict[str, int] = {}
    for item in items:
        for word in item.words:
            count[word] = count.get(word, 0) + 1
    return {word: log(1 + len(items) / number) for word, number in count.items()}


def _cosine(
    one: frozenset[str], other: frozenset[str], shared: frozenset[str], weights: dict[str, float]
) -> float:
    def norm(words: frozenset[str]) -> float:
        return sqrt(sum(weights[word] ** 2 for word in sorted(words)))

    return sum(weights[word] ** 2 for word in sorted(shared)) / (norm(one) * norm(other))


def _finding(
    one: _Item, other: _Item, shared: frozenset[str], weights: dict[str, float]
) -> Finding:
    telling = sorted(shared, key=lambda word: (-weights[word], word))[:4]
    return CHECK.finding(
        one.group,
        f"`{one.group}` and `{other.group}` ({other.scope.path}:{other.scope.line}) both have "
        f"{', '.join(f'`{word}`' for word in telling)} in scope",
        at=(one.scope.path, one.scope.line),
        mend="say in both charters who acts on it",
    )


CHECK = Check(id="overlapping-scope", severity=Severity.INFO, find=find)
