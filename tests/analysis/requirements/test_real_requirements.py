"""The lists that people keep for conformance tests are read as they are."""

from sepkit.analysis.requirements import join_lists, read_conformance
from sepkit.model import BaseFile, ConformanceList, ObjectId, RepoPath
from tests.spec.real import SHARED, needs_corpora

pytestmark = needs_corpora


def test_all_files_are_read_with_all_their_entries() -> None:
    found: list[ConformanceList] = []
    for path in sorted((SHARED / "corpora" / "conformance").iterdir()):
        file = BaseFile(path=RepoPath(path.name), blob=ObjectId(""), data=path.read_bytes())
        lists, findings = read_conformance(file)
        assert findings == ()
        found += lists

    by_hand = [item for item in found if item.path.endswith(".yaml")]
    assert sum(len(item.entries) for item in by_hand) == 93
    assert {837, 2106, 2164} <= {item.number for item in found if item.path.endswith(".json")}
    assert len(join_lists(found)) == 7
