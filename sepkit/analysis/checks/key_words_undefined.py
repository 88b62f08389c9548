"""The text uses requirement words in upper case and does not say what they mean.

`MUST` and `SHOULD` have the meaning of BCP 14 only where a text says so.

Left alone: texts that name RFC 2119, RFC 8174 or BCP 14 anywhere.

What to do: put the sentence of BCP 14 at the start of the specification.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Edit, Fix, Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, named_section
from sepkit.analysis.requirements.keywords import find_keywords
from sepkit.model import Severity

_DEFINED = re.compile(rb"RFC[ -]?(?:2119|8174)|BCP[ -]?14|rfc(?:2119|8174)")
KEY_WORDS = ("MUST", "SHALL", "SHOULD", "MAY", "REQUIRED", "RECOMMENDED", "OPTIONAL")
"""One of them stands in every text with a requirement; looking for them is quick."""
SENTENCE = (
    'The key words "MUST", "MUST NOT", "REQUIRED", "SHALL", "SHALL NOT", "SHOULD", "SHOULD NOT", '
    '"RECOMMENDED", "NOT RECOMMENDED", "MAY", and "OPTIONAL" in this document are to be '
    "interpreted as described in [BCP 14](https://www.rfc-editor.org/info/bcp14) "
    "([RFC 2119](https://www.rfc-editor.org/rfc/rfc2119), "
    "[RFC 8174](https://www.rfc-editor.org/rfc/rfc8174)) when, and only when, they appear in all "
    "capitals, as shown here."
)


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield a flaw at the first requirement word."""
    if _DEFINED.search(sheet.data):
        return
    for block in sheet.prose:
        is_likely = any(word in block.text for word in KEY_WORDS)
        word = next(find_keywords(block.text), None) if is_likely else None
        if word is not None:
            yield Flaw(
                line=sheet.place_of(block, word.partition(" ")[0]),
                message="requirement words are used, and no reference says what they mean",
                mend="add the sentence of BCP 14 at the start of the specification",
                edits=_edits(sheet),
            )
            return


def _edits(sheet: Sheet) -> tuple[Edit, ...]:
    section = named_section(sheet.document.sections, "specification")
    if section is None or sheet.dialect.markup != "markdown":
        return ()
    if not sheet.line(section.line).startswith("#"):
        return ()
    at = section.line + 1
    has_blank = not sheet.line(at).strip()
    return (
        Edit(line=at, end_line=at - 1, lines=("", SENTENCE) if has_blank else ("", SENTENCE, "")),
    )


RULE = Rule(
    id="TXT001",
    name="key-words-undefined",
    severity=Severity.INFO,
    page=__doc__,
    in_text=find,
    fix=Fix.SAFE,
    is_authors=True,
)
