"""`sepkit train`."""

from dataclasses import replace
from pathlib import Path

import click

from sepkit.cli.reading import Reading, reading_options

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group(epilog="Example: sepkit train routes --labels labels.csv --repo ../spec.git")
def train() -> None:
    """Learn weights from labels, or from the owners that proposals declare.

    The result is printed, or written with -o; copy it over the shipped `weights.json` to use it.
    """


@train.command(epilog="Example: sepkit train routes --labels labels.csv -o weights.json")
@click.option("--labels", type=_FILE, help="CSV: proposal, owner, also, confidence.")
@click.option("-o", "--output", type=_FILE, help="Write to this file.")
@reading_options("json")
def routes(labels: Path | None, output: Path | None, reading: Reading) -> None:
    """Learn the router's weights; without --labels from the owners that proposals declare."""
    from sepkit.analysis.analyse import cases_of
    from sepkit.analysis.routing import match_labels, parse_labels, render_weights
    from sepkit.analysis.routing import train as train_routes
    from sepkit.learnt import read_learnt

    corpus = reading.corpus
    cases = cases_of(corpus)
    truth = None
    if labels is not None:
        truth, _ = match_labels(parse_labels(labels.read_text("utf-8")), cases)
    weights = train_routes(
        cases,
        corpus.ownership,
        truth,
        dialect=corpus.dialect,
        base=read_learnt().routing,
        as_of=corpus.snapshot.as_of,
    )
    _write(render_weights(replace(weights, commit=corpus.snapshot.commit)), output)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8", newline="\n")
