"""The audit on a branch of the repository, written through the forge before any act.

A commit is added with the branch's tip as its parent and without force, so of two runs at once one
is told to look again, finds the other's records under the same names, and adds what is missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from sepkit.forge import queries
from sepkit.forge.apply import Entry
from sepkit.forge.audit import BRANCH, HEAD, chained, parse_head, record_path
from sepkit.forge.digest import canonical
from sepkit.forge.requests import DoubtError, RefusedError, Requests, StoppedError
from sepkit.model.audit import AuditHead, CommitsRead
from sepkit.model.forge_state import ForgeState
from sepkit.model.plan import Plan

TRIES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tip:
    """Where the branch stands, and which records it has."""

    commit: str
    tree: str
    head: AuditHead
    names: frozenset[str]


class AuditBranch:
    """Appends to `sepkit-audit`."""

    def __init__(self, repository: str, requests: Requests) -> None:
        self.requests = requests
        owner, _, name = repository.partition("/")
        self._where = {"owner": owner, "name": name}
        self._git = f"/repos/{quote(owner)}/{quote(name)}/git"

    def append(
        self, entries: Sequence[Entry], *, plan: Plan, state: ForgeState, commits: CommitsRead
    ) -> int:
        """Add the entries that have no record yet, and return how many were added.

        Raises:
            StoppedError: the branch could not be written; then nothing else may be.
        """

        def files(tip: _Tip) -> dict[str, bytes]:
            new = [e for e in entries if record_path(e.decision) not in tip.names]
            return chained(new, tip.head, plan=plan, state=state, commits=commits) if new else {}

        message = f"Record {len(entries)} decisions at {plan.revision[:12]}"
        written = self._extend([e.decision.pull for e in entries], files, message)
        return sum(path.startswith("pulls/") for path in written)

    def remember_quiet(self, digest: str) -> None:
        """Keep the digest of a state in which nothing was to be done."""

        def files(tip: _Tip) -> dict[str, bytes]:
            if tip.head.quiet == digest:
                return {}
            return {HEAD: canonical(replace(tip.head, quiet=digest))}

        self._extend([], files, "Nothing to do")

    def _extend(self, pulls: Sequence[int], files: Any, message: str) -> Mapping[str, bytes]:
        """Add one commit; look again where somebody was quicker or an answer got lost."""
        said = ""
        added: dict[str, bytes] = {}
        for _ in range(TRIES):
            try:
                tip = self._tip(pulls)
                wanted: dict[str, bytes] = files(tip)
                if not wanted:
                    return added
                added = wanted
                self._commit(tip, wanted, message)
            except (DoubtError, RefusedError) as error:
                if isinstance(error, RefusedError) and error.is_permission:
                    said = f"{error}; {error.help}"
                    break
                said = str(error)
            else:
                return added
        raise StoppedError(
            f"the audit branch `{BRANCH}` cannot be written, so nothing else is: {said}",
            help="give the job `contents: write`",
        )

    def _tip(self, pulls: Sequence[int]) -> _Tip:
        variables = {
            **self._where,
            "branch": f"refs/heads/{BRANCH}",
            "head": f"{BRANCH}:{HEAD}",
        }
        data = self.requests.query(queries.audit_query(BRANCH, pulls), variables)
        repository = data.get("repository") or {}
        target = (repository.get("ref") or {}).get("target") or {}
        try:
            head = parse_head((repository.get("head") or {}).get("text"))
        except ValueError as error:
            raise StoppedError(
                f"`{HEAD}` on `{BRANCH}` is no head of an audit: {error}",
                help="sepkit audit verify tells what is wrong",
            ) from error
        names = {
            f"pulls/{number}/{entry['name']}"
            for number in pulls
            for entry in (repository.get(f"p{number}") or {}).get("entries", ())
        }
        return _Tip(
            commit=target.get("oid", ""),
            tree=(target.get("tree") or {}).get("oid", ""),
            head=head,
            names=frozenset(names),
        )

    def _commit(self, tip: _Tip, files: Mapping[str, bytes], message: str) -> None:
        tree = self.requests.write(
            "POST",
            f"{self._git}/trees",
            {
                **({"base_tree": tip.tree} if tip.tree else {}),
                "tree": [
                    {"path": path, "mode": "100644", "type": "blob", "content": data.decode()}
                    for path, data in sorted(files.items())
                ],
            },
        )
        commit = self.requests.write(
            "POST",
            f"{self._git}/commits",
            {
                "message": message,
                "tree": _sha(tree),
                "parents": [tip.commit] if tip.commit else [],
            },
        )
        if tip.commit:
            body: dict[str, Any] = {"sha": _sha(commit), "force": False}
            self.requests.write("PATCH", f"{self._git}/refs/heads/{BRANCH}", body)
        else:
            body = {"ref": f"refs/heads/{BRANCH}", "sha": _sha(commit)}
            self.requests.write("POST", f"{self._git}/refs", body)


def _sha(answer: Any) -> str:
    sha = answer.get("sha") if isinstance(answer, dict) else None
    if not isinstance(sha, str):
        raise DoubtError("the forge gave no object's name")
    return sha
