"""What holds for every input: nothing crashes a reader, nothing is lost, costs stay linear."""

import re
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sepkit.dialects import (
    PRESETS,
    UnreadableError,
    load_dialect,
    read_claim,
    read_document,
)
from sepkit.markup.inline import inline_parser
from sepkit.model import LIMITS, Document, Finding, RepoPath, decode, encode
from tests.dialects.documents import BLOB, PREAMBLE, read, sep

PATHS = {
    "mcp": "seps/9101-x.md",
    "eip": "EIPS/eip-9101.md",
    "kep": "keps/sig-x/9101-x/README.md",
    "pep": "peps/pep-9101.rst",
    "rust": "text/9101-x.md",
}

PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "# SEP-9101: X\n",
            "- **Status**: Draft\n",
            "**Type:** Process\n",
            "| a | b |\n",
        ),
        *("|---|---|\n", "```\n", "<!--", "-->", "\n", "\n\n", "> ", "    ", "## Abstract\n"),
        *(
            "<b>Status:</b> x<br>\n",
            "<h2>Abstract</h2>\n",
            "[SEP-9102](./9102-x.md)",
            "status: x\n",
        ),
        *(
            "- ",
            "1. ",
            "::\n",
            "====\n",
            "Status: Draft\n",
            "\u2028",
            "\0",
            "\ufeff",
            "@ann",
            "(",
            ")",
        ),
    ]
)


def check(document: Document, text: str) -> None:
    """Check what must hold of any document."""
    count = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    lines = [field.line for field in document.fields]
    lines += [citation.line for citation in document.citations]
    lines += [section.line for section in document.sections]
    lines += [block.line for block in document.blocks]
    assert all(0 < line <= count for line in lines)
    for finding in document.findings:
        assert isinstance(finding, Finding)
        assert 0 <= finding.line <= count
    assert document.title
    assert decode(Document, encode(document)) == document


@pytest.mark.parametrize("preset", PRESETS)
@given(data=st.binary(max_size=400))
def test_no_bytes_crash_a_reader(preset: str, data: bytes) -> None:
    dialect = load_dialect(preset)
    path = RepoPath(PATHS[preset])
    read_claim(data, path=path, dialect=dialect, sidecar=data)
    with suppress(UnreadableError):
        document = read_document(data, path=path, blob=BLOB, dialect=dialect, sidecar=data)
        check(document, data.decode("utf-8", "replace"))


@pytest.mark.parametrize("preset", PRESETS)
@given(pieces=st.lists(PIECES, max_size=30))
@example(pieces=["---\n", "status: x\n", "---\n", "- **Status**: Draft\n"])
def test_no_order_of_markup_crashes_a_reader(preset: str, pieces: list[str]) -> None:
    text = "Enough words to be text. " * 4 + "".join(pieces)

    check(read(text, path=PATHS[preset], preset=preset, sidecar=text), text)


@given(
    at=st.integers(0, len(sep().encode()) - 1),
    byte=st.integers(0, 255),
    another=st.integers(0, len(sep().encode()) - 1),
)
def test_a_changed_byte_never_loses_the_document(at: int, byte: int, another: int) -> None:
    data = bytearray(sep().encode())
    data[at] = byte
    data[another] ^= byte

    document = read(bytes(data))

    assert document.number == 9101
    assert sum(bool(x) for x in (document.status_written, document.track, document.title)) >= 2


@given(
    value=st.text(
        alphabet=st.characters(codec="ascii", categories=["L", "N", "Zs"]), min_size=1, max_size=60
    ).filter(lambda text: re.match(r"\S", text) is not None)
)
def test_every_field_points_at_a_line_with_its_value(value: str) -> None:
    text = sep(f"{PREAMBLE}- **Anything**: {value}\n")
    field = read(text).fields[-1]

    assert field.value.split(" ")[0] in text.split("\n")[field.line - 1]


@given(words=st.text(alphabet="abc \n#-*`_[]()|<>", max_size=200))
def test_text_below_the_preamble_never_changes_its_fields(words: str) -> None:
    document = read(sep(body=f"\n## Abstract\n\n{words}\n"))

    assert (document.status, document.created, len(document.fields)) == ("draft", "2026-03-01", 6)


@given(newline=st.sampled_from(["\n", "\r\n", "\r"]))
def test_the_kind_of_line_end_makes_no_difference(newline: str) -> None:
    assert read(sep().replace("\n", newline)) == read(sep())


HOSTILE = {
    "brackets": "[\n",
    "images": "![\n",
    "less-than": "<a\n",
    "backticks": "`\n",
    "emphasis": "*a _b\n",
    "links": "[a](",
    "comments": "<!-- \n",
    "headings in html": "<h2>x</h2>\n",
    "fields": "Status: x\n",
    "keys": "SEP-9102. A ",
    "references": "(#9102) ",
    "handles": "@a ",
    "parentheses": "(",
    "addresses": "https://github.com/modelcontextprotocol/modelcontextprotocol/pull/12 ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_input_never_feeds_the_inline_parser_more_than_its_cap(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The inline parser is quadratic in one paragraph: it must never see a long one."""
    fed: list[int] = []
    parser = inline_parser()
    original = parser.parseInline

    def counting(source: str) -> object:
        fed.append(len(source))
        return original(source)

    monkeypatch.setattr(parser, "parseInline", counting)
    work = []
    for size in (40_000, 80_000):
        fed.clear()
        read(sep(body="\n## Abstract\n\n" + HOSTILE[name] * (size // len(HOSTILE[name]))))
        # Plain words go around the inline parser altogether.
        assert max(fed, default=0) <= LIMITS.paragraph_characters
        work.append(sum(length * length for length in fed))

    assert work[1] <= 2.6 * work[0]


def test_work_on_a_document_has_a_ceiling_of_lines() -> None:
    document = read(sep(body="\n## Abstract\n\n" + "- a\n" * 250_000))

    assert max(block.end_line for block in document.blocks) <= LIMITS.lines
    assert document.is_partial
