"""A group names a charter that does not stand at that path.

Left alone: everything, where the repository's paths are not known.

What to do: correct the path after a rename, or take `charter` away.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from sepkit.analysis.ownership_doctor.check import Check, Estate, place_of
from sepkit.model import Finding, Severity


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each group whose charter is missing."""
    paths = set(estate.paths)
    for group in estate.live:
        if paths and group.charter is not None and group.charter not in paths:
            near = get_close_matches(group.charter, sorted(paths), n=1, cutoff=0.8)
            yield CHECK.finding(
                group.id,
                f"no file stands at `{group.charter}`",
                at=place_of(group, "charter"),
                mend=f"did you mean `{near[0]}`?" if near else "correct the path of the charter",
            )


CHECK = Check(id="missing-file", severity=Severity.WARNING, find=find)
