"""`sepkit train routes`."""

from dataclasses import replace
from pathlib import Path

import click

from sepkit.analysis.routing import Profile
from sepkit.cli.measuring import command_line, read_labels
from sepkit.cli.output import output_file, write_text
from sepkit.cli.reading import Reading, reading_options
from sepkit.model import Corpus

_LABELS = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("routes", epilog="Example: sepkit train routes --labels labels.csv -o weights.json")
@click.option("--labels", type=_LABELS, help="CSV: proposal, owner, also, confidence.")
@output_file()
@reading_options("json")
def train_routes(labels: Path | None, output: Path | None, reading: Reading) -> None:
    """Learn the router's weights; without --labels from the owners that proposals declare."""
    from sepkit.analysis.analyse import cases_of
    from sepkit.analysis.routing import render_weights
    from sepkit.analysis.routing.learning import match_labels, parse_labels, train
    from sepkit.learnt import read_learnt

    corpus = reading.corpus
    cases = cases_of(corpus)
    truth = None
    if labels is not None:
        truth, _ = match_labels(parse_labels(read_labels(labels)), cases)
    weights = train(
        cases,
        corpus.ownership,
        truth,
        dialect=corpus.dialect,
        base=read_learnt().routing,
        as_of=corpus.snapshot.as_of,
    )
    if truth is None:
        weights = replace(weights, taught=_signed(weights.taught, corpus))
    else:
        weights = replace(weights, described=_signed(weights.described, corpus))
    text = render_weights(weights)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_text(text, output)


def _signed(profile: Profile, corpus: Corpus) -> Profile:
    """Say what learnt it."""
    return replace(profile, command=command_line(), commit=corpus.snapshot.commit)
