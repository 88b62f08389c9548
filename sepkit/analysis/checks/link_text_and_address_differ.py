"""The words of a link name one proposal, its address leads to another.

One of them is wrong, and a reader follows the address without noticing.

Left alone: a link whose words name several proposals, of which the address is one; addresses of
pull requests where a proposal bears another number than its own.

What to do: correct the number, or the address.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Severity
from sepkit.model.addresses import citation_patterns, number_in_link, parse_number


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw for each such link."""
    patterns = citation_patterns(sheet.dialect)
    is_pull = sheet.dialect.number_is_pull or sheet.dialect.numbers_follow_pulls
    for block in sheet.blocks:
        for link in block.links:
            if not any(digit in link.text for digit in "123456789"):
                continue
            named = {
                number
                for pattern in patterns
                for match in pattern.finditer(link.text[:400])
                if (number := parse_number(match["number"])) is not None
            }
            leads = number_in_link(link.target, sheet.dialect) if named else None
            if "/pull/" in link.target and not is_pull:
                continue
            if leads is not None and leads not in named:
                yield Flaw(
                    line=sheet.place_of(block, link.target),
                    message=f"the words say {quoted(link.text)}, the address leads to {leads}",
                    mend="correct the number, or the address",
                )


RULE = Rule(
    id="REF005",
    name="link-text-and-address-differ",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
