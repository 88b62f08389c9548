"""Groups of the people behind the proposal."""

from collections.abc import Iterator

from sepkit.analysis.routing.ground import Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject
from sepkit.analysis.routing.teaching import handles


def find(subject: Subject, ground: Ground) -> Iterator[Hint]:
    """Yield a hint for each seat, divided by the person's seats and by the number of people."""
    document = subject.document
    sponsor = (document.sponsor,) if document.sponsor is not None else ()
    for feature, word, people in (
        ("person.sponsor", "sponsor", handles(sponsor)),
        ("person.author", "author", handles(document.authors)),
        ("person.reviewer", "reviewer", handles(document.reviewers)),
    ):
        for handle in people:
            seats = ground.seats.get(handle, ())
            total = sum(seat.weight for seat in seats)
            for seat in seats:
                value = seat.weight * seat.weight / total / len(people)
                text = f"{word} @{handle} {seat.role} the group"
                yield Hint(feature, seat.group, value, text, seat.path, seat.line)
