"""Reads CODEOWNERS: a pattern, then the accounts and teams that are asked to review it."""

from sepkit.markup import split_lines
from sepkit.model import LIMITS, PathRule, RepoPath, Severity
from sepkit.ownership.part import Notes, Rank, Read, Reader

_LINES = 20_000


def read_codeowners(path: RepoPath, text: str) -> Read:
    """Read all rules in the order of the file; a line that is no rule becomes a finding."""
    notes = Notes(path)
    rules: list[PathRule] = []
    for number, line in enumerate(split_lines(text)[:_LINES], start=1):
        words = line[: LIMITS.line_characters].split(" #", 1)[0].split()
        if not words or words[0].startswith(("#", "[")):
            continue
        owners = tuple(word for word in words[1:] if word.startswith("@") or "@" in word)
        for word in words[1:]:
            if word not in owners:
                notes.add(
                    "codeowners-owner",
                    f"`{word[:60]}` is no owner",
                    line=number,
                    help="write `@account`, `@organisation/team` or a mail address",
                    severity=Severity.WARNING,
                )
        rules.append(
            PathRule(
                pattern=words[0],
                glob=to_glob(words[0]),
                owners=owners,
                path=path,
                line=number,
            )
        )
    return Read(path_rules=tuple(rules), findings=tuple(notes.findings))


def to_glob(pattern: str) -> str:
    """Turn a pattern of CODEOWNERS into a glob over whole paths.

    A pattern with a `/` before its end counts from the root, any other from every folder; one that
    ends with `/` means all below the folder.
    """
    inner = pattern.strip("/")
    glob = inner if "/" in pattern.rstrip("/") else f"**/{inner}"
    if pattern.endswith("/"):
        return f"{glob}/**" if inner else "**"
    return glob if inner else "**"


READER = Reader(name="codeowners", rank=Rank.OTHER, read=read_codeowners)
