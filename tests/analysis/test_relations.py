import pytest

from sepkit.analysis.relations import find_relations, kind_of
from sepkit.model import ProposalKey, RelationKind
from tests.builders import citation, document


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("This proposal requires TP-9 to be final.", RelationKind.REQUIRES),
        ("It depends on the framing of TP-9.", RelationKind.REQUIRES),
        ("The frame as defined in TP-9 is used.", RelationKind.REQUIRES),
        ("This proposal supersedes TP-9.", RelationKind.SUPERSEDES),
        ("It proposes reversing the decision of TP-9.", RelationKind.SUPERSEDES),
        ("This extends TP-9 with colours.", RelationKind.EXTENDS),
        ("We build on TP-9.", RelationKind.EXTENDS),
        ("Consider this an alternative to TP-9.", RelationKind.ALTERNATIVE_TO),
        ("TP-9 (alternative approach)", RelationKind.ALTERNATIVE_TO),
        ("It complements TP-9.", RelationKind.RELATED),
        ("TP-9 is superseded by this text.", RelationKind.SUPERSEDES),
        ("TP-9 is orthogonal to all of this.", RelationKind.RELATED),
        ("See TP-9 for the history of lamps.", RelationKind.MENTIONS),
    ],
)
def test_the_words_next_to_a_citation_say_what_it_is(quote: str, kind: RelationKind) -> None:
    assert kind_of(citation(quote)) is kind


@pytest.mark.parametrize(
    "quote",
    [
        "This proposal does not require TP-9.",
        "It never supersedes TP-9.",
        "This text complements, rather than replaces, TP-9.",
    ],
)
def test_a_denied_phrase_claims_nothing(quote: str) -> None:
    assert kind_of(citation(quote)) in (RelationKind.MENTIONS, RelationKind.RELATED)


def test_the_nearest_phrase_counts() -> None:
    quote = "It requires a lamp and extends TP-9."

    assert kind_of(citation(quote)) is RelationKind.EXTENDS


def test_a_phrase_about_another_number_does_not_count() -> None:
    assert kind_of(citation("This requires TP-91; see TP-9.")) is RelationKind.MENTIONS


def test_a_preamble_field_wins_over_the_words() -> None:
    cited = citation("an alternative to TP-9", field="requires")

    assert kind_of(cited) is RelationKind.REQUIRES


def test_a_section_speaks_where_the_sentence_says_nothing() -> None:
    cited = citation("TP-9: bells", section="Alternatives Considered")

    assert kind_of(cited) is RelationKind.ALTERNATIVE_TO


def test_a_mention_beside_something_stronger_is_left_out() -> None:
    text = document(citations=(citation("See TP-9."), citation("It extends TP-9.")))

    [relation] = find_relations(text, keys={9: ProposalKey("TP-9")}, template="TP-{number}")

    assert relation.kind is RelationKind.EXTENDS
    assert relation.is_known


def test_a_number_that_no_proposal_bears_is_said_to_be_unknown() -> None:
    text = document(citations=(citation("It extends TP-9."),))

    [relation] = find_relations(text, keys={}, template="TP-{number}")

    assert relation.to == "TP-9"
    assert not relation.is_known
