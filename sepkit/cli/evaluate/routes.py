"""`sepkit evaluate routes`."""

from pathlib import Path

import click

from sepkit.cli.measuring import (
    command_line,
    read_labels,
    write_measurement,
    write_option,
)
from sepkit.cli.reading import Reading, reading_options
from sepkit.model import UsageError

_LABELS = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("routes", epilog="Example: sepkit evaluate routes labels.csv --repo ../spec.git")
@click.argument("labels", type=_LABELS, required=False, metavar="[LABELS.csv]")
@click.option("--split", type=click.FloatRange(0.05, 0.9), help="Measure on the newest share.")
@click.option("--cold", is_flag=True, help="With --split: without reviewers and approvers.")
@click.option("--ablation", is_flag=True, help="Measure without each kind of evidence, too.")
@write_option
@reading_options("json", "text")
def evaluate_routes(
    labels: Path | None,
    split: float | None,
    cold: bool,
    ablation: bool,
    output: Path | None,
    reading: Reading,
) -> None:
    """Measure the router.

    With LABELS.csv (proposal, owner, also, confidence; `;` between several): each row is left out
    of what teaches. With --split: the newest share of the proposals that declare an owner has its
    declaration taken away, and the others teach.
    """
    from sepkit.analysis.analyse import cases_of
    from sepkit.analysis.routing import learning
    from sepkit.learnt import read_learnt
    from sepkit.publish.text.accuracy import render_route_accuracy

    corpus = reading.corpus
    cases = cases_of(corpus)
    dialect, as_of = corpus.dialect, corpus.snapshot.as_of
    weights = read_learnt().routing
    if labels is not None:
        truth, absent = learning.match_labels(learning.parse_labels(read_labels(labels)), cases)
        for proposal in absent:
            click.echo(f"no proposal here for the label {proposal}", err=True)
        found = learning.evaluate_routes(
            cases,
            corpus.ownership,
            truth,
            dialect=dialect,
            weights=weights,
            as_of=as_of,
            has_ablations=ablation,
        )
    elif split is not None:
        found = learning.evaluate_split(
            cases,
            corpus.ownership,
            dialect=dialect,
            weights=weights,
            as_of=as_of,
            share=split,
            is_cold=cold,
            has_ablations=ablation,
        )
    else:
        raise UsageError(
            "nothing to measure on",
            help="name a file of labels, or --split 0.3 for declared owners",
        )
    reading.print(found, lambda: render_route_accuracy(found))
    measurement = learning.measurement_of(
        found,
        preset=dialect.name,
        labels=labels.name if labels is not None else "",
        command=command_line(),
        commit=corpus.snapshot.commit,
    )
    write_measurement(measurement, output)
