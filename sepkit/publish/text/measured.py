"""A measurement in words: its figures with what they mean, its tables, and what to beware of."""

from sepkit.model import Measurement
from sepkit.publish.escape import terminal
from sepkit.publish.text.columns import heading, joined, page_width, table, wrapped


def render_measured(measurement: Measurement) -> str:
    """Return one measurement with the command that repeats it."""
    title = f"{measurement.subject}, {measurement.method}, n = {measurement.count}"
    lines = [heading(terminal(title)), ""]
    lines += table(
        [
            [f"  {terminal(f.name)}", f"{f.value:.3f}".rstrip("0").rstrip("."), terminal(f.meaning)]
            for f in measurement.figures
        ],
        right=(1,),
    )
    for one in measurement.tables:
        rows = [one.columns, *one.rows] if one.rows else []
        lines += ["", heading(terminal(one.title.upper()))]
        lines += table([[f"  {terminal(cell)}" for cell in row] for row in rows]) or ["  none"]
    lines += ["", *wrapped(measurement.caveat, indent=0, width=page_width())]
    return joined([*lines, f"Again: {terminal(measurement.command)}"])
