"""Files that the proposal's pull request edits."""

from collections.abc import Iterator

from sepkit.analysis.routing.ground import Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject


def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield a hint for each edited file that a group owns, divided by the number of files."""
    edited = subject.case.edited_paths
    for path in edited:
        owners = ground.paths.owners_of(path)
        for group, claim in zip(owners.groups, owners.claims, strict=True):
            value = 1.0 / len(edited) / len(owners.groups)
            text = f"its pull request edits `{path}`"
            yield Hint("path", group, value, text, claim.path, claim.line)
