"""How long proposals stay open, how many come and go: counts of proposals, none of people."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from sepkit.publish.plot_svg import bar_plot, quartiles, strip_plot
from sepkit.publish.site.page import Page, PageKind
from sepkit.publish.site.view import View
from sepkit.publish.site.words import as_date, days_since, status_label

FEWEST = 5
"""Fewer cases get a sentence and no plot."""
MONTHS = 12
_AGES = (
    (0, 60, "under 60"),
    (60, 120, "60–119"),
    (120, 180, "120–179"),
    (180, 240, "180–239"),
    (240, 300, "240–299"),
    (300, 10**6, "300 up"),
)
_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """How long proposals stood in one status before the next act."""

    label: str
    days: tuple[int, ...]
    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A plot with its table and its sentence; `plot` is None where there are too few cases."""

    plot: Markup | None
    rows: tuple[tuple[str, ...], ...]
    sentence: str
    cases: int


def ages(view: View) -> Figure:
    """Return how old the open proposals are."""
    days = [
        age
        for p in view.open_proposals
        if (age := days_since(p.created or p.first_seen, view.register.as_of)) is not None
    ]
    bins = [(label, sum(low <= d < high for d in days)) for low, high, label in _AGES]
    plot = None
    if len(days) >= FEWEST:
        top = max(bins, key=lambda item: item[1])
        description = f"{len(days)} open proposals; most, {top[1]}, are {top[0]} days old."
        plot = bar_plot(
            "age", "Age of open proposals in days", description, [(a, (n,)) for a, n in bins]
        )
    middle = f" Median {quartiles(sorted(days))[1]:g}." if days else ""
    return Figure(
        plot=plot,
        rows=tuple((label, str(n)) for label, n in bins),
        sentence=f"Days since created, {len(days)} open.{middle}",
        cases=len(days),
    )


def flow(view: View) -> Figure:
    """Return arrivals and departures by month, the last twelve."""
    arrived: Counter[str] = Counter()
    left: Counter[str] = Counter()
    closing = {s.id for s in view.register.process.statuses if not s.is_open}
    for p in view.proposals:
        if as_date(p.created or p.first_seen):
            arrived[(p.created or p.first_seen or "")[:7]] += 1
        done = next((e for e in p.timeline if e.on_base and e.status in closing), None)
        if done is not None:
            left[done.date[:7]] += 1
    months = _months(view.register.as_of)
    bars = [(_NAMES[int(m[5:]) - 1], (arrived[m], left[m])) for m in months]
    total = sum(sum(values) for _, values in bars)
    description = "; ".join(
        f"{m}: {a} arrived, {b} left" for m, (_, (a, b)) in zip(months, bars, strict=True)
    )
    return Figure(
        plot=bar_plot("flow", "Arrivals and departures by month", description, bars)
        if total >= FEWEST
        else None,
        rows=tuple((m, str(arrived[m]), str(left[m])) for m in months),
        sentence="Dark: created in the month, by the preamble or the first commit. Light: reached "
        "its end on the base branch. Closed pull requests are not visible to git, so departures "
        "are a lower bound.",
        cases=total,
    )


def to_end(view: View) -> Figure:
    """Return the days from creation to the end that the process aims at."""
    goal = max(
        (s for s in view.register.process.statuses if not s.is_open and s.step),
        key=lambda s: s.step,
        default=None,
    )
    days: list[int] = []
    for p in view.proposals:
        end = next((e for e in p.timeline if e.on_base and goal and e.status == goal.id), None)
        if end is not None:
            length = days_since(p.created or p.first_seen, end.date)
            if length is not None and length >= 0:
                days.append(length)
    label = goal.label if goal else "the end"
    if not days:
        return Figure(plot=None, rows=(), sentence=f"No history of a way to {label}.", cases=0)
    low, middle, high = quartiles(sorted(days))
    described = (
        f"{len(days)} proposals; median {middle:g} days, the middle half {low:g} to {high:g}."
    )
    return Figure(
        plot=strip_plot("end", f"Days from created to {label}", described, days)
        if len(days) >= FEWEST
        else None,
        rows=(
            ("Cases", str(len(days))),
            ("Shortest", str(min(days))),
            ("First quarter", f"{low:g}"),
            ("Median", f"{middle:g}"),
            ("Third quarter", f"{high:g}"),
            ("Longest", str(max(days))),
        ),
        sentence=f"{described} What history says; no forecast for a single proposal.",
        cases=len(days),
    )


def stays(view: View) -> tuple[Stay, ...]:
    """Return the time that proposals spent in each status, where two acts bound it."""
    found: dict[str, list[int]] = {}
    for p in view.proposals:
        acts = [e for e in p.timeline if e.on_base]
        for event, after in pairwise(acts):
            length = days_since(event.date, after.date)
            if length is not None and length >= 0 and event.status != after.status:
                found.setdefault(event.status, []).append(length)
    return tuple(_stay(view, status, days) for status, days in sorted(found.items()))


def _stay(view: View, status: str, days: Sequence[int]) -> Stay:
    ordered = sorted(days)
    return Stay(
        label=status_label(view.register, status),
        days=tuple(ordered),
        median=quartiles(ordered)[1],
        low=ordered[0],
        high=ordered[-1],
    )


def _months(as_of: str) -> list[str]:
    year, month = int(as_of[:4]), int(as_of[5:7])
    found = []
    for _ in range(MONTHS):
        found.append(f"{year:04d}-{month:02d}")
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return found[::-1]


def pages(view: View) -> Iterator[Page]:
    """Yield the one page."""
    load = [(g, len(view.queue(g.id))) for g in view.register.groups if view.queue(g.id)]
    load.sort(key=lambda item: (-item[1], item[0].name))
    nobody = len(view.queue(None))
    goal = max(
        (s for s in view.register.process.statuses if not s.is_open and s.step),
        key=lambda s: s.step,
        default=None,
    )
    yield Page(
        path="metrics/",
        title="Metrics",
        template="metrics.html",
        description="Age, arrivals and departures, and time to the end; no figure about a person",
        section="metrics",
        data="api/v1/register.json",
        context={
            "ages": ages(view),
            "flow": flow(view),
            "to_end": to_end(view),
            "goal": goal.label if goal else "the end",
            "stays": stays(view),
            "load": load,
            "nobody": nobody,
            "highest": max([n for _, n in load] + [nobody, 1]),
            "fewest": FEWEST,
        },
    )


KIND = PageKind(name="metrics", pages=pages, is_list=True)
