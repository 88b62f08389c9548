"""Fixes: made where the meaning stays the same, once and for all, and nowhere else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sepkit.analysis.checks import RULES, Fix, Sheet, flaws_in
from sepkit.analysis.checks.fixing import is_allowed, mended
from sepkit.analysis.checks.rule import Edit, Flaw
from sepkit.dialects import read_document
from sepkit.model import Document, ObjectId, RepoPath
from sepkit.pipeline.checking import mend_file
from tests.analysis.checks.test_rules import PULLS, TABLE, preamble, said
from tests.analysis.checks.texts import MCP, PREAMBLE, SECTIONS, text

PATH = RepoPath("seps/9101-named-queues.md")


def document(data: bytes) -> Document:
    return read_document(data, path=PATH, blob=ObjectId("0" * 40), dialect=MCP)


def mend(content: str | bytes, *, has_unsafe: bool = False, only: str = "") -> bytes:
    data = content.encode() if isinstance(content, str) else content
    made = mend_file(
        data,
        path=PATH,
        dialect=MCP,
        has_unsafe=has_unsafe,
        is_wanted=lambda rule: rule.startswith(only),
    )
    return made.data


def safe_flaws(data: bytes) -> list[str]:
    sheet = Sheet(document=document(data), dialect=MCP, data=data)
    return [
        f"{rule.id}:{flaw.line}"
        for rule, flaw in flaws_in(sheet)
        if is_allowed(rule, flaw, has_unsafe=False)
    ]


FIXES = {
    "META002": (text(preamble=preamble(PR="")), f"- **PR**: {PULLS}/9101"),
    "META003": (text(preamble=TABLE), "- **Author(s)**: Ann Example (@ann)"),
    "META006": (text(preamble=PREAMBLE.replace("Author(s)", "Authors")), "- **Author(s)**: Ann"),
    "META012": (text(preamble=preamble(Status="**draft**")), "- **Status**: Draft"),
    "META013": (text(preamble=preamble(PR="TBD")), f"- **PR**: {PULLS}/9101"),
    "ID005": (text(title="# SEP-0000: Named queues"), "# SEP-9101: Named queues"),
    "ID006": (text(title="# SEP: Named queues"), "# SEP-9101: Named queues"),
    "TXT001": (
        text(sections=SECTIONS.replace("The key words of BCP 14 apply. ", "")),
        'The key words "MUST"',
    ),
    "TXT008": ("\ufeff" + text(), "# SEP-9101: Named queues"),
    "REF003": (said("It follows SEP-9102 in this."), f"follows [SEP-9102]({PULLS}/9102) in"),
    "REF014": (
        said("See https://github.com/modelcontextprotocol/specification/pull/9 for it."),
        "github.com/modelcontextprotocol/modelcontextprotocol/pull/9",
    ),
}


@pytest.mark.parametrize("rule", FIXES)
def test_a_safe_fix_mends_what_its_check_found(rule: str) -> None:
    broken, wanted = FIXES[rule]
    assert any(flaw.startswith(rule) for flaw in safe_flaws(broken.encode()))

    made = mend(broken, only=rule)

    assert wanted in made.decode()
    assert not any(flaw.startswith(rule) for flaw in safe_flaws(made))


def test_every_check_with_a_safe_fix_has_a_text_that_shows_it() -> None:
    assert set(FIXES) == {rule.id for rule in RULES if rule.fix is Fix.SAFE}


PARTS = st.sampled_from(
    [
        *(broken for broken, _ in FIXES.values()),
        text(title="# SEP: `Named` queues", preamble=TABLE),
        text(preamble=PREAMBLE.replace("- **", "**").replace("**: ", ":** ")),
        text(preamble=PREAMBLE.replace("\n", "\r\n")),
        text(preamble=preamble(PR="TBD", Sponsor="", Author="Ann, Bo")).replace("\n", "\r\n"),
        said("SEP-9102, SEP-9103 and `SEP-9104`; see [SEP-9105] and SEP-9106-like."),
        text(title="# SEP-77: Named SEP-77 queues"),
    ]
)


@given(PARTS, st.text(alphabet="SEP-9102 \n*|`[]()#:TBD", max_size=60), st.integers(0, 900))
def test_mending_twice_is_mending_once_and_leaves_nothing_to_mend(
    content: str, noise: str, at: int
) -> None:
    """The law of `--fix`: idempotent, complete, and the preamble reads the same."""
    data = (content[:at] + noise + content[at:]).encode()

    once = mend(data)

    assert mend(once) == once
    before, after = document(data), document(once)
    for name in ("title", "status", "track", "created", "authors", "sponsor", "requires"):
        assert getattr(after, name) == getattr(before, name), name
    assert [s.title for s in after.sections] == [s.title for s in before.sections]
    kept = [flaw for flaw in safe_flaws(once) if _would_change(once, flaw)]
    assert kept == []


def _would_change(data: bytes, flaw: str) -> bool:
    """Whether a flaw could still be mended without another meaning."""
    return mend(data, only=flaw.partition(":")[0]) != data


def test_lines_that_no_fix_touches_keep_every_byte() -> None:
    broken = text(preamble=preamble(PR="TBD")).encode().replace(b"\n", b"\r\n")
    odd = broken.replace(b"anonymous today", b"anonymous\x0c today\t ")

    made = mend(odd, only="META013").split(b"\r\n")

    changed = [(a, b) for a, b in zip(odd.split(b"\r\n"), made, strict=True) if a != b]
    assert changed == [(b"- **PR**: TBD", f"- **PR**: {PULLS}/9101".encode())]


def test_a_fix_that_would_change_what_the_preamble_says_is_not_made() -> None:
    broken = text(preamble=TABLE.replace("Ann Example (@ann)", "Ann \\| Example (@ann)"))

    made = mend(broken, only="META003")

    assert document(made).authors == document(broken.encode()).authors


def test_what_an_author_set_aside_is_not_mended() -> None:
    aside = "[//]: # (sepkit: ignore REF003 -- told below)\n\nIt follows SEP-9102 in this."

    assert mend(said(aside)) == said(aside).encode()


def test_edits_that_overlap_are_made_one_after_the_other() -> None:
    one = Flaw(line=1, message="", mend="", edits=(Edit(line=1, end_line=2, lines=("x",)),))
    two = Flaw(line=2, message="", mend="", edits=(Edit(line=2, end_line=2, lines=("y",)),))
    new = Flaw(line=3, message="", mend="", edits=(Edit(line=3, end_line=2, lines=("n",)),))

    assert mended(b"a\nb\nc\n", [one, two]) == b"x\nc\n"
    assert mended(b"a\nb\nc\n", [two, new]) == b"a\ny\nn\nc\n"


def test_no_fix_touches_a_heading_below_the_title_or_a_normative_word() -> None:
    for broken, _ in FIXES.values():
        made = mend(broken).decode()
        for pattern in (r"(?m)^## .*$", r"A server MUST keep the name of a queue"):
            assert re.findall(pattern, made) == re.findall(pattern, broken)
