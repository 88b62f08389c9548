"""`sepkit evaluate conflicts --format text`: recall, calibration and each rule's record."""

from sepkit.analysis.conflicts.learning import ConflictAccuracy
from sepkit.publish.escape import terminal
from sepkit.publish.text.columns import heading, joined, table


def render_conflict_accuracy(accuracy: ConflictAccuracy) -> str:
    """Return the figures of one evaluation of the conflicts."""
    judged = f"{accuracy.conflicts} conflicts, {accuracy.negatives} that only look like some"
    auc = "AUC not known" if accuracy.auc is None else f"AUC {accuracy.auc:.3f}"
    lines = [
        heading(f"Conflicts, {accuracy.method}: {judged}"),
        f"  {auc}; {accuracy.pairs} pairs with a sign; for {accuracy.silent} conflicts none fires",
        *_absent(accuracy),
        "",
        heading("KNOWN CONFLICTS among the best pairs"),
        *_recall(accuracy),
        "",
        heading("CALIBRATION: promised = mean score x pairs x share judged"),
        *_calibration(accuracy),
        "",
        heading("RULES"),
        *_rules(accuracy),
        *_ablations(accuracy),
        "",
        heading("MISSED: conflicts outside the 200 best"),
    ]
    lines += [f"  {' '.join(map(terminal, pair))}" for pair in accuracy.missed] or ["  none"]
    return joined(lines)


def _absent(accuracy: ConflictAccuracy) -> list[str]:
    if not accuracy.absent:
        return []
    named = ", ".join(terminal(pair) for pair in accuracy.absent)
    return [f"  not measured, because a text is not here: {named}"]


def _recall(accuracy: ConflictAccuracy) -> list[str]:
    depths = sorted({depth for scope in accuracy.scopes for depth in scope.found})
    rows = [["  PAIRS", *(f"BEST {depth}" for depth in depths), "OF"]]
    rows += [
        [f"  {s.name}", *(str(s.found[depth]) for depth in depths), str(s.conflicts)]
        for s in accuracy.scopes
    ]
    return table(rows, right=tuple(range(1, len(depths) + 2)))


def _calibration(accuracy: ConflictAccuracy) -> list[str]:
    rows = [["  SCORE", "PAIRS", "PROMISED", "KNOWN", "NONE"]]
    rows += [
        [
            f"  {item.low:.1f}-{item.high:.1f}",
            str(item.pairs),
            f"{item.pairs * item.mean_score * accuracy.coverage:.1f}",
            str(item.conflicts),
            str(item.negatives),
        ]
        for item in accuracy.calibration
    ]
    return table(rows, right=(1, 2, 3, 4))


def _rules(accuracy: ConflictAccuracy) -> list[str]:
    rows = [["  RULE", "FIRED", "RIGHT", "WRONG", "NOT JUDGED"]]
    rows += [
        [f"  {r.rule}", str(r.fired), str(r.right), str(r.wrong), str(r.unlabelled)]
        for r in accuracy.rules
    ]
    return table(rows, right=(1, 2, 3, 4))


def _ablations(accuracy: ConflictAccuracy) -> list[str]:
    if not accuracy.ablations:
        return []
    rows = [["  WITHOUT", "AUC", "IN BEST 200"]]
    rows += [
        [f"  {a.without}", "" if a.auc is None else f"{a.auc:.3f}", str(a.found)]
        for a in accuracy.ablations
    ]
    return ["", heading("WITHOUT ONE RULE, weights learnt anew"), *table(rows, right=(1, 2))]
