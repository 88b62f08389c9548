"""The first heading is not the key, a colon and the title, or there is none.

Lists of the process take the title from there and show none otherwise.

Left alone: a heading whose number is wrong, which `number-in-title` tells.

What to do: write `# KEY-12: Title`.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.preamble import title_lines
from sepkit.analysis.checks.rule import Edit, Fix, Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.model import Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield a flaw for a heading of another form, or for none."""
    document, dialect = sheet.document, sheet.dialect
    if dialect.form != "list" or not dialect.title_pattern:
        return
    key = dialect.key.format(number=document.number if document.number is not None else "12")
    for line in title_lines(sheet):
        text = sheet.line(line)
        if re.match(_form(dialect.key), text):
            return
        wanted = f"# {key}: {document.title}"
        is_known = document.number is not None and text.startswith("# ")
        is_other = document.title_number not in (None, document.number)
        yield Flaw(
            line=line,
            message=f"the title reads {quoted(text)}",
            mend=f"write `{wanted}`",
            edits=(Edit(line=line, end_line=line, lines=(wanted,)),)
            if is_known and not is_other and "`" not in text and "[" not in text
            else (),
        )
        return
    yield Flaw(line=1, message="there is no title", mend=f"write `# {key}: …` above everything")


def _form(key: str) -> str:
    number = r"(?:[0-9]{1,7}|\{\w+\}|N{4}|X{4})"
    return rf"#\s+{re.escape(key).replace(re.escape('{number}'), number)}\s*:\s+\S"


RULE = Rule(
    id="ID006",
    name="title-form",
    severity=Severity.WARNING,
    page=__doc__,
    in_text=find,
    adopts=("no-title",),
    retold=("no-title",),
    fix=Fix.SAFE,
)
