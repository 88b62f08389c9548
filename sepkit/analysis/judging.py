"""Readings to cases: which proposal each is, how it stands, and what its text says.

What a text says takes almost all the time and depends on that text alone (and on the specification
for its touches), so it can be read apart, kept, and handed in again as `Corpus.facts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sepkit.analysis.assembly import Assembled, assemble
from sepkit.analysis.attribution import is_final
from sepkit.analysis.conflicts import read_stance
from sepkit.analysis.lifecycle import first_seen, is_open_status, true_status
from sepkit.analysis.people import judge_sponsor, people_of
from sepkit.analysis.relations import find_relations
from sepkit.analysis.requirements import find_requirements
from sepkit.analysis.touches import SpecIndex, find_touches, index_specification, with_edits
from sepkit.model import (
    Case,
    Corpus,
    Document,
    Facts,
    Meaning,
    ProposalKey,
    Sponsor,
    SurfaceChange,
    Touch,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A proposal with what its history and the base files say of it."""

    assembled: Assembled
    case: Case
    sponsor: Sponsor | None

    @property
    def key(self) -> ProposalKey:
        """The proposal's key."""
        return self.case.key

    @property
    def document(self) -> Document:
        """What its text says; without blocks where it came from the cache."""
        return self.case.document

    def line_of(self, name: str) -> int:
        """Return the line of a field of the preamble; 1 where there is none of that name."""
        field = self.document.field(name)
        return field.line if field is not None else 1


def judge(corpus: Corpus) -> tuple[Judged, ...]:
    """Return all proposals with what each says on its own, by number, then by key.

    Facts that the corpus does not bring are read from the documents' blocks.
    """
    standing = stand(corpus)
    keys: dict[int, ProposalKey] = {}
    for item in standing:
        if item.case.number is not None:
            keys.setdefault(item.case.number, item.key)
    edits: dict[int, tuple[SurfaceChange, ...]] = {}
    for edit in corpus.edits:
        edits.setdefault(edit.pull_request, edit.changes)
    index = index_specification(corpus.specification.spec)
    return tuple(_with_facts(item, corpus, keys, index, edits) for item in standing)


def stand(corpus: Corpus) -> tuple[Judged, ...]:
    """Return all proposals with their status, their texts unread: enough to know what to read."""
    people = people_of(corpus.ownership)
    dialect = corpus.dialect
    found = []
    for item in assemble(corpus.readings, dialect):
        sponsor = judge_sponsor(item.home.document.sponsor, people)
        status = true_status(item, sponsor, dialect)
        case = Case(
            key=item.key,
            number=item.number,
            pull_request=item.pull_request,
            document=item.home.document,
            in_flight=item.in_flight,
            status=status,
            is_open=is_open_status(status, dialect),
            first_seen=first_seen(item.home),
        )
        found.append(Judged(assembled=item, case=case, sponsor=sponsor))
    return tuple(found)


def read_meaning(document: Document, key: ProposalKey) -> Meaning:
    """Read what a document with its blocks says, as the proposal of that key."""
    return Meaning(
        stance=read_stance(document),
        requirements=find_requirements(document.blocks, path=document.path, prefix=key),
    )


def read_touches(document: Document, index: SpecIndex, *, has_landed: bool) -> tuple[Touch, ...]:
    """Read what a document with its blocks does to the specification.

    Args:
        document: with its blocks.
        index: of the specification at the base commit.
        has_landed: whether its proposal is final, so that the draft may hold what it brought.
    """
    return find_touches(document, index, is_final=has_landed)


def _with_facts(
    item: Judged,
    corpus: Corpus,
    keys: Mapping[int, ProposalKey],
    index: SpecIndex,
    edits: Mapping[int, tuple[SurfaceChange, ...]],
) -> Judged:
    case, document = item.case, item.case.document
    facts = corpus.facts.get(item.key) or Facts(
        meaning=read_meaning(document, item.key),
        touches=read_touches(document, index, has_landed=is_final(case, corpus.dialect)),
    )
    relations = find_relations(document, keys=keys, template=corpus.dialect.key)
    pull = case.pull_request if case.in_flight else None
    changes = edits.get(pull, ()) if pull is not None else ()
    case = replace(
        case,
        relations=tuple(relation for relation in relations if relation.to != item.key),
        requirements=facts.meaning.requirements,
        touches=with_edits(facts.touches, changes, index),
        stance=facts.meaning.stance,
    )
    return replace(item, case=case)
