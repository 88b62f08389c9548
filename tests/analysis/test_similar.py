from dataclasses import replace

from sepkit.analysis.similar import Remembered, find_similar, remember
from sepkit.model import Case, ProposalKey
from tests.builders import document


def remembered(path: str, title: str, abstract: str = "") -> Remembered:
    return remember(replace(CASES[0], document=document(path, title=title, abstract=abstract)))


def case(number: int, title: str, abstract: str = "") -> Case:
    return Case(
        key=ProposalKey(f"TP-{number}"),
        number=number,
        pull_request=number,
        document=document(f"tps/{number}-x.md", title=title, abstract=abstract),
        in_flight=True,
        status="draft",
        is_open=True,
    )


CASES = [
    case(1, "Dimming harbour lamps", "Lamps dim when nobody is at sea."),
    case(2, "Ringing bells in fog", "Bells ring while fog lasts."),
    case(3, "Counting ships", "Ships are counted at the pier."),
]
KNOWN = [remember(item) for item in CASES]


def test_the_likest_proposal_comes_first_with_the_words_that_say_so() -> None:
    draft = remembered("draft.md", "Dimmable harbour lamps", "Let lamps dim.")

    first = find_similar(draft, KNOWN)[0]

    assert first.proposal == "TP-1"
    assert "harbour" in first.words
    assert 0 < first.likeness <= 1


def test_a_text_about_something_else_resembles_nothing() -> None:
    assert find_similar(remembered("draft.md", "Quantum tariffs"), KNOWN) == ()


def test_the_proposal_itself_is_left_out() -> None:
    found = find_similar(KNOWN[0], KNOWN)

    assert "TP-1" not in {similar.proposal for similar in found}
