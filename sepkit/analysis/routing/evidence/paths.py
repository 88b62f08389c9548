"""Files that the proposal's pull request edits, or that its text names."""

from collections.abc import Iterator

from sepkit.analysis.routing.ground import Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject
from sepkit.model.glob import is_path_match


def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield a hint for each edited file that a group owns, divided by the number of files."""
    edited = subject.case.edited_paths
    for path in edited:
        for group in ground.groups:
            claim = next(
                (
                    claim
                    for claim in group.owns
                    if claim.kind == "path" and is_path_match(claim.pattern, path)
                ),
                None,
            )
            if claim is not None:
                text = f"its pull request edits `{path}`"
                yield Hint("path", group.id, 1.0 / len(edited), text, claim.path, claim.line)
