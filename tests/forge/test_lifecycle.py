"""The golden cases of lifecycle bots, as data, and what they come to over a year of sweeps."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from sepkit.forge.configuration import load_lifecycle
from sepkit.forge.lifecycle import Lifecycle, advise, due_reminders, is_other_bot_at_work
from sepkit.forge.marker import marker
from sepkit.model import Handle, Instant, Register, Sponsor
from sepkit.model.forge_state import (
    Account,
    ForgeComment,
    ForgeEvent,
    ForgeState,
    PullState,
    Standing,
)
from tests.forge.builders import head, register_of, sep

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "golden.yml").read_text("utf-8")
)
NOW = datetime.fromisoformat("2026-08-24T09:00:00+00:00")
LIFECYCLE = Lifecycle(rules=load_lifecycle("mcp").rules, former=(("gone", "2026-05-01"),))
TEAM = LIFECYCLE.rules.sponsor_team
OTHER = LIFECYCLE.rules.other_marker
PEOPLE = ("alice", "cm", "sdkm", "helper", "coauthor", "gone", "stranger")
BOT = Account(id=900, login="sepkit-helper", is_bot=True)
OTHER_BOT = Account(id=901, login="lifecycle", is_bot=True)


def ago(days: float) -> Instant:
    return Instant((NOW - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ"))


def person(login: str) -> Account:
    return Account(id=PEOPLE.index(login) + 1, login=login)


def comment(number: int, author: Account, body: str, days: float) -> ForgeComment:
    return ForgeComment(id=number, author=author, body=body, created=ago(days))


def pull_of(case: dict[str, Any]) -> PullState:
    author = person(case.get("author", "alice")) if case.get("author", "alice") else None
    comments: list[ForgeComment] = []
    events = [
        ForgeEvent(
            kind="labeled",
            actor=person("stranger"),
            subject=label,
            at=ago(case.get("labelled", {}).get(label, case["age"])),
        )
        for label in case["labels"]
    ]
    for who, how, days in case.get("acts", []):
        if how in ("push", "forced"):
            kind = "committed" if how == "push" else "pushed"
            events.append(ForgeEvent(kind=kind, actor=person(who), at=ago(days)))
        else:
            body = f"> {OTHER}\nquoted" if how != "marker" else f"{OTHER}\nlook"
            comments.append(comment(len(comments) + 1, person(who), body, days))
    for who, by, days in case.get("assigned", []):
        events.append(ForgeEvent(kind="assigned", actor=person(by), at=ago(days), subject=who))
    for who, days in case.get("told", []):
        comments.append(comment(len(comments) + 1, OTHER_BOT, f"{OTHER}\n@{who}", days))
    for code, days in case.get("reminded", {}).items():
        digest = f"{code}/{ago(case['age'])[:10]}/1"
        body = marker("reminder", pull=7, bot=BOT, digest=digest) + "\n@alice: soon"
        comments.append(comment(len(comments) + 1, BOT, body, days))
    return PullState(
        number=7,
        author=author,
        is_open=case.get("is_open", True),
        is_draft=False,
        head=head(7),
        created=ago(case["age"]),
        updated=ago(0),
        labels=tuple(case["labels"]),
        assignees=tuple(person(who) for who, _, _ in case.get("assigned", [])),
        comments=tuple(comments),
        events=tuple(sorted(events, key=lambda e: e.at)),
    )


def state_of(case: dict[str, Any], pull: PullState) -> ForgeState:
    is_known = case.get("teams") != "unknown"
    standings = tuple(
        Standing(
            login=who,
            permission="read",
            teams=(TEAM,) if is_known and who in ("cm", "sdkm") else (),
            unknown_teams=() if is_known else (TEAM,),
        )
        for who in PEOPLE
    )
    return ForgeState(
        repository="harbour/lamp", bot=BOT, read_at=ago(0), pulls=(pull,), standings=standings
    )


def register_for(case: dict[str, Any]) -> Register:
    if not case.get("is_proposal", True):
        return register_of()
    named = Sponsor(handle=Handle(case["sponsor"])) if "sponsor" in case else None
    return register_of(sep(7, claimed_status=case.get("claims", "Draft"), sponsor=named))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_rules_are_right_where_bots_are_wrong(case: dict[str, Any]) -> None:
    pull = pull_of(case)

    found = advise(register_for(case), state_of(case, pull), pull, LIFECYCLE)

    assert [[a.kind, a.code.partition("/")[0], " ".join(a.to)] for a in found] == case["right"]


def test_every_golden_case_stands_once_and_some_bots_are_wrong_in_it() -> None:
    ids = [case["id"] for case in CASES]

    assert len(ids) == len(set(ids))
    assert {f"G{n}" for n in range(1, 26)} - set(ids) == {"G18"}
    assert sum("bot" in case for case in CASES) >= 20


def sweeps(case: dict[str, Any], days: int) -> list[tuple[int, str]]:
    """Sweep every week, each time with the reminders that were given before."""
    given: list[tuple[int, str]] = []
    for day in range(7, days, 7):
        now = {**case, "age": day}
        if "assigned" in case:
            now["assigned"] = [[who, by, day] for who, by, _ in case["assigned"]]
        pull = pull_of(now)
        posted = tuple(
            comment(100 + n, BOT, marker("reminder", pull=7, bot=BOT, digest=code), day - then)
            for n, (then, code) in enumerate(given)
        )
        start = ago(day)
        pull = replace(pull, comments=posted, created=start)
        state = state_of(now, pull)
        given += [
            (day, a.code)
            for a in due_reminders(register_for(case), state, pull, LIFECYCLE)
            if a.kind == "remind"
        ]
        # The date in a code is the day since when it is quiet: fixed in truth, moving here.
        given = [(then, code.replace(start[:10], "START")) for then, code in given]
        given = [(then, code.replace("START", ago(day + 7)[:10])) for then, code in given]
    return given


@pytest.mark.parametrize(
    ("name", "case"),
    [
        ("S1", {"labels": ["proposal"], "age": 0}),
        ("S2", {"labels": ["draft"], "age": 0, "assigned": [["cm", "cm", 0]]}),
        ("S3", {"labels": ["draft"], "age": 0}),
        ("S4", {"labels": ["accepted"], "age": 0}),
    ],
)
def test_sixty_weeks_of_silence_bring_at_most_four_messages_a_year(
    name: str, case: dict[str, Any]
) -> None:
    given = [day for day, _ in sweeps(case, 420)]

    assert sum(day > 55 for day in given) <= 4, name
    assert len(given) <= 5, name
    gaps = [b - a for a, b in pairwise(given)]
    assert all(gap >= 14 for gap in gaps)


@pytest.mark.parametrize("account", [OTHER_BOT, BOT], ids=["its own account", "the same account"])
def test_another_lifecycle_bot_at_work_means_that_sepkit_reminds_nobody(account: Account) -> None:
    case = {"labels": ["proposal"], "age": 95}
    pull = pull_of(case)
    theirs = replace(pull, number=8, comments=(comment(1, account, f"{OTHER}\nhello", 20),))
    alone = state_of(case, pull)
    beside = replace(alone, pulls=(pull, theirs))

    register = register_for(case)
    assert [a.kind for a in due_reminders(register, alone, pull, LIFECYCLE)] == ["remind"]
    assert is_other_bot_at_work(beside, LIFECYCLE.rules)
    assert due_reminders(register, beside, pull, LIFECYCLE) == ()


def test_a_persons_quotation_of_the_marker_is_no_other_bot() -> None:
    case = {"labels": ["proposal"], "age": 95, "acts": [["stranger", "marker", 2]]}
    pull = pull_of(case)

    assert not is_other_bot_at_work(state_of(case, pull), LIFECYCLE.rules)
