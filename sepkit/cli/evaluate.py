"""`sepkit evaluate`."""

from pathlib import Path

import click

from sepkit.cli.reading import Reading, reading_options
from sepkit.model import UsageError

_LABELS = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(epilog="Example: sepkit evaluate routes labels.csv --repo ../spec.git")
def evaluate() -> None:
    """Measure how often routes and conflicts are right, on labels that people made.

    What teaches is never what is measured: each labelled proposal is left out of its own weights.
    """


@evaluate.command(epilog="Example: sepkit evaluate routes labels.csv --repo ../spec.git")
@click.argument("labels", type=_LABELS, required=False, metavar="[LABELS.csv]")
@click.option("--split", type=click.FloatRange(0.05, 0.9), help="Measure on the newest share.")
@click.option("--cold", is_flag=True, help="With --split: without reviewers and approvers.")
@reading_options("json", "text")
def routes(labels: Path | None, split: float | None, cold: bool, reading: Reading) -> None:
    """Measure the router.

    With LABELS.csv (proposal, owner, also, confidence; `;` between several): each row is left out
    of what teaches. With --split: the newest share of the proposals that declare an owner has its
    declaration taken away, and the others teach.
    """
    from sepkit.analysis.analyse import cases_of
    from sepkit.analysis.routing import (
        evaluate_routes,
        evaluate_split,
        match_labels,
        parse_labels,
    )
    from sepkit.learnt import read_learnt
    from sepkit.publish.text.accuracy import render_route_accuracy

    corpus = reading.corpus
    cases = cases_of(corpus)
    dialect, as_of = corpus.dialect, corpus.snapshot.as_of
    weights = read_learnt().routing
    if labels is not None:
        truth, absent = match_labels(parse_labels(labels.read_text("utf-8")), cases)
        for proposal in absent:
            click.echo(f"no proposal here for the label {proposal}", err=True)
        found = evaluate_routes(
            cases, corpus.ownership, truth, dialect=dialect, weights=weights, as_of=as_of
        )
    elif split is not None:
        found = evaluate_split(
            cases,
            corpus.ownership,
            dialect=dialect,
            weights=weights,
            as_of=as_of,
            share=split,
            is_cold=cold,
        )
    else:
        raise UsageError(
            "nothing to measure on",
            help="name a file of labels, or --split 0.3 for declared owners",
        )
    reading.print(found, lambda: render_route_accuracy(found))
