"""`sepkit train`: one subject a file, listed here."""

import click

from sepkit.cli.train.conflicts import train_conflicts
from sepkit.cli.train.routes import train_routes

SUBJECTS: tuple[click.Command, ...] = (train_routes, train_conflicts)
"""In the order of the help; a subject's file is its name: `routes.py` has `sepkit train routes`."""


@click.group(epilog="Example: sepkit train routes --labels labels.csv --repo ../spec.git")
def train() -> None:
    """Learn weights from labels, or from the owners that proposals declare.

    The result is printed, or written with -o; copy it over the shipped `weights.json` to use it.
    """


for _subject in SUBJECTS:
    train.add_command(_subject)
