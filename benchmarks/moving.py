"""Moves one pull request by one commit: what most runs of a bot meet."""

import os
import subprocess
from pathlib import Path

_PERSON = {
    **{f"GIT_{role}_NAME": "Bench" for role in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{role}_EMAIL": "bench@example.org" for role in ("AUTHOR", "COMMITTER")},
}


class Mover:
    """A copy of a repository in which one pull request gets a commit at a time."""

    def __init__(self, repository: str, folder: str, place: Path) -> None:
        """Copy the repository and choose the newest pull request that changes one document.

        Raises:
            LookupError: no ref under `refs/pull/` changes a document of the folder.
        """
        self.place = place
        self._git("clone", "-q", "--mirror", repository, str(place), cwd=Path.cwd())
        refs = self._git("for-each-ref", "--format=%(refname)", "refs/pull/*/head").split()
        for ref in sorted(refs, key=_number, reverse=True):
            changed = self._git("diff", "--name-only", f"HEAD...{ref}", "--", folder).split("\n")
            if len(changed) == 1 and changed[0].endswith(".md"):
                self.ref, self.path = ref, changed[0]
                return
        raise LookupError(f"no pull request changes one document of {folder}")

    def move(self) -> None:
        """Add a line to the document, in a new commit at the ref."""
        text = self._git("show", f"{self.ref}:{self.path}") + "\n\nOne more line.\n"
        blob = self._git("hash-object", "-w", "--stdin", data=text)
        self._git("read-tree", self.ref)
        self._git("update-index", "--cacheinfo", f"100644,{blob},{self.path}")
        tree = self._git("write-tree")
        commit = self._git("commit-tree", tree, "-p", self.ref, "-m", "One more line")
        self._git("update-ref", self.ref, commit)

    def _git(self, *arguments: str, cwd: Path | None = None, data: str = "") -> str:
        environment = {**os.environ, **_PERSON, "GIT_INDEX_FILE": str(self.place / "bench-index")}
        done = subprocess.run(
            ["git", *arguments],
            cwd=cwd or self.place,
            env=environment,
            input=data,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.strip()


def _number(ref: str) -> int:
    return int(ref.split("/")[2])
