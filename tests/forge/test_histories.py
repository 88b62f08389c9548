"""Promise: any crash, retry or race ends in one comment, one label, one audit record."""

import copy
import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

import sepkit.forge
from sepkit.forge.audit import verify_audit
from sepkit.forge.requests import Requests
from sepkit.model import ForgeError, Register
from tests.forge.builders import clash, register_of, run, run_with, sep, with_rules, world_of
from tests.forge.fake.faults import KINDS, FaultyWire, Killed
from tests.forge.fake.walk import STATUSES_ASKED, Places, Sweeper, Walk
from tests.forge.fake.world import BOT, World

PULLS = (7, 8, 9, 10, 11)
Act = Callable[[World], None]


@cache
def one() -> Register:
    return register_of(sep(7))


@cache
def three() -> Register:
    return register_of(*(sep(n) for n in PULLS[:3]), conflicts=(clash(7, 8),))


@cache
def five() -> Register:
    return register_of(*(sep(n) for n in PULLS), conflicts=(clash(7, 8),))


def start(*numbers: int) -> World:
    world = world_of(*numbers)
    for number in numbers:
        world.label(number, "anna", "draft")
        world.comment(number, "stranger", "<!-- sepkit:comment pr=7 bot=1000 digest=0 -->\nmine")
    return world


def check(world: World, register: Register) -> None:
    """After a last undisturbed run: all as planned, nothing twice, and nothing left to do."""
    run(register, FaultyWire(world))
    last = run(register, FaultyWire(world))
    assert last.plan is None or last.plan.writes == ()
    for number, pull in world.pulls.items():
        assert [c.author for c in pull.comments].count(BOT) == 1, number
        assert sorted(pull.labels) == ["draft", "wg:lights"], number
        assert [c.author for c in pull.comments].count("stranger") == 1, number
    records, problems = verify_audit(world.objects.files("sepkit-audit"))
    assert sorted(r.pull for r in records) == sorted(world.pulls)
    assert problems == ()


def walk_of(register: Register, sweeps: int = 1) -> Walk:
    def begin(requests: Requests) -> None:
        run_with(requests, register)

    return Walk((Sweeper(begin),) * sweeps, Places(), KINDS)


def check_all(walk: Walk, register: Register) -> None:
    """Check every world that any history met: a sweep may be killed at each of them."""
    for world in walk.places.worlds.values():
        recorded = {p.split("/")[1] for p in world.objects.files("sepkit-audit") if "/" in p}
        for number, pull in world.pulls.items():
            is_touched = "wg:lights" in pull.labels or BOT in [c.author for c in pull.comments]
            assert not is_touched or str(number) in recorded, "written before it was recorded"
        check(copy.deepcopy(world), register)


# one sweep


def test_every_history_of_one_to_three_faults_on_a_pull_request_ends_well() -> None:
    walk = walk_of(one())

    tried = [walk.histories(start(7), faults) for faults in range(4)]

    assert tried == [1, 350, 46_375, 4_615_925]
    check_all(walk, one())
    assert len(walk.ends) == 9


def test_every_history_of_one_fault_on_a_sweep_of_three_ends_well() -> None:
    walk = walk_of(three())

    assert walk.histories(start(*PULLS[:3]), 1) == 24 * len(KINDS)
    check_all(walk, three())


@pytest.mark.deep
def test_every_history_of_one_or_two_faults_on_a_sweep_of_five_ends_well() -> None:
    walk = walk_of(five())

    assert [walk.histories(start(*PULLS), faults) for faults in (1, 2)] == [850, 277_875]
    check_all(walk, five())


def histories(count: int, places: range, seed: int) -> Iterator[dict[int, str]]:
    choose = random.Random(seed)  # noqa: S311 - a fixed choice of tests
    for _ in range(count):
        yield dict(zip(choose.sample(places, 3), choose.choices(KINDS, k=3), strict=True))


def disturbed(world: World, register: Register, faults: Mapping[int, str]) -> int:
    """Run once with faults and return the number of requests; only our kind of error comes out."""
    wire = FaultyWire(world, faults=faults)
    try:
        run(register, wire)
    except Exception as error:  # noqa: BLE001 - only our own kind may come out, and only from reading
        assert isinstance(error, ForgeError), repr(error)
    return wire.count


def go_as_walked(count: int) -> None:
    walk, fresh = walk_of(one()), start(7)
    for faults in histories(count, range(17), 5):
        world = copy.deepcopy(fresh)
        requests = disturbed(world, one(), faults)
        states = list(walk.follow(fresh, faults))
        assert len(states) - 1 == requests, faults
        assert states[-1].place == walk.places.add(world), faults


def test_histories_that_are_run_from_end_to_end_go_as_they_were_walked() -> None:
    go_as_walked(150)


@pytest.mark.deep
def test_five_thousand_histories_run_from_end_to_end_go_as_they_were_walked() -> None:
    go_as_walked(5000)


def test_no_code_asks_for_a_status_that_the_walk_does_not_tell_apart() -> None:
    folder = Path(sepkit.forge.__file__).parent
    asked = {
        int(number)
        for path in folder.glob("*.py")
        for number in re.findall(r"\.status (?:==|in|!=) \(?(\d+)", path.read_text("utf-8"))
    }

    # What `Requests` makes of a status is seen in its answer: 429 is a limit.
    assert asked - {429} <= set(STATUSES_ASKED)


def end_well(found: Iterator[dict[int, str]]) -> int:
    fresh, places, count = start(*PULLS), Places(), 0
    for faults in found:
        world = copy.deepcopy(fresh)
        disturbed(world, five(), faults)
        is_new = places.add(copy.deepcopy(world)) not in places.checked
        if is_new:
            places.checked.add(places.add(world))
            check(world, five())
        count += 1
    return count


def test_random_histories_of_three_faults_in_a_sweep_of_five_end_well() -> None:
    assert end_well(histories(30, range(37), 20260301)) == 30


@pytest.mark.deep
def test_two_thousand_random_histories_of_three_faults_in_a_sweep_of_five_end_well() -> None:
    assert end_well(histories(2000, range(37), 7)) == 2000


# the end of the process


def test_a_run_killed_before_or_after_any_request_is_made_good_by_the_next() -> None:
    wire = FaultyWire(start(*PULLS))
    run(five(), wire)
    points = [n / 2 for n in range(2 * wire.count)]
    fresh, places = start(*PULLS), Places()
    for point in points:
        world = copy.deepcopy(fresh)
        with pytest.raises(Killed):
            run(five(), FaultyWire(world, killed_at=point))
        places.add(world)
    for world in places.worlds.values():
        check(world, five())

    assert (len(points), len(places.worlds)) == (68, 13)


# two sweeps


def test_two_sweeps_at_once_end_as_one_in_every_order_of_their_requests() -> None:
    walk = walk_of(one(), sweeps=2)

    assert walk.histories(start(7), 0) == 78_572_886
    check_all(walk, one())


@pytest.mark.deep
def test_two_sweeps_at_once_end_as_one_in_every_order_and_with_every_fault() -> None:
    walk = walk_of(one(), sweeps=2)

    assert walk.histories(start(7), 1) == 97_277_632_476
    check_all(walk, one())


def test_two_sweeps_of_two_pull_requests_end_as_one_wherever_the_second_begins() -> None:
    fresh = start(7, 8)
    register = register_of(sep(7), sep(8))
    wire = FaultyWire(copy.deepcopy(fresh))
    run(register, wire)
    for point in range(wire.count):
        world = copy.deepcopy(fresh)
        second: dict[int, Act] = {point: lambda w: (run(register, FaultyWire(w)), None)[1]}
        run(register, FaultyWire(world, acts=second))
        check(world, register)


# people and pages that move while a sweep is at work


def _again(world: World) -> None:
    """Run undisturbed until nothing is left to do."""
    for _ in range(3):
        run(one(), FaultyWire(world))


ACTS: Mapping[str, tuple[Act, list[str], int]] = {
    "a lead sets another group's label": (
        lambda w: w.label(7, "lena", "wg:links"),
        ["draft", "wg:links"],
        1,
    ),
    "a lead sets the ignore label": (
        lambda w: w.label(7, "lena", "sepkit: ignore"),
        ["draft", "sepkit: ignore"],
        0,
    ),
    "the author asks for no comment": (
        lambda w: (w.comment(7, "anna", "sepkit: ignore"), None)[1],
        ["draft", "wg:lights"],
        0,
    ),
    "the author closes it": (lambda w: w.close(7, "anna"), ["draft"], 0),
    "somebody pushes": (lambda w: w.push(7, "f" * 40), ["draft"], 0),
    "somebody else's label is set": (
        lambda w: w.label(7, "lena", "bug"),
        ["bug", "draft", "wg:lights"],
        1,
    ),
    "somebody writes": (
        lambda w: (w.comment(7, "lena", "words"), None)[1],
        ["draft", "wg:lights"],
        1,
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_what_people_do_between_any_two_requests_counts(name: str) -> None:
    act, labels, comments = ACTS[name]
    wire = FaultyWire(start(7))
    run(one(), wire)
    for point, (_, path) in enumerate(wire.world.log):
        world = start(7)
        there: list[tuple[bool, bool]] = []

        def observed(w: World, path: str = path, there: list[tuple[bool, bool]] = there) -> None:
            pull = w.pulls[7]
            # Between a read and the write right after it, an act comes too late for that write.
            has_label = "wg:lights" in pull.labels or path.endswith("/7/labels")
            has_comment = BOT in [c.author for c in pull.comments] or path.endswith("/comments")
            there.append((has_label, has_comment))
            act(w)

        run(one(), FaultyWire(world, acts={point: observed}))
        _again(world)

        [(had_label, had_comment)] = there
        ours = [c.author for c in world.pulls[7].comments].count(BOT)
        assert set(world.pulls[7].labels) == {*labels, *["wg:lights"] * had_label}, point
        assert ours == max(comments, had_comment), point
        assert verify_audit(world.objects.files("sepkit-audit"))[1] == ()


def test_events_that_come_twice_change_nothing() -> None:
    world, doubled = start(7), start(7)
    for w in (world, doubled):
        w.label(7, "lena", "wg:links")
        w.unlabel(7, "lena", "wg:links")
    doubled.pulls[7].events = [e for e in doubled.pulls[7].events for _ in range(2)]

    for w in (world, doubled):
        run(one(), FaultyWire(w))

    assert doubled.pulls[7].labels == world.pulls[7].labels
    assert [c.body for c in doubled.pulls[7].comments] == [c.body for c in world.pulls[7].comments]


def test_comments_that_shift_between_two_pages_lead_to_no_second_comment() -> None:
    fresh = start(7)
    fresh.comment_page = 3
    noise = [fresh.comment(7, "lena", f"words {n}") for n in range(2)]
    run(one(), FaultyWire(fresh))
    fresh.comment(7, "lena", "one more, so that there is something to look at")
    wire = FaultyWire(copy.deepcopy(fresh))
    run(one(), wire)
    for point in range(wire.count):
        world = copy.deepcopy(fresh)
        shift: dict[int, Act] = {point: lambda w: (w.delete(noise[0].id, "lena"), None)[1]}
        run(one(), FaultyWire(world, acts=shift))
        assert [c.author for c in world.pulls[7].comments].count(BOT) == 1, point
        check(world, one())


def test_pull_requests_that_shift_between_two_pages_are_met_by_the_next_sweep() -> None:
    numbers = range(1, 8)
    world = world_of(*numbers)
    world.pull_page = 3
    register = register_of(*(sep(n) for n in numbers))
    # The list shrinks by one after its first page: the fourth is on neither.
    wire = FaultyWire(world, acts={1: lambda w: w.close(2, "anna")})

    first = run(register, wire)
    run(register, FaultyWire(world))

    assert first.plan is not None
    assert 4 not in {d.pull for d in first.plan.decisions}
    ours = {n: [c.author for c in p.comments].count(BOT) for n, p in world.pulls.items()}
    assert ours == {n: int(n != 2) for n in numbers}


# caps


def test_a_forge_that_limits_for_a_day_is_left_at_once() -> None:
    from sepkit.forge.requests import StoppedError

    slept: list[float] = []
    wire = FaultyWire(start(7), faults={0: "429 for a day"})
    requests = Requests(wire, most=250, wait_seconds=60, sleep=slept.append)
    with pytest.raises(StoppedError, match="86400 s"):
        run_with(requests, one())

    assert (slept, wire.count) == ([], 1)


def test_a_cap_on_requests_stops_and_the_next_sweeps_go_on() -> None:
    world = start(7)
    capped = with_rules(requests_per_run=9)
    stopped = run(one(), FaultyWire(world), configuration=capped)

    assert stopped.report is not None
    assert stopped.report.is_stopped
    assert "cap of 9 requests" in stopped.report.messages[0]
    for _ in range(3):
        run(one(), FaultyWire(world), configuration=capped)
    assert [c.author for c in world.pulls[7].comments].count(BOT) == 1
    assert len(verify_audit(world.objects.files("sepkit-audit"))[0]) == 1
