"""From what people call a revision to an object: branches first, then tags, then ids."""

import re
from collections.abc import Callable, Iterable, Mapping

from sepkit.model import NothingToReadError, ObjectId, RefName
from sepkit.sources.objects import is_object_id

_ANCESTOR = re.compile(r"(.{1,400}?)((?:[~^][0-9]{0,4}){0,20})")
_SHORT_ID = re.compile(r"[0-9a-f]{7,63}")
_USUAL = ("refs/heads/main", "refs/heads/master")

# Names compared with a misspelt one, and names listed in a message.
_COMPARED = 5000
_LISTED = 5


class Revisions:
    """Finds revisions by name.

    Attributes:
        notes: what was odd about the names found so far: a rule's id and a sentence.
    """

    def __init__(
        self,
        name: str,
        refs: Mapping[RefName, ObjectId],
        head: str | None,
        ask: Callable[[str], ObjectId | None],
    ) -> None:
        self.notes: list[tuple[str, str]] = []
        self._name = name
        self._refs = refs
        self._head = head
        self._ask = ask

    def find(self, rev: str | None) -> tuple[RefName, ObjectId]:
        """Return the ref and the object that a name means, HEAD for None.

        Raises:
            NothingToReadError: there is none; the message names the nearest.
        """
        if rev is None or rev == "HEAD":
            return self._of_head()
        found = self._listed(rev)
        if found is not None:
            return found
        expression = self._expression(rev)
        parsed = self._ask(expression) if expression is not None else None
        if parsed is not None:
            return RefName(rev), parsed
        raise NothingToReadError(
            f"`{rev}` is no commit, branch or tag of `{self._name}`", help=self._nearest(rev)
        )

    def _of_head(self) -> tuple[RefName, ObjectId]:
        head = self._head
        if head is not None and is_object_id(head):
            return RefName("HEAD"), ObjectId(head)
        if head is not None and head in self._refs:
            return RefName(head), self._refs[RefName(head)]
        branches = sorted(name for name in self._refs if name.startswith("refs/heads/"))
        usual = [name for name in branches if name in _USUAL]
        chosen = branches if len(branches) == 1 else usual[:1]
        problem = f"HEAD names `{head}`, which does not exist" if head else "HEAD is lost"
        if not chosen:
            raise NothingToReadError(
                f"`{self._name}` has no commit to read: {problem}",
                help=f"name a revision with `--rev`: {_some(branches)}"
                if branches
                else "commit something first, or fetch a branch",
            )
        self._note("unborn-head", f"{problem}; `{chosen[0]}` is read instead")
        return chosen[0], self._refs[chosen[0]]

    def _listed(self, rev: str) -> tuple[RefName, ObjectId] | None:
        names = (f"refs/heads/{rev}", rev, f"refs/tags/{rev}", f"refs/remotes/{rev}")
        known = [RefName(name) for name in names if name in self._refs]
        if not known:
            return None
        others = [name for name in known[1:] if self._refs[name] != self._refs[known[0]]]
        if others:
            message = f"`{rev}` is `{known[0]}` here, and also `{others[0]}`"
            self._note("ambiguous-revision", message)
        return known[0], self._refs[known[0]]

    def _expression(self, rev: str) -> str | None:
        """Return what may be put to git for an id or an ancestor, None for anything else."""
        found = _ANCESTOR.fullmatch(rev)
        if found is None:
            return None
        listed = self._of_head() if found[1] == "HEAD" else self._listed(found[1])
        if listed is not None:
            return listed[1] + found[2]
        is_id = _SHORT_ID.fullmatch(found[1]) or is_object_id(found[1])
        return rev if is_id else None

    def _nearest(self, rev: str) -> str:
        from difflib import get_close_matches

        names = sorted({name.split("/", 2)[-1] for name in self._refs})
        close = get_close_matches(rev[:200], names[:_COMPARED], n=1)
        if close:
            return f"did you mean `{close[0]}`?"
        return f"there are {_some(names)}" if names else "there are no branches"

    def _note(self, rule: str, message: str) -> None:
        if (rule, message) not in self.notes:
            self.notes.append((rule, message))


def _some(names: Iterable[str]) -> str:
    listed = [f"`{name.removeprefix('refs/heads/')}`" for name in names]
    return ", ".join(listed[:_LISTED]) + (" …" if len(listed) > _LISTED else "")
