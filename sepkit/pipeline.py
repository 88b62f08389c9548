"""From a repository to the register: the one place that joins all rooms of the house.

A warm run ends early: if no ref moved and nothing else that counts changed, the register of the
last run is the register of this one.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sepkit import resources
from sepkit.model import (
    BaseFile,
    Corpus,
    Dialect,
    Document,
    Entry,
    Instant,
    NothingToReadError,
    ObjectId,
    Ownership,
    PastClaim,
    Progress,
    ProposalKey,
    Reading,
    Refusal,
    Register,
    RepoPath,
    Snapshot,
    SpecReading,
    decode,
    encode,
)
from sepkit.model.register import SCHEMA_VERSION
from sepkit.sources import Cache, Repository, refs_state
from sepkit.version import __version__

CONFIGURATION = ("sepkit.yml", ".github/sepkit.yml")

TOOL = f"sepkit {__version__}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRequest:
    """What to read, and where to keep what was found."""

    location: str
    """A path, a bare mirror, a bundle or a URL."""
    rev: str | None = None
    as_of: Instant | None = None
    preset: str | None = None
    cache_folder: Path | None = None
    """None: keep nothing."""


def _silent(message: str, done: int, total: int) -> None:
    del message, done, total


@dataclass(frozen=True, kw_only=True)
class Result:
    """The register, and the proposals' texts for those who show them."""

    request: ReadRequest
    register: Register

    @cached_property
    def texts(self) -> dict[ProposalKey, str]:
        """Return each proposal's file as text, its preamble included; read when first asked."""
        from sepkit.sources import open_repository

        wanted: dict[ObjectId, list[ProposalKey]] = {}
        for proposal in self.register.proposals:
            wanted.setdefault(proposal.origin.blob, []).append(proposal.key)
        texts: dict[ProposalKey, str] = {}
        with open_repository(self.request.location, cache=_cache(self.request)) as repository:
            for blob, data in repository.read_blobs(list(wanted)):
                for key in wanted[blob]:
                    texts[key] = (data or b"").decode("utf-8", "replace")
        return texts


def read_register(request: ReadRequest, *, progress: Progress = _silent) -> Result:
    """Read a repository and analyse it.

    Args:
        request: what to read.
        progress: told what is being done.

    Returns:
        The register and a way to the texts.

    Raises:
        NothingToReadError: no repository, no such revision, no proposals in it.
        ConfigurationError: the configuration on the base revision is invalid.
        ForgeError: a URL did not answer.
    """
    state = _state(request)
    if state is not None:
        kept = _kept_register(request, state)
        if kept is not None:
            return Result(request=request, register=kept)
    register = _Run(request, progress).register()
    if state is not None:
        _keep_register(request, state, register)
    return Result(request=request, register=register)


def _cache(request: ReadRequest) -> Cache | None:
    return Cache(request.cache_folder) if request.cache_folder is not None else None


def _state(request: ReadRequest) -> str | None:
    """Return a digest of all that the register depends on; None where that cannot be told."""
    if request.cache_folder is None:
        return None
    refs = refs_state(request.location)
    if refs is None:
        return None
    parts = (refs, request.rev, request.as_of, request.preset, TOOL, SCHEMA_VERSION, _code_state())
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _code_state() -> str:
    """Return a digest of sepkit's own files, so that an edited rule never meets an old result."""
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for folder in (package, resources.WORKGROUPS):
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".py", ".yml", ".json"):
                stat = path.stat()
                digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _kept_register(request: ReadRequest, state: str) -> Register | None:
    cache = _cache(request)
    data = cache.get("register", state) if cache is not None else None
    if data is None:
        return None
    try:
        return decode(Register, json.loads(data))
    except ValueError:
        return None


def _keep_register(request: ReadRequest, state: str, register: Register) -> None:
    cache = _cache(request)
    if cache is not None:
        cache.put("register", state, json.dumps(encode(register)).encode())


class _Run:
    """One cold or half-cold reading; what it has read before, by blob, comes from the cache."""

    def __init__(self, request: ReadRequest, progress: Progress) -> None:
        self.request = request
        self.progress = progress
        self.cache = _cache(request)
        self.code = _code_state()

    def register(self) -> Register:
        from sepkit.analysis.analyse import analyse
        from sepkit.learnt import read_learnt
        from sepkit.sources import open_repository

        with open_repository(
            self.request.location, cache=self.cache, progress=self.progress
        ) as repository:
            corpus = self._corpus(repository)
        self.progress("analysing", 0, len(corpus.readings))
        return analyse(corpus, read_learnt())

    def _corpus(self, repository: Repository) -> Corpus:
        from sepkit.sources import read_snapshot

        _, commit = repository.resolve(self.request.rev)
        dialect = self._dialect(repository, commit)
        snapshot = read_snapshot(
            repository,
            dialect,
            rev=self.request.rev,
            as_of=self.request.as_of,
            cache=self.cache,
            progress=self.progress,
        )
        if not snapshot.entries and not snapshot.refused:
            raise NothingToReadError(
                f"no proposal at `{dialect.path}` in {snapshot.repository}, neither at "
                f"{commit[:8]} nor in `{dialect.in_flight}`",
                help="name the process with --preset (mcp, eip, kep, pep, rust), or describe your "
                "own in sepkit.yml",
            )
        readings, refused = self._readings(repository, snapshot, dialect)
        files = self._base_files(repository, commit, dialect)
        return Corpus(
            dialect=dialect,
            snapshot=snapshot,
            readings=readings,
            refused=refused,
            ownership=self._ownership(files, dialect),
            specification=self._specification(files, dialect),
            tool=TOOL,
        )

    def _dialect(self, repository: Repository, commit: ObjectId) -> Dialect:
        """The preset that was asked for, configured or detected, with the repository's changes."""
        from sepkit.configuration import read_configuration

        return read_configuration(repository, commit, preset=self.request.preset)

    def _readings(
        self, repository: Repository, snapshot: Snapshot, dialect: Dialect
    ) -> tuple[tuple[Reading, ...], tuple[Refusal, ...]]:
        documents = _Documents(self.cache, f"{self.code}-{dialect!r}", dialect)
        claims = documents.claims(repository, snapshot.entries)
        readings: list[Reading] = []
        refused: list[Refusal] = []
        for done, (entry, document) in enumerate(documents.read(repository, snapshot.entries)):
            self.progress("reading proposals", done, len(snapshot.entries))
            if isinstance(document, str):
                origin = entry.origin
                refused.append(Refusal(path=origin.path, ref=origin.ref, reason=document))
                continue
            past = tuple(
                claims.get((v.blob, v.path), PastClaim(status=""))
                if v.blob
                else PastClaim(status="")
                for v in entry.versions
            )
            readings.append(Reading(entry=entry, document=document, claims=past))
        return tuple(readings), tuple(refused)

    def _base_files(
        self, repository: Repository, commit: ObjectId, dialect: Dialect
    ) -> tuple[BaseFile, ...]:
        from sepkit.sources import read_base_files

        patterns = [source.pattern for source in dialect.ownership]
        if dialect.schema_path:
            stem = dialect.schema_path.replace("{revision}", "*")
            patterns += [stem, stem.removesuffix(".json") + ".ts"]
        if dialect.docs_path:
            patterns.append(dialect.docs_path.replace("{revision}", "*") + "**/*.md*")
        if dialect.roadmap:
            patterns.append(dialect.roadmap)
        files, _ = read_base_files(repository, commit, patterns)
        return files

    def _ownership(self, files: Sequence[BaseFile], dialect: Dialect) -> Ownership:
        from sepkit.ownership import read_ownership

        shipped = _shipped_groups() if dialect.shipped_groups else ()
        return self._kept(
            "ownership",
            [f"{file.path} {file.blob}" for file in files],
            Ownership,
            dialect,
            lambda: read_ownership(
                files, shipped, sources=dialect.ownership, fallback=dialect.fallback_owner
            ),
        )

    def _specification(self, files: Sequence[BaseFile], dialect: Dialect) -> SpecReading:
        from sepkit.spec import read_specification

        self.progress("reading the specification", 0, 0)
        return self._kept(
            "specification",
            [f"{file.path} {file.blob}" for file in files],
            SpecReading,
            dialect,
            lambda: read_specification(files, dialect),
        )

    def _kept(
        self, kind: str, inputs: list[str], cls: type[Any], dialect: Dialect, make: Any
    ) -> Any:
        """Return what was made of the same inputs before, or make and keep it."""
        digest = hashlib.sha256(repr((self.code, inputs, dialect)).encode()).hexdigest()
        data = self.cache.get(kind, digest) if self.cache is not None else None
        if data is not None:
            try:
                return decode(cls, json.loads(data))
            except ValueError:
                pass
        made = make()
        if self.cache is not None:
            self.cache.put(kind, digest, json.dumps(encode(made)).encode())
        return made


def _shipped_groups() -> tuple[BaseFile, ...]:
    """Return sepkit's own ownership files, in the order of their names."""
    return tuple(
        BaseFile(
            path=RepoPath(f"workgroups/{path.name}"),
            blob=ObjectId(""),
            data=path.read_bytes(),
        )
        for path in sorted(resources.WORKGROUPS.glob("*.yml"))
    )


class _Documents:
    """Blobs to documents; each distinct blob at a path is parsed once, ever."""

    def __init__(self, cache: Cache | None, state: str, dialect: Dialect) -> None:
        self.cache = cache
        self.state = hashlib.sha256(state.encode()).hexdigest()[:32]
        self.dialect = dialect

    def read(
        self, repository: Repository, entries: Sequence[Entry]
    ) -> Iterator[tuple[Entry, Document | str]]:
        """Yield each entry with its document, or with the reason why there is none."""
        missing: dict[ObjectId, list[Entry]] = {}
        found: dict[int, Document | str] = {}
        for entry in entries:
            kept = self._kept(entry)
            if kept is None:
                missing.setdefault(entry.origin.blob, []).append(entry)
            else:
                found[id(entry)] = kept
        sidecars = self._sidecars(repository, missing)
        for blob, data in repository.read_blobs(list(missing)):
            for entry in missing[blob]:
                found[id(entry)] = self._parse(repository, entry, data, sidecars)
        for entry in entries:
            yield entry, found[id(entry)]

    def _sidecars(
        self, repository: Repository, missing: Mapping[ObjectId, list[Entry]]
    ) -> dict[ObjectId, bytes | None]:
        blobs = [e.sidecar.blob for group in missing.values() for e in group if e.sidecar]
        return dict(repository.read_blobs(blobs)) if blobs else {}

    def _parse(
        self,
        repository: Repository,
        entry: Entry,
        data: bytes | None,
        sidecars: Mapping[ObjectId, bytes | None],
    ) -> Document | str:
        from sepkit.dialects import UnreadableError, read_document

        origin = entry.origin
        if data is None:
            return repository.why_refused(origin.blob) or "the object is missing"
        try:
            document = read_document(
                data,
                path=origin.path,
                blob=origin.blob,
                dialect=self.dialect,
                sidecar=sidecars.get(entry.sidecar.blob) if entry.sidecar else None,
            )
        except UnreadableError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 - one document never stops the others
            return f"reading it failed with {type(error).__name__}; this is a mistake of sepkit"
        if self.cache is not None:
            self.cache.put("document", self._key(entry), json.dumps(encode(document)).encode())
        return document

    def _kept(self, entry: Entry) -> Document | None:
        data = self.cache.get("document", self._key(entry)) if self.cache is not None else None
        if data is None:
            return None
        try:
            return decode(Document, json.loads(data))
        except ValueError:
            return None

    def _key(self, entry: Entry) -> str:
        sidecar = entry.sidecar.blob if entry.sidecar else ""
        parts = (self.state, entry.origin.blob, entry.origin.path, sidecar)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def claims(
        self, repository: Repository, entries: Sequence[Entry]
    ) -> dict[tuple[ObjectId | None, RepoPath], PastClaim]:
        """Return what each historical version claimed, by blob and path."""
        from sepkit.dialects import read_claim

        kept = self._kept_claims()
        wanted: dict[ObjectId, set[RepoPath]] = {}
        for entry in entries:
            for version in entry.versions:
                if version.blob is not None and (version.blob, version.path) not in kept:
                    wanted.setdefault(version.blob, set()).add(version.path)
        if not wanted:
            return kept
        for blob, data in repository.read_blobs(list(wanted)):
            for path in wanted[blob]:
                claim = PastClaim(status="")
                if data is not None:
                    claim = read_claim(data, path=path, dialect=self.dialect)
                kept[blob, path] = claim
        self._keep_claims(kept)
        return kept

    def _kept_claims(self) -> dict[tuple[ObjectId | None, RepoPath], PastClaim]:
        data = self.cache.get("claims", self.state) if self.cache is not None else None
        try:
            rows = json.loads(data) if data is not None else []
            return {
                (ObjectId(blob), RepoPath(path)): PastClaim(status=status, sponsor=sponsor)
                for blob, path, status, sponsor in rows
            }
        except (ValueError, TypeError):
            return {}

    def _keep_claims(self, claims: Mapping[tuple[ObjectId | None, RepoPath], PastClaim]) -> None:
        if self.cache is not None:
            rows = [[b, p, c.status, c.sponsor] for (b, p), c in sorted(claims.items(), key=repr)]
            self.cache.put("claims", self.state, json.dumps(rows).encode())
