"""The real requirements against the lists that people keep for conformance tests."""

from sepkit.analysis.requirements import (
    ConformanceEntry,
    find_landing,
    find_requirements,
    read_conformance,
    track_requirements,
)
from sepkit.analysis.requirements.conformance import SAME
from sepkit.analysis.requirements.keywords import find_keywords
from sepkit.analysis.requirements.likeness import Match, Sentences
from sepkit.markup.sentences import split_sentences
from sepkit.model import BaseFile, ObjectId, ProposalKey, RepoPath
from tests.spec.real import SHARED, RealProcess, mcp, needs_corpora

pytestmark = needs_corpora
__all__ = ["mcp"]

ELSEWHERE = {1932}
"""Proposals whose normative text is kept in a repository of its own."""

OUTDATED = (
    "The x-mcp-header value MUST contain only ASCII",  # now: must match the token syntax of HTTP
)
"""Entries that quote what the specification no longer says."""


def entries() -> list[tuple[int, ConformanceEntry]]:
    found = []
    for path in sorted((SHARED / "corpora" / "conformance").glob("sep-*.yaml")):
        file = BaseFile(path=RepoPath(path.name), blob=ObjectId(""), data=path.read_bytes())
        lists, findings = read_conformance(file)
        assert findings == ()
        found += [(item.number, entry) for item in lists for entry in item.entries]
    return found


def parts(entry: ConformanceEntry) -> list[str]:
    """The sentences of an entry that have a key word; some entries have none at all."""
    sentences = (s for piece in entry.text.split(" / ") for s in split_sentences(piece))
    return [sentence for sentence in sentences if any(find_keywords(sentence))]


def test_all_files_are_read_with_all_their_entries() -> None:
    assert len(entries()) == 93
    path = SHARED / "corpora" / "conformance" / "traceability.json"
    file = BaseFile(path=RepoPath(path.name), blob=ObjectId(""), data=path.read_bytes())
    lists, findings = read_conformance(file)

    assert findings == ()
    assert {837, 2106, 2164} <= {item.number for item in lists}


def test_listed_requirements_are_found_and_traced_to_their_proposal(mcp: RealProcess) -> None:
    asked = {
        ProposalKey(f"SEP-{number}"): find_requirements(
            document.blocks, path=document.path, prefix=f"SEP-{number}"
        )
        for number, document in {**mcp.in_flight, **mcp.final}.items()
    }
    tracked = track_requirements(mcp.reading, mcp.dialect, mcp.keys)
    final = {ProposalKey(f"SEP-{number}"): doc.created for number, doc in mcp.final.items()}
    landing = find_landing(asked, tracked, final=final)
    current = [item for item in landing.specification if item.removed is None]

    total = found = traced = 0
    for number, entry in entries():
        sentences = parts(entry)
        if number in ELSEWHERE or not sentences or entry.text.startswith(OUTDATED):
            continue
        total += 1
        key = ProposalKey(f"SEP-{number}")
        own = asked.get(key, ())
        index = Sentences.of([*(item.text for item in own), *(item.text for item in current)])
        best = [best_of(index, sentence) for sentence in sentences]
        if all(match is not None and match.share >= SAME for match in best):
            found += 1
            traced += all(
                match is not None
                and (match.at < len(own) or key in current[match.at - len(own)].proposals)
                for match in best
            )

    assert total == 66
    assert found / total >= 0.95
    assert traced / found >= 0.85


def best_of(index: Sentences, text: str) -> Match | None:
    return max(index.like(text), key=lambda match: match.share + match.likeness, default=None)
