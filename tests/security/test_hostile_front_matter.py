"""YAML of strangers in a process that keeps its preamble in front matter."""

from collections.abc import Mapping

import pytest

from sepkit.model import Register
from sepkit.pipeline import ReadRequest, read_register
from tests.security.test_hostile_base import YAML_BOMBS
from tests.sources.builders import Builder

GOOD = (
    "---\neip: {n}\ntitle: {title}\nstatus: Draft\ntype: Meta\ncreated: 2026-01-02\n"
    "author: Ada Ash (@ada-ash)\n{more}---\n\n## Abstract\n\nWords.\n"
)
ODD: Mapping[str, str] = {
    "no end of the front matter": "---\ntitle: Endless\nstatus: Final\n\n## Abstract\n",
    "three of them": "---\ntitle: A\n---\n---\ntitle: B\nstatus: Final\n---\n## Abstract\n",
    "an empty one": "---\n---\n## Abstract\n",
    "a list of titles": "---\ntitle: [a, b]\nstatus: {a: b}\nauthor: [[x]]\n---\n## Abstract\n",
    "a status of 300 kB": "---\ntitle: A\nstatus: " + "x" * 300_000 + "\n---\n## Abstract\n",
    "a field of each kind twice": "---\n"
    + "title: A\nstatus: Draft\n" * 500
    + "---\n## Abstract\n",
    "40,000 fields": "---\n" + "".join(f"k{n}: v\n" for n in range(30_000)) + "---\n## Abstract\n",
}
FIRST = 100


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    builder = Builder(tmp_path_factory.mktemp("front") / "r.git")
    files = {"EIPS/eip-1.md": GOOD.format(n=1, title="One", more="").encode()}
    for number, text in enumerate(TEXTS.values(), start=FIRST):
        files[f"EIPS/eip-{number}.md"] = text.encode()
    builder.base(files)
    return read_register(ReadRequest(location=str(builder.folder), preset="eip")).register


TEXTS: Mapping[str, str] = {
    **{
        f"bomb: {name}": "---\ntitle: Bomb\n" + text + "---\n\n## Abstract\n\nWords.\n"
        for name, text in YAML_BOMBS.items()
    },
    **{
        f"value: {name}": GOOD.format(n=9, title="Bomb", more=f"requires: {text}\n")
        for name, text in {
            "list": "[" * 500,
            "alias": "*a",
            "tag": "!!python/name:os.system x",
            "date": "2026-13-45",
            "digits": "9" * 5_000,
        }.items()
    },
    **ODD,
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_bomb_in_front_matter_is_read_in_part_and_said(name: str, register: Register) -> None:
    number = FIRST + list(TEXTS).index(name)
    found = [p for p in register.proposals if p.origin.path == f"EIPS/eip-{number}.md"]
    refused = [r for r in register.refused if r.path == f"EIPS/eip-{number}.md"]

    assert len(found) + len(refused) == 1
    for proposal in found:
        told = [f for f in proposal.findings if f.path == proposal.origin.path]
        assert told
        assert len(told) <= 60
        assert all(len(f.message) < 400 and "\n" not in f.message for f in told)
        assert all(len(field.value) <= 1_001 for field in proposal.preamble)


def test_the_harmless_one_beside_them_is_whole(register: Register) -> None:
    [one] = [p for p in register.proposals if p.number == 1]

    assert one.title == "One"
    assert one.reading == "read"
    assert register.counts.is_balanced
    assert register.counts.seen == len(TEXTS) + 1
