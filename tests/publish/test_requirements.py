"""Pages of normative sentences: counts that agree, lines, traces and tests."""

import re
from dataclasses import replace
from pathlib import Path

from sepkit.model import ProposalRequirement, Register, RepoPath, SpecRequirement
from sepkit.publish.build import build_site
from sepkit.publish.site.requirements import ROWS_SHOWN, pages
from sepkit.publish.site.view import View
from tests.publish.conftest import Reading
from tests.publish.registers import register, texts

PATH = RepoPath("docs/specification/draft/wire.mdx")


def asked(number: int, landed: str, **more: str) -> ProposalRequirement:
    return ProposalRequirement(
        id=f"SEP-7/{number}",
        keyword="MUST",
        text=f"Lamps MUST shine, case {number}.",
        path=RepoPath("seps/7-a.md"),
        line=number,
        landed=landed,
        **more,
    )


def made(*requirements: ProposalRequirement) -> Register:
    said = SpecRequirement(
        id="wire/1",
        keyword="MUST NOT",
        text="Lamps MUST NOT shine.",
        path=PATH,
        line=9,
        since="draft",
        checks=("sep-7-dark",),
    )
    whole = register()
    proposals = tuple(
        replace(p, requirements=requirements) if p.number == 101 else p for p in whole.proposals
    )
    spec = replace(whole.spec, requirements=(said, replace(said, id="wire/2", removed="draft")))
    return replace(whole, proposals=proposals, spec=spec)


def built(found: Register, folder: Path) -> dict[str, str]:
    """The words of the pages that these sentences stand on, by path."""
    reading = Reading(register=found, texts=texts(found))
    site = build_site(reading, folder / "out", site_url="https://site.example/")
    paths = ("requirements", "requirements/of-101", "requirements/wire", "sep/101")
    pages_ = {path: (site.out / path / "index.html").read_text("utf-8") for path in paths}
    return {path: " ".join(re.sub(r"<[^>]+>", " ", html).split()) for path, html in pages_.items()}


def test_sentences_stand_on_their_pages_with_trace_test_and_line(tmp_path: Path) -> None:
    site = built(made(asked(1, "contradicted", landed_id="wire/1", check="sep-7-one")), tmp_path)

    assert "1 sentence with an RFC 2119 key word stand" in site["requirements"]
    assert "1 more stood in earlier ones" in site["requirements"]
    assert "1 have a test, 0 an excuse, 0 neither" in site["requirements"]
    own = site["requirements/of-101"]
    assert "Lamps MUST shine, case 1." in own
    assert "seps/7-a.md:1" in own
    assert "Contradicted Lamps MUST NOT shine. wire.mdx:9" in own
    assert "sep-7-one" in own
    assert "sep-7-dark" in site["requirements/wire"]
    assert "Its 1 requirement" in site["sep/101"]


def test_a_hostile_sentence_is_text(tmp_path: Path) -> None:
    evil = replace(asked(1, "missing"), text="Lamps MUST <script>alert(1)</script> shine.")
    found = made(evil)
    reading = Reading(register=found, texts=texts(found))
    site = build_site(reading, tmp_path / "out", site_url="https://site.example/")

    html = (site.out / "requirements/of-101/index.html").read_text("utf-8")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_what_contradicts_comes_first_with_what_it_contradicts() -> None:
    found = made(
        asked(1, "landed", landed_id="wire/1"),
        asked(2, "missing"),
        asked(3, "contradicted", landed_id="wire/1"),
    )

    [own] = [page for page in pages(View(found)) if page.path.startswith("requirements/of-")]

    items = own.context["items"]
    assert [item.line for item, _ in items] == [3, 2, 1]
    assert [other.line if other else None for _, other in items] == [9, None, 9]


def test_a_page_holds_so_many_sentences_and_says_how_many_more_there_are() -> None:
    many = [asked(number, "missing") for number in range(1, ROWS_SHOWN + 6)]

    [own] = [p for p in pages(View(made(*many))) if p.path.startswith("requirements/of-")]

    assert (len(own.context["items"]), own.context["more"]) == (ROWS_SHOWN, 5)


def test_a_page_counts_its_tests() -> None:
    overview = next(iter(pages(View(made(asked(1, "landed"))))))

    [row] = overview.context["spec_pages"]
    assert (row.total, row.counts["test"], row.counts["traced"]) == (1, 1, 0)
