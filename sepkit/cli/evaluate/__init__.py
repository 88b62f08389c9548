"""`sepkit evaluate`: one subject a file, listed here."""

import click

from sepkit.cli.evaluate.conflicts import evaluate_conflicts
from sepkit.cli.evaluate.removed_names import evaluate_removed_names
from sepkit.cli.evaluate.requirements import evaluate_requirements
from sepkit.cli.evaluate.routes import evaluate_routes

SUBJECTS: tuple[click.Command, ...] = (
    evaluate_routes,
    evaluate_conflicts,
    evaluate_requirements,
    evaluate_removed_names,
)
"""In the order of the help; a subject's file is its name: `routes.py` has `sepkit evaluate routes`.

A subject prints its figures and takes `--output` (`sepkit.cli.measuring`), which writes the
`Measurement` that sepkit ships in `sepkit/measurements/`.
"""


@click.group(epilog="Example: sepkit evaluate routes labels.csv --repo ../spec.git")
def evaluate() -> None:
    """Measure how often routes and conflicts are right, on labels that people made.

    What teaches is never what is measured: each labelled proposal is left out of its own weights.
    """


for _subject in SUBJECTS:
    evaluate.add_command(_subject)
