"""Random damage to real proposals and to the objects that hold them: no crash, no loss."""

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.dialects import UnreadableError, load_dialect, read_claim, read_document
from sepkit.model import ObjectId, RepoPath, SepkitError
from sepkit.pipeline import ReadRequest, read_register
from sepkit.sources import open_repository
from tests.security.proposals import BASE, sep
from tests.sources.builders import FILE, FOLDER, Builder

ROUNDS = 12


@pytest.fixture(scope="module")
def proposals(sample_repository: Path) -> list[bytes]:
    """The sample's own proposals, as bytes."""
    register = read_register(ReadRequest(location=str(sample_repository))).register
    with open_repository(str(sample_repository)) as repository:
        blobs = repository.read_blobs([p.origin.blob for p in register.proposals])
        return [data for _, data in blobs if data]


def _damaged(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 3, 30))):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case 1:
                data = data[:at] + data[at + chance.randrange(200) :]
            case 2:
                data = data[:at] + bytes([chance.choice(b"[]()<>`*_|#-\n\0\r:{}&!\"'")]) + data[at:]
            case 3:
                data = data[:at] + chance.choice(_PIECES) + data[at:]
            case 4:
                data = data[:at]
            case _:
                cut = data[at : at + chance.randrange(400)]
                data = data + cut * chance.randrange(4)
    return data


_PIECES = (
    b"<!--",
    b"-->",
    b"```",
    b"\n---\n",
    b"\n# SEP-1: x\n",
    b"\n- **Status**: Final\n",
    b"\xff\xfe",
    b"\xe2\x80\xae",
    b"\n> ",
    b"[a]: b",
    b"SEP-10 ",
    b"MUST NOT ",
    b"|a|b|\n|-|-|\n",
    b"\r",
    b"@a ",
    "\u0130\u01c5\u2028".encode(),
    b"&#0;",
    b'{"$ref": "x"}',
    b"99999999999999999999",
    b"2026-13-45",
)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_no_damage_to_a_text_stops_a_reading_or_loses_an_entry(
    seed: int, proposals: list[bytes], tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage in each run is the point
    builder = Builder(tmp_path / "r.git")
    base = builder.base({**BASE, "seps/10-first.md": sep(10, "First").encode()})
    rows = [
        (
            FILE,
            f"{number}-damaged.md",
            builder.write("blob", _damaged(proposals[number % len(proposals)], chance)),
        )
        for number in range(100, 145)
    ]
    builder.ref(
        "refs/pull/100/head",
        builder.commit(builder.tree([(FOLDER, "seps", builder.tree(rows))]), base),
    )

    register = read_register(ReadRequest(location=str(builder.folder))).register

    assert register.counts.is_balanced
    assert register.counts.seen == len(rows) + 1
    assert not any("mistake of sepkit" in r.reason for r in register.refused)
    assert {p.status for p in register.proposals if p.in_flight} <= {"proposal", "withdrawn"}


@given(data=st.binary(max_size=400), preset=st.sampled_from(["mcp", "eip", "kep", "pep", "rust"]))
def test_any_bytes_are_a_document_or_a_reason(data: bytes, preset: str) -> None:
    dialect = load_dialect(preset)
    path = RepoPath("seps/20-x.md")
    read_claim(data, path=path, dialect=dialect)
    try:
        document = read_document(
            data, path=path, blob=ObjectId("a" * 40), dialect=dialect, sidecar=data
        )
    except UnreadableError as error:
        assert str(error)
    else:
        assert document.title


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    builder = Builder(tmp_path_factory.mktemp("small") / "r.git")
    files = {**BASE, **{f"seps/{n}-a.md": sep(n, f"A {n}").encode() for n in (10, 11, 12)}}
    base = builder.base(files)
    builder.pull(20, {**files, "seps/20-b.md": sep(20, "B").encode()}, base)
    return builder.folder


def test_a_changed_byte_in_any_object_costs_at_most_what_stands_below_it(
    small: Path, tmp_path: Path
) -> None:
    """Losing the base commit or its root is the end of the reading; it is told, never a crash."""
    whole = read_register(ReadRequest(location=str(small))).register
    titles = {p.title for p in whole.proposals}
    ended = 0
    objects = sorted(p for p in (small / "objects").rglob("*") if p.is_file())
    for index, place in enumerate(objects):
        folder = tmp_path / f"{index}.git"
        shutil.copytree(small, folder)
        damaged = folder / place.relative_to(small)
        data = damaged.read_bytes()
        damaged.write_bytes(data[:10] + bytes([data[10] ^ 0x55]) + data[11:])
        try:
            register = read_register(ReadRequest(location=str(folder))).register
        except SepkitError as error:
            ended += 1
            assert str(error)
            continue
        assert register.counts.is_balanced
        lost = titles - {p.title for p in register.proposals}
        assert not lost or register.refused, place
        assert len(lost) <= 1 or any(r.path == "seps" for r in register.refused)

    assert ended <= 4


def test_a_mistake_of_ours_in_one_document_never_stops_the_others(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sepkit.dialects

    real = sepkit.dialects.read_document

    def failing(data: bytes, **rest: object) -> object:
        if b"A 11" in data:
            raise RecursionError
        return real(data, **rest)  # type: ignore[arg-type]

    def never(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(sepkit.dialects, "read_document", failing)
    monkeypatch.setattr(sepkit.dialects, "read_claim", never)
    register = read_register(ReadRequest(location=str(small))).register

    assert {p.title for p in register.proposals} == {"A 10", "A 12", "B"}
    [refusal] = register.refused
    assert refusal.path == "seps/11-a.md"
    assert "RecursionError" in refusal.reason
