"""Short ways to read invented documents."""

from sepkit.dialects import load_dialect, read_document
from sepkit.model import Document, ObjectId, RepoPath

BLOB = ObjectId("0" * 40)

PREAMBLE = """\
- **Status**: Draft
- **Type**: Standards Track
- **Created**: 2026-03-01
- **Author(s)**: Ann Example (@ann)
- **Sponsor**: Bob Example (@bob)
- **PR**: https://github.com/modelcontextprotocol/modelcontextprotocol/pull/9101
"""

BODY = """
## Abstract

Lets a client name its queue.

## Motivation

Queues are anonymous today.
"""


def sep(
    preamble: str = PREAMBLE, *, title: str = "# SEP-9101: Named queues", body: str = BODY
) -> str:
    """Return a whole proposal."""
    return f"{title}\n\n{preamble}\n{body}"


def read(
    text: str | bytes,
    *,
    path: str = "seps/9101-named-queues.md",
    preset: str = "mcp",
    sidecar: str | None = None,
) -> Document:
    """Read one document by a preset."""
    return read_document(
        text.encode() if isinstance(text, str) else text,
        path=RepoPath(path),
        blob=BLOB,
        dialect=load_dialect(preset),
        sidecar=None if sidecar is None else sidecar.encode(),
    )


def rules(document: Document) -> list[str]:
    """Return the rules of its findings, in order."""
    return [finding.rule for finding in document.findings]
