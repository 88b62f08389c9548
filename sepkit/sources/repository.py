"""A repository that was opened for reading: its refs, its objects, its revisions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from sepkit.model import (
    LIMITS,
    Finding,
    Limits,
    NothingToReadError,
    ObjectId,
    RefName,
    RepoPath,
    Severity,
)
from sepkit.sources.environment import git_environment, run_git
from sepkit.sources.object_reader import ObjectReader
from sepkit.sources.objects import (
    CommitFacts,
    DamagedObjectError,
    TreeEntry,
    is_object_id,
    parse_facts,
    parse_tag,
    parse_tree,
)
from sepkit.sources.revision import Revisions

# A tag may point to a tag; longer chains lead nowhere that anybody meant.
_TAG_CHAIN = 5


class Repository:
    """A repository opened for reading; close it, or use it in `with`.

    All reads go through an empty git directory of our own over the repository's objects, so that
    its configuration, hooks, replacements and grafts never count.

    Attributes:
        name: the last part of its path or URL.
        findings: what is noteworthy about it as a whole.
        shallow: commits whose parents the repository does not hold.
        width: digits of an object id: 40, or 64 under SHA-256.
        head: the branch that HEAD names, or the commit that it is detached at, or None.
        commits: those that were read, whoever asked; None for one that cannot be read.
        steps: by tree and name, the folder of that name in it, or `!` and why it cannot be read.
        lines: by commit, those before it on the base branch, newest first, where they were asked
            for.
        pasts: by commit, all that lead to it, where they were asked for.
    """

    def __init__(
        self,
        *,
        name: str,
        refs: Mapping[RefName, ObjectId],
        head: str | None,
        width: int,
        own_dir: Path,
        objects: Path,
        shallow: frozenset[ObjectId] = frozenset(),
        findings: Iterable[Finding] = (),
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        self.name = name
        self.head = head
        self.shallow = shallow
        self.findings = list(findings)
        self.width = width
        self._refs = dict(refs)
        self._environment = git_environment(own_dir, GIT_OBJECT_DIRECTORY=str(objects))
        self._revisions = Revisions(name, self._refs, head, self._parsed)
        self._on_close = on_close
        self.commits: dict[ObjectId, CommitFacts | None] = {}
        self.steps: dict[tuple[str, bytes], str] = {}
        self.lines: dict[ObjectId, list[ObjectId]] = {}
        self.pasts: dict[ObjectId, frozenset[ObjectId]] = {}
        self.objects = ObjectReader(own_dir, objects, width=self.width)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the git process and remove what was only made for reading."""
        self.objects.close()
        self._on_close()

    def refs(self) -> Mapping[RefName, ObjectId]:
        """Return all refs with the object that each names; replacements are left out."""
        return self._refs

    def pin(self, refs: Mapping[RefName, ObjectId]) -> None:
        """Go on as if these were all refs: what was read once is read again."""
        self._refs.clear()
        self._refs.update(refs)

    def why_refused(self, object_id: ObjectId) -> str:
        """Return why an object could not be read, "" where it could or was never asked for."""
        return self.objects.reasons.get(object_id, "")

    def read_blobs(
        self, ids: Iterable[ObjectId], *, limits: Limits = LIMITS
    ) -> Iterator[tuple[ObjectId, bytes | None]]:
        """Yield each distinct blob with its bytes, in the order of the ids.

        None stands for one that is missing, damaged or too large; `why_refused` tells which.
        Other reads may be made between two of them.
        """
        return self.objects.read(ids, kind="blob", cap=limits.file_bytes)

    def read_trees(
        self, ids: Iterable[ObjectId], *, limits: Limits = LIMITS
    ) -> Iterator[tuple[ObjectId, list[TreeEntry] | None]]:
        """Yield each distinct tree with its entries, one level, in the order of the ids."""
        for tree, data in self.objects.read(ids, kind="tree", cap=limits.tree_bytes):
            if data is None:
                yield tree, None
                continue
            try:
                yield tree, parse_tree(data, width=self.width)
            except DamagedObjectError as error:
                self.objects.reasons[tree] = str(error)
                yield tree, None

    def read_tree(self, tree: ObjectId, *, limits: Limits = LIMITS) -> list[TreeEntry] | None:
        """Return the entries of one tree, one level; None where `why_refused` tells why not."""
        return next(self.read_trees([tree], limits=limits))[1]

    def root_of(self, commit: ObjectId, *, limits: Limits = LIMITS) -> ObjectId | None:
        """Return the tree at the top of a commit; None where `why_refused` tells why not."""
        [(_, data)] = self.objects.read([commit], kind="commit", cap=limits.commit_bytes)
        try:
            return parse_facts(data).tree if data is not None else None
        except DamagedObjectError as error:
            self.objects.reasons[commit] = str(error)
            return None

    def peel(self, object_id: ObjectId) -> ObjectId | None:
        """Return the commit that an object is or, being a tag, leads to; None for any other."""
        return self.peel_all([object_id])[object_id]

    def peel_all(self, ids: Iterable[ObjectId]) -> dict[ObjectId, ObjectId | None]:
        """Return for each object the commit that it is or leads to, or None."""
        asked = list(dict.fromkeys(ids))
        led = {object_id: object_id for object_id in asked}
        peeled: dict[ObjectId, ObjectId | None] = dict.fromkeys(asked)
        for _ in range(_TAG_CHAIN + 1):
            kinds = self.objects.sizes(led.values())
            tags: set[ObjectId] = set()
            for first, last in led.items():
                kind = (kinds.get(last) or ("", 0))[0]
                if kind == "commit":
                    peeled[first] = last
                elif kind == "tag":
                    tags.add(last)
            if not tags:
                break
            targets = self._targets(tags)
            led = {first: targets[last] for first, last in led.items() if last in targets}
        return peeled

    def _targets(self, tags: Iterable[ObjectId]) -> dict[ObjectId, ObjectId]:
        found: dict[ObjectId, ObjectId] = {}
        for tag, data in self.objects.read(tags, kind="tag", cap=LIMITS.commit_bytes):
            try:
                found[tag] = parse_tag(data or b"")[0]
            except DamagedObjectError as error:
                self.objects.reasons.setdefault(tag, str(error))
        return {tag: target for tag, target in found.items() if len(target) == self.width}

    def resolve(self, rev: str | None) -> tuple[RefName, ObjectId]:
        """Return the ref and the commit that a revision means.

        Branches come before tags, which is not git's order: `main` never means a tag. A name that
        is both becomes a finding. None means HEAD; where that is missing or unborn, the only
        branch, `main` or `master`.

        Args:
            rev: a branch, a full ref, a tag, a remote branch, a commit id of seven digits or
                more, each also with `~N` or `^`.

        Raises:
            NothingToReadError: there is no such revision; the message names the nearest.
        """
        name, object_id = self._revisions.find(rev)
        for rule, message in self._revisions.notes:
            finding = repository_finding(self.name, rule, message)
            if finding not in self.findings:
                self.findings.append(finding)
        commit = self.peel(object_id)
        if commit is None:
            reason = self.why_refused(object_id) or "it leads to no commit"
            raise NothingToReadError(
                f"`{name}` of `{self.name}` cannot be read: {reason}",
                help="`git fsck` shows what is missing; a new clone may mend it",
            )
        return name, commit

    def _parsed(self, expression: str) -> ObjectId | None:
        arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", expression]
        _, printed, _ = run_git(arguments, self._environment)
        text = printed.decode("ascii", "replace").strip()
        if not is_object_id(text) or len(text) != self.width:
            return None
        # A whole id is taken by git without a look whether there is such an object.
        return ObjectId(text) if self.objects.sizes([ObjectId(text)])[ObjectId(text)] else None


def repository_finding(
    name: str,
    rule: str,
    message: str,
    *,
    help: str = "",  # noqa: A002 - the word people see
    severity: Severity = Severity.WARNING,
) -> Finding:
    """Return a finding about a repository as a whole."""
    return Finding(
        rule=rule,
        severity=severity,
        subject=name,
        path=RepoPath(""),
        line=0,
        message=message,
        help=help,
    )
