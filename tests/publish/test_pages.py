"""What single pages say: numbers that agree, measurements, areas, moved proposals, folds."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sepkit.analysis.conflicts import RULES, Rule
from sepkit.model import Area, RepoPath
from sepkit.publish.build import Built
from sepkit.publish.site.accuracy import rule_accuracy, shown
from sepkit.publish.site.moved import former_slugs
from sepkit.publish.site.neglect import neglect
from sepkit.publish.site.view import View
from sepkit.publish.site.words import rule_meaning
from sepkit.publish.text.status import status_of
from tests.publish.conftest import Reading
from tests.publish.registers import measurement, proposal, register


def page(built: Built, path: str) -> str:
    return (built.out / path / "index.html").read_text("utf-8")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_site_and_terminal_count_the_same_things(reading: Reading) -> None:
    view, status = View(reading.register), status_of(reading.register)

    assert status.appear_open == len(view.open_proposals)
    assert status.not_known == len(view.unknown_proposals)
    assert status.conflicts == len(view.live_conflicts)
    assert len(status.across) == sum(c.cross_group for c in view.live_conflicts)
    assert len(status.no_clear_owner) == len(view.queue(None))
    assert sum(row.count for row in status.waiting) == len(view.open_proposals)
    assert all(
        len(reading.register.queue(g.id)) == len(view.queue(g.id)) for g in view.register.groups
    )


def test_home_answers_four_questions_before_anything_else(built: Built) -> None:
    home = page(built, "")
    answers = home[home.index('class="ans glance"') : home.index('id="h-waiting"')]

    for question in ("waits for whom", "collides", "nobody’s", "being forgotten"):
        assert question in answers
    assert "<b>0</b> for The Board" in answers


def test_every_number_of_neglect_on_home_stands_on_the_radar_too(
    built: Built, reading: Reading
) -> None:
    found = neglect(View(reading.register))
    radar, home = words(page(built, "radar/")), words(page(built, ""))

    assert f"{len(found.past_due)} past the time that the process sets" in home
    assert f"Past the time set {len(found.past_due)}" in radar
    assert f"{len(found.outside)} outside every priority area" in home
    assert f"Outside every area {len(found.outside)}" in radar


def test_an_area_without_an_open_proposal_is_shown_as_such(built: Built) -> None:
    radar = page(built, "radar/")

    assert "&lt;i&gt;Snow&lt;/i&gt;" in radar
    assert "no open proposal" in radar[radar.index("Snow") :]


def test_an_area_that_no_roadmap_names_is_listed_all_the_same() -> None:
    base = register()
    changed = replace(base, areas=(), proposals=(*base.proposals[:-1], proposal(147, area="Fog")))
    rows = neglect(View(changed)).areas

    assert [row.area.title for row in rows] == ["Fog", "Night running"]


def test_the_process_own_measurement_comes_first_and_others_are_folded(built: Built) -> None:
    about = page(built, "about/")
    own, others = about.index("40 pairs of RFX"), about.index("40 proposals of OTHER")

    assert own < about.index("Measured on 1 set of other proposals") < others
    assert "81 %" in about[own:others]
    assert "few pairs were &lt;judged&gt; twice" in about[own:others].lower()
    assert "sepkit evaluate conflicts --labels pairs.csv" in about
    assert "kept as promised" in about


def test_a_conflict_shows_how_often_its_rule_was_right(built: Built) -> None:
    assert "fired 16; right 13" in page(built, "conflict/121-122/")


def test_measurements_of_another_process_say_nothing_about_a_rule() -> None:
    view = View(replace(register(), measurements=(measurement("other"),)))

    assert rule_accuracy(view) == {}
    assert shown(view)[0] == ()


def test_without_any_measurement_the_page_says_so(tmp_path: Path) -> None:
    from sepkit.publish.build import build_site

    bare = Reading(register=replace(register(), measurements=()), texts={})
    built = build_site(bare, tmp_path / "out")

    assert "Nobody has measured it on the proposals of this process" in page(built, "about/")
    assert "not measured on this process" in page(built, "conflict/121-122/")


@pytest.mark.parametrize("old", ["134", "133", "draft-133"])
def test_a_former_address_leads_to_the_new_one_without_script(built: Built, old: str) -> None:
    html = page(built, f"sep/{old}/")

    assert '<meta http-equiv="refresh" content="0; url=../../sep/135/">' in html
    assert "Go to RFX-135" in html
    assert f"sep/{old}/" not in (built.out / "sitemap.xml").read_text("utf-8")


def test_a_former_address_that_somebody_else_has_now_is_theirs(built: Built) -> None:
    taken = proposal(140, former_paths=(RepoPath("proposals/121-thing.md"),))

    assert former_slugs(taken, "RFX") == ("121",)
    assert 'http-equiv="refresh"' not in page(built, "sep/121/")


def test_a_number_in_the_middle_of_a_name_is_no_number() -> None:
    named = proposal(140, pull_request=7, former_paths=(RepoPath("proposals/phase-2-x.md"),))

    assert former_slugs(named, "RFX") == ("7", "draft-7")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.id))
def test_every_rule_of_ours_says_what_it_looks_for(rule: Rule) -> None:
    assert rule_meaning(rule.id)


def test_areas_stand_in_the_order_of_the_roadmap(reading: Reading) -> None:
    more = Area(title="Aardvarks", path=RepoPath("docs/roadmap.md"), line=40, end_line=41)
    view = View(replace(reading.register, areas=(*reading.register.areas, more)))

    assert [row.area.title for row in neglect(view).areas][-1] == "Aardvarks"


def test_a_file_name_may_begin_with_the_noun_of_the_process() -> None:
    named = proposal(140, former_paths=(RepoPath("proposals/rfx-0119-x.md"),))

    assert former_slugs(named, "RFX") == ("119",)
