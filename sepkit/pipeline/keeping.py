"""The register of the last run, kept under a digest of all that it depends on."""

import hashlib
import json
from pathlib import Path

from sepkit.answers import code_state
from sepkit.model import Register, decode, encode
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
    outside = [hashlib.sha256(path.read_bytes()).hexdigest() for path in request.ownership]
    asked = (request.rev, request.as_of, request.preset, outside)
    parts = (refs, where, asked, SCHEMA_VERSION, code_state())
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def kept_register(request: ReadRequest, state: str) -> Register | None:
    """Return the register of an earlier run in the same state, or None."""
    cache = request.cache()
    data = cache.get("register", state) if cache is not None else None
    if data is None:
        return None
    try:
        return decode(Register, json.loads(data))
    except ValueError:
        return None


def keep_register(request: ReadRequest, state: str, register: Register) -> None:
    """Keep a register for the next run in the same state."""
    cache = request.cache()
    if cache is not None:
        cache.put("register", state, json.dumps(encode(register)).encode())
