"""Real git repositories made object by object, so that odd ones can be made as well."""

import hashlib
import os
import subprocess
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from sepkit.model import Dialect

DIALECT = Dialect(
    name="acme",
    title="Acme",
    key="ACE-{number}",
    path="proposals/{number}-{slug}.md",
    ignore=("README.md", "TEMPLATE.md"),
)
NESTED = Dialect(
    name="nested",
    title="Nested",
    key="NEP-{number}",
    path="work/{group}/{number}-{slug}/README.md",
    sidecar="meta.yaml",
)

FILE, LINK, FOLDER, SUBMODULE = "100644", "120000", "40000", "160000"
START = 1_700_000_000
TEXT = "# {title}\n\n" + "".join(f"- line {n} of the text\n" for n in range(20))


def text(title: str) -> bytes:
    """Return a document that is like others but for its title."""
    return TEXT.format(title=title).encode()


def git(folder: Path, *arguments: str, check: bool = True) -> str:
    """Run git as a user would, apart from this machine's configuration."""
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ann",
        "GIT_AUTHOR_EMAIL": "ann@example.org",
        "GIT_COMMITTER_NAME": "Ann",
        "GIT_COMMITTER_EMAIL": "ann@example.org",
        "GIT_AUTHOR_DATE": f"{START} +0000",
        "GIT_COMMITTER_DATE": f"{START} +0000",
    }
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment, capture_output=True, check=check
    )
    return done.stdout.decode().strip()


class Builder:
    """Writes objects and refs into a bare repository."""

    def __init__(self, folder: Path, *, width: int = 40) -> None:
        self.folder = folder
        self.width = width
        for name in ("objects", "refs/heads"):
            (folder / name).mkdir(parents=True)
        (folder / "HEAD").write_text("ref: refs/heads/main\n")
        config = "[core]\n\trepositoryformatversion = 0\n\tbare = true\n"
        if width != 40:
            config = config.replace("= 0", "= 1") + "[extensions]\n\tobjectFormat = sha256\n"
        (folder / "config").write_text(config)
        self.clock = START

    def write(self, kind: str, data: bytes, *, name: str = "", stored: bytes | None = None) -> str:
        """Write one object; `name` and `stored` make it a wrong one."""
        whole = f"{kind} {len(data)}\0".encode() + data
        digest = hashlib.sha1 if self.width == 40 else hashlib.sha256
        object_id = name or digest(whole).hexdigest()
        place = self.place(object_id)
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(zlib.compress(whole, 1) if stored is None else stored)
        return object_id

    def place(self, object_id: str) -> Path:
        """Return the file of an object."""
        return self.folder / "objects" / object_id[:2] / object_id[2:]

    def tree(self, entries: Sequence[tuple[str, str | bytes, str]]) -> str:
        """Write a tree of exactly these entries: mode, name, id."""
        rows = [
            mode.encode()
            + b" "
            + (os.fsencode(name) if isinstance(name, str) else name)
            + b"\0"
            + bytes.fromhex(object_id)
            for mode, name, object_id in entries
        ]
        return self.write("tree", b"".join(rows))

    def folder_of(self, files: Mapping[str, bytes | str]) -> str:
        """Write nested trees for files; a `str` value is the target of a symbolic link."""
        below: dict[str, dict[str, bytes | str]] = {}
        rows: list[tuple[str, str | bytes, str]] = []
        for path, data in files.items():
            head, _, rest = path.partition("/")
            if rest:
                below.setdefault(head, {})[rest] = data
            elif isinstance(data, str):
                rows.append((LINK, head, self.write("blob", data.encode())))
            else:
                rows.append((FILE, head, self.write("blob", data)))
        rows += [(FOLDER, name, self.folder_of(inside)) for name, inside in below.items()]
        return self.tree(sorted(rows, key=lambda row: str(row[1]) + "/" * (row[0] == FOLDER)))

    def commit(
        self,
        files: Mapping[str, bytes | str] | str,
        *parents: str,
        author: bytes = b"Ann <ann@example.org>",
        when: bytes | None = None,
        message: bytes = b"a change\n",
        extra: bytes = b"",
    ) -> str:
        """Write a commit of files, or of a tree that is written already."""
        tree = files if isinstance(files, str) else self.folder_of(files)
        self.clock += 3600
        date = when if when is not None else b"%d +0000" % self.clock
        lines = [f"tree {tree}\n".encode(), *(f"parent {p}\n".encode() for p in parents)]
        lines += [b"author %s %s\n" % (author, date), b"committer %s %s\n" % (author, date)]
        return self.write("commit", b"".join(lines) + extra + b"\n" + message)

    def ref(self, name: str, object_id: str) -> str:
        """Let a ref name an object."""
        place = self.folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"{object_id}\n")
        return object_id

    def base(self, files: Mapping[str, bytes | str] | str, *parents: str) -> str:
        """Write a commit and let `main` name it."""
        return self.ref("refs/heads/main", self.commit(files, *parents))

    def pull(self, number: int, files: Mapping[str, bytes | str] | str, *parents: str) -> str:
        """Write a commit and let a pull request's head name it."""
        return self.ref(f"refs/pull/{number}/head", self.commit(files, *parents))
