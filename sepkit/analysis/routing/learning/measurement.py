"""An evaluation of the router as it is shipped and shown: figures, tables and what to beware of."""

from sepkit.analysis.routing.learning.evaluation import WITHOUT_TOPICS
from sepkit.analysis.routing.learning.figures import RouteAccuracy
from sepkit.analysis.routing.learning.trials import Trial
from sepkit.model import Figure, MeasuredTable, Measurement, figures_of

_WORST = 10


def measurement_of(
    accuracy: RouteAccuracy, *, preset: str, labels: str, command: str, commit: str
) -> Measurement:
    """Turn an evaluation into what is kept of it.

    Args:
        accuracy: the evaluation.
        preset: the process.
        labels: the name of the file of labels; "" where declared owners were the truth. What a
            label says of a single proposal is not kept: labels belong to those who made them.
        command: what measured it.
        commit: the commit of the measured repository.
    """
    return Measurement(
        subject="routes",
        preset=preset,
        method=accuracy.method,
        labels=labels or "declared owners",
        count=accuracy.count,
        command=command,
        commit=commit,
        caveat=_caveat(accuracy),
        figures=_figures(accuracy),
        tables=(
            _reliability(accuracy),
            _curve(accuracy),
            _confusions(accuracy),
            _worst(accuracy, has_names=not labels),
            *_ablations(accuracy),
        ),
    )


def _caveat(accuracy: RouteAccuracy) -> str:
    if accuracy.method.startswith("time-split"):
        return (
            "The groups' lists of people and code are of the day of the measured commit, newer "
            "than the proposals that were asked for; these are read in their latest form."
        )
    known = (
        "The topics in `workgroups/` were written with these labels in view, so that these figures"
    )
    return f"{known} are likely higher than on proposals to come.{_bound(accuracy)}"


def _bound(accuracy: RouteAccuracy) -> str:
    """Say how far the figures fall without the topics, where that was measured."""
    bare = next((item for item in accuracy.ablations if item.without == WITHOUT_TOPICS), None)
    if bare is None:
        return ""
    return (
        f" With all topics taken out of the ownership files, first is {bare.first:.3f} and in "
        f"three {bare.in_three:.3f}: what charters, surfaces and people alone can do."
    )


def _figures(accuracy: RouteAccuracy) -> tuple[Figure, ...]:
    rows: tuple[tuple[str, float, str], ...] = (
        ("first", accuracy.first, "share whose most probable group is an owner"),
        ("in three", accuracy.in_three, "share with an owner among the three most probable"),
        ("macro F1", accuracy.macro_f1, "F1 averaged over groups, small ones like large ones"),
        (
            "calibration error",
            accuracy.calibration_error,
            "mean distance of promised from kept, over ten bins",
        ),
        ("sure", accuracy.sure, "routes given with a probability of 0.9 or more"),
        ("sure and right", accuracy.sure_right, "of those, right"),
        ("answered", accuracy.answered, "routes that name an owner and do not abstain"),
        ("answered and right", accuracy.answered_right, "of those, right"),
    )
    if any(trial.truth.also for trial in accuracy.trials):
        meaning = "share of the groups to be consulted that are among the first five"
        rows = (*rows, ("consulted found", accuracy.consulted_found, meaning))
    return figures_of(rows)


def _reliability(accuracy: RouteAccuracy) -> MeasuredTable:
    return MeasuredTable(
        title="reliability",
        columns=("from", "to", "promised", "kept", "count"),
        rows=tuple(
            (
                f"{item.low:.1f}",
                f"{item.high:.1f}",
                f"{item.promised:.2f}",
                f"{item.right / item.count:.2f}",
                str(item.count),
            )
            for item in accuracy.reliability
        ),
    )


def _curve(accuracy: RouteAccuracy) -> MeasuredTable:
    return MeasuredTable(
        title="abstention: what is left when less probable routes are not given",
        columns=("probability from", "answered", "right", "share right"),
        rows=tuple(
            (
                f"{item.threshold:.2f}",
                str(item.answered),
                str(item.right),
                f"{item.right / item.answered:.3f}" if item.answered else "",
            )
            for item in accuracy.curve
        ),
    )


def _confusions(accuracy: RouteAccuracy) -> MeasuredTable:
    return MeasuredTable(
        title="confusions",
        columns=("owner", "taken for it", "count"),
        rows=tuple((item.owner, item.taken, str(item.count)) for item in accuracy.confusions),
    )


def _worst(accuracy: RouteAccuracy, *, has_names: bool) -> MeasuredTable:
    wrong = sorted(
        (trial for trial in accuracy.trials if not trial.is_right),
        key=lambda trial: (-trial.probability, trial.key),
    )[:_WORST]
    columns = ("owner", "taken for it", "probability", "why")
    return MeasuredTable(
        title="the worst errors, surest first",
        columns=("proposal", *columns) if has_names else columns,
        rows=tuple(_error(trial, has_name=has_names) for trial in wrong),
    )


def _error(trial: Trial, *, has_name: bool) -> tuple[str, ...]:
    cells = (
        " or ".join(sorted(trial.truth.options)),
        trial.first,
        f"{trial.probability:.2f}",
        trial.why,
    )
    return (trial.key, *cells) if has_name else cells


def _ablations(accuracy: RouteAccuracy) -> tuple[MeasuredTable, ...]:
    if not accuracy.ablations:
        return ()
    return (
        MeasuredTable(
            title="what is left without one kind of evidence, weights learnt anew",
            columns=("without", "first", "in three", "sure", "sure and right"),
            rows=tuple(
                (
                    item.without,
                    f"{item.first:.3f}",
                    f"{item.in_three:.3f}",
                    str(item.sure),
                    str(item.sure_right),
                )
                for item in accuracy.ablations
            ),
        ),
    )
