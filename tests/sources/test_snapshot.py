import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sepkit.model import LIMITS, Dialect, Entry, Instant, Limits, Snapshot
from sepkit.sources import Cache, open_repository, read_snapshot
from sepkit.sources.listing import Listings
from tests.sources.builders import (
    DIALECT,
    FILE,
    FOLDER,
    LINK,
    NESTED,
    SUBMODULE,
    Builder,
    git,
    text,
)

README = {"proposals/README.md": b"how to\n"}


def look(
    builder: Builder,
    dialect: Dialect = DIALECT,
    *,
    limits: Limits = LIMITS,
    cache: Cache | None = None,
) -> Snapshot:
    with open_repository(str(builder.folder)) as repository:
        return read_snapshot(repository, dialect, limits=limits, cache=cache)


def names(snapshot: Snapshot) -> list[tuple[str, int | None]]:
    return [(e.origin.path.rpartition("/")[2], e.pull_request) for e in snapshot.entries]


def entry(snapshot: Snapshot, name: str, pull: int | None = None) -> Entry:
    [found] = [
        e
        for e in snapshot.entries
        if e.origin.path.endswith(name) and (pull is None or e.pull_request == pull)
    ]
    return found


def past(found: Entry) -> list[tuple[str, bool]]:
    return [(v.path.rpartition("/")[2], v.on_base) for v in found.versions]


def test_what_the_builder_writes_is_sound_for_git(builder: Builder) -> None:
    builder.pull(2, {**README, "proposals/2-b.md": b"b"}, builder.base(README))

    assert git(builder.folder, "fsck", "--strict", "--no-dangling") == ""


def test_a_base_document_is_an_entry_and_ignored_names_are_not(builder: Builder) -> None:
    base = builder.base({**README, "proposals/1-a.md": b"a", "proposals/picture.png": b"x"})

    snapshot = look(builder)

    assert names(snapshot) == [("1-a.md", None)]
    assert (snapshot.seen, snapshot.refused, snapshot.commit) == (1, (), base)
    assert snapshot.as_of == "2023-11-14T23:13:20Z"
    assert snapshot.repository == "acme"


def test_a_named_instant_takes_the_place_of_the_commits_date(builder: Builder) -> None:
    builder.base({"proposals/1-a.md": b"a"})
    with open_repository(str(builder.folder)) as repository:
        snapshot = read_snapshot(repository, DIALECT, as_of=Instant("2030-01-01T00:00:00Z"))

    assert snapshot.as_of == "2030-01-01T00:00:00Z"


def test_what_the_base_once_held_is_not_in_flight(builder: Builder) -> None:
    first = builder.base({"proposals/1-a.md": b"one"})
    builder.base({"proposals/1-a.md": b"two"}, first)
    builder.ref("refs/pull/5/head", first)
    builder.pull(6, {"proposals/1-a.md": b"one", "proposals/6-f.md": b"f"}, first)

    assert names(look(builder)) == [("1-a.md", None), ("6-f.md", 6)]


def test_a_changed_copy_of_a_base_document_is_in_flight(builder: Builder) -> None:
    base = builder.base({"proposals/1-a.md": b"one"})
    builder.pull(7, {"proposals/1-a.md": b"changed"}, base)

    snapshot = look(builder)

    assert names(snapshot) == [("1-a.md", None), ("1-a.md", 7)]
    assert snapshot.seen == 2


def test_one_blob_in_several_pull_requests_is_one_entry_of_its_home(builder: Builder) -> None:
    base = builder.base(README)
    for number in (3, 9, 12):
        builder.pull(number, {**README, "proposals/9-i.md": b"i"}, base)

    [only] = look(builder).entries

    assert only.pull_request == 9
    assert [o.ref for o in only.also_in] == ["refs/pull/3/head", "refs/pull/12/head"]


def test_without_a_home_the_lowest_pull_request_carries_it(builder: Builder) -> None:
    base = builder.base(README)
    for number in (12, 4):
        builder.pull(number, {**README, "proposals/0000-i.md": b"i"}, base)

    [only] = look(builder).entries

    assert (only.pull_request, [o.ref for o in only.also_in]) == (4, ["refs/pull/12/head"])


def test_two_contents_under_one_number_both_stay(builder: Builder) -> None:
    base = builder.base(README)
    builder.pull(9, {**README, "proposals/9-i.md": b"i"}, base)
    builder.pull(10, {**README, "proposals/9-i.md": b"other"}, base)

    assert names(look(builder)) == [("9-i.md", 9), ("9-i.md", 10)]


def test_a_merge_ref_is_a_hint_that_the_pull_request_is_open(builder: Builder) -> None:
    base = builder.base(README)
    builder.pull(9, {**README, "proposals/9-i.md": b"i"}, base)
    builder.pull(8, {**README, "proposals/8-h.md": b"h"}, base)
    builder.ref("refs/pull/9/merge", base)

    assert {e.pull_request: e.has_merge_ref for e in look(builder).entries} == {8: False, 9: True}


def test_the_ref_pattern_is_the_dialects(builder: Builder) -> None:
    base = builder.base(README)
    head = builder.commit({**README, "proposals/9-i.md": b"i"}, base)
    builder.ref("refs/merge-requests/9/head", head)
    dialect = Dialect(
        name="x",
        title="X",
        key="X-{number}",
        path=DIALECT.path,
        ignore=DIALECT.ignore,
        in_flight="refs/merge-requests/{pull}/head",
    )

    assert names(look(builder, dialect)) == [("9-i.md", 9)]
    assert names(look(builder)) == []


def test_refs_of_strange_names_are_no_pull_requests(builder: Builder) -> None:
    base = builder.base(README)
    head = builder.commit({**README, "proposals/9-i.md": b"i"}, base)
    strange = [
        "refs/pull/$(id)/head",
        "refs/pull/1|id/head",
        "refs/pull/१/head",
        "refs/pull/09/head",
    ]
    for name in (*strange, "refs/heads/--output=x", "refs/pull/9/head"):
        builder.ref(name, head)

    snapshot = look(builder)

    assert names(snapshot) == [("9-i.md", 9)]
    [finding] = snapshot.findings
    assert (finding.rule, finding.message[:6]) == ("odd-ref", "4 refs")


def test_a_cache_that_cannot_be_written_is_told_and_nothing_else_changes(
    builder: Builder, tmp_path: Path
) -> None:
    builder.base({"proposals/1-a.md": b"a"})
    (tmp_path / "file").write_text("x")
    told: list[str] = []
    with open_repository(str(builder.folder)) as repository:
        snapshot = read_snapshot(
            repository,
            DIALECT,
            cache=Cache(tmp_path / "file"),
            progress=lambda what, _done, _all: told.append(what),
        )

    assert snapshot == look(builder)
    assert [what for what in told if "cannot be written" in what] == told[-1:]


def test_odd_entries_are_refused_with_their_reason_and_the_rest_is_read(builder: Builder) -> None:
    blob = builder.write("blob", b"text")
    folder = builder.tree([(FILE, "x", blob)])
    tree = builder.tree(
        [
            (FILE, "../../../1-up.md", blob),
            (FILE, "..", blob),
            (LINK, "2-link.md", builder.write("blob", b"/etc/passwd")),
            (SUBMODULE, "3-sub.md", "ab" * 20),
            (FOLDER, "4-folder.md", folder),
            (FILE, "5-esc\x1b[31m.md", blob),
            (FILE, "6-twice.md", blob),
            (FILE, "6-twice.md", builder.write("blob", b"other")),
            (FILE, b"7-\xff.md", builder.write("blob", b"seven")),
            ("100755", "8-run.md", builder.write("blob", b"eight")),
            (FILE, "9-large.md", builder.write("blob", b"x" * 2000)),
            (FILE, "10-missing.md", "cd" * 20),
            (FOLDER, "11-only-a-folder", folder),
            ("177777", "12-mode.md", blob),
            (FILE, "13-commit.md", builder.commit(folder)),
        ]
    )
    builder.base(builder.tree([(FOLDER, "proposals", tree)]))

    snapshot = look(builder, limits=Limits(file_bytes=1000))

    assert names(snapshot) == [("6-twice.md", None), ("7-\udcff.md", None), ("8-run.md", None)]
    reasons = {r.path.removeprefix("proposals/"): r.reason for r in snapshot.refused}
    assert reasons == {
        "../../../1-up.md": "its name in the tree holds `/`",
        "2-link.md": "it is a symbolic link, where a file is expected",
        "3-sub.md": "it is a submodule, where a file is expected",
        "4-folder.md": "it is a folder, where a file is expected",
        "5-esc\x1b[31m.md": "its name holds control characters",
        "6-twice.md (2)": "its name stands twice in one folder",
        "9-large.md": "it has 2000 bytes, 1000 are read at most",
        "10-missing.md": "its object is missing from the repository",
        "11-only-a-folder": "it is a folder, where a file is expected",
        "12-mode.md": "it is an entry of mode 177777, where a file is expected",
        "13-commit.md": "its object is a commit, no blob",
    }
    assert snapshot.seen == len(snapshot.entries) + len(snapshot.refused) == 14


def test_names_that_do_not_match_are_entries_all_the_same(builder: Builder) -> None:
    files = ["DRAFT-a.md", "note.mdx", "12.md", "XXXX-b.md", "c.MD", "02127-d.md"]
    builder.base({f"proposals/{name}": name.encode() for name in files})

    assert {name for name, _ in names(look(builder))} == set(files)


def test_a_folder_of_attachments_beside_its_document_is_no_candidate(builder: Builder) -> None:
    builder.base({"proposals/4-d.md": b"d", "proposals/4-d/picture.png": b"p"})

    snapshot = look(builder)

    assert (names(snapshot), snapshot.refused) == ([("4-d.md", None)], ())


def test_a_ref_whose_tree_is_lost_is_one_refused_row(builder: Builder) -> None:
    base = builder.base({"proposals/1-a.md": b"a"})
    builder.ref("refs/pull/3/head", builder.commit("ab" * 20, base))
    builder.ref(
        "refs/pull/4/head", builder.commit(builder.tree([(FOLDER, "proposals", "cd" * 20)]))
    )
    builder.ref("refs/pull/5/head", "ef" * 20)
    builder.ref("refs/pull/6/head", builder.write("blob", b"no commit"))
    builder.pull(7, {"proposals/1-a.md": b"a", "proposals/7-g.md": b"g"}, base)

    snapshot = look(builder)

    assert names(snapshot) == [("1-a.md", None), ("7-g.md", 7)]
    assert sorted(r.ref for r in snapshot.refused) == [f"refs/pull/{n}/head" for n in (3, 4, 5, 6)]
    assert {r.path for r in snapshot.refused} == {"proposals"}
    assert snapshot.seen == 6


def test_a_placeholder_is_followed_to_its_number(builder: Builder) -> None:
    base = builder.base(README)
    one = builder.commit({**README, "proposals/0000-idea.md": text("draft")}, base)
    two = builder.commit({**README, "proposals/0000-idea.md": text("better")}, one)
    builder.pull(44, {**README, "proposals/44-idea.md": text("numbered")}, two)

    snapshot = look(builder)

    assert past(entry(snapshot, "44-idea.md")) == [
        ("0000-idea.md", False),
        ("0000-idea.md", False),
        ("44-idea.md", False),
    ]
    [(old, new, day)] = snapshot.renames
    assert (old, new, day) == ("proposals/0000-idea.md", "proposals/44-idea.md", "2023-11-15")


@pytest.mark.parametrize("first", ["add", "remove"])
def test_a_renaming_in_two_commits_of_one_pull_request_is_followed(
    builder: Builder, first: str
) -> None:
    base = builder.base(README)
    old = {**README, "proposals/0000-idea.md": text("draft")}
    new = {**README, "proposals/44-other.md": text("numbered")}
    one = builder.commit(old, base)
    two = builder.commit({**old, **new} if first == "add" else README, one)
    builder.pull(44, new, two)

    steps = past(entry(look(builder), "44-other.md"))

    assert steps[0] == ("0000-idea.md", False)
    assert steps[-1] == ("44-other.md", False)


def test_a_new_name_with_new_words_is_followed_by_its_text(builder: Builder) -> None:
    one = builder.base({"proposals/0000-first-words.md": text("a"), "proposals/3-c.md": b"c\n"})
    builder.base({"proposals/8-other.md": text("b"), "proposals/3-c.md": b"c\n"}, one)

    assert past(entry(look(builder), "8-other.md")) == [
        ("0000-first-words.md", True),
        ("8-other.md", True),
    ]


def test_two_numbers_with_different_texts_are_two_proposals(builder: Builder) -> None:
    one = builder.base({"proposals/3-same-words.md": text("a")})
    builder.base({"proposals/8-same-words.md": b"nothing alike\n"}, one)

    assert past(entry(look(builder), "8-same-words.md")) == [("8-same-words.md", True)]


def test_a_mass_renaming_is_followed_by_words_and_takes_no_longer_than_it_must(
    builder: Builder,
) -> None:
    count = 1500
    files = {f"proposals/0000-w{n}.md": b"text %d\n" % n for n in range(count)}
    one = builder.base(files)
    builder.base({f"proposals/{n + 1}-w{n}.md": b"other %d\n" % n for n in range(count)}, one)

    snapshot = look(builder)

    assert len(snapshot.renames) == count
    assert all(len(e.versions) == 2 for e in snapshot.entries)


def test_a_landed_proposal_keeps_the_history_of_its_home_pull_request(builder: Builder) -> None:
    base = builder.base(README)
    one = builder.commit({**README, "proposals/0000-idea.md": text("draft")}, base)
    builder.pull(44, {**README, "proposals/44-idea.md": text("review")}, one)
    squashed = builder.base({**README, "proposals/44-idea.md": text("review")}, base)
    builder.base({**README, "proposals/44-idea.md": text("final")}, squashed)

    [landed] = look(builder).entries

    assert past(landed) == [
        ("0000-idea.md", False),
        ("44-idea.md", False),
        ("44-idea.md", True),
        ("44-idea.md", True),
    ]


def test_commits_that_a_merge_brought_in_are_claims_and_the_merge_is_the_fact(
    builder: Builder,
) -> None:
    base = builder.base(README)
    side = builder.commit({**README, "proposals/5-e.md": b"claims: final"}, base)
    side = builder.commit({**README, "proposals/5-e.md": b"claims: draft"}, side)
    merge = builder.base({**README, "proposals/5-e.md": b"claims: draft"}, base, side)

    snapshot = look(builder)

    assert past(entry(snapshot, "5-e.md")) == [
        ("5-e.md", False),
        ("5-e.md", False),
        ("5-e.md", True),
    ]
    assert entry(snapshot, "5-e.md").versions[-1].commit.id == merge


def test_a_merge_of_the_base_into_a_branch_is_no_change_of_the_branch(builder: Builder) -> None:
    base = builder.base({"proposals/1-a.md": b"one"})
    side = builder.commit({"proposals/1-a.md": b"one", "proposals/6-f.md": b"f"}, base)
    newer = builder.base({"proposals/1-a.md": b"two"}, base)
    builder.pull(6, {"proposals/1-a.md": b"two", "proposals/6-f.md": b"f"}, side, newer)

    assert len(entry(look(builder), "6-f.md").versions) == 1


def test_a_deletion_and_a_return_stand_in_the_history(builder: Builder) -> None:
    one = builder.base({**README, "proposals/1-a.md": b"one"})
    two = builder.base(README, one)
    builder.base({**README, "proposals/1-a.md": b"two"}, two)

    assert [v.blob is None for v in entry(look(builder), "1-a.md").versions] == [False, True, False]


def test_versions_keep_the_order_of_commits_where_clocks_go_wrong(builder: Builder) -> None:
    one = builder.commit({"proposals/1-a.md": b"1"}, when=b"1800000000 +0000")
    two = builder.commit({"proposals/1-a.md": b"2"}, one, when=b"1700000000 +0000")
    builder.ref("refs/heads/main", two)

    assert [v.commit.id for v in entry(look(builder), "1-a.md").versions] == [one, two]


def test_impossible_dates_and_authors_are_clamped_and_told(builder: Builder) -> None:
    one = builder.commit({"proposals/1-a.md": b"1"}, when=b"9223372036854775807 +9999")
    two = builder.commit({"proposals/1-a.md": b"2"}, one, author=b"\x1b[31m\xff> <", when=b"")
    three = builder.commit({"proposals/1-a.md": b"3"}, two, when=b"253402300800 +0000")
    builder.ref("refs/heads/main", builder.commit({"proposals/1-a.md": b"4"}, three))

    snapshot = look(builder)

    versions = snapshot.entries[0].versions
    assert [v.commit.id for v in versions][:3] == [one, two, three]
    assert [v.commit.date[:4] for v in versions] == ["2199", "1970", "2199", "2023"]
    assert [f.rule for f in snapshot.findings] == ["commit-date"] * 3


def test_nested_documents_are_found_with_their_sidecars_and_in_subgroups(builder: Builder) -> None:
    builder.base(
        {
            "work/net/12-dial/README.md": b"dial",
            "work/net/12-dial/meta.yaml": b"a: 1",
            "work/net/lab/13-ring/README.md": b"ring",
            "work/net/lab/misnamed/README.md": b"m",
            "work/net/lab/misnamed/meta.yaml": b"a: 2",
            "work/net/README.md": b"about the group",
            "work/net/14-alone/meta.yaml": b"a: 3",
            "work/net/15-file.md": b"f",
        }
    )

    snapshot = look(builder, NESTED)

    assert [e.origin.path for e in snapshot.entries] == [
        "work/net/12-dial/README.md",
        "work/net/lab/13-ring/README.md",
        "work/net/lab/misnamed/README.md",
    ]
    sidecars = [e.sidecar.path if e.sidecar else None for e in snapshot.entries]
    assert sidecars == ["work/net/12-dial/meta.yaml", None, "work/net/lab/misnamed/meta.yaml"]
    assert [r.path for r in snapshot.refused] == [
        "work/net/14-alone/meta.yaml",
        "work/net/15-file.md",
    ]
    assert snapshot.seen == 5


def test_a_change_of_a_sidecar_alone_is_in_flight(builder: Builder) -> None:
    base = builder.base({"work/net/12-dial/README.md": b"dial", "work/net/12-dial/meta.yaml": b"1"})
    builder.pull(
        3, {"work/net/12-dial/README.md": b"dial", "work/net/12-dial/meta.yaml": b"2"}, base
    )

    assert [e.pull_request for e in look(builder, NESTED).entries] == [None, 3]


def test_caps_on_entries_become_refusals_with_their_number(builder: Builder) -> None:
    base = builder.base({f"proposals/{n}-a.md": b"%d" % n for n in range(1, 5)})
    builder.pull(9, {f"proposals/{n}-a.md": b"%d" % (n + 50) for n in range(1, 4)}, base)

    snapshot = look(builder, limits=Limits(entries_per_folder=3, proposals_per_pull_request=2))

    assert len(snapshot.entries) == 3 + 2
    assert sorted(r.reason for r in snapshot.refused) == [
        "its pull request holds more than 2 new proposals",
        "more than 3 entries in one folder",
    ]
    assert snapshot.seen == 7


def test_a_long_history_keeps_its_newest_versions_and_says_so(builder: Builder) -> None:
    commit = builder.base({"proposals/1-a.md": b"0"})
    for n in range(1, 6):
        commit = builder.base({"proposals/1-a.md": b"%d" % n}, commit)

    snapshot = look(builder, limits=Limits(commits_per_proposal=3))

    assert [v.blob for v in snapshot.entries[0].versions][-1] == snapshot.entries[0].origin.blob
    assert len(snapshot.entries[0].versions) == 3
    assert [f.rule for f in snapshot.findings] == ["long-history"]


def test_a_bomb_of_trees_below_the_folder_is_never_opened(builder: Builder) -> None:
    tree = builder.tree([(FILE, "x.md", builder.write("blob", b"x"))])
    for _ in range(10):
        tree = builder.tree([(FOLDER, f"{n}", tree) for n in range(10)])
    document = builder.write("blob", b"a")
    folder = builder.tree([(FILE, "1-a.md", document), (FOLDER, "bomb", tree)])
    builder.base(builder.tree([(FOLDER, "proposals", folder), (FOLDER, "z", tree)]))

    assert look(builder).seen == 1


def test_without_a_proposals_folder_nothing_is_seen(builder: Builder) -> None:
    builder.base({"readme.txt": b"x"})

    snapshot = look(builder)

    assert (snapshot.seen, snapshot.entries, snapshot.refused) == (0, (), ())


def test_a_proposals_folder_that_is_a_link_is_refused(builder: Builder) -> None:
    builder.base({"proposals": "elsewhere"})

    snapshot = look(builder)

    assert [(r.path, r.reason) for r in snapshot.refused] == [("proposals", "it is no folder")]
    assert snapshot.seen == 1


def test_a_broken_commit_in_the_history_hides_only_what_lies_behind_it(builder: Builder) -> None:
    one = builder.commit({"proposals/1-a.md": b"1"})
    two = builder.commit({"proposals/1-a.md": b"2"}, one)
    builder.base({"proposals/1-a.md": b"3"}, two)
    builder.place(two).write_bytes(b"garbage")

    snapshot = look(builder)

    assert len(snapshot.entries[0].versions) == 1


def test_a_commit_that_is_its_own_ancestor_ends_the_walk(builder: Builder) -> None:
    loop = "ab" * 20
    tree = builder.folder_of({"proposals/1-a.md": b"1"})
    data = f"tree {tree}\nparent {loop}\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nm\n"
    builder.write("commit", data.encode(), name=loop)
    builder.base({"proposals/1-a.md": b"2"}, loop)

    assert look(builder).seen == 1


def test_the_cache_changes_no_result(builder: Builder, tmp_path: Path) -> None:
    base = builder.base({**README, "proposals/1-a.md": text("a")})
    base = builder.base({**README, "proposals/1-a.md": text("b")}, base)
    one = builder.commit({**README, "proposals/0000-i.md": text("i")}, base)
    builder.pull(9, {**README, "proposals/9-i.md": text("j")}, one)
    cache = Cache(tmp_path / "cache")

    cold, filled, warm = look(builder), look(builder, cache=cache), look(builder, cache=cache)
    for file in (tmp_path / "cache").rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-3])
    garbled = look(builder, cache=cache)

    assert cold == filled == warm == garbled
    assert cold.renames


NAMES = ["1-a.md", "2-b.md", "0000-c.md", "x.md", "README.md", "pic.png", "d.txt", "3-e", ".."]
Tree = dict[str, tuple[str, int]]
TREES = st.dictionaries(
    st.sampled_from(NAMES),
    st.tuples(st.sampled_from([FILE, "100755", LINK, FOLDER, SUBMODULE]), st.integers(0, 4)),
    max_size=6,
)


def filled(builder: Builder, base: list[Tree], pulls: list[Tree]) -> None:
    blobs = [builder.write("blob", b"text %d\n" % n) for n in range(4)] + ["ab" * 20]

    def tree(entries: Tree) -> str:
        rows: list[tuple[str, str | bytes, str]] = [
            (mode, name, blobs[n]) for name, (mode, n) in sorted(entries.items())
        ]
        return builder.tree([(FOLDER, "proposals", builder.tree(rows))])

    commit = builder.base(tree(base[0]))
    for entries in base[1:]:
        commit = builder.base(tree(entries), commit)
    for number, entries in enumerate(pulls, 1):
        builder.pull(number, tree(entries), commit)


@settings(max_examples=25, derandomize=True, deadline=None)
@given(base=st.lists(TREES, min_size=1, max_size=3), pulls=st.lists(TREES, max_size=4))
def test_comparing_rows_finds_what_looking_at_each_entry_finds(
    base: list[Tree], pulls: list[Tree]
) -> None:
    with tempfile.TemporaryDirectory() as place:
        builder = Builder(Path(place) / "r.git")
        filled(builder, base, pulls)
        quick = look(builder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Listings, "_by_rows", lambda *_: None)
            slow = look(builder)

    assert quick == slow


@settings(max_examples=25, derandomize=True, deadline=None)
@given(base=st.lists(TREES, min_size=1, max_size=3), pulls=st.lists(TREES, max_size=4))
def test_everything_seen_is_an_entry_or_refused(base: list[Tree], pulls: list[Tree]) -> None:
    """Promise 2: files seen = read + refused, whatever stands in the trees."""
    with tempfile.TemporaryDirectory() as place:
        builder = Builder(Path(place) / "r.git")
        filled(builder, base, pulls)
        snapshot = look(builder)

    candidates = {name for name in base[-1] if name not in ("README.md", "pic.png", "..")}
    candidates -= {"3-e"} if base[-1].get("3-e", ("", 0))[0] != FOLDER else set()
    candidates -= {"d.txt"} if base[-1].get("d.txt", ("", 0))[0] == "" else set()
    on_base = [e for e in snapshot.entries if e.pull_request is None]
    refused = [r for r in snapshot.refused if r.ref == "refs/heads/main"]
    assert snapshot.seen == len(snapshot.entries) + len(snapshot.refused)
    assert len(on_base) + len(refused) == len(candidates)
    assert len({(e.origin.path, e.origin.blob) for e in snapshot.entries}) == len(snapshot.entries)
