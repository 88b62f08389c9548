"""A block that says it is TypeScript has a bracket without a partner.

What an interface holds behind such a place is anybody's guess, and sepkit's as well: it reads the
block as far as it goes.

Left alone: signs in comments and strings; lines that a diff takes away; anything that is only
unusual, for nothing is compiled.

What to do: mend it, or mark a sketch as `text`.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet
from sepkit.markup.brackets import find_unbalanced
from sepkit.model import BlockKind, Severity

_LANGUAGES = frozenset({"ts", "typescript"})
_MOST = 64 * 1024


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each block that does not parse, at the line of the bracket."""
    for block in sheet.blocks:
        if block.kind is not BlockKind.CODE or block.info.lower() not in _LANGUAGES:
            continue
        if len(block.text) > _MOST:
            continue
        unbalanced = find_unbalanced(block.text, first_line=block.line + 1)
        if unbalanced is not None:
            yield Flaw(
                line=min(unbalanced.line, block.end_line),
                message=f"the TypeScript example does not parse: {unbalanced.message}",
                mend="mend it, or mark it `text` if it is a sketch",
            )


RULE = Rule(
    id="TXT012",
    name="typescript-example-broken",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
