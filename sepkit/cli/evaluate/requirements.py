"""`sepkit evaluate requirements`."""

from pathlib import Path

import click

from sepkit.cli.measuring import command_line, write_measurement, write_option
from sepkit.cli.reading import Reading, reading_options
from sepkit.model import BaseFile, ConformanceList, ObjectId, RepoPath, UsageError


@click.command(
    "requirements",
    epilog="Example: sepkit evaluate requirements --conformance lists/ --repo ../spec.git",
)
@click.option(
    "--conformance",
    "places",
    multiple=True,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="PLACE",
    help="A conformance list (sep-1.yaml) or a folder of them; may be repeated.",
)
@write_option
@reading_options("json", "text")
def evaluate_requirements(places: tuple[Path, ...], output: Path | None, reading: Reading) -> None:
    """Measure which of the requirements that people listed are found and traced.

    Only lists written by hand count, `*.yaml`; they are never used to trace what is measured.
    """
    from sepkit.analysis.analyse import cases_of
    from sepkit.analysis.attribution import account_for
    from sepkit.analysis.requirements.recall import measure_recall, recall_measurement
    from sepkit.publish.text.measured import render_measured

    lists = _lists(places)
    corpus = reading.corpus
    cases = cases_of(corpus)
    account = account_for(corpus.specification, corpus.dialect, cases)
    recall = measure_recall(lists, cases, account.spec.requirements, corpus.dialect)
    measurement = recall_measurement(
        recall,
        preset=corpus.dialect.name,
        labels=", ".join(place.name for place in places),
        command=command_line(),
        commit=corpus.snapshot.commit,
    )
    reading.print(measurement, lambda: render_measured(measurement))
    write_measurement(measurement, output)


def _lists(places: tuple[Path, ...]) -> tuple[ConformanceList, ...]:
    from sepkit.analysis.requirements import read_conformance
    from sepkit.pipeline.request import conformance_files

    found: list[ConformanceList] = []
    for path in conformance_files(places):
        if path.suffix == ".json":
            continue
        file = BaseFile(path=RepoPath(path.name), blob=ObjectId(""), data=path.read_bytes())
        lists, findings = read_conformance(file)
        for finding in findings:
            click.echo(f"{finding.path}:{finding.line}: {finding.message}", err=True)
        found += lists
    if not found:
        raise UsageError("no conformance list was found", help="name a folder of `sep-*.yaml`")
    return tuple(found)
