"""A pattern with a wildcard fits older folders of a series, but no longer the newest.

When a page moves in a new revision, its reviewers are silently no longer asked.

Left alone: patterns that fit nothing at all (pattern-without-match), and folders older than the
first that fits.

What to do: widen the pattern so that it fits where the page stands now.
"""

from collections.abc import Iterator

from sepkit.analysis.ownership_doctor.check import Check, Estate
from sepkit.model import Finding, PathRule, Severity, is_path_match


def find(estate: Estate) -> Iterator[Finding]:
    """Yield one finding for each rule of CODEOWNERS that lost its target in the newest folders."""
    for rule in estate.ownership.path_rules:
        yield from _lost(rule, estate)


def _lost(rule: PathRule, estate: Estate) -> Iterator[Finding]:
    parts = rule.glob.split("/")
    fixed = next((i for i, part in enumerate(parts) if "*" in part), len(parts))
    # `docs/**` means everything below; only a name after the wildcard can be lost.
    if fixed == 0 or fixed >= len(parts) - 1:
        return
    prefix = "/".join(parts[:fixed]) + "/"
    folders = sorted({p[len(prefix) :].split("/")[0] for p in estate.paths if _is_below(p, prefix)})
    fitting = {
        path[len(prefix) :].split("/")[0]
        for path in estate.paths
        if path.startswith(prefix) and is_path_match(rule.glob, path)
    }
    lost = [folder for folder in folders if fitting and folder > max(fitting)]
    if lost:
        yield CHECK.finding(
            rule.groups[-1] if rule.groups else "",
            f"`{rule.pattern}` fits nothing in `{prefix}` after `{max(fitting)}`: "
            f"{', '.join(f'`{folder}`' for folder in lost[:5])}",
            at=(rule.path, rule.line),
            mend="widen the pattern to where the page stands now, for example to a folder",
        )


def _is_below(path: str, prefix: str) -> bool:
    return path.startswith(prefix) and "/" in path[len(prefix) :]


CHECK = Check(id="pattern-lost-target", severity=Severity.WARNING, find=find)
