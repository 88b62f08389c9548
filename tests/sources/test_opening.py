import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sepkit.model import ForgeError, NothingToReadError, SepkitError, UsageError
from sepkit.sources import Cache, open_repository, read_snapshot
from sepkit.sources.mirror import fetch_url
from tests.sources.builders import DIALECT, Builder, git

FILES = {"proposals/1-a.md": b"a"}


def rules(location: Path | str) -> list[str]:
    with open_repository(str(location)) as repository:
        return [f.rule for f in read_snapshot(repository, DIALECT).findings]


def seen(location: Path | str, cache: Cache | None = None) -> list[tuple[str, int | None]]:
    with open_repository(str(location), cache=cache) as repository:
        snapshot = read_snapshot(repository, DIALECT, cache=cache)
    return [(e.origin.path, e.pull_request) for e in snapshot.entries]


def failure(location: Path | str, rev: str | None = None) -> SepkitError:
    with pytest.raises(SepkitError) as caught, open_repository(str(location)) as repository:
        repository.resolve(rev)
    assert caught.value.help
    return caught.value


@pytest.fixture
def two(builder: Builder) -> Builder:
    base = builder.base(FILES)
    builder.pull(2, {**FILES, "proposals/2-b.md": b"b"}, base)
    return builder


BOTH = [("proposals/1-a.md", None), ("proposals/2-b.md", 2)]


def test_mirror_work_tree_folder_inside_it_and_linked_work_tree_are_read_alike(
    two: Builder, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    git(tmp_path, "clone", "-q", str(two.folder), str(work))
    git(work, "fetch", "-q", "origin", "refs/pull/*:refs/pull/*")
    git(work, "worktree", "add", "-q", "--detach", str(tmp_path / "linked"))

    places = [two.folder, work, work / "proposals", tmp_path / "linked"]

    assert [seen(place) for place in places] == [BOTH] * 4


def test_names_come_from_the_last_part_of_the_place(two: Builder, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(two.folder), "some-name")
    found = []
    for place in (two.folder, tmp_path / "some-name", f"file://{two.folder}"):
        with open_repository(str(place)) as repository:
            found.append(repository.name)

    assert found == ["acme", "some-name", "acme"]


@pytest.mark.parametrize("cached", [True, False])
def test_a_bundle_is_read_with_its_pull_requests_and_without_replacements(
    two: Builder, tmp_path: Path, cached: bool
) -> None:
    git(two.folder, "replace", git(two.folder, "rev-parse", "main"), two.commit({}))
    bundle = tmp_path / "acme.bundle"
    git(two.folder, "bundle", "create", "-q", str(bundle), "--all")
    cache = Cache(tmp_path / "cache") if cached else None

    assert [seen(bundle, cache), seen(bundle, cache)] == [BOTH, BOTH]
    if cached:
        [mirror] = (tmp_path / "cache/repositories").glob("*.git")
        assert not (mirror / "refs/replace").exists()


def test_a_bundle_that_did_not_change_is_unpacked_once(
    two: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle, cache = tmp_path / "acme.bundle", Cache(tmp_path / "cache")
    git(two.folder, "bundle", "create", "-q", str(bundle), "--all")
    seen(bundle, cache)

    def unpacked(*_: object, **__: object) -> None:
        raise AssertionError("unpacked again")

    monkeypatch.setattr("sepkit.sources.mirror.run_git", unpacked)

    assert seen(bundle, cache) == BOTH


def test_a_bundle_that_changed_is_read_anew(two: Builder, tmp_path: Path) -> None:
    bundle, cache = tmp_path / "acme.bundle", Cache(tmp_path / "cache")
    git(two.folder, "bundle", "create", "-q", str(bundle), "--all")
    seen(bundle, cache)
    two.base({**FILES, "proposals/3-c.md": b"c"}, git(two.folder, "rev-parse", "main"))
    git(two.folder, "bundle", "create", "-q", str(bundle), "--all")

    assert ("proposals/3-c.md", None) in seen(bundle, cache)


def test_a_cut_bundle_and_one_with_prerequisites_are_told_apart_from_none(
    two: Builder, tmp_path: Path
) -> None:
    first = git(two.folder, "rev-parse", "main")
    two.base({"proposals/9-i.md": b"i"}, first)
    whole, part, cut = (tmp_path / f"{n}.bundle" for n in ("whole", "part", "cut"))
    git(two.folder, "bundle", "create", "-q", str(whole), "--all")
    git(two.folder, "bundle", "create", "-q", str(part), f"{first}..main")
    cut.write_bytes(whole.read_bytes()[:-30])

    assert "`part.bundle` cannot be read" in str(failure(part))
    assert "`cut.bundle` cannot be read" in str(failure(cut))


def test_a_file_that_is_no_bundle_is_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("hello")

    error = failure(tmp_path / "text")

    assert isinstance(error, NothingToReadError)
    assert "no git bundle" in str(error)


def test_a_file_url_is_read_where_it_stands(two: Builder, tmp_path: Path) -> None:
    odd = tmp_path / "odd name%"
    two.folder.rename(odd)
    url = f"file://{tmp_path}/odd%20name%25"
    cache = Cache(tmp_path / "cache")

    assert seen(url, cache) == seen(f"file://localhost{odd}".replace("%", "%25")) == BOTH
    assert not (tmp_path / "cache/repositories").exists()


def test_a_url_is_fetched_with_pull_requests_and_head_and_without_replacements(
    two: Builder, tmp_path: Path
) -> None:
    git(two.folder, "branch", "-q", "-m", "main", "trunk")
    (two.folder / "HEAD").write_text("ref: refs/heads/trunk\n")
    git(two.folder, "branch", "-q", "other", two.commit({}))
    git(two.folder, "replace", git(two.folder, "rev-parse", "trunk"), two.commit({}))
    two.ref("refs/notes/x", two.commit({}))

    # https is the only kind that people can name; the server is the same
    mirror = fetch_url(f"file://{two.folder}", tmp_path / "mirrors")

    with open_repository(str(mirror)) as repository:
        assert repository.resolve(None)[0] == "refs/heads/trunk"
        assert sorted(repository.refs()) == [
            "refs/heads/other",
            "refs/heads/trunk",
            "refs/pull/2/head",
        ]
        assert repository.findings == []
    assert seen(mirror) == BOTH


def test_a_fetched_url_follows_what_was_removed_or_moved_there(
    two: Builder, tmp_path: Path
) -> None:
    fetch_url(f"file://{two.folder}", tmp_path / "mirrors")
    git(two.folder, "update-ref", "-d", "refs/pull/2/head")
    two.base({"proposals/3-c.md": b"c"})

    mirror = fetch_url(f"file://{two.folder}", tmp_path / "mirrors")

    assert seen(mirror) == [("proposals/3-c.md", None)]


def test_a_url_with_wide_ids_is_fetched(tmp_path: Path) -> None:
    builder = Builder(tmp_path / "wide.git", width=64)
    builder.base(FILES)

    assert seen(fetch_url(f"file://{builder.folder}", tmp_path / "mirrors")) == BOTH[:1]


@pytest.mark.parametrize(
    ("location", "kind", "words"),
    [
        ("https://user:secret@example.invalid/x.git", UsageError, "user name or password"),
        ("https://user@example.invalid/x.git", UsageError, "user name or password"),
        ("ssh://example.invalid/x.git", UsageError, "no kind of URL"),
        ("ext::sh -c touch% /tmp/canary", UsageError, "no URL"),
        ("git@example.invalid:x/y.git", UsageError, "no URL"),
        ("https://example.invalid/a\nb", UsageError, "control characters"),
        ("file:///nowhere/at/all.git", NothingToReadError, "no git repository"),
        ("https://localhost:1/x.git", ForgeError, "does not answer"),
        ("/nowhere/at/all", NothingToReadError, "no git repository"),
        ("--upload-pack=touch canary", NothingToReadError, "no git repository"),
        ("", NothingToReadError, "no git repository"),
        ("a\0b", NothingToReadError, "no git repository"),
    ],
)
def test_a_location_that_cannot_be_read_is_one_clear_error(
    location: str, kind: type[SepkitError], words: str
) -> None:
    error = failure(location)

    assert isinstance(error, kind)
    assert words in str(error)
    assert "secret" not in str(error)


def test_a_folder_without_repository_is_named(tmp_path: Path) -> None:
    error = failure(tmp_path)

    assert (error.exit_code, str(tmp_path) in str(error)) == (3, True)


def test_an_empty_repository_has_no_commits_yet(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "empty")

    assert "no commits yet" in str(failure(tmp_path / "empty"))


def test_an_unborn_head_falls_back_to_the_one_branch_and_says_so(two: Builder) -> None:
    (two.folder / "HEAD").write_text("ref: refs/heads/gone\n")
    (two.folder / "refs/heads/main").rename(two.folder / "refs/heads/other")

    with open_repository(str(two.folder)) as repository:
        name, _ = repository.resolve(None)
        assert name == "refs/heads/other"
        assert [f.rule for f in repository.findings] == ["unborn-head"]


def test_a_lost_head_falls_back_to_main_among_several(two: Builder) -> None:
    # git itself no longer takes this folder for a repository, but its objects are all there
    (two.folder / "HEAD").write_text("ref: refs/heads/gone\n")
    two.ref("refs/heads/a", two.commit({}))

    with open_repository(str(two.folder)) as repository:
        assert repository.resolve(None)[0] == "refs/heads/main"


def test_an_unborn_head_among_unusual_branches_asks_for_a_revision(two: Builder) -> None:
    (two.folder / "HEAD").write_text("ref: refs/heads/gone\n")
    (two.folder / "refs/heads/main").rename(two.folder / "refs/heads/b")
    two.ref("refs/heads/a", two.commit({}))

    error = failure(two.folder)

    assert "`refs/heads/gone`, which does not exist" in str(error)
    assert "`a`, `b`" in error.help


def test_a_missing_head_is_an_error_in_words(two: Builder) -> None:
    (two.folder / "HEAD").unlink()

    assert "git cannot list the refs" in str(failure(two.folder))


def test_a_detached_head_is_read_at_its_commit(two: Builder) -> None:
    commit = git(two.folder, "rev-parse", "main")
    (two.folder / "HEAD").write_text(f"{commit}\n")

    with open_repository(str(two.folder)) as repository:
        assert repository.resolve(None) == ("HEAD", commit)
        assert repository.resolve("HEAD") == ("HEAD", commit)


def test_branches_come_before_tags_and_ambiguity_is_a_finding(two: Builder) -> None:
    main = git(two.folder, "rev-parse", "main")
    two.ref("refs/tags/main", two.commit({}))

    with open_repository(str(two.folder)) as repository:
        assert repository.resolve("main") == ("refs/heads/main", main)
        assert [f.rule for f in repository.findings] == ["ambiguous-revision"]


def test_revisions_of_every_form_are_found(two: Builder) -> None:
    first = git(two.folder, "rev-parse", "main")
    second = two.base({}, first)
    git(two.folder, "tag", "-a", "-m", "x", "v1", first)
    git(two.folder, "tag", "-a", "-m", "x", "v2", "v1")
    two.ref("refs/remotes/origin/x", first)

    forms = ["v1", "v2", "refs/tags/v1", "main~1", "main^", "HEAD~", first, first[:9], "origin/x"]
    with open_repository(str(two.folder)) as repository:
        assert [repository.resolve(form)[1] for form in forms] == [first] * len(forms)
        assert repository.resolve("main")[1] == second


@pytest.mark.parametrize(
    "rev",
    ["mian", "--output=x", "main:proposals", "main\n", "main~9", "ab" * 20, "$(id)", "", "@{u}"],
)
def test_a_revision_that_does_not_exist_is_named(two: Builder, rev: str) -> None:
    error = failure(two.folder, rev)

    assert f"`{rev}` is no commit, branch or tag" in str(error)
    if rev == "mian":
        assert "did you mean `main`?" in error.help


def test_a_chain_of_tags_without_end_leads_nowhere(two: Builder) -> None:
    target, kind = git(two.folder, "rev-parse", "main"), "commit"
    for n in range(8):
        target = two.write("tag", f"object {target}\ntype {kind}\ntag t{n}\n\nx\n".encode())
        kind = "tag"
    two.ref("refs/tags/deep", target)

    assert "it leads to no commit" in str(failure(two.folder, "deep"))


def test_a_branch_at_a_blob_is_no_commit(two: Builder) -> None:
    two.ref("refs/heads/odd", two.write("blob", b"x"))

    assert "it leads to no commit" in str(failure(two.folder, "odd"))


def test_a_shallow_clone_is_read_and_told(two: Builder, tmp_path: Path) -> None:
    first = git(two.folder, "rev-parse", "main")
    two.base({"proposals/1-a.md": b"new"}, first)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{two.folder}", "shallow")

    with open_repository(str(tmp_path / "shallow")) as repository:
        snapshot = read_snapshot(repository, DIALECT)

    assert [f.rule for f in snapshot.findings] == ["shallow-clone"]
    assert len(snapshot.entries[0].versions) == 1


def test_a_partial_clone_refuses_what_it_lacks_and_fetches_nothing(
    two: Builder, tmp_path: Path
) -> None:
    git(two.folder, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--bare", "--filter=blob:none", f"file://{two.folder}", "part")

    with open_repository(str(tmp_path / "part")) as repository:
        snapshot = read_snapshot(repository, DIALECT)

    assert "partial-clone" in [f.rule for f in snapshot.findings]
    assert [r.reason for r in snapshot.refused] == ["its object is missing from the repository"]


def test_alternates_are_followed_and_told(two: Builder, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", "--shared", str(two.folder), "borrowed")

    assert rules(tmp_path / "borrowed") == ["alternates"]
    assert seen(tmp_path / "borrowed") == BOTH[:1]


def test_a_sha256_repository_is_read(tmp_path: Path) -> None:
    builder = Builder(tmp_path / "wide.git", width=64)
    base = builder.base(FILES)
    builder.pull(2, {**FILES, "proposals/2-b.md": b"b"}, base)

    with open_repository(str(builder.folder)) as repository:
        assert repository.width == 64
        assert [
            data
            for _, data in repository.read_blobs(
                e.origin.blob for e in read_snapshot(repository, DIALECT).entries
            )
        ] == [b"a", b"b"]
        assert repository.resolve(base[:10])[1] == base


def test_a_sha256_bundle_is_read(tmp_path: Path) -> None:
    builder = Builder(tmp_path / "wide.git", width=64)
    builder.base(FILES)
    git(builder.folder, "bundle", "create", "-q", str(tmp_path / "wide.bundle"), "--all")

    assert seen(tmp_path / "wide.bundle") == BOTH[:1]


def test_grafts_and_a_lying_commit_graph_do_not_count(two: Builder) -> None:
    first = git(two.folder, "rev-parse", "main")
    second = two.base({"proposals/1-a.md": b"new"}, first)
    (two.folder / "info").mkdir()
    (two.folder / "info/grafts").write_text(f"{second}\n")
    graphs = two.folder / "objects/info"
    graphs.mkdir(exist_ok=True)
    (graphs / "commit-graph").write_bytes(b"CGPH garbage")

    with open_repository(str(two.folder)) as repository:
        assert len(read_snapshot(repository, DIALECT).entries[0].versions) == 2


def test_replaced_objects_are_read_as_they_were(two: Builder) -> None:
    blob = git(two.folder, "rev-parse", "main:proposals/1-a.md")
    git(two.folder, "replace", blob, two.write("blob", b"other text"))

    with open_repository(str(two.folder)) as repository:
        [(_, data)] = repository.read_blobs(
            [read_snapshot(repository, DIALECT).entries[0].origin.blob]
        )
        assert data == b"a"
        assert [f.rule for f in repository.findings] == ["replaced-objects"]


def test_a_broken_ref_is_told_and_the_others_are_read(two: Builder) -> None:
    two.ref("refs/pull/8/head", "no id at all")

    assert rules(two.folder) == ["broken-ref"]
    assert seen(two.folder) == BOTH


def test_a_packed_ref_that_git_refuses_is_told_in_its_words(two: Builder) -> None:
    first = git(two.folder, "rev-parse", "main")
    (two.folder / "packed-refs").write_text(f"{first} refs/heads/../../x\n")

    error = failure(two.folder)

    assert error.exit_code == 3
    assert "git cannot list the refs of `acme`" in str(error)


def test_nothing_is_left_behind(
    two: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    before = sorted(two.folder.rglob("*"))
    bundle = tmp_path / "acme.bundle"
    git(two.folder, "bundle", "create", "-q", str(bundle), "--all")
    for location in (two.folder, bundle, f"file://{two.folder}"):
        seen(location)
    failure("/nowhere/at/all")

    assert list(place.iterdir()) == []
    assert sorted(two.folder.rglob("*")) == before


def test_a_machine_without_git_is_told(two: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert "`git` was not found" in str(failure(two.folder))


def test_a_url_that_never_answers_ends_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def stuck(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired(["git"], 1)

    monkeypatch.setattr(subprocess, "run", stuck)

    assert "did not end within" in str(failure("https://example.invalid/x.git"))


def test_a_cached_mirror_that_was_deleted_or_damaged_is_fetched_again(
    two: Builder, tmp_path: Path
) -> None:
    bundle, cache = tmp_path / "acme.bundle", Cache(tmp_path / "cache")
    git(two.folder, "bundle", "create", "-q", str(bundle), "--all")
    seen(bundle, cache)
    shutil.rmtree(tmp_path / "cache")
    assert seen(bundle, cache) == BOTH

    [mirror] = (tmp_path / "cache/repositories").glob("*.git")
    shutil.rmtree(mirror / "objects")
    assert seen(bundle, cache) == BOTH


def test_two_runs_may_unbundle_one_file_at_once(two: Builder, tmp_path: Path) -> None:
    bundle, cache = tmp_path / "acme.bundle", Cache(tmp_path / "cache")
    git(two.folder, "bundle", "create", "-q", str(bundle), "--all")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: seen(bundle, cache), range(4)))

    assert found == [BOTH] * 4
