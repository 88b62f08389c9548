"""The audit's files: how records are chained, how a chain is checked, how a decision is replayed.

`head.json` names the last record. `pulls/<number>/<digest>.json` is a record under the digest of
its decision: doing the same twice cannot make two. `inputs/<digest>.json` is all that the decision
was computed from, `commits/<digest>.json` all that git was asked for. Each record holds the SHA-256
of the bytes of the one before.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sepkit.forge.apply import Entry
from sepkit.forge.digest import canonical, digest_of
from sepkit.model import decode
from sepkit.model.audit import FIRST, AuditHead, AuditRecord, CommitsRead
from sepkit.model.forge_state import ForgeState
from sepkit.model.plan import Decision, Plan

BRANCH = "sepkit-audit"
HEAD = "head.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with an audit."""

    path: str
    message: str


def record_path(decision: Decision) -> str:
    """Return where the record of a decision stands."""
    return f"pulls/{decision.pull}/{decision.digest}.json"


def inputs_path(digest: str) -> str:
    """Return where the inputs of that digest stand."""
    return f"inputs/{digest}.json"


def commits_path(digest: str) -> str:
    """Return where the list of commits of that digest stands."""
    return f"commits/{digest}.json"


def parse_head(text: str | None) -> AuditHead:
    """Return where a chain ends; the empty one where there is none.

    Raises:
        ValueError: it is no head that sepkit wrote.
    """
    return decode(AuditHead, json.loads(text)) if text else AuditHead()


def chained(
    entries: Sequence[Entry],
    head: AuditHead,
    *,
    plan: Plan,
    state: ForgeState,
    commits: CommitsRead,
) -> dict[str, bytes]:
    """Return the new files for entries that follow a head, the new head among them."""
    files = {commits_path(digest_of(commits)): canonical(commits)}
    for entry in entries:
        record = _record(entry, head, plan, state, digest_of(commits))
        data = canonical(record)
        path = record_path(entry.decision)
        files[path] = data
        files[inputs_path(record.inputs)] = canonical(entry.inputs)
        head = replace(
            head, sequence=record.sequence, hash=hashlib.sha256(data).hexdigest(), path=path
        )
    files[HEAD] = canonical(head)
    return files


def _record(
    entry: Entry, head: AuditHead, plan: Plan, state: ForgeState, commits: str
) -> AuditRecord:
    decision = entry.decision
    return AuditRecord(
        sequence=head.sequence + 1,
        previous=head.hash,
        at=state.read_at,
        repository=plan.repository,
        pull=decision.pull,
        proposal=decision.proposal,
        revision=plan.revision,
        head=decision.head,
        tool=plan.tool,
        plan=plan.digest,
        decision=decision,
        writes=entry.writes,
        authority=decision.reasons,
        inputs=decision.inputs,
        commits=commits,
    )


def verify_audit(files: Mapping[str, bytes]) -> tuple[tuple[AuditRecord, ...], tuple[Problem, ...]]:
    """Check a whole audit: every record is there, unchanged and in its place.

    Args:
        files: path to bytes, as the branch holds them.

    Returns:
        The records in order, and all problems; an audit without problems has not been changed
        since it was written, as far as the last record's hash is known from elsewhere.
    """
    problems: list[Problem] = []
    records: list[tuple[str, bytes, AuditRecord]] = []
    for path in sorted(p for p in files if p.startswith("pulls/")):
        try:
            records.append((path, files[path], decode(AuditRecord, json.loads(files[path]))))
        except ValueError as error:
            problems.append(Problem(path=path, message=f"it is no record: {error}"))
    records.sort(key=lambda item: item[2].sequence)
    previous = FIRST
    for expected, (path, data, record) in enumerate(records, start=1):
        problems += _record_problems(files, path, data, record)
        if record.sequence != expected:
            problems.append(
                Problem(path=path, message=f"it is number {record.sequence}, not {expected}")
            )
        if record.previous != previous:
            problems.append(Problem(path=path, message="it does not follow the one before"))
        previous = hashlib.sha256(data).hexdigest()
    problems += _head_problems(files, records, previous)
    return tuple(record for _, _, record in records), tuple(problems)


def _record_problems(
    files: Mapping[str, bytes], path: str, data: bytes, record: AuditRecord
) -> list[Problem]:
    found: list[Problem] = []
    if canonical(record) != data:
        found.append(Problem(path=path, message="its bytes are not the ones that sepkit writes"))
    if path != record_path(record.decision):
        found.append(Problem(path=path, message="it stands under another decision's name"))
    if digest_of(replace(record.decision, digest="")) != record.decision.digest:
        found.append(Problem(path=path, message="its decision does not have its digest"))
    found += _named_problems(files, path, "inputs", inputs_path(record.inputs), record.inputs)
    found += _named_problems(files, path, "commits", commits_path(record.commits), record.commits)
    return found


def _named_problems(
    files: Mapping[str, bytes], path: str, what: str, place: str, digest: str
) -> list[Problem]:
    data = files.get(place)
    if data is None:
        return [Problem(path=path, message=f"its {what} are missing")]
    if hashlib.sha256(data).hexdigest() != digest:
        return [Problem(path=place, message="its bytes were changed")]
    return []


def _head_problems(
    files: Mapping[str, bytes], records: Sequence[tuple[str, bytes, AuditRecord]], last: str
) -> list[Problem]:
    try:
        head = parse_head(files.get(HEAD, b"").decode() or None)
    except ValueError as error:
        return [Problem(path=HEAD, message=f"it cannot be read: {error}")]
    if head.sequence != len(records) or (records and head.hash != last):
        return [Problem(path=HEAD, message="it does not name the last record: some are missing")]
    return []
