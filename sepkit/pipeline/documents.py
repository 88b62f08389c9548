"""Blobs to documents: each distinct blob at a path is parsed once, ever."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sepkit.model import (
    Block,
    Dialect,
    Document,
    Entry,
    ObjectId,
    PastClaim,
    RepoPath,
)
from sepkit.pipeline.store import Store
from sepkit.sources import Repository

Claims = dict[tuple[ObjectId | None, RepoPath], PastClaim]


class Documents:
    """Blobs to documents; each distinct blob at a path is parsed once, ever.

    A document that was kept comes without its blocks: what is made of them is kept as well, and
    they are most of a document. `whole` brings them where something new is to be made of them.
    """

    def __init__(self, store: Store, dialect: Dialect) -> None:
        self.store = store
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

    def whole(self, repository: Repository, entry: Entry, document: Document) -> Document:
        """Return a document with its blocks, as kept or read anew."""
        if document.blocks:
            return document
        blocks = self.store.get("blocks", inputs_of(entry), tuple[Block, ...])
        if blocks is not None:
            return replace(document, blocks=blocks)
        missing = {entry.origin.blob: [entry]}
        sidecars = self._sidecars(repository, missing)
        for _, data in repository.read_blobs(list(missing)):
            found = self._parse(repository, entry, data, sidecars)
            if not isinstance(found, str):
                return found
        return document

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
        from sepkit.analysis.checks import check_text
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
            self._keep(entry, (), str(error))
            return str(error)
        except Exception as error:  # noqa: BLE001 - one document never stops the others
            return f"reading it failed with {type(error).__name__}; this is a mistake of sepkit"
        document = replace(document, vocabulary=write_vocabulary(document))
        document = check_text(document, data, self.dialect)
        self._keep(entry, (replace(document, blocks=()),), "")
        self.store.put("blocks", inputs_of(entry), document.blocks)
        return document

    def _keep(self, entry: Entry, document: tuple[Document, ...], reason: str) -> None:
        self.store.put("document", inputs_of(entry), (document, reason))

    def _kept(self, entry: Entry) -> Document | str | None:
        """Return what was read before, or why that could not be read."""
        kept = self.store.get("document", inputs_of(entry), tuple[tuple[Document, ...], str])
        if kept is None:
            return None
        documents, reason = kept
        return documents[0] if documents else reason

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
                claim = self._claim(data, path, heads)
                if claim is not None:
                    kept[blob, path] = claim
        self._keep_claims(kept)
        return kept

    def _claim(
        self, data: bytes | None, path: RepoPath, heads: dict[str, PastClaim]
    ) -> PastClaim | None:
        """Return what a version claimed; None where it cannot be read today, which nobody keeps."""
        from sepkit.dialects import read_claim

        try:
            if data is not None:
                return read_claim(data, path=path, dialect=self.dialect, known=heads)
        except Exception:  # noqa: BLE001 - one old version never stops the others
            return None
        return None

    def _kept_claims(self) -> Claims:
        rows = self.store.get("claims", (), tuple[tuple[str, str, PastClaim], ...]) or ()
        return {(ObjectId(blob), RepoPath(path)): claim for blob, path, claim in rows}

    def _keep_claims(self, claims: Mapping[tuple[ObjectId | None, RepoPath], PastClaim]) -> None:
        rows = tuple(
            (blob, path, claim) for (blob, path), claim in sorted(claims.items(), key=repr)
        )
        self.store.put("claims", (), rows)


def inputs_of(entry: Entry) -> tuple[str, ...]:
    """Return what a document is made of: its blob, its path, and the metadata file beside it."""
    sidecar = entry.sidecar.blob if entry.sidecar else ""
    return (entry.origin.blob, entry.origin.path, sidecar)
