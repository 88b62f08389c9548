"""`sepkit evaluate --format text`: figures with their count, and the errors by name."""

from sepkit.analysis.routing.learning import RouteAccuracy
from sepkit.publish.escape import terminal
from sepkit.publish.text.columns import heading, joined, table


def render_route_accuracy(accuracy: RouteAccuracy) -> str:
    """Return the figures of one evaluation of the router."""
    figures = (
        f"  first {accuracy.first:.3f}, in three {accuracy.in_three:.3f}, "
        f"macro F1 {accuracy.macro_f1:.3f}\n"
        f"  calibration error {accuracy.calibration_error:.3f}; of {accuracy.sure} routes given "
        f".90 or more, {accuracy.sure_right} right\n"
        f"  {accuracy.answered} answered, {accuracy.answered_right} of them right; "
        f"{accuracy.count - accuracy.answered} abstained"
    )
    lines = [
        heading(f"Routes, {accuracy.method}, n = {accuracy.count}"),
        figures,
        "",
        heading("RELIABILITY"),
        *table(
            [["  PROMISED", "KEPT", "N"]]
            + [
                [f"  {b.promised:.2f}", f"{b.right / b.count:.2f}", str(b.count)]
                for b in accuracy.reliability
                if b.count
            ],
            right=(1, 2),
        ),
        "",
        heading("CONFUSIONS: owner taken for"),
    ]
    lines += [
        f"  {c.owner} -> {c.taken}: {', '.join(terminal(key) for key in c.proposals)}"
        for c in accuracy.confusions
    ] or ["  none"]
    return joined(lines)
