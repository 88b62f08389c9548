"""Promise: every decision can be replayed; whoever changes the record is found out."""

import json

import pytest

from sepkit.forge.audit import verify_audit
from sepkit.forge.digest import canonical
from sepkit.forge.replay import replay
from tests.forge.builders import LINKS, clash, register_of, sep, swept, world_of

Files = dict[str, bytes]


@pytest.fixture(name="files")
def _files() -> Files:
    world = world_of(7, 8, 9)
    world.add_user("mia", permission="write")
    world.comment(8, "mia", "/sepkit route wg-links because it is about links")
    pulls = (sep(7), sep(8), sep(9, owner=None))
    swept(world, register_of(*pulls, conflicts=(clash(7, 8),)))
    swept(world, register_of(sep(7, owner=LINKS), *pulls[1:]))
    return world.objects.files("sepkit-audit")


def test_every_decision_is_replayed_byte_for_byte(files: Files) -> None:
    records, problems = verify_audit(files)

    assert problems == ()
    assert [r.pull for r in records] == [7, 8, 9, 7, 8]
    assert [replay(r, files, tool="sepkit 0.1.0") for r in records] == [None] * 5


def test_a_record_says_when_what_was_read_what_written_and_on_whose_authority(files: Files) -> None:
    record = verify_audit(files)[0][1]

    assert (record.at[:10], record.tool, record.repository) == (
        "2026-03-01",
        "sepkit 0.1.0",
        "harbour/lamp",
    )
    assert [w.kind for w in record.writes] == ["add-label", "create-comment"]
    assert any("by mia: `write` access" in r.authority for r in record.authority)


def test_each_way_to_change_the_past_is_found(files: Files) -> None:
    paths = [p for p in sorted(files) if p != "head.json"]
    for path in paths:
        for change in ("drop", "edit", "flip"):
            changed = dict(files)
            if change == "drop":
                del changed[path]
            elif change == "edit":
                value = json.loads(files[path])
                value["sequence" if path.startswith("pulls/") else "rules"] = 99
                changed[path] = json.dumps(value).encode()
            else:
                changed[path] = files[path].replace(b"a", b"b", 1)
            _, problems = verify_audit(changed)
            assert problems, (path, change)


def test_a_forged_record_at_the_end_is_found(files: Files) -> None:
    path = next(p for p in sorted(files) if p.startswith("pulls/7/"))
    value = json.loads(files[path])
    value["sequence"] = 6
    forged = {**files, path.replace("pulls/7", "pulls/6"): json.dumps(value).encode()}

    assert verify_audit(forged)[1]


def test_an_input_that_was_changed_with_its_hash_is_found_by_replay(files: Files) -> None:
    record = verify_audit(files)[0][0]
    path = f"inputs/{record.inputs}.json"
    value = json.loads(files[path])
    value["register"]["proposals"][0]["route"]["owner"] = "wg-links"

    problem = replay(record, {**files, path: json.dumps(value).encode()}, tool="sepkit 9.9.9")

    assert problem is not None
    assert "this is sepkit 9.9.9" in problem.message


def test_canonical_bytes_do_not_depend_on_the_order_of_keys() -> None:
    assert canonical({"b": 1, "a": "\ud800é"}) == b'{"a":"\\ud800\\u00e9","b":1}\n'
