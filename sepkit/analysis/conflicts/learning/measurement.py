"""An evaluation of the conflicts as it is shipped and shown: figures, tables and their limits."""

from sepkit.analysis.conflicts.learning.evaluation import ConflictAccuracy
from sepkit.model import Figure, MeasuredTable, Measurement, figures_of

_DEPTH = 200


def measurement_of(
    accuracy: ConflictAccuracy, *, preset: str, labels: str, command: str, commit: str
) -> Measurement:
    """Turn an evaluation into what is kept of it.

    Args:
        accuracy: the evaluation.
        preset: the process.
        labels: the names of the files of labels. Which pairs people judged is not kept: labels
            belong to those who made them.
        command: what measured it.
        commit: the commit of the measured repository.
    """
    return Measurement(
        subject="conflicts",
        preset=preset,
        method=accuracy.method,
        labels=labels,
        count=accuracy.conflicts + accuracy.negatives,
        command=command,
        commit=commit,
        caveat=_caveat(accuracy),
        figures=_figures(accuracy),
        tables=(_recall(accuracy), _calibration(accuracy), _rules(accuracy), *_ablations(accuracy)),
    )


def _caveat(accuracy: ConflictAccuracy) -> str:
    return (
        "Pairs that nobody judged count neither way, and many of them are conflicts: the list of "
        "known ones is incomplete. The pairs that are none were chosen because they look like "
        f"conflicts. For {accuracy.silent} of {accuracy.conflicts} conflicts no rule fires. The "
        "rules were written with these labels in view, so that the figures are likely higher than "
        "on proposals to come."
    )


def _figures(accuracy: ConflictAccuracy) -> tuple[Figure, ...]:
    rows: list[tuple[str, float, str]] = []
    if accuracy.auc is not None:
        meaning = "chance that a conflict stands above a pair that only looks like one"
        rows.append(("AUC", accuracy.auc, meaning))
    for scope in accuracy.scopes:
        if scope.conflicts and _DEPTH in scope.found:
            found = scope.found[_DEPTH]
            rows.append(
                (
                    f"recall in the best {_DEPTH}, {scope.name}",
                    found / scope.conflicts,
                    (
                        f"{found} of {scope.conflicts} known conflicts are among the "
                        f"{_DEPTH} best pairs of this kind"
                    ),
                )
            )
    return figures_of(rows)


def _recall(accuracy: ConflictAccuracy) -> MeasuredTable:
    depths = sorted({depth for scope in accuracy.scopes for depth in scope.found})
    return MeasuredTable(
        title="known conflicts among the best pairs",
        columns=("pairs", "known", *(f"best {depth}" for depth in depths)),
        rows=tuple(
            (s.name, str(s.conflicts), *(str(s.found[depth]) for depth in depths))
            for s in accuracy.scopes
        ),
    )


def _calibration(accuracy: ConflictAccuracy) -> MeasuredTable:
    return MeasuredTable(
        title=(
            "calibration: conflicts that the scores promise, times the share that people are "
            f"thought to have judged ({accuracy.coverage:g}), beside those they know"
        ),
        columns=("from", "to", "pairs", "mean score", "promised", "known", "known to be none"),
        rows=tuple(
            (
                f"{item.low:.1f}",
                f"{item.high:.1f}",
                str(item.pairs),
                f"{item.mean_score:.2f}",
                f"{item.pairs * item.mean_score * accuracy.coverage:.1f}",
                str(item.conflicts),
                str(item.negatives),
            )
            for item in accuracy.calibration
        ),
    )


def _rules(accuracy: ConflictAccuracy) -> MeasuredTable:
    return MeasuredTable(
        title="rules: how often each fired, and on what",
        columns=("rule", "fired", "right", "wrong", "not judged"),
        rows=tuple(
            (r.rule, str(r.fired), str(r.right), str(r.wrong), str(r.unlabelled))
            for r in accuracy.rules
        ),
    )


def _ablations(accuracy: ConflictAccuracy) -> tuple[MeasuredTable, ...]:
    if not accuracy.ablations:
        return ()
    return (
        MeasuredTable(
            title=f"without one rule, weights learnt anew: AUC, and known in the best {_DEPTH}",
            columns=("without", "AUC", "known"),
            rows=tuple(
                (a.without, "" if a.auc is None else f"{a.auc:.4f}", str(a.found))
                for a in accuracy.ablations
            ),
        ),
    )
