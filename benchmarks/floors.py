"""What any implementation pays: start Python, list refs, read the same blobs, run MkDocs bare."""

import re
import subprocess
import sys
from pathlib import Path

_TREE_ENTRY = re.compile(rb"([0-7]+) ([^\0]+)\0([\s\S]{20})")


def git(repository: str, *arguments: str, data: bytes | None = None) -> bytes:
    """Run git and return what it prints."""
    return subprocess.run(
        ["git", "-C", repository, *arguments], input=data, capture_output=True, check=True
    ).stdout


def list_refs(repository: str) -> list[tuple[str, str]]:
    """The floor `list`: resolve HEAD and list the refs."""
    git(repository, "rev-parse", "HEAD")
    lines = git(repository, "for-each-ref", "--format=%(objectname) %(refname)").split(b"\n")
    return [(a.decode(), b.decode()) for a, _, b in (line.partition(b" ") for line in lines) if b]


def read_everything(repository: str, folder: str) -> dict[str, bytes]:
    """The floor `git`: compare folder trees of all heads, read each tree and document once."""
    refs = list_refs(repository)
    asked = b"".join(f"{ref}:{folder}\n".encode() for _, ref in refs)
    checked = git(repository, "cat-file", "--batch-check=%(objectname)", data=asked)
    trees = dict.fromkeys(line for line in checked.split(b"\n") if len(line) == 40)
    found: dict[str, str] = {}
    for body in _batch(repository, list(trees)):
        for mode, name, raw in _TREE_ENTRY.findall(body):
            if mode.startswith(b"100") and name.endswith(b".md"):
                found.setdefault(raw.hex(), name.decode("utf-8", "replace"))
    texts = _batch(repository, [oid.encode() for oid in found])
    return dict(zip((f"{oid[:8]}-{name}" for oid, name in found.items()), texts, strict=True))


def _batch(repository: str, ids: list[bytes]) -> list[bytes]:
    out = git(repository, "cat-file", "--batch", data=b"\n".join(ids) + b"\n")
    bodies: list[bytes] = []
    at = 0
    while at < len(out):
        end = out.index(b"\n", at)
        size = int(out[at:end].split(b" ")[2])
        bodies.append(out[end + 1 : end + 1 + size])
        at = end + 1 + size + 1
    return bodies


def write_mkdocs_project(repository: str, folder: str, place: Path) -> None:
    """Write the same documents as a plain MkDocs project with its default theme."""
    docs = place / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Proposals\n")
    for name, data in read_everything(repository, folder).items():
        # MkDocs stops at a byte that is not UTF-8; some strangers' files hold one.
        (docs / name).write_text(data.decode("utf-8", "replace"), encoding="utf-8")
    (place / "mkdocs.yml").write_text(
        "site_name: floor\nnav: [index.md]\nvalidation: {nav: {omitted_files: ignore}}\n"
    )


if __name__ == "__main__":
    floor, repository, *rest = sys.argv[1:]
    if floor == "list":
        list_refs(repository)
    elif floor == "git":
        read_everything(repository, *rest)
    else:
        write_mkdocs_project(repository, rest[0], Path(rest[1]))
