"""`sepkit evaluate removed-names`."""

from pathlib import Path

import click

from sepkit.cli.measuring import command_line, read_labels, write_measurement, write_option
from sepkit.cli.reading import Reading, reading_options

_LABELS = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    "removed-names",
    epilog="Example: sepkit evaluate removed-names conflicts.csv --negatives others.csv",
)
@click.argument("labels", type=_LABELS, metavar="LABELS.csv")
@click.option("--negatives", type=_LABELS, help="CSV of pairs that do not conflict: a, b.")
@write_option
@reading_options("json", "text")
def evaluate_removed_names(
    labels: Path, negatives: Path | None, output: Path | None, reading: Reading
) -> None:
    """Measure who is found to rely on names that another proposal removed or deprecated.

    LABELS.csv has the columns a, b, kind; the kinds `removed` and `removes-vs-extends` count.
    """
    from sepkit.analysis.analyse import cases_of
    from sepkit.analysis.attribution import account_for
    from sepkit.analysis.touches.removed_names import (
        REMOVAL_KINDS,
        measure_removed_names,
        parse_pairs,
        removed_measurement,
    )
    from sepkit.publish.text.measured import render_measured

    corpus = reading.corpus
    cases = cases_of(corpus)
    account = account_for(corpus.specification, corpus.dialect, cases)
    found = measure_removed_names(
        cases,
        account.spec,
        parse_pairs(read_labels(labels), REMOVAL_KINDS),
        parse_pairs(read_labels(negatives)) if negatives else (),
    )
    measurement = removed_measurement(
        found,
        preset=corpus.dialect.name,
        labels=", ".join(path.name for path in (labels, negatives) if path),
        command=command_line(),
        commit=corpus.snapshot.commit,
    )
    reading.print(measurement, lambda: render_measured(measurement))
    write_measurement(measurement, output)
