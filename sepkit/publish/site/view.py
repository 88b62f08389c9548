"""The register as pages look at it: indexes, addresses and the questions that several pages ask."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sepkit.model import (
    Conflict,
    Group,
    Handle,
    Proposal,
    ProposalKey,
    Register,
    Relation,
    RelationKind,
)
from sepkit.publish import escape
from sepkit.publish.body import Body
from sepkit.publish.body_cache import BodyCache, text_key

BUILDS_ON = frozenset({RelationKind.REQUIRES, RelationKind.SUPERSEDES, RelationKind.EXTENDS})
"""Relations that are drawn as lines; the weaker ones stand in tables only."""


QUIET_KINDS = frozenset({"doc", "field"})
"""Kinds of surfaces with so many members that only those have a page that a proposal acts on."""


PREAMBLE_SHOWN = 24


class Names:
    """Folder names that are unique on every disk, also on one that ignores case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """Return the name, with a counter behind it where it is taken already."""
        name, counter = wanted, 1
        while name in self._taken:
            counter += 1
            name = f"{wanted}-{counter}"
        self._taken.add(name)
        return name


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place that shows a statement: its words, and where they lead."""

    words: str
    path: str = ""
    """A page of this site, with its fragment apart; "" where there is none."""
    fragment: str = ""
    address: str = ""
    """An address outside, where the line stands at its commit; "" where none is known."""


class View:
    """One register with everything that pages look up in it."""

    def __init__(
        self,
        register: Register,
        texts: Mapping[ProposalKey, str] | None = None,
        *,
        cache: BodyCache | None = None,
        title: str = "",
    ) -> None:
        self.register = register
        self.texts: Mapping[ProposalKey, str] = texts or {}
        self.title = title or f"{register.process.preset.upper()} proposals"
        self._cache = cache or BodyCache(None)
        self._bodies: dict[str, Body] = {}
        self._anchor_lines: dict[str, tuple[int, ...]] = {}
        self._preamble_lines: dict[str, tuple[int, ...]] = {}
        self.by_key: dict[str, Proposal] = {p.key: p for p in register.proposals}
        self.by_group: dict[str, Group] = {g.id: g for g in register.groups}
        self._paths = _proposal_paths(register.proposals)
        self._group_slugs = _group_slugs(register.groups)
        self._conflict_paths = self._name_conflicts()

    # addresses

    def path(self, key: str) -> str:
        """Return the folder of a proposal's page, or "" for one that is not in the register."""
        return self._paths.get(key, "")

    def slug(self, key: str) -> str:
        """Return the name of a proposal in addresses: its number, or a counter of ours."""
        return self.path(key).removeprefix("sep/").rstrip("/")

    def group_path(self, group_id: str | None) -> str:
        """Return the folder of a group's page, or ""."""
        slug = self._group_slugs.get(group_id or "")
        return f"group/{slug}/" if slug else ""

    def queue_path(self, group_id: str | None) -> str:
        """Return the folder of a group's queue; without a group that of "no clear owner"."""
        slug = self._group_slugs.get(group_id or "")
        return f"queue/{slug}/" if slug else "queue/none/"

    def group_slug(self, group_id: str | None) -> str:
        """Return the group's name in addresses, feeds and filters; `none` without a group."""
        return self._group_slugs.get(group_id or "", "none")

    def conflict_path(self, conflict: Conflict) -> str:
        """Return the folder of a conflict's page."""
        return self._conflict_paths[conflict.id]

    def person_path(self, handle: str | None) -> str:
        """Return the folder of a person's page, or "" for somebody whom no file names."""
        slug = self.person_slugs.get((handle or "").lower())
        return f"person/{slug}/" if slug else ""

    def surface_path(self, surface: str) -> str:
        """Return the folder of a surface's page, or "" where the specification has none."""
        slug = self.surface_slugs.get(surface)
        return f"spec/{slug}/" if slug else ""

    # proposals

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """All proposals, by number."""
        return self.register.proposals

    def is_open(self, proposal: Proposal) -> bool:
        """Whether its pull request is open, as far as anything says so."""
        return proposal.key in self._open_keys

    def is_unknown(self, proposal: Proposal) -> bool:
        """Whether nothing tells if its pull request is open."""
        return proposal.in_flight and proposal.open is None and not self.is_open(proposal)

    @cached_property
    def _open_keys(self) -> frozenset[ProposalKey]:
        return frozenset(p.key for p in self.open_proposals)

    @cached_property
    def open_proposals(self) -> tuple[Proposal, ...]:
        """What is open or appears to be, longest waiting first."""
        return waiting_longest(self.register.open_proposals())

    @cached_property
    def unknown_proposals(self) -> tuple[Proposal, ...]:
        """What has a branch, and nothing tells whether its pull request is open."""
        return self.register.unknown_proposals()

    def queue(self, group_id: str | None) -> tuple[Proposal, ...]:
        """Return the open proposals routed to a group (None: to nobody), longest waiting first."""
        return self._queues.get(group_id, ())

    @cached_property
    def _queues(self) -> Mapping[str | None, tuple[Proposal, ...]]:
        found: defaultdict[str | None, list[Proposal]] = defaultdict(list)
        for proposal in self.open_proposals:
            found[proposal.route.owner].append(proposal)
        return {owner: tuple(items) for owner, items in found.items()}

    @cached_property
    def open_on(self) -> Mapping[str, tuple[ProposalKey, ...]]:
        """For each surface the open proposals that act on it."""
        found: defaultdict[str, dict[ProposalKey, None]] = defaultdict(dict)
        for proposal in self.open_proposals:
            for touch in proposal.touches:
                if touch.is_binding:
                    found[touch.surface][proposal.key] = None
        return {surface: tuple(keys) for surface, keys in found.items()}

    @cached_property
    def owned(self) -> Mapping[str | None, int]:
        """How many proposals, open or not, each group owns."""
        return Counter(p.route.owner for p in self.proposals)

    def unknown_queue(self, group_id: str | None) -> tuple[Proposal, ...]:
        """Return those routed to the group of which nothing tells whether they are open."""
        return tuple(p for p in self.unknown_proposals if p.route.owner == group_id)

    def perhaps(self, group_id: str) -> tuple[Proposal, ...]:
        """Return the open proposals without an owner that the group is a candidate for."""
        return tuple(
            p
            for p in self.open_proposals
            if p.route.abstained and any(c.group == group_id for c in p.route.candidates[:2])
        )

    def consulted(self, group_id: str) -> tuple[Proposal, ...]:
        """Return the open proposals of other groups on which the group has to be heard."""
        return tuple(
            p
            for p in self.open_proposals
            if group_id in p.route.consulted and p.route.owner != group_id
        )

    def body(self, key: ProposalKey) -> Body | None:
        """Return the proposal's text as HTML, or None where no text came along."""
        if key not in self._bodies and key in self.texts:
            self._bodies[key] = self._cache.body(self.texts[key])
        return self._bodies.get(key)

    def text_digest(self, key: ProposalKey) -> str:
        """Return what tells the proposal's text from others; "" where no text came along."""
        return text_key(self.texts[key]) if key in self.texts else ""

    def _anchors(self, key: ProposalKey) -> tuple[int, ...]:
        """Return the lines that can be linked to, without the HTML that holds them."""
        if key not in self._anchor_lines:
            text = self.texts.get(key)
            self._anchor_lines[key] = self._cache.anchors(text) if text is not None else ()
        return self._anchor_lines[key]

    # conflicts and relations

    @cached_property
    def conflicts_by_id(self) -> Mapping[str, Conflict]:
        """All conflicts of the register by their ids."""
        return {conflict.id: conflict for conflict in self.register.conflicts}

    @cached_property
    def conflicts_by_key(self) -> Mapping[str, tuple[Conflict, ...]]:
        """The conflicts of each proposal, most severe first."""
        found: defaultdict[str, list[Conflict]] = defaultdict(list)
        for conflict in self.sorted_conflicts:
            for key in conflict.proposals:
                found[key].append(conflict)
        return {key: tuple(items) for key, items in found.items()}

    def conflicts_of(self, key: str) -> tuple[Conflict, ...]:
        """Return the conflicts of one proposal that nobody refuted, most severe first."""
        return self.conflicts_by_key.get(key, ())

    @cached_property
    def sorted_conflicts(self) -> tuple[Conflict, ...]:
        """Those worth a look that nobody refuted: both open first, then severity, then score."""
        return self._in_order(c for c in self.register.conflicts if c.worth_a_look)

    @cached_property
    def unlikely_conflicts(self) -> tuple[Conflict, ...]:
        """Those with an open side that are likely none, in the same order; lists fold them."""
        found = (c for c in self.register.conflicts if not c.worth_a_look and self.open_sides(c))
        return self._in_order(found)

    def _in_order(self, conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
        shown = [c for c in conflicts if not is_refuted(c)]
        return tuple(
            sorted(shown, key=lambda c: (-self.open_sides(c), _RANK[c.severity], -c.score, c.id))
        )

    def sides(self, conflict: Conflict) -> tuple[Proposal, ...]:
        """Return the proposals of a conflict that the register holds."""
        return tuple(self.by_key[key] for key in conflict.proposals if key in self.by_key)

    def open_sides(self, conflict: Conflict) -> int:
        """Return how many of the proposals in a conflict are open."""
        return sum(self.is_open(p) for p in self.sides(conflict))

    @cached_property
    def live_conflicts(self) -> tuple[Conflict, ...]:
        """Conflicts with at least one open proposal that no file acknowledges."""
        return tuple(
            c for c in self.sorted_conflicts if self.open_sides(c) and c.acknowledged is None
        )

    @cached_property
    def named_by(self) -> Mapping[str, tuple[tuple[Proposal, Relation], ...]]:
        """For each proposal the others whose text names it, with the relation."""
        found: defaultdict[str, list[tuple[Proposal, Relation]]] = defaultdict(list)
        for proposal in self.proposals:
            for relation in proposal.relations:
                found[relation.to].append((proposal, relation))
        return {key: tuple(items) for key, items in found.items()}

    @cached_property
    def builds_on(self) -> tuple[tuple[ProposalKey, ProposalKey, RelationKind], ...]:
        """The lines of the dependency graph, each pair and kind once."""
        found = {
            (p.key, r.to, r.kind)
            for p in self.proposals
            for r in p.relations
            if r.kind in BUILDS_ON and r.to in self.by_key and r.to != p.key
        }
        order = {key: index for index, key in enumerate(self.by_key)}
        return tuple(sorted(found, key=lambda edge: (order[edge[0]], order[edge[1]], edge[2])))

    # people

    @cached_property
    def people(self) -> Mapping[str, str]:
        """Everybody whom the files name with a handle: lower case to the spelling met first."""
        found: dict[str, str] = {}
        for handle in self._named_handles():
            found.setdefault(handle.lower(), handle)
        return dict(sorted(found.items()))

    @cached_property
    def person_slugs(self) -> Mapping[str, str]:
        """Folder names of people's pages."""
        names = Names()
        return {
            handle: names.take(escape.file_name(handle, fallback=f"person-{index}"))
            for index, handle in enumerate(self.people, start=1)
        }

    def _named_handles(self) -> Iterable[Handle]:
        for proposal in self.proposals:
            yield from (p.handle for p in proposal.authors if p.handle)
            if proposal.sponsor is not None and proposal.sponsor.handle:
                yield proposal.sponsor.handle
            yield from proposal.next.handles
        for group in self.register.groups:
            yield from (lead.handle for lead in group.leads if lead.handle)
            yield from group.members

    # specification

    @cached_property
    def surface_slugs(self) -> Mapping[str, str]:
        """Folder names of the surfaces that have a page; dates are kept for revisions.

        A specification has hundreds of fields and headings. Those have a page where a proposal
        acts on them; the rest stand on the page of their kind.
        """
        names = Names()
        names.take("kind")
        for revision in self.register.spec.revisions:
            names.take(self.revision_slug(revision.id))
        touched = {t.surface for p in self.proposals for t in p.touches if t.is_binding}
        return {
            entry.id: names.take(_surface_slug(entry.id, index))
            for index, entry in enumerate(self.register.spec.surfaces, start=1)
            if entry.kind not in QUIET_KINDS or entry.id in touched
        }

    def kind_slug(self, kind: str) -> str:
        """Return the folder name of a kind of surface."""
        return escape.file_name(kind, fallback="other")

    def revision_slug(self, revision_id: str) -> str:
        """Return the folder name of a revision's page."""
        index = [r.id for r in self.register.spec.revisions].index(revision_id)
        return escape.file_name(revision_id, fallback=f"revision-{index + 1}")

    # evidence

    def source(
        self, path: str | None, line: int = 0, proposal: str | None = None, commit: str = ""
    ) -> Source:
        """Return where a statement is shown: the line in a text here, or in the repository.

        Args:
            path: a file of the repository; None where no file says it.
            line: counted from 1; 0 where no line can be named.
            proposal: whose file it is taken to be, where that is known.
            commit: at which the file stood like that; by default the base revision.
        """
        if not path:
            return Source(words="no file says so")
        words = f"{path}:{line}" if line else path
        owner = self.by_key.get(proposal or "") or self._by_path.get(path)
        if owner is not None and owner.origin.path == path:
            fragment = self.anchor(owner, line)
            return Source(words=words, path=self.path(owner.key), fragment=fragment)
        if path in self._shipped or not self.blob_url:
            return Source(words=words)
        address = self.blob_url.format(commit=commit or self.register.revision, path=path)
        return Source(words=words, address=f"{address}#L{line}" if line else address)

    def anchor(self, proposal: Proposal, line: int) -> str:
        """Return the fragment of a line on a proposal's page, or of the nearest one before it."""
        anchors = self._anchors(proposal.key)
        place = bisect_right(anchors, line)
        if place and anchors[place - 1] == line:
            return f"#L{line}"
        if line in self.preamble_lines(proposal):
            return f"#L{line}"
        return f"#L{anchors[place - 1]}" if place else "#text"

    def preamble_lines(self, proposal: Proposal) -> tuple[int, ...]:
        """Return the lines of preamble fields that the text on the page does not hold itself."""
        known = self._preamble_lines.get(proposal.key)
        if known is None:
            taken = self._anchors(proposal.key)
            lines = dict.fromkeys(field.line for field in proposal.preamble[:PREAMBLE_SHOWN])
            known = tuple(line for line in lines if line and line not in taken)
            self._preamble_lines[proposal.key] = known
        return known

    @cached_property
    def _by_path(self) -> Mapping[str, Proposal]:
        found: dict[str, Proposal] = {}
        for proposal in self.proposals:
            found.setdefault(proposal.origin.path, proposal)
        return found

    @cached_property
    def _shipped(self) -> frozenset[str]:
        return frozenset(
            item.path for group in self.register.groups for item in group.provenance if item.shipped
        )

    @cached_property
    def forge_url(self) -> str:
        """The repository's web address, "" where the process names no pull requests there."""
        head, marker, _ = self.register.process.pull_url.partition("/pull/{pull}")
        return head if marker else ""

    @cached_property
    def blob_url(self) -> str:
        """Web address of a file at a commit, with `{commit}` and `{path}`; "" where unknown."""
        return self.forge_url + "/blob/{commit}/{path}?plain=1" if self.forge_url else ""

    def pull_url(self, number: int | None) -> str:
        """Return the web address of a pull request, or ""."""
        pattern = self.register.process.pull_url
        return pattern.replace("{pull}", str(number)) if pattern and number else ""

    def commit_url(self, commit: str) -> str:
        """Return the web address of a commit, or ""."""
        return f"{self.forge_url}/commit/{commit}" if self.forge_url else ""

    def _name_conflicts(self) -> dict[str, str]:
        names = Names()
        found: dict[str, str] = {}
        for conflict in self.register.conflicts:
            slugs = [self.slug(key) or "none" for key in conflict.proposals[:4]]
            found[conflict.id] = f"conflict/{names.take('-'.join(slugs))}/"
        return found


def waiting_longest(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Sort by days waited, longest first; ties by number, then by key."""
    return tuple(sorted(proposals, key=lambda p: (-(p.next.days or 0), p.number or 0, p.key)))


def is_refuted(conflict: Conflict) -> bool:
    """Whether a file of the base revision says that this is no conflict."""
    return conflict.acknowledged is not None and conflict.acknowledged.verdict == "refuted"


_RANK = {"high": 0, "medium": 1, "low": 2}


def _proposal_paths(proposals: Iterable[Proposal]) -> dict[str, str]:
    names = Names()
    found: dict[str, str] = {}
    for proposal in proposals:
        wanted = str(proposal.number) if proposal.number else f"draft-{proposal.pull_request or 0}"
        found[proposal.key] = f"sep/{names.take(wanted)}/"
    return found


def _group_slugs(groups: Iterable[Group]) -> dict[str, str]:
    names = Names()
    names.take("none")
    return {
        group.id: names.take(escape.file_name(group.id, fallback=f"group-{index}"))
        for index, group in enumerate(groups, start=1)
    }


def _surface_slug(surface: str, index: int) -> str:
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in surface.lower())
    name = "-".join(part for part in kept.split("-") if part)[:80]
    return escape.file_name(name, fallback=f"surface-{index}")
