"""A file of the base revision that says which conflicts are known, or are none.

```yaml
- conflict: SEP-9101+SEP-9102
  verdict: acknowledged          # or refuted
  reason: both land in one revision; the second states the order
  by: octocat
  until: 2027-01-31              # optional
  fingerprint: 3f2a91c07d5e      # optional: only this wording
```
"""

import re
from collections.abc import Mapping, Sequence

from sepkit.markup import Node, NodeKind, read_yaml
from sepkit.model import Acknowledgement, Conflict, Date, Finding, Instant, RepoPath, Severity

_VERDICTS = ("acknowledged", "refuted")
_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])")
_NEEDED = ("conflict", "verdict", "reason", "by")
_CHARACTERS = 1000


def read_acknowledgements(
    text: str, *, path: RepoPath
) -> tuple[tuple[Acknowledgement, ...], tuple[Finding, ...]]:
    """Read the file; an entry that lacks something is a finding, the rest counts.

    Args:
        text: YAML, a list of entries or a mapping with the list under `conflicts`.
        path: where it stands on the base revision.
    """
    root, problems = read_yaml(text)
    findings = [_finding(path, p.line, p.message, p.help) for p in problems]
    if root is not None and root.kind is NodeKind.MAPPING:
        root = root.get("conflicts")
    if root is None or root.kind is not NodeKind.LIST:
        if text.strip() and not problems:
            findings.append(_finding(path, 1, "no list of conflicts", "see the manual's example"))
        return (), tuple(findings)
    found = []
    for node in root.items:
        lack = _lack(node)
        if lack:
            findings.append(_finding(path, node.line, lack, f"an entry has {', '.join(_NEEDED)}"))
        else:
            found.append(_entry(node, path))
    return tuple(found), tuple(findings)


def _finding(path: RepoPath, line: int, message: str, help_text: str) -> Finding:
    return Finding(
        rule="conflict-acknowledgement",
        severity=Severity.WARNING,
        subject=str(path),
        path=path,
        line=line,
        message=message,
        help=help_text,
    )


def _lack(node: Node) -> str:
    if node.kind is not NodeKind.MAPPING:
        return "an entry is no mapping"
    missing = [key for key in _NEEDED if not _text(node, key)]
    if missing:
        return f"an entry has no `{missing[0]}`"
    if _text(node, "verdict") not in _VERDICTS:
        return f"`{_text(node, 'verdict')[:40]}` is no verdict"
    until = _text(node, "until")
    if until and not _DATE.fullmatch(until):
        return f"`{until[:40]}` is no date"
    return ""


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value.text.strip()[:_CHARACTERS] if value is not None else ""


def _entry(node: Node, path: RepoPath) -> Acknowledgement:
    until = _text(node, "until")
    return Acknowledgement(
        conflict=_text(node, "conflict"),
        verdict=_text(node, "verdict"),
        reason=_text(node, "reason"),
        by=_text(node, "by").removeprefix("@"),
        until=Date(until) if until else None,
        fingerprint=_text(node, "fingerprint").lower(),
        path=path,
        line=node.line,
    )


def index_acknowledgements(
    acknowledgements: Sequence[Acknowledgement],
) -> Mapping[frozenset[str], tuple[Acknowledgement, ...]]:
    """Sort them by pair, whichever of the two stands first."""
    found: dict[frozenset[str], list[Acknowledgement]] = {}
    for item in acknowledgements:
        found.setdefault(frozenset(item.conflict.split("+")), []).append(item)
    return {pair: tuple(items) for pair, items in found.items()}


def acknowledgement_of(
    conflict: Conflict,
    known: Mapping[frozenset[str], tuple[Acknowledgement, ...]],
    *,
    as_of: Instant,
) -> Acknowledgement | None:
    """Return the one that keeps a conflict quiet, or None.

    One that has run out does not, nor one about another wording.
    """
    for item in known.get(frozenset(conflict.proposals), ()):
        is_running = item.until is None or item.until >= as_of[:10]
        if is_running and item.fingerprint in ("", conflict.fingerprint):
            return item
    return None
