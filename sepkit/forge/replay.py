"""Decisions computed again from their records, and records held against git."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sepkit.forge.audit import Problem, commits_path, inputs_path, record_path
from sepkit.forge.decide import Unfit, decide
from sepkit.forge.digest import canonical
from sepkit.forge.extract import extract
from sepkit.model import Register, decode, encode
from sepkit.model.audit import AuditRecord, CommitsRead, DecisionInputs

_REF = re.compile(r"(HEAD|refs/[!-~]{1,400}|[0-9a-f]{7,64})", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}", re.ASCII)


def replay(record: AuditRecord, files: Mapping[str, bytes], *, tool: str) -> Problem | None:
    """Compute a decision again from its inputs and compare the bytes; None where they are equal.

    Args:
        record: of `verify_audit`.
        files: the audit.
        tool: name and version that replays; another version may well decide otherwise.
    """
    path = record_path(record.decision)
    data = files.get(inputs_path(record.inputs))
    if data is None:
        return Problem(path=path, message="its inputs are missing")
    try:
        decision = decide(decode(DecisionInputs, json.loads(data)))
    except ValueError as error:
        return Problem(path=path, message=f"its inputs cannot be read: {error}")
    if isinstance(decision, Unfit):
        return Problem(path=path, message=f"nothing is decided now: {decision.reason}")
    if canonical(decision) == canonical(record.decision):
        return None
    version = "" if tool == record.tool else f"; it was made by {record.tool}, this is {tool}"
    return Problem(path=path, message=f"the decision differs{version}")


def commits_of(record: AuditRecord, files: Mapping[str, bytes]) -> CommitsRead:
    """Return the commits that a record's register was made from.

    Raises:
        ValueError: the audit does not hold them, or they are no names of refs and commits.
    """
    data = files.get(commits_path(record.commits))
    if data is None:
        raise ValueError("the list of commits is missing")
    found = decode(CommitsRead, json.loads(data))
    for ref, commit in ((found.base_ref, found.revision), *found.refs):
        # An audit that was fetched is a stranger's text, and what stands here is asked of git.
        if not _REF.fullmatch(ref) or not _COMMIT.fullmatch(commit):
            raise ValueError("the list of commits names something else")
    return found


def recheck(record: AuditRecord, files: Mapping[str, bytes], register: Register) -> tuple[str, ...]:
    """Return the facts of a record's inputs that a register read again does not have.

    Args:
        record: of `verify_audit`.
        files: the audit.
        register: read again from the recorded commits.

    Returns:
        Each as `proposals[0].route.owner`; none where all are the same.

    Raises:
        ValueError: the audit does not hold the inputs.
    """
    data = files.get(inputs_path(record.inputs))
    if data is None:
        raise ValueError("the inputs are missing")
    inputs = decode(DecisionInputs, json.loads(data))
    # What the place is called and which version reads it are no facts of git.
    again = replace(
        extract(register, record.pull),
        repository=inputs.register.repository,
        tool=inputs.register.tool,
    )
    return tuple(_differences(encode(inputs.register), encode(again), ""))


def _differences(a: Any, b: Any, place: str) -> Iterator[str]:
    if a == b:
        return
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted(a.keys() | b.keys()):
            yield from _differences(a.get(key), b.get(key), f"{place}.{key}".lstrip("."))
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for index, pair in enumerate(zip(a, b, strict=True)):
            yield from _differences(*pair, f"{place}[{index}]")
    else:
        yield place
