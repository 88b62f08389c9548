"""How often sepkit is right, as it was measured: kept in files and shown with its command."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number."""

    name: str
    """A short name: `first`, `recall in the best 200`."""
    value: float
    meaning: str = ""
    """One sentence: what the number is a share or count of."""


def figures_of(rows: Iterable[tuple[str, float, str]]) -> tuple[Figure, ...]:
    """Return figures from names, values and meanings; values to four places, as they are kept."""
    return tuple(
        Figure(name=name, value=round(float(value), 4), meaning=meaning)
        for name, value, meaning in rows
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredTable:
    """Rows of one measurement: reliability, confusions, rules."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    """As many cells as columns each, written as they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One evaluation, with all that is needed to do it again."""

    subject: str
    """routes | conflicts | requirements"""
    preset: str
    """The process on whose proposals it was measured."""
    method: str
    """leave-one-out, time-split, cross-validation …"""
    labels: str = ""
    """What was compared with: name of the file of labels, or `declared owners`."""
    count: int
    """How many proposals, pairs or sentences were measured."""
    command: str
    """The command that measures it again."""
    commit: str
    """The commit of the measured repository."""
    caveat: str = ""
    """What a reader has to know before believing the figures."""
    figures: tuple[Figure, ...] = ()
    tables: tuple[MeasuredTable, ...] = ()
