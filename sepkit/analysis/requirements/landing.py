"""What became of a proposal's requirements in the specification.

`landed`: the same words. `reworded`: most of its rare words, asking the same. `contradicted`: the
same words, asking the opposite. `missing`: nothing like it. All four are said only of proposals
whose text is final; before that nothing has to be there.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sepkit.analysis.requirements.keywords import STRENGTH, is_opposed
from sepkit.analysis.requirements.likeness import Match, Sentences
from sepkit.model import Date, ProposalKey, ProposalRequirement, SpecRequirement, Verdict

LANDED = 0.72
"""Likeness from which on two sentences are the same, whatever small words differ."""

REWORDED = 0.42
"""Likeness from which on one is the other in new words; below it, chance begins (0.38)."""

REWORDED_NAME = 0.33
"""The same for sentences that share a name in code: `ttlMs`."""

CONTAINED = 0.8
"""Share of a requirement's words that, found in one longer sentence, count as well."""

CONTRADICTED = 0.78
"""Likeness at which the opposite key word is no accident."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """Requirements of proposals and of the specification, each knowing the other."""

    proposals: Mapping[ProposalKey, tuple[ProposalRequirement, ...]]
    specification: tuple[SpecRequirement, ...]


def find_landing(
    proposals: Mapping[ProposalKey, Sequence[ProposalRequirement]],
    specification: Sequence[SpecRequirement],
    *,
    final: Mapping[ProposalKey, Date | None],
    known: Mapping[ProposalKey, Sequence[Verdict]] | None = None,
) -> Landing:
    """Compare the requirements of proposals with those of the newest revision.

    Args:
        proposals: requirements by proposal.
        specification: from `track_requirements`. What the newest revision has is asked first,
            then what an earlier one had: that landed too, and went later.
        final: proposals whose text is final, with the day they were created. Others keep
            `landed` None. A requirement is never traced to a proposal younger than itself.
        known: verdicts of `judge_landing` by proposal; the others are compared now.

    Returns:
        The same requirements with `landed` and `landed_id`, and those of the specification with
        the final proposals that brought them.
    """
    comparison = Comparison(specification)
    known = known or {}
    since = {item.id: item.since for item in specification}
    told: dict[ProposalKey, tuple[ProposalRequirement, ...]] = {}
    origins: dict[str, dict[ProposalKey, None]] = {}
    for key in sorted(proposals):
        if key not in final:
            told[key] = tuple(proposals[key])
            continue
        verdicts = known.get(key) or comparison.judge(proposals[key])
        told[key] = tuple(
            replace(item, landed=landed, landed_id=place)
            for item, (landed, place) in zip(proposals[key], verdicts, strict=True)
        )
        for item in told[key]:
            is_there = item.landed in ("landed", "reworded")
            if is_there and since[item.landed_id] > (final[key] or ""):
                origins.setdefault(item.landed_id, {})[key] = None
    linked = (
        replace(item, proposals=tuple(dict.fromkeys((*item.proposals, *origins[item.id]))))
        if item.id in origins
        else item
        for item in specification
    )
    return Landing(proposals=told, specification=tuple(_with_company(tuple(linked))))


class Comparison:
    """The specification's requirements, ready to be compared with those of proposals."""

    def __init__(self, specification: Sequence[SpecRequirement]) -> None:
        self._specification = specification

    def judge(self, requirements: Iterable[ProposalRequirement]) -> tuple[Verdict, ...]:
        """Return what became of each requirement of one proposal; this depends on no other."""
        return tuple(_judged(item, self._pools) for item in requirements)

    @cached_property
    def _pools(self) -> "list[_Pool]":
        """What the newest revision has, and what an earlier one had; read when first asked."""
        return [
            _Pool.of(item for item in self._specification if (item.removed is None) is is_current)
            for is_current in (True, False)
        ]


@dataclass(frozen=True, slots=True)
class _Pool:
    """Requirements of the specification that can be asked for those like a given one."""

    items: Sequence[SpecRequirement]
    index: Sentences

    @classmethod
    def of(cls, items: Iterable[SpecRequirement]) -> "_Pool":
        listed = list(items)
        return cls(listed, Sentences.of(item.text for item in listed))


def _judged(item: ProposalRequirement, pools: Sequence[_Pool]) -> Verdict:
    for pool in pools:
        for match in pool.index.like(item.text, most=_LOOKED_AT):
            other = pool.items[match.at]
            if verdict := _verdict(item, match, other):
                return verdict, other.id
    return "missing", ""


_LOOKED_AT = 5


def _verdict(item: ProposalRequirement, match: Match, other: SpecRequirement) -> str:
    if is_opposed(item.keyword, other.keyword):
        return "contradicted" if match.likeness >= CONTRADICTED else ""
    same = abs(STRENGTH.get(item.keyword, 0)) == abs(STRENGTH.get(other.keyword, 0))
    if match.likeness >= LANDED:
        return "landed" if same else "reworded"
    if match.likeness >= REWORDED or match.share >= CONTAINED:
        return "reworded"
    if match.likeness >= REWORDED_NAME and _share_name(item.text, other.text):
        return "reworded"
    return ""


_CODE = re.compile(r"`([^`]{3,60})`")


def _share_name(one: str, other: str) -> bool:
    """Whether two sentences name the same thing in code."""
    return not set(_CODE.findall(one)).isdisjoint(_CODE.findall(other))


MAJORITY = 0.5
"""Share of the traced requirements of a section that one proposal needs to be given the rest."""


def _with_company(items: Sequence[SpecRequirement]) -> Iterator[SpecRequirement]:
    """Trace what came with a revision by what came with it in the same section, or on the page.

    A section is asked first. A page counts where most of it came in that revision.
    """
    sections: dict[tuple[str, ...], Counter[ProposalKey]] = {}
    pages: dict[tuple[str, ...], Counter[ProposalKey]] = {}
    sizes: Counter[str] = Counter()
    arrivals: Counter[tuple[str, ...]] = Counter()
    for item in items:
        if item.removed is None:
            sizes[item.path] += 1
            arrivals[item.path, item.since] += 1
        for key in item.proposals:
            sections.setdefault((item.path, item.section, item.since), Counter())[key] += 1
            pages.setdefault((item.path, item.since), Counter())[key] += 1
    for item in items:
        near = sections.get((item.path, item.section, item.since))
        is_new = arrivals[item.path, item.since] > MAJORITY * sizes[item.path]
        if near is None and is_new and not item.path.endswith(_SCHEMA_ENDINGS):
            near = pages.get((item.path, item.since))
        given = _majority(near) if near and not item.proposals else None
        yield replace(item, proposals=(given,)) if given else item


_SCHEMA_ENDINGS = (".json", ".ts")
"""A schema is no page: what came in one revision came from anywhere."""


def _majority(counts: Counter[ProposalKey]) -> ProposalKey | None:
    key, most = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return key if most > MAJORITY * counts.total() or len(counts) == 1 else None
