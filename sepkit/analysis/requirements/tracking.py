"""The requirements of a specification through its revisions, reworded ones as one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sepkit.analysis.requirements.find import find_requirements, fingerprint
from sepkit.analysis.requirements.keywords import find_keywords, is_opposed
from sepkit.analysis.requirements.likeness import Sentences
from sepkit.markup import read_blocks
from sepkit.model import (
    Dialect,
    ProposalKey,
    ProposalRequirement,
    RevisionReading,
    SpecPage,
    SpecReading,
    SpecRequirement,
    key_of,
)

SAME_PAGE = 0.5
"""Likeness from which on a sentence is an earlier one reworded, on the same page."""

OTHER_PAGE = 0.65
"""The same where the page differs: what moved has kept most of its words."""

_BOOKS = frozenset({"changelog", "deprecated"})
"""Pages that tell of the specification; their sentences ask for nothing."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A requirement as one revision has it."""

    page: str
    text: str
    item: ProposalRequirement


def track_requirements(
    reading: SpecReading, dialect: Dialect, keys: Mapping[int, ProposalKey] | None = None
) -> tuple[SpecRequirement, ...]:
    """Return the specification's requirements, those of old revisions that went included.

    Args:
        reading: the specification with its pages.
        dialect: says how a proposal is cited; what the changelog of the revision that a
            requirement came with says of it names its proposal.
        keys: number of a proposal, or of its pull request, to its key.

    Returns:
        By path and line of the newest revision that has each; `since` is the revision in which it
        first stood, in whatever words, `earlier` has those words. An id is that of the first
        wording and stays.
    """
    tracked: list[SpecRequirement] = []
    taken: set[str] = set()
    alive: list[int] = []
    for revision in reading.revisions:
        lines = [line for page in revision.pages for line in _lines(page)]
        lines += _schema_lines(revision, {fingerprint(line.text) for line in lines})
        before = _pairs([tracked[at] for at in alive], lines)
        kept = set(before.values())
        gone = [at for n, at in enumerate(alive) if n not in kept]
        for at in gone:
            tracked[at] = replace(tracked[at], removed=revision.id)
        now: list[int] = []
        for n, line in enumerate(lines):
            if n in before:
                at = alive[before[n]]
                tracked[at] = _reworded(tracked[at], line, revision.id)
            else:
                at = len(tracked)
                tracked.append(_new(line, revision.id, taken))
            now.append(at)
        alive = now
    found = _with_changelog(tracked, reading, dialect, keys or {})
    return tuple(sorted(found, key=lambda item: (item.path, item.line, item.id)))


def _lines(page: SpecPage) -> list[_Line]:
    if page.name.rpartition("/")[2] in _BOOKS:
        return []
    found = find_requirements(page.blocks, path=page.path, prefix=page.name, section=page.title)
    return [_Line(page.name, item.text, item) for item in found]


_SCHEMA = "schema"


def _schema_lines(revision: RevisionReading, seen: set[str]) -> list[_Line]:
    """Return what the descriptions in a schema ask for, each sentence once.

    Generators copy a description into each type that inherits it; the first by name counts.
    """
    found: list[_Line] = []
    for state in revision.states:
        if not any(find_keywords(state.words)):
            continue
        name = state.surface.partition(":")[2]
        blocks = read_blocks(state.words)
        for item in find_requirements(blocks, path=state.path, prefix=_SCHEMA, section=name):
            if (print_ := fingerprint(item.text)) not in seen:
                seen.add(print_)
                found.append(_Line(_SCHEMA, item.text, replace(item, line=state.line)))
    return found


def _new(line: _Line, revision: str, taken: set[str]) -> SpecRequirement:
    name, count = line.item.id, 1
    while name in taken:
        count += 1
        name = f"{line.item.id}-{count}"
    taken.add(name)
    return SpecRequirement(
        id=name,
        keyword=line.item.keyword,
        text=line.text,
        path=line.item.path,
        line=line.item.line,
        since=revision,
        revision=revision,
        section=line.item.section,
    )


def _reworded(old: SpecRequirement, line: _Line, revision: str) -> SpecRequirement:
    earlier = (
        old.earlier if fingerprint(old.text) == fingerprint(line.text) else (old.text, *old.earlier)
    )
    return replace(
        old,
        keyword=line.item.keyword,
        text=line.text,
        path=line.item.path,
        line=line.item.line,
        revision=revision,
        section=line.item.section,
        earlier=earlier,
    )


def _pairs(old: Sequence[SpecRequirement], new: Sequence[_Line]) -> dict[int, int]:
    """Return, for lines of the new revision, which old requirement each of them is; one to one."""
    found = _same_words(old, new)
    taken = set(found.values())
    left = [n for n in range(len(old)) if n not in taken]
    index = Sentences.of(old[n].text for n in left)
    likely: list[tuple[float, int, int]] = []
    for n, line in enumerate(new):
        if n in found:
            continue
        for match in index.like(line.text, least=min(SAME_PAGE, OTHER_PAGE)):
            other = old[left[match.at]]
            needed = SAME_PAGE if _page(other) == line.page else OTHER_PAGE
            if match.likeness >= needed and not is_opposed(other.keyword, line.item.keyword):
                likely.append((-match.likeness, n, left[match.at]))
    for _, n, at in sorted(likely):
        if n not in found and at not in taken:
            found[n] = at
            taken.add(at)
    return found


def _same_words(old: Sequence[SpecRequirement], new: Sequence[_Line]) -> dict[int, int]:
    by_words: dict[str, list[int]] = {}
    for at, item in enumerate(old):
        by_words.setdefault(fingerprint(item.text), []).append(at)
    found: dict[int, int] = {}
    for n, line in enumerate(new):
        here = by_words.get(fingerprint(line.text))
        if here:
            same_page = [at for at in here if _page(old[at]) == line.page]
            at = (same_page or here)[0]
            here.remove(at)
            found[n] = at
    return found


def _page(item: SpecRequirement) -> str:
    return item.id.rpartition("/")[0]


TOLD = 0.35
"""Share of a requirement's words in a changelog item from which on the item tells of it."""


def _with_changelog(
    tracked: Sequence[SpecRequirement],
    reading: SpecReading,
    dialect: Dialect,
    keys: Mapping[int, ProposalKey],
) -> Iterator[SpecRequirement]:
    """Yield the requirements with the proposals of the changelog item that tells of them."""
    items = {revision.id: revision.changelog for revision in reading.revisions}
    indexes = {name: Sentences.of(item.text for item in found) for name, found in items.items()}
    for requirement in tracked:
        index = indexes.get(requirement.since)
        match = next(iter(index.like(requirement.text, most=1)), None) if index else None
        if match is None or match.share < TOLD:
            yield requirement
            continue
        numbers = items[requirement.since][match.at].numbers
        proposals = dict.fromkeys(
            keys.get(number) or key_of(dialect.key, number) for number in numbers
        )
        yield replace(requirement, proposals=tuple(proposals))
