"""One look into a repository: every proposal on the base branch and in flight, with its past."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sepkit.model import (
    LIMITS,
    Commit,
    Date,
    Dialect,
    Entry,
    Finding,
    Instant,
    Limits,
    ObjectId,
    Origin,
    Progress,
    RefName,
    Refusal,
    RepoPath,
    Snapshot,
    Version,
)
from sepkit.sources.base_history import BaseHistory, read_base_history
from sepkit.sources.cache import Cache
from sepkit.sources.changes import ChangeFinder
from sepkit.sources.graph import MOST_COMMITS, Graph
from sepkit.sources.kept import (
    fetch,
    keep,
    key_of,
    steps_in,
    steps_out,
)
from sepkit.sources.layout import Layout, layout_of
from sepkit.sources.listing import Listings
from sepkit.sources.objects import instant_of
from sepkit.sources.overlay import Candidate
from sepkit.sources.pulls import Branches, History, Pull, find_odd_refs, find_pulls
from sepkit.sources.records import read_commits
from sepkit.sources.repository import Repository, repository_finding
from sepkit.sources.timeline import Past, line_of


def read_snapshot(
    repository: Repository,
    dialect: Dialect,
    *,
    rev: str | None = None,
    as_of: Instant | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> Snapshot:
    """Return every candidate of the base revision and in flight, with its history.

    In flight is what a pull request's head holds and the base branch's history never did.
    `seen` is the number of entries and refusals together; nothing is dropped.

    Args:
        repository: an open one.
        dialect: says where documents and pull requests stand.
        rev: the base revision; None for HEAD.
        as_of: the instant to judge times by; None for the base commit's own date.
        cache: keeps the base branch's history between runs.
        progress: told what is being read.
        limits: the caps; each that is reached is a refusal or a finding.

    Raises:
        NothingToReadError: there is no such revision.
        ConfigurationError: the dialect's path or ref pattern makes no sense.
    """
    ref, commit = repository.resolve(rev)
    return _Reading(repository, dialect, ref, commit, cache, limits, progress).read(as_of)


@dataclass(slots=True)
class _Draft:
    """An entry on its way: where it stands, and which steps of history are its own."""

    origin: Origin
    pull: Pull | None
    candidate: Candidate
    also_in: tuple[Origin, ...] = ()
    past: Past = field(default_factory=Past)


class _Reading:
    """The work of one `read_snapshot`."""

    def __init__(
        self,
        repository: Repository,
        dialect: Dialect,
        ref: RefName,
        commit: ObjectId,
        cache: Cache | None,
        limits: Limits,
        progress: Progress | None,
    ) -> None:
        self._repository = repository
        self._dialect = dialect
        self._ref = ref
        self._commit = commit
        self._limits = limits
        self._cache = cache
        self._progress: Progress = progress or (lambda _what, _done, _all: None)
        self._layout: Layout = layout_of(dialect)
        self._graph = Graph(repository, self._layout.folder, limits)
        self._listings = Listings(repository, self._layout, limits)
        self._finder = ChangeFinder(repository, self._layout, self._listings, limits)
        self._refused: list[Refusal] = []
        self._findings: list[Finding] = []

    def read(self, as_of: Instant | None) -> Snapshot:
        self._progress("reading the base branch", 0, 0)
        base = self._base_history()
        drafts = self._base_drafts()
        self._progress("reading pull requests", 0, 0)
        pulls = find_pulls(self._repository, self._dialect, self._refused, self._layout.root)
        odd = find_odd_refs(self._repository, self._dialect)
        if odd:
            message = f"{len(odd)} refs look like pull requests but have no number: `{odd[0]}`"
            self._note("odd-ref", message)
        branches = Branches(
            self._graph, self._listings, self._finder, base, self._layout, self._limits
        )
        new = branches.find_new(pulls, self._refused)
        in_flight = self._in_flight_drafts(new)
        drafts = self._without_refused(drafts + in_flight)
        self._progress("reading histories", 0, 0)
        numbers = {self._layout.number_of(d.candidate.path) for d in drafts if d.pull is None}
        wanted = {d.pull for d in drafts if d.pull} | {p for p in pulls if p.number in numbers}
        histories = self._histories(branches, sorted(wanted, key=lambda pull: pull.number))
        for draft in drafts:
            self._follow(draft, base, histories)
        commits = self._read_commits(commit for draft in drafts for commit in draft.past.commits())
        entries = tuple(self._entry(draft, commits) for draft in drafts)
        if self._graph.is_cut:
            self._note("long-history", f"more than {MOST_COMMITS} commits: older ones are not read")
        if self._cache is not None and self._cache.problem:
            self._progress(self._cache.problem, 0, 0)
        return Snapshot(
            repository=self._repository.name,
            base_ref=self._ref,
            commit=self._commit,
            as_of=as_of or instant_of(self._graph.seconds(self._commit)),
            entries=entries,
            refused=tuple(sorted(self._refused)),
            findings=(*self._repository.findings, *self._findings),
            seen=len(entries) + len(self._refused),
            renames=self._renames(base, histories),
        )

    def _base_history(self) -> BaseHistory:
        self._graph.load_commits([self._commit])
        self._graph.load_folders([self._commit])
        self._listings.compare_with(self._graph.folders[self._commit])
        base = read_base_history(
            self._repository,
            self._commit,
            self._layout,
            self._graph,
            self._listings,
            self._finder,
            self._cache,
            self._limits,
        )
        if base.is_whole:
            self._repository.pasts[self._commit] = frozenset(base.folders)
        return base

    def _base_drafts(self) -> list[_Draft]:
        if self._commit in self._graph.problems:
            self._refuse(self._layout.root, self._ref, self._graph.problems[self._commit])
        return [
            _Draft(self._origin(self._ref, self._commit, candidate), None, candidate)
            for _, candidate in sorted(self._listings.reference.items())
        ]

    @staticmethod
    def _origin(ref: RefName, commit: ObjectId, candidate: Candidate) -> Origin:
        return Origin(ref=ref, commit=commit, path=candidate.path, blob=candidate.id)

    def _in_flight_drafts(self, new: Mapping[Pull, list[Candidate]]) -> list[_Draft]:
        """Return one draft a path and content, from its home pull request where that holds it."""
        carriers: dict[Candidate, list[Pull]] = {}
        cap = self._limits.proposals_per_pull_request
        for pull, candidates in new.items():
            for index, candidate in enumerate(sorted(candidates, key=lambda c: c.path)):
                if index >= cap and candidate not in carriers:
                    reason = f"its pull request holds more than {cap} new proposals"
                    self._refuse(candidate.path, pull.ref, reason)
                else:
                    carriers.setdefault(candidate, []).append(pull)
        drafts: list[_Draft] = []
        for candidate, pulls in carriers.items():
            number = self._layout.number_of(candidate.path)
            home = next((pull for pull in pulls if pull.number == number), pulls[0])
            origins = [self._origin(p.ref, p.commit, candidate) for p in pulls if p is not home]
            origin = self._origin(home.ref, home.commit, candidate)
            drafts.append(_Draft(origin, home, candidate, tuple(origins)))
        return sorted(
            drafts, key=lambda d: (d.candidate.path, d.pull.number if d.pull else 0, d.candidate.id)
        )

    def _without_refused(self, drafts: list[_Draft]) -> list[_Draft]:
        """Sort out what cannot be read, as far as a tree and the size of a blob can tell."""
        objects = self._repository.objects
        sizes = objects.sizes(d.candidate.id for d in drafts if not d.candidate.reason)
        kept: list[_Draft] = []
        for draft in drafts:
            reason = draft.candidate.reason or self._why_unfit(draft.candidate.id, sizes)
            if reason:
                self._refuse(draft.candidate.path, draft.origin.ref, reason)
            else:
                kept.append(draft)
        return kept

    def _why_unfit(self, blob: ObjectId, sizes: Mapping[ObjectId, tuple[str, int] | None]) -> str:
        found = sizes.get(blob)
        cap = self._limits.file_bytes
        if found is None:
            return self._repository.why_refused(blob) or "its object is missing from the repository"
        if found[0] != "blob":
            return f"its object is a {found[0]}, no blob"
        return f"it has {found[1]} bytes, {cap} are read at most" if found[1] > cap else ""

    def _histories(self, branches: Branches, pulls: list[Pull]) -> dict[int, History]:
        key = key_of(self._repository, self._layout, self._limits, self._commit)
        known = fetch(
            self._cache, "pull-histories", key, lambda v: {h: steps_in(s) for h, s in v.items()}
        )
        found = branches.histories(pulls, known or {})
        if set(found) - set(known or {}) and not self._repository.objects.reasons:
            value = {head: steps_out(steps) for head, steps in found.items()}
            keep(self._cache, "pull-histories", key, value)
        return {pull.number: found[pull.commit] for pull in pulls}

    def _refuse(self, path: RepoPath, ref: RefName, reason: str) -> None:
        self._refused.append(Refusal(path=path, ref=ref, reason=reason))

    def _follow(self, draft: _Draft, base: BaseHistory, histories: Mapping[int, History]) -> None:
        """Collect the lines of history that concern one file, each oldest first."""
        path = draft.candidate.path
        number = draft.pull.number if draft.pull else self._layout.number_of(path)
        own = histories.get(number, ()) if number is not None else ()
        if draft.pull is not None:
            draft.past = Past(claims=(line_of(path, own),))
        else:
            claims = (line_of(path, own), line_of(path, base.merged))
            draft.past = Past(facts=line_of(path, base.on_base), claims=claims)

    def _read_commits(self, ids: Iterable[ObjectId]) -> dict[ObjectId, Commit]:
        key = key_of(self._repository, self._layout, self._limits, self._repository.name)
        found = read_commits(self._repository, ids, cache=self._cache, key=key, limits=self._limits)
        for commit, (_, is_plain) in found.items():
            if not is_plain:
                self._note(
                    "commit-date", f"the date of commit `{commit[:12]}` is broken or out of range"
                )
        return {commit: read for commit, (read, _) in found.items()}

    def _entry(self, draft: _Draft, commits: Mapping[ObjectId, Commit]) -> Entry:
        sidecar = draft.candidate.sidecar
        place = draft.origin.path.rpartition("/")[0]
        return Entry(
            origin=draft.origin,
            pull_request=draft.pull.number if draft.pull else None,
            has_merge_ref=draft.pull is not None and draft.pull.has_merge_ref,
            versions=self._versions(draft, commits),
            sidecar=replace(
                draft.origin, path=RepoPath(f"{place}/{self._layout.sidecar}"), blob=sidecar
            )
            if sidecar
            else None,
            also_in=draft.also_in,
        )

    def _versions(self, draft: _Draft, commits: Mapping[ObjectId, Commit]) -> tuple[Version, ...]:
        versions = draft.past.versions(commits)
        cap = self._limits.commits_per_proposal
        if len(versions) > cap:
            message = f"`{draft.origin.path}` has {len(versions)} versions, the last {cap} are kept"
            self._note("long-history", message)
        return tuple(versions[-cap:])

    def _note(self, rule: str, message: str) -> None:
        self._findings.append(repository_finding(self._repository.name, rule, message))

    def _renames(
        self, base: BaseHistory, histories: Mapping[int, History]
    ) -> tuple[tuple[RepoPath, RepoPath, Date], ...]:
        steps = [*base.on_base, *base.merged, *(s for own in histories.values() for s in own)]
        renamed = {step.commit: step for step in steps if step.renames}
        self._graph.load_commits(renamed)
        found = {
            (old, new, Date(instant_of(self._graph.seconds(commit))[:10]))
            for commit, step in renamed.items()
            for old, new in step.renames
        }
        return tuple(sorted(found, key=lambda item: (item[2], item[0], item[1])))
