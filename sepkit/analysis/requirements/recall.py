"""Which of the requirements that people listed by hand are found, and traced to a proposal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sepkit.analysis.requirements.conformance import SAME, parts_of
from sepkit.analysis.requirements.keywords import find_keywords
from sepkit.analysis.requirements.likeness import Match, Sentences
from sepkit.model import (
    Case,
    ConformanceEntry,
    ConformanceList,
    Dialect,
    MeasuredTable,
    Measurement,
    ProposalKey,
    RepoPath,
    SpecRequirement,
    figures_of,
    key_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRequirement:
    """One entry of a conformance file, and what became of it."""

    proposal: ProposalKey
    path: RepoPath
    line: int
    text: str
    is_found: bool
    """Whether each of its sentences is a requirement of the proposal or of the specification."""
    is_traced: bool
    """Whether each was found in its own proposal, or in the specification as the proposal's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementRecall:
    """Requirements as people listed them, against those that were read."""

    asked: tuple[ListedRequirement, ...]
    elsewhere: int
    """Entries of lists whose text stands on another site; they are not asked for."""
    wordless: int
    """Entries without a key word; they are not asked for either."""

    @property
    def found(self) -> int:
        """How many were found."""
        return sum(item.is_found for item in self.asked)

    @property
    def traced(self) -> int:
        """How many of those are traced to their proposal."""
        return sum(item.is_found and item.is_traced for item in self.asked)

    @property
    def recall(self) -> float:
        """Share that was found, in [0, 1]; 0 where nothing was asked."""
        return self.found / len(self.asked) if self.asked else 0.0

    @property
    def traced_share(self) -> float:
        """Share of what was found that is traced, in [0, 1]; 0 where nothing was found."""
        return self.traced / self.found if self.found else 0.0


def measure_recall(
    lists: Iterable[ConformanceList],
    cases: Sequence[Case],
    specification: Sequence[SpecRequirement],
    dialect: Dialect,
) -> RequirementRecall:
    """Look for each listed requirement among those that were read.

    Args:
        lists: from conformance files; they must not have been used to trace `specification`.
        cases: proposals with their requirements.
        specification: requirements with the proposals that brought them.
        dialect: says how a proposal's key is made, and at which site the specification stands.
    """
    current = [item for item in specification if item.removed is None]
    own = {case.key: [item.text for item in case.requirements] for case in cases}
    site = _site_of(dialect.docs_url)
    asked: list[ListedRequirement] = []
    elsewhere = wordless = 0
    for listed in lists:
        key = key_of(dialect.key, listed.number)
        texts = own.get(key, [])
        index = Sentences.of([*texts, *(item.text for item in current)])
        origins = [(key,)] * len(texts) + [item.proposals for item in current]
        for entry in listed.entries:
            sentences = _sentences(entry)
            if site and listed.url and _site_of(listed.url) != site:
                elsewhere += 1
            elif not sentences:
                wordless += 1
            else:
                asked.append(_judged(key, entry, sentences, index, origins))
    return RequirementRecall(asked=tuple(asked), elsewhere=elsewhere, wordless=wordless)


def _site_of(address: str) -> str:
    """Return the scheme and host of a web address."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}" if rest else ""


def _sentences(entry: ConformanceEntry) -> list[str]:
    return [part for part in parts_of(entry.text) if any(find_keywords(part))]


def _judged(
    key: ProposalKey,
    entry: ConformanceEntry,
    sentences: Sequence[str],
    index: Sentences,
    origins: Sequence[tuple[ProposalKey, ...]],
) -> ListedRequirement:
    best = [_best(index, sentence) for sentence in sentences]
    near = [match for match in best if match is not None and match.share >= SAME]
    return ListedRequirement(
        proposal=key,
        path=entry.path,
        line=entry.line,
        text=entry.text,
        is_found=len(near) == len(sentences),
        is_traced=all(key in origins[match.at] for match in near),
    )


def _best(index: Sentences, text: str) -> Match | None:
    return max(index.like(text), key=lambda match: match.share + match.likeness, default=None)


def recall_measurement(
    recall: RequirementRecall, *, preset: str, labels: str, command: str, commit: str
) -> Measurement:
    """Turn a measurement into what is kept of it.

    Args:
        recall: what was measured.
        preset: the process.
        labels: name of the file or folder of lists. Of an entry only its place is kept: its words
            belong to those who wrote them.
        command: what measured it.
        commit: of the measured repository.
    """
    rows = (
        ("recall", recall.recall, "share of the listed requirements that are found"),
        ("found", recall.found, "listed requirements that are found"),
        ("traced", recall.traced_share, "share of those that are traced to their proposal"),
        ("elsewhere", recall.elsewhere, "entries whose text stands on another site, not asked"),
        ("without key word", recall.wordless, "entries without an RFC 2119 key word, not asked"),
    )
    missed = tuple(
        (item.proposal, "not traced" if item.is_found else "not found", f"{item.path}:{item.line}")
        for item in recall.asked
        if not (item.is_found and item.is_traced)
    )
    return Measurement(
        subject="requirements",
        preset=preset,
        method="listed by hand",
        labels=labels,
        count=len(recall.asked),
        command=command,
        commit=commit,
        caveat=(
            "Found means that a requirement holds most of an entry's words; entries shorten and "
            "reword what they quote. The thresholds were set with these lists in view."
        ),
        figures=figures_of(rows),
        tables=(
            MeasuredTable(title="by proposal", columns=_COLUMNS, rows=tuple(_by_proposal(recall))),
            MeasuredTable(
                title="not found or not traced", columns=("proposal", "what", "entry"), rows=missed
            ),
        ),
    )


_COLUMNS = ("proposal", "listed", "found", "traced")


def _by_proposal(recall: RequirementRecall) -> Iterable[tuple[str, ...]]:
    for key in dict.fromkeys(item.proposal for item in recall.asked):
        own = [item for item in recall.asked if item.proposal == key]
        found = [item for item in own if item.is_found]
        traced = sum(item.is_traced for item in found)
        yield key, str(len(own)), str(len(found)), str(traced)
