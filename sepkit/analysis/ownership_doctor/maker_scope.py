"""An interest group's scope is to make something that others have to follow.

An interest group gathers needs and recommends. It may write experiments and look after a
repository; that it maintains something gives nobody the right to decide on it.

Left alone: experiments, prototypes and reference material, which bind nobody.

What to do: say in the charter who decides on what the group makes, or charter a working group.
"""

import re
from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate
from sepkit.model import Finding, GroupKind, Severity

_MAKING = re.compile(
    r"\b(?:develop|maintain|steward|publish|own)(?:s|ing)?\b[^.;]{0,60}"
    r"\b(extensions?|specifications?|schemas?|protocols?|registry|repositor(?:y|ies))\b",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\b(?:experiment\w*|prototypes?|proofs? of concept|reference)\b", re.IGNORECASE
)


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each such item in the scope of a live interest group."""
    for group in estate.live:
        if group.kind is not GroupKind.INTEREST_GROUP:
            continue
        for item in group.scope:
            made = _MAKING.search(item.text[:1000]) if item.is_inside else None
            if made is not None and not _is_harmless(item.text, made):
                yield CHECK.finding(
                    group.id,
                    f"`{group.id}` is an interest group, and its scope is to make: "
                    f"`{made.group(0)[:80]}`",
                    at=(item.path, item.line),
                    mend="say in the charter who decides on it",
                )


def _is_harmless(text: str, made: re.Match[str]) -> bool:
    """Whether what is made is said to bind nobody, there or in the words right after it."""
    return _HARMLESS.search(text[made.start() : made.end() + _NEAR]) is not None


_NEAR = 40

CHECK = Check(id="maker-scope", severity=Severity.INFO, find=find)
