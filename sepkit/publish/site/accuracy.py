"""How often sepkit was right, as the register's measurements say it, ready to be shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sepkit.model import Figure, MeasuredTable, Measurement
from sepkit.publish.plot_svg import Kept, reliability_plot
from sepkit.publish.site.view import View
from sepkit.publish.site.words import count, rule_label, sentence

ROWS_SHOWN = 12
"""Longer tables are folded."""

_SUBJECTS = {
    "routes": "Routes: whose a proposal is",
    "conflicts": "Conflicts: what collides",
    "requirements": "Requirements: what landed in the specification",
}
_ORDER = tuple(_SUBJECTS)
_METHODS = {
    "leave-one-out": "each one judged without having learnt from it",
    "cross-validation": "each one judged without having learnt from its part",
    "time-split": "later ones judged by what was learnt from earlier ones",
}
_COUNTED = {
    "routes": "proposal",
    "conflicts": "pair",
    "requirements": "sentence",
    "removed-names": "pair",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One measurement as the About page shows it."""

    anchor: str
    measurement: Measurement
    heading: str
    counted: str
    method: str
    plot: Markup | None
    """What was promised against what was kept; None where no table says."""


def figure_value(figure: Figure) -> str:
    """Return a share as `93 %`, a count as a whole number, anything else with two places."""
    if figure.value == int(figure.value) and not _is_share(figure):
        return str(int(figure.value))
    if _is_share(figure):
        return f"{figure.value * 100:.0f} %"
    return f"{figure.value:.3g}"


def _is_share(figure: Figure) -> bool:
    words = f"{figure.name} {figure.meaning}".lower()
    is_said = any(word in words for word in ("share", "right", "precision", "recall", "agree"))
    return 0 <= figure.value <= 1 and is_said


def kept_of(table: MeasuredTable) -> tuple[Kept, ...]:
    """Return the points of a reliability table; empty where its columns are others.

    A range of probabilities without a case has no point.
    """
    if not {"promised", "kept", "count"} <= set(table.columns):
        return ()
    places = [table.columns.index(name) for name in ("promised", "kept", "count")]
    found = []
    for row in table.rows:
        try:
            promised, kept, cases = (float(row[place]) for place in places)
        except (ValueError, IndexError):
            continue
        if cases:
            found.append(Kept(promised=promised, kept=kept, cases=int(cases)))
    return tuple(found)


def shown(view: View) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """Return the measurements of this process, and those of others."""
    preset = view.register.process.preset
    ranked = sorted(view.register.measurements, key=lambda m: _rank(m.subject))
    items = [_shown(index, m) for index, m in enumerate(ranked)]
    own = tuple(item for item in items if item.measurement.preset == preset)
    return own, tuple(item for item in items if item.measurement.preset != preset)


def _rank(subject: str) -> int:
    """Return where a subject stands: what most readers ask for first."""
    return _ORDER.index(subject) if subject in _ORDER else len(_ORDER)


def _shown(index: int, measurement: Measurement) -> Shown:
    anchor = f"measured-{index + 1}"
    points = next((found for t in measurement.tables if (found := kept_of(t))), ())
    subject = measurement.subject
    method = measurement.method.partition(" ")[0].rstrip(":,")
    return Shown(
        anchor=anchor,
        measurement=measurement,
        heading=_SUBJECTS.get(subject, sentence(subject.replace("-", " "))),
        counted=count(measurement.count, _COUNTED.get(subject, "case")),
        method=_METHODS.get(method, ""),
        plot=reliability_plot(anchor, points) if len(points) > 1 else None,
    )


def rule_accuracy(view: View) -> Mapping[str, str]:
    """Return for each conflict rule how often it was right on this process' judged pairs.

    It is read from the table of this process' measurement of conflicts whose first column names
    rules; a rule without a row has no entry.
    """
    preset = view.register.process.preset
    found: dict[str, str] = {}
    for measurement in view.register.measurements:
        if measurement.subject != "conflicts" or measurement.preset != preset:
            continue
        for table in measurement.tables:
            if not table.columns or table.columns[0] != "rule":
                continue
            for row in table.rows:
                cells = zip(table.columns[1:], row[1:], strict=False)
                found.setdefault(row[0], "; ".join(f"{name} {cell}" for name, cell in cells))
    return found


def cell_words(table: MeasuredTable, column: int, cell: str) -> str:
    """Return a cell as it is shown: rules by their names."""
    return rule_label(cell) if table.columns[column] == "rule" and cell else cell
