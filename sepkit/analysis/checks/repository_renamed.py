"""A link uses a former name of the repository.

The forge redirects it until somebody takes the old name.

What to do: write the repository's present name.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.checks.rule import Edit, Fix, Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet
from sepkit.model import Severity


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw a line."""
    present, *former = sheet.dialect.repositories or ("",)
    if not any(name in sheet.text for name in former):
        return
    names = "|".join(re.escape(name) for name in former)
    pattern = re.compile(rf"(?<=github\.com/)(?:{names})(?=[/#?)\s\]>\"']|\.git\b|$)")
    for number, line in sheet.spoken():
        match = pattern.search(line)
        if match and len(sheet.lines[number - 1]) == len(line):
            mended = pattern.sub(present, sheet.lines[number - 1])
            yield Flaw(
                line=number,
                column=match.start() + 1,
                message=f"`{match[0]}` is a former name of the repository",
                mend=f"write `{present}`",
                edits=(Edit(line=number, end_line=number, lines=(mended,)),),
            )


RULE = Rule(
    id="REF014",
    name="repository-renamed",
    severity=Severity.INFO,
    page=__doc__,
    in_text=find,
    fix=Fix.SAFE,
    is_authors=True,
)
