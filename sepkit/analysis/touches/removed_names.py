"""Proposals that rely on names that went: how many people's findings are found, who is accused."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sepkit.analysis.touches.index import index_specification
from sepkit.model import (
    Act,
    Case,
    ChangeKind,
    MeasuredTable,
    Measurement,
    ProposalKey,
    Spec,
    Surface,
    figures_of,
)

RELYING = frozenset({Act.RELIES_ON, Act.CHANGES, Act.DEFINES})
REMOVING = frozenset({Act.REMOVES, Act.DEPRECATES})
REMOVAL_KINDS = frozenset({"removed", "removes-vs-extends"})
"""Kinds of labelled conflicts in which one proposal relies on what the other took away."""

Pair = frozenset[int]
"""Two numbers of proposals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accusation:
    """One proposal relies on a surface that another removed or deprecated."""

    proposal: ProposalKey
    remover: ProposalKey
    surface: Surface
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedNames:
    """Labelled pairs against what was found."""

    wanted: tuple[Pair, ...]
    missed: tuple[Pair, ...]
    negatives: tuple[Pair, ...]
    accused: tuple[Pair, ...]
    """Pairs that do not conflict, of which one is found to rely on what the other removed."""

    @property
    def recall(self) -> float:
        """Share of the wanted pairs that are found, in [0, 1]; 0 where none is wanted."""
        return 1 - len(self.missed) / len(self.wanted) if self.wanted else 0.0


def parse_pairs(text: str, kinds: frozenset[str] = frozenset()) -> tuple[Pair, ...]:
    """Return the pairs of a table with the columns `a` and `b`, each once, in their order.

    Args:
        text: CSV with a head.
        kinds: only rows whose column `kind` is one of these; all where none is given.
    """
    rows = csv.DictReader(io.StringIO(text))
    return tuple(
        dict.fromkeys(
            frozenset((int(row["a"]), int(row["b"])))
            for row in rows
            if _is_number(row.get("a")) and _is_number(row.get("b"))
            if not kinds or row.get("kind") in kinds
        )
    )


def _is_number(text: str | None) -> bool:
    return bool(text) and text is not None and text.isascii() and text.isdigit()


def find_accusations(cases: Sequence[Case], spec: Spec) -> tuple[Accusation, ...]:
    """Return who relies on what others removed or deprecated, by proposal, each pair once a name.

    Args:
        cases: proposals with their touches.
        spec: with the proposals behind its changes, as attribution leaves it.
    """
    index = index_specification(spec)
    removers = _removers(cases, spec)
    found: dict[tuple[ProposalKey, ProposalKey, Surface], Accusation] = {}
    for case in cases:
        for touch in case.touches:
            if touch.act not in RELYING or not index.is_fading(touch.surface):
                continue
            for remover in removers.get(touch.surface, ()):
                if remover != case.key:
                    found.setdefault(
                        (case.key, remover, touch.surface),
                        Accusation(
                            proposal=case.key,
                            remover=remover,
                            surface=touch.surface,
                            path=touch.path,
                            line=touch.line,
                        ),
                    )
    return tuple(found.values())


def _removers(cases: Sequence[Case], spec: Spec) -> Mapping[Surface, Iterable[ProposalKey]]:
    found: dict[Surface, dict[ProposalKey, None]] = {}
    for entry in spec.surfaces:
        for change in entry.changes:
            if change.change in (ChangeKind.REMOVED, ChangeKind.DEPRECATED):
                found.setdefault(entry.id, {}).update(dict.fromkeys(change.proposals))
    for case in cases:
        for touch in case.touches if not case.in_flight else ():
            if touch.act in REMOVING:
                found.setdefault(touch.surface, {})[case.key] = None
    return found


def measure_removed_names(
    cases: Sequence[Case], spec: Spec, wanted: Sequence[Pair], negatives: Sequence[Pair]
) -> RemovedNames:
    """Compare who is found to rely on removed names with what people labelled.

    Args:
        cases: proposals with their touches.
        spec: with the proposals behind its changes.
        wanted: pairs of which one relies on what the other removed.
        negatives: pairs that do not conflict.
    """
    numbers = {case.key: case.number for case in cases if case.number is not None}
    pairs = {
        frozenset((numbers[item.proposal], numbers[item.remover]))
        for item in find_accusations(cases, spec)
        if item.proposal in numbers and item.remover in numbers
    }
    return RemovedNames(
        wanted=tuple(wanted),
        missed=tuple(pair for pair in wanted if pair not in pairs),
        negatives=tuple(negatives),
        accused=tuple(pair for pair in negatives if pair in pairs),
    )


def removed_measurement(
    found: RemovedNames, *, preset: str, labels: str, command: str, commit: str
) -> Measurement:
    """Turn a measurement into what is kept of it; single labels are not kept.

    Args:
        found: what was measured.
        preset: the process.
        labels: names of the files of labels.
        command: what measured it.
        commit: of the measured repository.
    """
    accused = len(found.accused) / len(found.negatives) if found.negatives else 0.0
    rows = (
        ("recall", found.recall, "share of the pairs labelled so that are found"),
        ("missed", len(found.missed), "labelled pairs that are not found"),
        ("accused", accused, "share of the pairs that do not conflict which are accused"),
        ("accused pairs", len(found.accused), "pairs that do not conflict and are accused"),
    )
    return Measurement(
        subject="removed-names",
        preset=preset,
        method="labelled pairs",
        labels=labels,
        count=len(found.wanted),
        command=command,
        commit=commit,
        caveat=(
            "The rules of touches were written with these labels in view; the conflict engine "
            "judges the same pairs further before it reports them."
        ),
        figures=figures_of(rows),
        tables=(
            MeasuredTable(
                title="pairs",
                columns=("labelled", "pairs", "found"),
                rows=(
                    ("relies on a removed name", str(len(found.wanted)), _part(found)),
                    ("does not conflict", str(len(found.negatives)), str(len(found.accused))),
                ),
            ),
        ),
    )


def _part(found: RemovedNames) -> str:
    return str(len(found.wanted) - len(found.missed))
