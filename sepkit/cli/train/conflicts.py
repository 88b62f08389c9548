"""`sepkit train conflicts`."""

from pathlib import Path

import click

from sepkit.cli.measuring import read_labels
from sepkit.cli.output import output_file, write_text
from sepkit.cli.reading import Reading, reading_options
from sepkit.model import UsageError

_LABELS = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    "conflicts",
    epilog="Example: sepkit train conflicts --labels labels.csv --negatives none.csv -o "
    "weights.json",
)
@click.option("--labels", type=_LABELS, required=True, help="CSV of conflicts: columns a and b.")
@click.option("--negatives", type=_LABELS, help="CSV of pairs that only look like conflicts.")
@click.option(
    "--coverage",
    type=click.FloatRange(0.01, 1.0),
    help="Share of all conflicts that the labels hold.  [default: that of the shipped weights]",
)
@output_file()
@reading_options("json")
def train_conflicts(
    labels: Path,
    negatives: Path | None,
    coverage: float | None,
    output: Path | None,
    reading: Reading,
) -> None:
    """Learn what each rule's sign is worth, and calibrate the score."""
    from sepkit.analysis.analyse import docket_of
    from sepkit.analysis.conflicts import RULES, learning
    from sepkit.learnt import read_learnt

    learnt = read_learnt()
    docket = docket_of(reading.corpus, learnt)
    conflicts = learning.parse_judged_pairs(read_labels(labels), file=labels.name)
    none = (
        learning.parse_judged_pairs(read_labels(negatives), file=negatives.name)
        if negatives is not None
        else ()
    )
    judged, absent = learning.match_judgements(
        conflicts, none, [side.case for side in docket.sides]
    )
    for pair in absent:
        click.echo(f"no two proposals here for the label {pair}", err=True)
    try:
        weights = learning.train_conflicts(
            learning.find_pairs(docket, RULES),
            *learning.sort_judged(judged),
            rules=RULES,
            coverage=coverage or learnt.conflicts.coverage,
            least=learnt.conflicts.least,
        )
    except ValueError as error:
        raise UsageError(
            f"`{labels.name}` teaches nothing here: {error}",
            help="name the repository that the labels are about with --repo",
        ) from error
    text = learning.write_weights(weights)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_text(text, output)
