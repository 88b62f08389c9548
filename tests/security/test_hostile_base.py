"""Broken files of the base branch: one clear message, the designed exit code, the rest goes on."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sepkit.model import ConfigurationError, Register, SepkitError
from sepkit.pipeline import ReadRequest, read_register
from tests.security.proposals import BASE, sep
from tests.sources.builders import Builder

ALIASES = "a: &a [x, x]\n" + "".join(
    f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a: &a {x: 1}\nb: {<<: *a}\n"
YAML_BOMBS: Mapping[str, str] = {
    "python object": "!!python/object/apply:os.system ['touch pwned']\n",
    "python name": "preset: !!python/name:os.system\n",
    "anchor of itself": "&a [*a]\n",
    "aliases": ALIASES,
    "80,000 aliases": "x: [" + "*a," * 80_000 + "]\n",
    "merges": MERGES,
    "brackets": "[" * 3_000,
    "many brackets": "[" * 100_000,
    "braces": "{a: " * 3_000,
    "dashes": "- " * 3_000,
    "a month 13": "preset: mcp\ncreated: 2026-13-45\n",
    "a number in base 60": "preset: 190:20:30\n",
    "a key twice": "preset: mcp\npreset: eip\n",
    "a tag directive": "%TAG ! tag:evil.example,2026:\n---\n!x {}\n",
    "two documents": "preset: mcp\n---\npreset: eip\n",
    "a mapping for a key": "? {a: b}\n: c\n",
    "NUL": "preset: m\0cp\n",
    "tabs": "preset:\n\tmcp\n",
    "a list": "- preset\n- mcp\n",
    "a text": "mcp\n",
    "no end of a quote": 'preset: "mcp\n',
    "300 kB": "x: " + "y" * 300_000 + "\n",
    "50,001 values": "x: [" + "1," * 50_001 + "]\n",
    "a preset upwards": "preset: ../../../etc/passwd\n",
    "a preset of the machine": "preset: /etc/passwd\n",
    "a path upwards": "preset: mcp\npath: ../{number}-{slug}.md\n",
    "an absolute path": "preset: mcp\npath: /etc/{number}.md\n",
    "a key with a format": 'preset: mcp\nkey: "{number.__class__.__mro__}"\n',
    "an unknown key": "preset: mcp\nexecute: touch pwned\n",
    "a wrong type": "preset: mcp\nfolders: {a: [b]}\n",
    "a ref without a number": "preset: mcp\nin_flight: refs/heads/main\n",
    "an expression without an end": "preset: mcp\ntitle_pattern: '('\n",
}
NOT_TEXT: Mapping[str, bytes] = {
    "latin-1": "preset: mcp\ntitle: Größe\n".encode("latin-1"),
    "UTF-16": "preset: mcp\n".encode("utf-16"),
    "noise": bytes(range(256)),
}
SETTINGS = {**{name: text.encode() for name, text in YAML_BOMBS.items()}, **NOT_TEXT}


def read(folder: Path, files: Mapping[str, bytes | str]) -> Register:
    Builder(folder).base({"seps/10-first.md": sep(10, "First", status="Final").encode(), **files})
    return read_register(ReadRequest(location=str(folder))).register


@pytest.mark.parametrize("name", SETTINGS)
def test_broken_settings_are_named_with_their_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        register = read(tmp_path / "r.git", {"sepkit.yml": SETTINGS[name]})
    except ConfigurationError as error:
        assert error.exit_code == 4
        assert "sepkit.yml" in str(error) or "`" in str(error)
        assert len(str(error)) < 500
        assert "\n" not in str(error)
    else:
        pytest.fail(f"{name} was taken for a configuration: {register.process}")
    assert [path.name for path in tmp_path.iterdir() if path.name != "sepkit-cache"] == ["r.git"]


@pytest.fixture(scope="module")
def broken_groups(tmp_path_factory: pytest.TempPathFactory) -> tuple[Register, dict[str, str]]:
    """Every broken ownership file beside a good one, all on one base."""
    paths = {name: f"workgroups/broken-{n:02}.yml" for n, name in enumerate(SETTINGS)}
    files = {paths[name]: data for name, data in SETTINGS.items()}
    folder = tmp_path_factory.mktemp("groups") / "r.git"
    return read(folder, {**BASE, **files}), paths


@pytest.mark.parametrize("name", SETTINGS)
def test_a_broken_ownership_file_is_a_finding(
    name: str, broken_groups: tuple[Register, dict[str, str]]
) -> None:
    register, paths = broken_groups
    findings = [f for f in register.findings if f.path == paths[name]]

    assert findings, name
    assert len(findings) <= 40
    assert all(f.message and "\n" not in f.message and len(f.message) < 400 for f in findings)


def test_the_good_ownership_file_beside_them_still_counts(
    broken_groups: tuple[Register, dict[str, str]],
) -> None:
    register, _ = broken_groups
    group = register.group("wg-lamps")

    assert group is not None
    assert [lead.handle for lead in group.leads] == ["bo-beck"]
    assert [p.title for p in register.proposals] == ["First"]


PAGES: Mapping[str, bytes] = {
    "empty": b"",
    "noise": bytes(range(256)) * 20,
    "brackets": b"# Lamps\n\n" + b"[" * 200_000,
    "deep": b"# Lamps\n\n" + b">" * 5_000 + b" x\n",
    "no headings": b"Just words about lamps.\n",
    "front matter": b"---\ntitle: &a [*a]\n---\n# Lamps\n",
    "a table": b"# Lamps\n\n## Leadership\n\n|a|b|\n|-|-|\n" + b"|x|y|\n" * 30_000,
    "markup": b"# <script>alert(1)</script>\n\n## Mission\n\n{{ 7*7 }} <img src=x onerror=alert(1)>\n",  # noqa: E501 - one charter
    "CR only": b"# Lamps\r\r## Mission\r\rShine.\r",
    "three megabytes": b"# Lamps\n\n" + b"x " * 1_500_000,
    "handles": b"# Lamps\n\n## Leadership\n\n- @" + b"a" * 5_000 + b"\n- @\xd1\x95\n- @-x-\n",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "path",
    [
        "docs/community/working-groups/odd.mdx",
        "MAINTAINERS.md",
        ".github/CODEOWNERS",
        "docs/development/roadmap.mdx",
        "schema/draft/schema.json",
        "schema/draft/schema.ts",
        "docs/specification/draft/index.mdx",
    ],
)
def test_a_broken_page_of_the_base_stops_nothing(name: str, path: str, tmp_path: Path) -> None:
    register = read(tmp_path / "r.git", {**BASE, path: PAGES[name]})

    assert [p.title for p in register.proposals] == ["First"]
    assert register.group("wg-lamps") is not None
    assert register.counts.is_balanced


@pytest.mark.parametrize("target", ["/etc/passwd", "../../secret.yml", "sepkit.yml"])
def test_settings_and_groups_behind_a_link_are_not_followed(target: str, tmp_path: Path) -> None:
    (tmp_path / "secret.yml").write_text("preset: eip\n")
    register = read(
        tmp_path / "r.git",
        {**BASE, ".github/sepkit.yml": target, "workgroups/linked.yml": target},
    )

    assert register.process.preset == "mcp"
    assert {g.id for g in register.groups} == {"wg-lamps", "core-maintainers"}


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("nowhere", 3),
        ("file.txt", 3),
        ("empty", 3),
        ("ssh://host/x", 2),
        ("git@host:x.git", 2),
        ("ext::sh -c touch% pwned", 2),
        ("--upload-pack=touch pwned", 3),
        ("https://user:secret@127.0.0.1:9/x", 2),
        ("https://127.0.0.1:9/x", 5),
        ("http://127.0.0.1:9/x", 2),
        ("file:///nowhere", 3),
        ("\x1b[31m", 3),
        ("", 3),
        ("a\0b", 3),
        ("x" * 5_000, 3),
    ],
)
def test_a_place_that_is_no_repository_is_named(
    location: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.txt").write_text("x")
    (tmp_path / "empty").mkdir()
    with pytest.raises(SepkitError) as caught:
        read_register(ReadRequest(location=location))

    assert caught.value.exit_code == code
    assert caught.value.help
    assert "secret" not in str(caught.value) + caught.value.help
    assert not (tmp_path / "pwned").exists()
