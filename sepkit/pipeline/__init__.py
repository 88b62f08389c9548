"""From a repository to the register: the one place that joins all rooms of the house.

A warm run ends early: if no ref moved and nothing else that counts changed, the register of the
last run is the register of this one.
"""

from sepkit.model import Corpus, Progress, Register
from sepkit.pipeline.keeping import state_of
from sepkit.pipeline.request import ReadRequest
from sepkit.pipeline.result import Result
from sepkit.pipeline.store import Store

__all__ = ["ReadRequest", "Result", "read_corpus", "read_register"]


def _silent(message: str, done: int, total: int) -> None:
    del message, done, total


def read_register(request: ReadRequest, *, progress: Progress = _silent) -> Result:
    """Read a repository and analyse it.

    Args:
        request: what to read.
        progress: told what is being done.

    Returns:
        The register and a way to the texts.

    Raises:
        NothingToReadError: no repository, no such revision, no proposals in it.
        ConfigurationError: the configuration on the base revision is invalid.
        ForgeError: a URL did not answer.
    """
    state = state_of(request)
    store = Store(request.cache() if state is not None else None, state or "")
    register = store.made("register", (), Register, lambda: _read(request, progress))
    return Result(request=request, register=register)


def _read(request: ReadRequest, progress: Progress) -> Register:
    from sepkit.pipeline.run import Run

    return Run(request, progress).register()


def read_corpus(request: ReadRequest, *, progress: Progress = _silent) -> Corpus:
    """Read a repository and analyse nothing: what training, measuring and drafts start from.

    Args:
        request: what to read.
        progress: told what is being done.
    """
    from sepkit.pipeline.run import Run

    return Run(request, progress).corpus()
