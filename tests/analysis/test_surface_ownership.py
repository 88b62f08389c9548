"""The most specific pattern owns a surface; ties are told, and many patterns are no burden."""

import time
from fnmatch import fnmatchcase

from hypothesis import given
from hypothesis import strategies as st

from sepkit.analysis.pattern_index import PatternIndex, specificity
from sepkit.analysis.surface_ownership import ClaimIndex, Owners
from sepkit.model import Group, is_path_match, is_wildcard_match
from tests.ownership.builders import ownership_of

GROUPS = """
    - id: wg-lamps
      owns: {surfaces: ["header:*", "method:lamps/*", "type:Lamp"], paths: [docs/**]}
    - id: wg-fog
      owns: {surfaces: ["header:Fog-*", "field:Lamp.fog", "method:lamps/*"], paths: [docs/fog.md]}
      excludes: [{surfaces: ["header:Fog-Density"], owner: wg-lamps}]
    - {id: core-keepers, kind: core, owns: {surfaces: ["header:Fog-*", "doc:*"]}}
    - {id: ig-old, status: retired, successor: wg-fog, owns: {surfaces: ["uri:old/*"]}}
    - {id: ig-gone, status: retired, owns: {surfaces: ["uri:*"]}}
"""


def groups() -> tuple[Group, ...]:
    return ownership_of({"groups/a.yml": GROUPS}).groups


def owners_of(surface: str) -> Owners:
    return ClaimIndex.of(groups(), kind="surface").owners_of(surface)


def owners(surface: str) -> tuple[str, ...]:
    return owners_of(surface).groups


def test_the_most_specific_pattern_wins() -> None:
    assert owners("header:Lamp-Name") == ("wg-lamps",)
    assert owners("header:Fog-Depth") == ("wg-fog",)


def test_headers_are_the_same_in_any_case_and_other_names_are_not() -> None:
    assert owners("header:fog-depth") == ("wg-fog",)
    assert owners("type:lamp") == ()


def test_equal_patterns_tie_and_name_both_claims() -> None:
    found = owners_of("method:lamps/list")

    assert found.groups == ("wg-fog", "wg-lamps")
    assert len(found.groups) > 1
    assert found.owner is None
    assert [claim.pattern for claim in found.claims] == ["method:lamps/*"] * 2


def test_a_group_of_kind_core_loses_a_tie_and_keeps_what_nobody_else_claims() -> None:
    assert owners("header:Fog-Depth") == ("wg-fog",)
    assert owners("doc:index") == ("core-keepers",)


def test_what_a_group_excludes_goes_to_the_next_best() -> None:
    assert owners("header:Fog-Density") == ("core-keepers",)


def test_a_field_belongs_to_the_owner_of_its_type_unless_somebody_claims_it() -> None:
    assert owners("field:Lamp.colour") == ("wg-lamps",)
    assert owners("field:Lamp.fog") == ("wg-fog",)
    assert owners("enum:Lamp.fog.dense") == ("wg-fog",)
    assert owners("enum:Lamp.colour.red") == ("wg-lamps",)
    assert owners("enum:") == ()


def test_claims_of_a_retired_group_pass_to_its_successor_or_to_nobody() -> None:
    assert owners("uri:old/a") == ("wg-fog",)
    assert owners("uri:new") == ()


def test_paths_are_owned_by_globs() -> None:
    paths = ClaimIndex.of(groups(), kind="path")

    assert paths.owners_of("docs/fog.md").owner == "wg-fog"
    assert paths.owners_of("docs/a/b.md").owner == "wg-lamps"
    assert paths.owners_of("src/a.py").groups == ()


def test_ten_thousand_patterns_answer_a_thousand_questions_quickly() -> None:
    patterns = [f"type:Lamp{n}*" for n in range(3000)] + [f"type:*Fog{n}" for n in range(3000)]
    patterns += [f"type:*Buoy{n}*" for n in range(2000)] + [f"method:m{n}" for n in range(2000)]
    listed = "\n".join(f"    - '{pattern}'" for pattern in patterns)
    text = f"id: wg-many\nowns:\n  surfaces:\n{listed}\n"
    index = ClaimIndex.of(ownership_of({"groups/a.yml": text}).groups, kind="surface")

    begin = time.perf_counter()
    found = [index.owners_of(f"type:Lamp{n}Dense").owner for n in range(500)]
    found += [index.owners_of(f"type:DenseFog{n}").owner for n in range(500)]
    took = time.perf_counter() - begin

    assert set(found) == {"wg-many"}
    assert took < 1


PATTERNS = st.text(alphabet="ab/*?:.", min_size=1, max_size=8)
NAMES = st.text(alphabet="ab/:.", max_size=8)


@given(st.lists(PATTERNS, max_size=6), NAMES)
def test_the_index_finds_just_what_trying_every_pattern_finds(
    patterns: list[str], name: str
) -> None:
    for match in (is_wildcard_match, is_path_match):
        index = PatternIndex[str](match)
        for pattern in patterns:
            index.add(pattern, pattern)

        assert sorted(index.fitting(name)) == sorted(p for p in patterns if match(p, name))


@given(PATTERNS)
def test_a_pattern_without_wildcards_is_more_specific_than_any_with(pattern: str) -> None:
    assert specificity("a") > specificity(pattern) or not {"*", "?"}.intersection(pattern)


@given(st.text(alphabet="ab*?", max_size=10), st.text(alphabet="ab", max_size=10))
def test_wildcards_mean_what_they_mean_in_a_shell(pattern: str, text: str) -> None:
    assert is_wildcard_match(pattern, text) == fnmatchcase(text, pattern)


def test_no_pattern_is_slow() -> None:
    begin = time.perf_counter()

    assert not is_wildcard_match("*a" * 500 + "b", "a" * 2000)
    assert not is_path_match("**/a/" * 60 + "b", "a/" * 400 + "c")
    assert time.perf_counter() - begin < 2
