"""What a register depends on, as a digest: refs, arguments, files from outside, sepkit itself."""

import hashlib
from pathlib import Path

from sepkit.answers import code_state
from sepkit.model.register import SCHEMA_VERSION
from sepkit.pipeline.request import ReadRequest
from sepkit.sources import refs_state


def state_of(request: ReadRequest) -> str | None:
    """Return a digest of all that the register depends on; None where that cannot be told."""
    if request.cache_folder is None:
        return None
    refs = refs_state(request.location)
    if refs is None:
        return None
    where = str(Path(request.location).resolve())
    named = (*request.ownership, *request.conformance)
    outside = [(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in named]
    asked = (request.rev, request.as_of, request.preset, request.refs, outside)
    parts = (refs, where, asked, SCHEMA_VERSION, code_state())
    return hashlib.sha256(repr(parts).encode()).hexdigest()
