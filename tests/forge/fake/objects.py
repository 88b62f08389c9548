"""Git objects with their true names, as loose files of a real repository or in memory."""

import hashlib
import zlib
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Objects:
    """An object store; with a folder, `git` itself can read and check what is written."""

    folder: Path | None = None
    """The `.git` folder of a repository; None keeps everything in memory."""
    kept: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)

    def put(self, kind: str, data: bytes) -> str:
        whole = f"{kind} {len(data)}\0".encode() + data
        name = hashlib.sha1(whole, usedforsecurity=False).hexdigest()
        self.kept[name] = (kind, data)
        if self.folder is not None:
            path = self.folder / "objects" / name[:2] / name[2:]
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(zlib.compress(whole))
        return name

    def entries(self, tree: str) -> dict[str, tuple[str, str]]:
        """Return name to mode and object of one tree."""
        data = self.kept[tree][1]
        found: dict[str, tuple[str, str]] = {}
        while data:
            head, _, rest = data.partition(b"\0")
            mode, _, name = head.partition(b" ")
            found[name.decode()] = (mode.decode(), rest[:20].hex())
            data = rest[20:]
        return found

    def put_tree(self, entries: dict[str, tuple[str, str]]) -> str:
        ordered = sorted(entries.items(), key=lambda e: e[0] + ("/" if e[1][0] == "40000" else ""))
        data = b"".join(
            f"{mode} {name}\0".encode() + bytes.fromhex(sha) for name, (mode, sha) in ordered
        )
        return self.put("tree", data)

    def with_files(self, tree: str | None, files: dict[str, bytes]) -> str:
        """Return the tree that has these files on top of another one."""
        entries = dict(self.entries(tree)) if tree else {}
        below: dict[str, dict[str, bytes]] = {}
        for path, data in files.items():
            first, _, rest = path.partition("/")
            if rest:
                below.setdefault(first, {})[rest] = data
            else:
                entries[first] = ("100644", self.put("blob", data))
        for name, inner in below.items():
            old = entries.get(name)
            entries[name] = ("40000", self.with_files(old[1] if old else None, inner))
        return self.put_tree(entries)

    def tree_of(self, commit: str) -> str:
        return self.kept[commit][1].split(b"\n")[0].split(b" ")[1].decode()

    def parents_of(self, commit: str) -> list[str]:
        lines = self.kept[commit][1].split(b"\n\n")[0].split(b"\n")
        return [line[7:].decode() for line in lines if line.startswith(b"parent ")]

    def set_ref(self, ref: str, sha: str) -> None:
        self.refs[ref] = sha
        if self.folder is not None:
            path = self.folder / ref
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(sha + "\n", encoding="ascii")

    def is_ancestor(self, old: str, new: str) -> bool:
        todo, seen = [new], set[str]()
        while todo:
            commit = todo.pop()
            if commit == old:
                return True
            if commit not in seen and commit in self.kept:
                seen.add(commit)
                todo += self.parents_of(commit)
        return False

    def find(self, expression: str) -> tuple[str, str, bytes] | None:
        """Return kind, name and data of `branch:path`, or None."""
        branch, _, path = expression.partition(":")
        commit = self.refs.get(f"refs/heads/{branch}")
        if commit is None:
            return None
        name = self.tree_of(commit)
        for part in path.split("/"):
            if self.kept[name][0] != "tree" or part not in self.entries(name):
                return None
            name = self.entries(name)[part][1]
        kind, data = self.kept[name]
        return kind, name, data

    def files(self, branch: str) -> dict[str, bytes]:
        """Return all files of a branch."""
        commit = self.refs.get(f"refs/heads/{branch}")
        return self._files(self.tree_of(commit), "") if commit else {}

    def _files(self, tree: str, prefix: str) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for name, (mode, sha) in self.entries(tree).items():
            if mode == "40000":
                found |= self._files(sha, f"{prefix}{name}/")
            else:
                found[prefix + name] = self.kept[sha][1]
        return found
