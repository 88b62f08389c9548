"""`sepkit evaluate conflicts`."""

from dataclasses import replace
from pathlib import Path

import click

from sepkit.cli.measuring import command_line, read_labels, write_measurement, write_option
from sepkit.cli.reading import Reading, reading_options
from sepkit.model import UsageError

_LABELS = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    "conflicts",
    epilog="Example: sepkit evaluate conflicts labels.csv --negatives none.csv --repo ../spec.git",
)
@click.argument("labels", type=_LABELS, metavar="LABELS.csv")
@click.option("--negatives", type=_LABELS, help="CSV of pairs that only look like conflicts.")
@click.option(
    "--shipped", is_flag=True, help="Measure the shipped weights: for labels that taught nothing."
)
@click.option("--ablation", is_flag=True, help="Measure without each rule, too.")
@write_option
@reading_options("json", "text")
def evaluate_conflicts(
    labels: Path,
    negatives: Path | None,
    shipped: bool,
    ablation: bool,
    output: Path | None,
    reading: Reading,
) -> None:
    """Measure the conflicts.

    LABELS.csv names pairs that people judged to be conflicts, in columns `a` and `b`. Weights are
    learnt from nine tenths of all pairs, and the other tenth is scored, ten times.
    """
    from sepkit.analysis.analyse import docket_of
    from sepkit.analysis.conflicts import RULES, learning
    from sepkit.learnt import read_learnt
    from sepkit.publish.text.conflict_accuracy import render_conflict_accuracy

    corpus, learnt = reading.corpus, read_learnt()
    docket, weights = docket_of(corpus, learnt), learnt.conflicts
    files = [file for file in (labels, negatives) if file is not None]
    tables = [learning.parse_judged_pairs(read_labels(file), file=file.name) for file in files]
    cases = [side.case for side in docket.sides]
    judged, absent = learning.match_judgements(tables[0], [*tables[1:], ()][0], cases)
    pairs = learning.find_pairs(docket, RULES)
    try_pairs = learning.try_weights if shipped else learning.try_held_out
    try:
        trials = try_pairs(pairs, judged, rules=RULES, weights=weights)
    except ValueError as error:
        raise UsageError(
            f"`{labels.name}` teaches nothing here: {error}",
            help="with --shipped nothing is learnt from it",
        ) from error
    found = learning.evaluate_conflicts(
        trials,
        judged,
        open_keys=frozenset(case.key for case in cases if case.is_open),
        method="shipped weights" if shipped else "cross-validation",
        coverage=weights.coverage,
        absent=absent,
    )
    if ablation:
        ablations = learning.ablate(pairs, judged, rules=RULES, weights=weights)
        found = replace(found, ablations=ablations)
    reading.print(found, lambda: render_conflict_accuracy(found))
    measurement = learning.measurement_of(
        found,
        preset=corpus.dialect.name,
        labels=", ".join(file.name for file in files),
        command=command_line(),
        commit=corpus.snapshot.commit,
    )
    write_measurement(measurement, output)
