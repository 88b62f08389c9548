"""The built site as files: links lead somewhere, bytes repeat, facts are the register's."""

import gzip
import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from sepkit.model import ProposalKey, Register, decode
from sepkit.publish.build import Built, build_site
from sepkit.publish.site.index import PAGE_KINDS, site_pages
from sepkit.publish.site.view import View
from tests.e2e.site.output import PAGE_BYTES, broken_links, pages_of
from tests.publish.conftest import Reading
from tests.publish.registers import proposal, register


def test_every_kind_of_page_is_in_the_index() -> None:
    folder = Path(site_pages.__code__.co_filename).parent
    kinds = {p.stem for p in folder.glob("*.py") if "\nKIND = " in p.read_text("utf-8")}

    assert {kind.name for kind in PAGE_KINDS} == kinds


def test_no_link_inside_the_site_is_broken(built: Built) -> None:
    assert broken_links(built.out, base="/below/") == []


def test_a_second_build_gives_the_same_bytes(
    built: Built, reading: Reading, tmp_path: Path
) -> None:
    again = build_site(reading, tmp_path / "again", site_url="https://site.example/below/")

    first = {p.relative_to(built.out): p.read_bytes() for p in built.out.rglob("*") if p.is_file()}
    second = {p.relative_to(again.out): p.read_bytes() for p in again.out.rglob("*") if p.is_file()}
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_links_hold_without_directory_urls(reading: Reading, tmp_path: Path) -> None:
    out = build_site(reading, tmp_path / "flat", use_directory_urls=False).out

    assert broken_links(out) == []
    assert not [
        link
        for page in pages_of(out).values()
        for link in page.links
        if link.endswith("/") and not urlsplit(link).scheme and not link.startswith("/")
    ]


def test_every_page_fits_in_sixty_kilobytes_with_all_it_loads(built: Built) -> None:
    frame = sum(
        len(gzip.compress((built.out / name).read_bytes()))
        for name in ("css/sepkit.css", "js/sepkit.js", "img/mark.svg")
    )
    heavy = [
        path
        for path in built.out.rglob("*.html")
        if len(gzip.compress(path.read_bytes())) + frame > PAGE_BYTES
    ]

    assert heavy == []
    assert len(gzip.compress((built.out / "css/sepkit.css").read_bytes())) <= 12_000
    assert len(gzip.compress((built.out / "js/sepkit.js").read_bytes())) <= 8_000


def test_the_policy_stands_first_and_nothing_inline_follows(built: Built) -> None:
    for path in built.out.rglob("*.html"):
        text = path.read_text("utf-8")
        assert re.search(r"<head>\s*<meta http-equiv=\"Content-Security-Policy\"", text), path
        assert "unsafe" not in text.split(">", 4)[3]
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), path
        assert not re.search(r"<[^>]*\s(style|on[a-z]+)=", text), path


def test_pages_load_nothing_from_elsewhere(built: Built) -> None:
    loads = {link for page in pages_of(built.out).values() for link in page.loads}

    assert loads
    assert not [link for link in loads if urlsplit(link).scheme or urlsplit(link).netloc]


def test_ids_are_unique_on_each_page(built: Built) -> None:
    for path, page in pages_of(built.out).items():
        assert len(page.ids) == len(set(page.ids)), path


def test_every_page_says_as_of_when_and_from_which_commit(built: Built) -> None:
    for path in built.out.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "As of <time" in text, path
        assert "20 May 2031, 09:30 UTC" in text, path
        assert "refused 1" in text, path


def test_names_of_files_are_ours_and_differ_without_case(built: Built) -> None:
    names = [p.relative_to(built.out).as_posix() for p in built.out.rglob("*") if p.is_file()]

    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert re.fullmatch(r"(?:[a-z0-9._-]+/)*[a-z0-9._-]+", name), name


def test_the_json_is_the_register_and_fits_its_schema(built: Built, reading: Reading) -> None:
    data = json.loads((built.out / "api/v1/register.json").read_text("utf-8"))
    schema = json.loads((built.out / "api/v1/schema/register.json").read_text("utf-8"))

    Draft202012Validator(schema).validate(data)
    assert decode(Register, data).counts == reading.register.counts
    one = json.loads((built.out / "api/v1/sep/121.json").read_text("utf-8"))
    assert one == next(p for p in data["proposals"] if p["key"] == "RFX-121")


def test_feeds_are_well_formed_and_hold_what_atom_asks_for(built: Built) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feeds = sorted((built.out / "feeds").glob("*.atom"))

    assert len(feeds) > 50
    for path in feeds:
        root = ET.fromstring(path.read_bytes())  # noqa: S314 - our own bytes
        assert root.tag == f"{atom}feed"
        ids = [e.findtext(f"{atom}id") for e in root.iter(f"{atom}entry")]
        assert len(ids) == len(set(ids)), path
        for node in (root, *root.iter(f"{atom}entry")):
            assert node.findtext(f"{atom}title") is not None
            assert re.fullmatch(
                r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", node.findtext(f"{atom}updated") or ""
            )


def test_feeds_lead_to_pages_that_exist(built: Built) -> None:
    for path in (built.out / "feeds").glob("*.atom"):
        for link in ET.fromstring(path.read_bytes()).iter("{http://www.w3.org/2005/Atom}link"):  # noqa: S314 - our own bytes
            target = (path.parent / link.attrib["href"]).resolve()
            assert target.exists(), (path, link.attrib["href"])


def test_graph_formats_agree(built: Built) -> None:
    data = json.loads((built.out / "api/v1/graph.json").read_text("utf-8"))
    root = ET.fromstring((built.out / "api/v1/graph.graphml").read_bytes())  # noqa: S314 - our own bytes
    space = "{http://graphml.graphdrawing.org/xmlns}"

    assert len(list(root.iter(f"{space}node"))) == len(data["nodes"])
    assert len(list(root.iter(f"{space}edge"))) == len(data["edges"])
    dot = (built.out / "api/v1/graph.dot").read_text("utf-8")
    assert dot.count(" -> ") == len(data["edges"])


def test_the_sitemap_leaves_people_out(built: Built) -> None:
    text = (built.out / "sitemap.xml").read_text("utf-8")

    assert "https://site.example/below/sep/121/" in text
    assert "/person/" not in text
    assert "noindex" in (built.out / "person/bo-track/index.html").read_text("utf-8")


def test_a_description_leads_programs_to_everything(built: Built) -> None:
    data = json.loads((built.out / ".well-known/sepkit.json").read_text("utf-8"))

    for key in ("register", "guide"):
        assert (built.out / data[key]).is_file()
    for slug in data["slugs"].values():
        assert (built.out / data["proposal"].format(slug=slug)).is_file()
        assert (built.out / data["proposal_text"].format(slug=slug)).is_file()
        assert (built.out / data["proposal_page"].format(slug=slug) / "index.html").is_file()


def test_an_author_s_status_stands_only_where_claims_stand(built: Built) -> None:
    claim = "{{ 7 * 7 }}"
    text = (built.out / "sep/142/index.html").read_text("utf-8")
    chips = re.findall(r'<span class="chip[^"]*">.*?</span>', text)

    assert "Status: " + claim in text
    assert not [chip for chip in chips if claim in chip]


def test_numbers_on_home_lead_to_as_many_rows(built: Built) -> None:
    home = (built.out / "index.html").read_text("utf-8")
    rows = (built.out / "proposals/index.html").read_text("utf-8")

    for key, number in re.findall(r'\?next=([a-z0-9-]+)".*?<span class="n">(\d+)</span>', home):
        assert rows.count(f'data-next="{key}"') == int(number)


def test_two_proposals_whose_pages_would_share_a_name_both_have_one() -> None:
    twin = replace(proposal(150), key=ProposalKey("RFX-150@7"))
    found = replace(register(), proposals=(proposal(150), twin), conflicts=())

    paths = [page.path for page in site_pages(View(found))]

    assert len({path.casefold() for path in paths}) == len(paths)
    assert {"sep/150/", "sep/150-2/"} <= set(paths)


@pytest.mark.parametrize(
    "changes",
    [
        {"proposals": (), "conflicts": ()},
        {"groups": (), "conflicts": (), "findings": ()},
        {"conflicts": ()},
    ],
)
def test_an_empty_register_still_has_every_page(changes: dict[str, object], tmp_path: Path) -> None:
    found = replace(register(), **changes)  # type: ignore[arg-type]

    out = build_site(Reading(register=found, texts={}), tmp_path / "out").out

    assert broken_links(out) == []
    for name in ("", "proposals", "queue", "conflicts", "graph", "metrics", "radar", "decisions"):
        assert (out / name / "index.html").is_file()
