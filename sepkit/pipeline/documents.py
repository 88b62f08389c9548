"""Blobs to documents: each distinct blob at a path is parsed once, ever."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sepkit.model import (
    Dialect,
    Document,
    Entry,
    ObjectId,
    PastClaim,
    RepoPath,
    decode,
    encode,
)
from sepkit.sources import Cache, Repository

Claims = dict[tuple[ObjectId | None, RepoPath], PastClaim]


class Documents:
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
        from sepkit.analysis.routing import write_vocabulary
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
            self._keep(entry, str(error))
            return str(error)
        except Exception as error:  # noqa: BLE001 - one document never stops the others
            return f"reading it failed with {type(error).__name__}; this is a mistake of sepkit"
        document = replace(document, vocabulary=write_vocabulary(document))
        self._keep(entry, encode(document))
        return document

    def _keep(self, entry: Entry, value: object) -> None:
        if self.cache is not None:
            self.cache.put("document", self._key(entry), json.dumps(value).encode())

    def _kept(self, entry: Entry) -> Document | str | None:
        """Return what was read before, or why that could not be read."""
        data = self.cache.get("document", self._key(entry)) if self.cache is not None else None
        if data is None:
            return None
        try:
            value = json.loads(data)
            return value if isinstance(value, str) else decode(Document, value)
        except ValueError:
            return None

    def _key(self, entry: Entry) -> str:
        sidecar = entry.sidecar.blob if entry.sidecar else ""
        parts = (self.state, entry.origin.blob, entry.origin.path, sidecar)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def claims(self, repository: Repository, entries: Sequence[Entry]) -> Claims:
        """Return what each historical version claimed, by blob and path."""
        kept = self._kept_claims()
        wanted: dict[ObjectId, set[RepoPath]] = {}
        for entry in entries:
            for version in entry.versions:
                if version.blob is not None and (version.blob, version.path) not in kept:
                    wanted.setdefault(version.blob, set()).add(version.path)
        if not wanted:
            return kept
        heads: dict[str, PastClaim] = {}
        for blob, data in repository.read_blobs(list(wanted)):
            for path in wanted[blob]:
                kept[blob, path] = self._claim(data, path, heads)
        self._keep_claims(kept)
        return kept

    def _claim(self, data: bytes | None, path: RepoPath, heads: dict[str, PastClaim]) -> PastClaim:
        from sepkit.dialects import read_claim

        try:
            if data is not None:
                return read_claim(data, path=path, dialect=self.dialect, known=heads)
        except Exception:  # noqa: BLE001 - one old version never stops the others
            return PastClaim(status="")
        return PastClaim(status="")

    def _kept_claims(self) -> Claims:
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
