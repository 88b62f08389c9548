"""What differs between proposal processes, as data. One file in `sepkit/dialects/` each."""

from dataclasses import dataclass

from sepkit.model.names import GroupId


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """One preamble field: the labels people use for it, and what its value is."""

    name: str
    """Our name: title, status, track, created, authors, sponsor, pull_request, requires, …"""
    labels: tuple[str, ...]
    """Spellings of the label, compared without case, `_` and `-` as blanks."""
    kind: str = "text"
    """word | text | people | date | keys | pull | number | list | groups"""
    required: bool = False
    none_words: tuple[str, ...] = ()
    """Values that mean "nobody" or "not yet": `None`, `TBD`."""
    expected: bool = False
    """Whether readers miss it, although the process goes on without."""
    since: str = ""
    """Asked only of proposals that came on this day or later, YYYY-MM-DD; "" asks all."""
    tracks: tuple[str, ...] = ()
    """The tracks that need it, where not all do."""
    pattern: str = ""
    """A regular expression that the whole value has to match."""
    example: str = ""
    """A value as it should be, for messages."""
    instead: tuple[str, ...] = ()
    """Names of fields that may stand in its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRule:
    """One status of the process."""

    id: str
    """Lower case with hyphens: `in-review`."""
    label: str
    """As the site shows it: `In review`."""
    spellings: tuple[str, ...] = ()
    """Other words that people write for it, compared without case, blanks and hyphens."""
    is_open: bool = True
    """Whether work on the proposal can still go on under it."""
    needs_sponsor: bool = False
    """Whether the process grants it only to a proposal that has a sponsor."""
    step: int = 0
    """Order on the way to the end; 0 for a status off the way (withdrawn, dormant)."""
    is_elsewhere: bool = False
    """Whether the proposal goes on in another repository."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Whom a proposal in one status waits for, and what the process says of the time."""

    status: str
    sponsored: bool | None = None
    """Applies with a known sponsor, without one, or (None) either way."""
    actor: str
    """author | sponsor | core-maintainers | group | maintainers | editors"""
    action: str
    """What is due, as a phrase: `find a sponsor`."""
    days: int = 0
    """How long the process allows; 0 where it names no time."""
    source: str = ""
    """Where the process says so: path:line, or a document's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """Where a disagreement goes, and how soon the process promises an answer."""

    matter: str
    """cross-group | in-group"""
    by: str = ""
    """Who brings it there: `the leads`; "" where the process does not say."""
    to: str
    """Who decides then, as people say it: `the Core Maintainers`."""
    days: int = 0
    """Until the first answer; 0 where the process names no time."""
    unit: str = "days"
    """What the days are: `days`, `business days`."""
    source: str = ""
    """Where the process says so: path:line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRule:
    """A section that the process asks for."""

    name: str
    """Our name, lower case with hyphens: `backward-compatibility`."""
    titles: tuple[str, ...]
    """Spellings, compared without case and numbering."""
    required: bool = True
    expected: bool = False
    """Whether a required one may be left out with a word on why: a warning, not an error."""
    tracks: tuple[str, ...] = ()
    """The tracks that need it, where not all do."""
    instead: tuple[str, ...] = ()
    """Names of sections that may stand in its place."""
    since: str = ""
    """Asked only of proposals that came on this day or later, YYYY-MM-DD; "" asks all."""
    purpose: str = ""
    """What belongs there, as a sentence without a full stop, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLevel:
    """How much one check, or a family of checks, matters in a process."""

    rule: str
    """A check's id or name, the beginning of ids, or `ALL`."""
    level: str
    """default | off | info | warning | error"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurfaceTerms:
    """Words of the trade for a piece of the specification that texts seldom call by its name."""

    surface: str
    """The surface's id: `method:initialize`."""
    words: tuple[str, ...]
    """Phrases of at most four words, compared in lower case: `handshake`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipSource:
    """Files of the base revision that name groups, and the reader for them."""

    reader: str
    """workgroups | charter | maintainers | codeowners | sigs"""
    pattern: str
    """A glob over paths of the base revision; `**` crosses folders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One proposal process: how its files are found, read and judged. No word of it is in code."""

    name: str
    """The preset's name: `mcp`."""
    title: str
    """The process in words: `Model Context Protocol`."""
    noun: str = "proposal"
    key: str
    """How a proposal is cited, with `{number}`: `SEP-{number}`."""
    path: str
    """Where a document stands, with `{number}`, `{slug}`, `{group}`: `seps/{number}-{slug}.md`."""
    sidecar: str = ""
    """Name of a metadata file in the document's folder: `kep.yaml`."""
    ignore: tuple[str, ...] = ()
    """File or folder names that are no proposals: README.md, TEMPLATE.md."""
    placeholder: str = "0000"
    """What stands in place of a number that is not yet given."""
    number_is_pull: bool = False
    """Whether a proposal bears the number of the pull request that brought it."""
    numbers_follow_pulls: bool = False
    """The same where history tells no pull requests, only a field of the preamble does."""
    in_flight: str = "refs/pull/{pull}/head"
    merge_hint: str = "refs/pull/{pull}/merge"
    pull_url: str = ""
    """Web address of a pull request, with `{pull}`."""
    form: str = "list"
    """Where the preamble stands: list | front-matter | mail-headers | sidecar. Under `list` every
    layout that people use in its place (table, bold lines, HTML) is read as well."""
    title_pattern: str = ""
    """A regular expression over the first heading with groups `number` and `title`."""
    markup: str = "markdown"
    """What the text is written in: markdown | rst."""
    dates: tuple[str, ...] = ("YYYY-MM-DD",)
    """Ways to write a date, of YYYY, MM, DD and Mon; no other way is understood."""
    fields: tuple[FieldRule, ...] = ()
    statuses: tuple[StatusRule, ...] = ()
    initial_status: str = ""
    """What a proposal in flight is until an authorised act says more."""
    author_statuses: tuple[str, ...] = ()
    """Statuses that an author alone can make true: `withdrawn`."""
    waits: tuple[Wait, ...] = ()
    sections: tuple[SectionRule, ...] = ()
    tracks: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    """Regular expressions with a group `number`: how texts cite a proposal."""
    citation_links: tuple[str, ...] = ()
    """The same over the targets of links, beside the links that `repositories` and `path` give."""
    citation_references: tuple[str, ...] = ()
    """The same for bare references (`#12`), which may be issues; they count like links."""
    repositories: tuple[str, ...] = ()
    """`owner/name` of the repository on its forge, former names included: links to its pull
    requests and issues cite a proposal, links to those of others do not."""
    group_pattern: str = ""
    """A regular expression with a group `name`: a group named among the authors."""
    ownership: tuple[OwnershipSource, ...] = ()
    shipped_groups: bool = False
    """Whether sepkit's own ownership files describe this process's groups."""
    fallback_owner: GroupId | None = None
    """The group that decides what no other group does."""
    governance_tracks: tuple[str, ...] = ()
    """Tracks whose proposals concern the process itself: they belong to the fallback owner."""
    schema_path: str = ""
    """Machine-readable specification of a revision: `schema/{revision}/schema.json`."""
    docs_path: str = ""
    """Folder of a revision's pages: `docs/specification/{revision}/`."""
    draft_revision: str = "draft"
    extensions_path: str = ""
    """Folder of the pages of extensions, which belong to no revision: `docs/extensions/`."""
    docs_url: str = ""
    """Web address of a revision's pages, with `{revision}`; a page's name is put behind it."""
    conformance: tuple[str, ...] = ()
    """Globs of files of the base revision that list requirements with their tests."""
    terms: tuple[SurfaceTerms, ...] = ()
    roadmap: str = ""
    """The page that says what is wanted next."""
    roadmap_area: str = ""
    """A regular expression over a whole heading that begins an area, with a group `title`."""
    meetings: str = ""
    escalations: tuple[Escalation, ...] = ()
    """Where a disagreement between or inside groups goes."""
    checks: tuple[CheckLevel, ...] = ()
    """Which checks of proposals are on; of several that fit one check the last counts."""
    normative_tracks: tuple[str, ...] = ()
    """Tracks whose specification has to say what an implementation must do."""
    legacy_errors: tuple[int, ...] = ()
    """First and last code of the range that nobody may newly use; empty where there is none."""
    free_errors: tuple[int, ...] = ()
    """First and last code of the range from which new ones are taken."""
    reserved_prefixes: str = ""
    """A regular expression over identifiers that only accepted proposals may use."""
    settled_from: str = ""
    """The status from which on nothing may be open any more; "" never asks."""
    stale_days: int = 0
    """Days without a change after which a proposal under way is called stale; 0: never."""

    def __hash__(self) -> int:
        """Hash three of its texts: hashing all its rules took a second of a cold run."""
        return hash((self.name, self.key, self.path))
