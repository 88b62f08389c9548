"""Which act needs whom, and what a name in a commit proves."""

import re
from pathlib import Path

import pytest

from sepkit.analysis import deciding
from sepkit.analysis.deciding import ActRule, AuthorityTable, Verdict, judge_act, parse_authority
from sepkit.model import ConfigurationError, Date, Group, Handle, Ownership, RepoPath, Roster
from tests.analysis.routing import world
from tests.builders import person

TABLE = AuthorityTable(
    rules=(
        ActRule(act=">proposal", roles=("anyone",), source="rules.md:1"),
        ActRule(act="draft>in-review", roles=("sponsor", "core-maintainer"), source="rules.md:2"),
        ActRule(act="*>withdrawn", roles=("author",), source="rules.md:3"),
        ActRule(act="close-in-scope", roles=("group-lead",), source="rules.md:4"),
    )
)
KIM = person("kim", "Kim Core")
HOUSE = Ownership(
    roster=(
        Roster(
            role="core-maintainer",
            handle=Handle("Kim"),
            name="Kim Core",
            area="",
            path=RepoPath("PEOPLE.md"),
            line=8,
        ),
    )
)


def judged(act: str, who: str, *, on_base: bool = False, owner: Group | None = None) -> Verdict:
    return judge_act(
        act,
        person(who),
        table=TABLE,
        ownership=HOUSE,
        on_base=on_base,
        as_of=world.NOW,
        owner=owner,
        authors=(person("ada"),),
    )


def test_an_entitled_person_on_the_base_made_it_true() -> None:
    found = judged("draft>in-review", "kim", on_base=True)

    assert found.authorised is True
    assert (found.role, found.path, found.line) == ("core-maintainer", "PEOPLE.md", 8)


def test_the_same_name_on_a_branch_proves_nothing() -> None:
    found = judged("draft>in-review", "kim")

    assert found.authorised is None
    assert "only the forge could tell" in found.reason


def test_who_is_in_no_list_could_not_have_made_it_true_on_a_branch() -> None:
    found = judged("draft>in-review", "mallory")

    assert found.authorised is False
    assert "sponsor or core maintainer" in found.reason
    assert "rules.md:2" in found.reason


def test_what_the_base_holds_from_an_unlisted_person_is_unknown() -> None:
    assert judged("draft>in-review", "mallory", on_base=True).authorised is None


def test_an_act_that_is_anyones_needs_no_list() -> None:
    assert judged(">proposal", "mallory").authorised is True


def test_an_act_that_the_process_does_not_name_is_unknown() -> None:
    found = judged("final>draft", "kim", on_base=True)

    assert found.authorised is None
    assert "`final>draft`" in found.reason


def test_a_star_stands_for_any_status() -> None:
    assert judged("draft>withdrawn", "ada", on_base=True).authorised is True
    assert judged("in-review>withdrawn", "kim", on_base=True).authorised is None


def test_a_lead_closes_in_the_own_groups_scope_only_and_only_in_term() -> None:
    ended = world.lamps(leads=(world.lead("lena", until=Date("2026-02-01")),))

    assert judged("close-in-scope", "lena", on_base=True, owner=world.lamps()).authorised is True
    assert judged("close-in-scope", "lena", owner=world.doors()).authorised is False
    assert judged("close-in-scope", "lena", owner=ended).authorised is False


def test_a_full_name_stands_in_for_a_missing_handle_and_a_first_name_does_not() -> None:
    def by_name(name: str) -> bool | None:
        return judge_act(
            "draft>in-review",
            person(name=name),
            table=TABLE,
            ownership=HOUSE,
            on_base=True,
            as_of=world.NOW,
        ).authorised

    assert by_name("kim  core") is True
    assert by_name("Kim") is None


def test_the_shipped_tables_can_be_read_and_each_rule_has_roles_and_a_source() -> None:
    text = (Path(deciding.__file__).parent / "authority.json").read_text(encoding="utf-8")

    tables = parse_authority(text)

    assert tables
    for table in tables.values():
        for rule in table.rules:
            assert rule.roles, rule
            assert rule.source, rule


@pytest.mark.parametrize("text", ["", "[]", '{"x": [{"act": "a"}]}', '{"x": 3}'])
def test_a_table_of_another_shape_is_the_operators_mistake(text: str) -> None:
    with pytest.raises(ConfigurationError, match="table of authority"):
        parse_authority(text)


def test_a_step_that_the_process_does_not_have_is_named_as_such() -> None:
    table = AuthorityTable(
        rules=(
            *TABLE.rules,
            ActRule(act="accepted>final", roles=("sponsor",), source="rules.md:8"),
            ActRule(act="*>*", roles=("lead-maintainer",), source="rules.md:9"),
        )
    )

    found = judge_act(
        "draft>final", KIM, table=table, ownership=HOUSE, on_base=True, as_of=world.NOW
    )

    assert found.authorised is None
    assert found.reason.startswith("the process has no step from `draft` to `final`")


def test_where_no_file_lists_anybody_nothing_can_be_told() -> None:
    found = judge_act(
        "draft>in-review", KIM, table=TABLE, ownership=Ownership(), on_base=False, as_of=world.NOW
    )

    assert found.authorised is None
    assert "no file of that day lists anybody" in found.reason


def test_a_word_that_is_no_status_of_the_process_is_not_repeated() -> None:
    table = AuthorityTable(rules=(ActRule(act="*>*", roles=("lead",), source="rules.md:9"),))

    found = judge_act(
        "draft>Zanzibar", KIM, table=table, ownership=HOUSE, on_base=True, as_of=world.NOW
    )

    assert "Zanzibar" not in found.reason


def test_every_act_of_the_shipped_tables_is_between_statuses_of_its_process() -> None:
    from sepkit.dialects import load_dialect
    from sepkit.learnt import read_authority

    for name, table in read_authority().items():
        known = {rule.id for rule in load_dialect(name).statuses} | {"", "*"}
        words = {w for rule in table.rules if ">" in rule.act for w in rule.act.split(">")}
        assert words <= known, name


@pytest.mark.corpora
def test_the_sources_of_the_shipped_table_are_lines_of_real_files(corpora: Path) -> None:
    from sepkit.learnt import read_authority
    from sepkit.model import ObjectId
    from sepkit.sources import open_repository, read_base_files

    with open_repository(str(corpora / "corpora" / "mcp.bundle"), cache=None) as repository:
        _, commit = repository.resolve(None)
        sources = [rule.source for rule in read_authority()["mcp"].rules]
        named = {source.partition(":")[0] for source in sources}
        files, _ = read_base_files(repository, ObjectId(commit), sorted(named))

    lengths = {str(file.path): file.data.count(b"\n") for file in files}
    assert named == set(lengths)
    for source in sources:
        path, _, lines = source.partition(";")[0].partition(":")
        numbers = [int(n) for n in re.findall(r"\d+", lines.partition(" ")[0])]
        assert all(n <= lengths[path] for n in numbers), source
