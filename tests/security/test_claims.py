"""Authority comes from the base (promise 3); claims are shown as claims (promise 4)."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sepkit.model import NothingToReadError, Register, SepkitError
from sepkit.pipeline import ReadRequest, Result, read_register
from tests.security.claims import (
    CLAIMS,
    NUMBER,
    PATH,
    PLAIN,
    STATUSES,
    Claim,
    facts,
    whole,
)
from tests.security.proposals import BASE, sep
from tests.sources.builders import Builder

FILES = {**BASE, "seps/10-first.md": sep(10, "First", status="Final").encode()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Claim, bool], Result]:
    """Build a repository with one claim, in a pull request or on the base, and read it."""

    results: dict[tuple[str, bool], Result] = {}

    def make(claim: Claim, on_base: bool) -> Result:
        key = (claim.name, on_base)
        if key not in results:
            results[key] = build(claim, on_base)
        return results[key]

    def build(claim: Claim, on_base: bool) -> Result:
        builder = Builder(tmp_path_factory.mktemp("claim") / "r.git")
        base = builder.base(FILES)
        files = {**FILES, **claim.files, PATH: claim.text.encode()}
        commit = builder.commit(
            files, base, author=claim.author, message=claim.message, extra=claim.extra
        )
        builder.ref("refs/heads/main" if on_base else f"refs/pull/{NUMBER}/head", commit)
        return read_register(ReadRequest(location=str(builder.folder)))

    return make


NOTHING = Claim(name="nothing")
Made = Callable[[Claim, bool], Result]


def test_there_are_enough_claims() -> None:
    assert len(CLAIMS) >= 50
    assert len({claim.name for claim in CLAIMS}) == len(CLAIMS)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_a_claim_in_a_pull_request_changes_nothing(claim: Claim, made: Made) -> None:
    assert facts(made(claim, False).register) == facts(made(NOTHING, False).register)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)
def test_the_same_on_the_base_counts_where_it_is_an_act(claim: Claim, made: Made) -> None:
    plain = facts(made(NOTHING, True).register)
    try:
        changed = facts(made(claim, True).register)
    except SepkitError as error:
        assert "sepkit.yml" in str(error)
        return
    assert changed["authorised"] is True
    if claim in STATUSES or (claim.files and claim.counts_on_base):
        assert changed != plain
    elif not claim.files:
        assert changed == plain


def test_a_listed_sponsor_on_the_base_is_known(made: Made) -> None:
    claim = Claim(name="listed", text=sep(NUMBER, "Lamps", sponsor="Bo Beck (@Bo-Beck)"))

    assert facts(made(claim, True).register)["known"] is True


def test_naming_a_listed_sponsor_reaches_no_further_than_the_first_sponsored_status(
    made: Made,
) -> None:
    """The text alone names the sponsor; whether that person agreed only the forge could tell."""
    text = sep(NUMBER, "Lamps", sponsor="Bo Beck (@bo-beck)", status="Final")
    found = facts(made(Claim(name="named", text=text), False).register)
    plain = facts(made(NOTHING, False).register)

    assert found["status"] == "draft"
    assert found["authorised"] is False
    assert found["decides"] == plain["decides"]
    assert {k: found[k] for k in whole(made(NOTHING, False).register)} == {
        k: plain[k] for k in whole(made(NOTHING, False).register)
    }


@pytest.mark.parametrize("claim", STATUSES, ids=lambda claim: claim.name)
def test_what_the_text_claims_is_kept_apart_from_what_is_true(claim: Claim, made: Made) -> None:
    [proposal] = [p for p in made(claim, False).register.proposals if p.number == NUMBER]

    assert proposal.claimed_status
    assert proposal.claimed_status.lower() != proposal.status
    assert not any(event.on_base for event in proposal.timeline)


def test_another_pull_request_cannot_speak_for_a_proposal_of_the_base(tmp_path: Path) -> None:
    builder = Builder(tmp_path / "r.git")
    base = builder.base(FILES)
    edited = {**FILES, "seps/10-first.md": sep(10, "Seized", status="Withdrawn").encode()}
    builder.ref("refs/pull/30/head", builder.commit(edited, base, when=b"7258118400 +0000"))

    [first] = [
        p
        for p in read_register(ReadRequest(location=str(builder.folder))).register.proposals
        if p.key == "SEP-10"
    ]

    assert (first.title, first.status, first.in_flight) == ("First", "final", False)


@pytest.mark.parametrize("other", [19, 21, 999])
def test_another_pull_request_cannot_speak_for_one_in_flight(other: int, tmp_path: Path) -> None:
    builder = Builder(tmp_path / "r.git")
    base = builder.base(FILES)
    builder.pull(NUMBER, {**FILES, PATH: PLAIN.encode()}, base)
    seized = {**FILES, PATH: sep(NUMBER, "Seized", status="Withdrawn").encode()}
    builder.ref(f"refs/pull/{other}/head", builder.commit(seized, base, when=b"7258118400 +0000"))

    [mine] = [
        p
        for p in read_register(ReadRequest(location=str(builder.folder))).register.proposals
        if p.number == NUMBER
    ]

    assert (mine.title, mine.status) == ("Lamps", "proposal")


def test_a_tag_named_main_is_not_the_base(tmp_path: Path) -> None:
    builder = Builder(tmp_path / "r.git")
    base = builder.base(FILES)
    final = {**FILES, PATH: sep(NUMBER, "Lamps", status="Final").encode()}
    builder.ref("refs/tags/main", builder.commit(final, base))

    for rev in (None, "main"):
        register = read_register(ReadRequest(location=str(builder.folder), rev=rev)).register
        assert register.revision == base
        assert [p.number for p in register.proposals] == [10]


def test_settings_that_exist_only_in_a_pull_request_are_no_settings(tmp_path: Path) -> None:
    builder = Builder(tmp_path / "r.git")
    base = builder.base({"README.md": b"nothing\n"})
    builder.pull(5, {"sepkit.yml": b"preset: mcp\n", "seps/5-a.md": sep(5).encode()}, base)

    with pytest.raises(NothingToReadError):
        read_register(ReadRequest(location=str(builder.folder)))


@pytest.fixture(scope="module")
def shouting(made: Made) -> Register:
    claim = Claim(
        name="shouting",
        text=sep(NUMBER, "Lamps", status="Zanzibar-Approved", sponsor="Mallory (@mallory)"),
    )
    return made(claim, False).register


def test_a_claimed_status_stands_in_the_terminal_only_as_a_claim(shouting: Register) -> None:
    from sepkit.publish.text.show import render_show

    [proposal] = [p for p in shouting.proposals if p.number == NUMBER]
    shown = " ".join(render_show(shouting, proposal).split())

    assert 'The text says "Zanzibar-Approved"' in shown
    assert "`Zanzibar-Approved` is no status of this process" in shown
    assert shown.count("Zanzibar") == 2


def test_an_export_shows_a_claimed_status_in_its_own_field_only(shouting: Register) -> None:
    import json

    from sepkit.publish.export import render_register

    places = {
        place for place, text in _texts(json.loads(render_register(shouting))) if "Zanzibar" in text
    }

    assert places == {
        "proposals.claimed_status",
        "proposals.preamble.value",
        "proposals.findings.message",
        "proposals.timeline.status",
    }


def _texts(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{place}.{key}".lstrip("."))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, place)
    elif isinstance(value, str):
        yield place, value
