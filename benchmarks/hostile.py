"""How the work on one document grows when somebody wants it to explode.

Each text is a piece said over and over. Twice the text must cost about twice the work, and a text
at the cap on files must be done in seconds: that is why no document gets a process of its own with
a deadline, whose start and result would cost every honest document more than it takes to read.

Run `python -m benchmarks.hostile`; it prints seconds and asserts nothing. What no load can change,
the number of calls, is asserted in `tests/test_growth.py`.
"""

import time
from collections.abc import Iterator

from sepkit.model import LIMITS, ObjectId, ProposalKey, RepoPath, Spec

HEAD = """# SEP-9101: Growth

- **Status**: Draft
- **Type**: Standards Track
- **Created**: 2026-03-01
- **Author(s)**: Ann (@ann)

## Specification

"""

PIECES = {
    "brackets": "[",
    "brackets in lines": "[\n",
    "closing brackets": "]",
    "images": "![",
    "links without end": "[a](",
    "links in links": "[a[b](c)](d)",
    "reference definitions": "[a]: b\n",
    "less-than": "<a\n",
    "tags without end": "<a b='",
    "comments without end": "<!-- \n",
    "backticks": "`",
    "backticks of growing runs": "` `` ``` ",
    "stars": "*a **b ",
    "underscores": "_a __b ",
    "stars alone": "*",
    "strikes": "~~a ",
    "escapes": "\\",
    "entities": "&#35;&a",
    "quotations": "> ",
    "quotations in lines": "> a\n",
    "lists": "- ",
    "lists in lines": "- a\n",
    "lists that indent": "- a\n  - b\n    - c\n",
    "numbered": "1. a\n\n",
    "fences": "```\n",
    "indented code": "    a\n\n",
    "headings": "# a\n",
    "underlined headings": "a\n=\n",
    "tables": "| a | b |\n|---|---|\n",
    "wide tables": "a|",
    "rules": "---\n",
    "blank lines": "\n",
    "one word": "a",
    "words": "lamp ",
    "sentences": "It MUST be so. ",
    "requirements": "- A lamp MUST NOT `glow` if it is off.\n",
    "sentence without end": "MUST `a` removes b, ",
    "keys": "SEP-9102. A ",
    "references": "(#9102) ",
    "handles": "@a ",
    "addresses": "https://example.org/pull/12 ",
    "names": "`things/list` and Some-Header, -32001 ",
    "methods in code": '```ts\ninterface A { b?: "c"; }\n```\n',
    "json in code": '```json\n{"method": "a/b", "params": {"c": [1]}}\n```\n',
    "braces in code": "```ts\n" + "interface A {" * 40 + "\n```\n",
    "removals": "This removes `a` and replaces b with `c`. ",
    "html headings": "<h2>x</h2>\n",
    "fields": "Status: x\n",
    "carriage returns": "a\r",
    "wide characters": "\u4e2d\u0301\u200b ",
}


def text_of(name: str, size: int) -> str:
    """Return a proposal whose body is a piece said over and over, up to a size in bytes."""
    piece = PIECES[name]
    return HEAD + piece * ((size - len(HEAD)) // len(piece.encode()))


def work_on(text: str) -> None:
    """Do all that is done with one document by itself."""
    from sepkit.analysis.checks import check_text
    from sepkit.analysis.judging import read_meaning, read_touches
    from sepkit.analysis.routing import write_vocabulary
    from sepkit.analysis.touches import index_specification
    from sepkit.dialects import load_dialect, read_document

    data, dialect = text.encode(), load_dialect("mcp")
    path = RepoPath("seps/9101-growth.md")
    document = read_document(data, path=path, blob=ObjectId("0" * 40), dialect=dialect)
    write_vocabulary(document)
    check_text(document, data, dialect)
    read_meaning(document, ProposalKey("SEP-9101"))
    read_touches(document, index_specification(Spec()), has_landed=False)


def seconds_for(name: str, size: int) -> float:
    """Return the CPU seconds that the work on a text takes."""
    text = text_of(name, size)
    begin = time.process_time()
    work_on(text)
    return time.process_time() - begin


def _lines() -> Iterator[str]:
    work_on(HEAD)
    for name in PIECES:
        half, whole = (seconds_for(name, size) for size in (100_000, 200_000))
        most = seconds_for(name, LIMITS.file_bytes)
        yield f"{name:<26} {half:>7.2f} {whole:>7.2f} {whole / max(half, 0.001):>6.1f} {most:>8.2f}"


def main() -> None:
    """Print seconds for 100 kB and 200 kB, their ratio, and seconds at the cap on files."""
    print(f"{'text':<26} {'100 kB':>7} {'200 kB':>7} {'ratio':>6} {'at cap':>8}")
    for line in _lines():
        print(line, flush=True)


if __name__ == "__main__":
    main()
