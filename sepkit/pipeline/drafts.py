"""A local text that is no pull request yet, held against what is kept of its repository."""

from dataclasses import replace

from sepkit.analysis.drafting import Desk, answer_draft, prepare_desk
from sepkit.learnt import read_routing
from sepkit.model import DraftRoute, Progress, RepoPath
from sepkit.pipeline.checking import ABOUT_NAMES, read_text
from sepkit.pipeline.keeping import state_of
from sepkit.pipeline.request import ReadRequest
from sepkit.pipeline.store import Store


def read_desk(request: ReadRequest, *, progress: Progress) -> Desk:
    """Return what drafts are held against: as kept from the last time in this state, or anew.

    Args:
        request: what to read.
        progress: told what is being done.

    Raises:
        NothingToReadError: no repository, no such revision, no proposals in it.
        ConfigurationError: the configuration on the base revision is invalid.
    """
    state = state_of(request)
    store = Store(request.cache() if state is not None else None, state or "")
    return store.made("desk", (), Desk, lambda: _prepare(request, progress))


def _prepare(request: ReadRequest, progress: Progress) -> Desk:
    from sepkit.analysis.analyse import cases_of
    from sepkit.pipeline.run import Run

    corpus = Run(request, progress).corpus()
    return prepare_desk(corpus, cases_of(corpus), weights=read_routing())


def route_draft(desk: Desk, data: bytes, *, path: str) -> DraftRoute:
    """Say whose a draft would be, as if it were a proposal of the repository.

    Args:
        desk: what it is held against.
        data: the draft's bytes.
        path: its name, for evidence and findings.

    Raises:
        NothingToReadError: nothing could be read in it.
    """
    from sepkit.analysis.checks import check_text

    document = read_text(data, path=RepoPath(path), dialect=desk.dialect)
    checked = check_text(document, data, desk.dialect)
    found = tuple(f for f in checked.findings if f.rule not in ABOUT_NAMES)
    return answer_draft(desk, replace(checked, findings=found), weights=read_routing())
