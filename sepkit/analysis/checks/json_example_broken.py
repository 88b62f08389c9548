"""A block that says it is JSON does not parse.

Readers copy examples into tests; a broken one breaks those, or hides what was meant.

Left alone: comments, trailing commas, `…` and `...` for what was left out, and several values one
after the other.

What to do: mend it, or mark a sketch as `jsonc` or `text`.
"""

import json
import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet
from sepkit.model import BlockKind, Severity

_TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/|#[^\n]*|\.\.\.|\u2026', re.DOTALL)
_TRAILING = re.compile(r",(\s*(?:[}\]]|\Z))")
_DOUBLED = re.compile(r"([\[{,])\s*,")
_MOST = 64 * 1024
_DECODER = json.JSONDecoder(strict=False)


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each block that does not parse, at the line of the mistake."""
    for block in sheet.blocks:
        if block.kind is not BlockKind.CODE or block.info.lower() != "json":
            continue
        if len(block.text) > _MOST or not block.text.strip():
            continue
        broken = _broken(block.text)
        if broken:
            line, what = broken
            yield Flaw(
                line=min(block.line + line, block.end_line),
                message=f"the JSON example does not parse: {what}",
                mend="mend it, or mark it `jsonc` or `text` if it is a sketch",
            )


def _broken(text: str) -> tuple[int, str] | None:
    """Return the line in the block (from 1) and the parser's words, or None."""
    first = _mistake(text)
    return first if first and _mistake(_plain(text)) else None


def _plain(text: str) -> str:
    """Return JSON without comments, marks for left-out parts and commas too many."""
    bare = _TOKEN.sub(lambda match: match[0] if match[0].startswith('"') else "", text)
    for _ in range(3):
        bare = _DOUBLED.sub(r"\1", _TRAILING.sub(r"\1", bare))
    return bare


def _mistake(text: str) -> tuple[int, str] | None:
    at = 0
    try:
        while text[at:].strip():
            at += len(text[at:]) - len(text[at:].lstrip())
            _, at = _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        return error.lineno, error.msg.lower()
    except RecursionError:
        return 1, "it is nested too deep"
    return None


RULE = Rule(
    id="TXT011",
    name="json-example-broken",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
