"""A text that is no pull request yet: whose it would be, and what it resembles."""

from sepkit.model import (
    Corpus,
    Document,
    DraftRoute,
    NothingToReadError,
    ObjectId,
    RepoPath,
    Route,
    Talk,
)


def route_draft(corpus: Corpus, data: bytes, *, path: str) -> DraftRoute:
    """Say whose a draft would be, as if it were a proposal of the repository.

    Args:
        corpus: the repository as read.
        data: the draft's bytes.
        path: its name, for evidence and findings.

    Raises:
        NothingToReadError: nothing could be read in it.
    """
    from sepkit.analysis.analyse import cases_of, missing_sections
    from sepkit.analysis.relations import find_relations
    from sepkit.analysis.routing import route_draft as route
    from sepkit.analysis.similar import find_similar
    from sepkit.analysis.touches import find_touches, index_specification
    from sepkit.learnt import read_learnt

    document = _read(data, path, corpus)
    cases = cases_of(corpus)
    keys = {case.number: case.key for case in reversed(cases) if case.number is not None}
    found = route(
        document,
        cases,
        corpus.ownership,
        dialect=corpus.dialect,
        weights=read_learnt().routing,
        as_of=corpus.snapshot.as_of,
        touches=find_touches(document, index_specification(corpus.specification.spec)),
        relations=find_relations(document, keys=keys, template=corpus.dialect.key),
    )
    return DraftRoute(
        path=path,
        title=document.title,
        route=found,
        talk_to=_talk_to(found, corpus),
        similar=find_similar(document, cases),
        missing_sections=missing_sections(document, corpus.dialect),
        findings=document.findings,
    )


def _read(data: bytes, path: str, corpus: Corpus) -> Document:
    from sepkit.dialects import UnreadableError, read_document

    try:
        return read_document(
            data, path=RepoPath(path), blob=ObjectId("0" * 40), dialect=corpus.dialect
        )
    except UnreadableError as error:
        raise NothingToReadError(
            f"`{path}` cannot be read: {error}", help="give a text file in UTF-8"
        ) from error


def _talk_to(route: Route, corpus: Corpus) -> tuple[Talk, ...]:
    """The leads of the owner, or of the two candidates between which sepkit abstains."""
    wanted = [route.owner] if route.owner else [c.group for c in route.candidates[:2]]
    return tuple(
        Talk(group=group.id, handle=lead.handle, name=lead.name)
        for name in wanted
        for group in corpus.ownership.groups
        if group.id == name
        for lead in group.leads
    )
