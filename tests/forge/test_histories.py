"""Promise: any crash, retry or race ends in one comment, one label, one audit record."""

import contextlib
import copy
import itertools
import random
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import pytest

from sepkit.forge.audit import verify_audit
from sepkit.model import Register
from tests.forge.builders import clash, register_of, run, sep, with_rules, world_of
from tests.forge.fake.faults import CLASSES, KINDS, FaultyWire, Killed
from tests.forge.fake.world import BOT, World

PULLS = (7, 8, 9, 10, 11)


@cache
def one() -> Register:
    return register_of(sep(7))


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


def disturbed(world: World, register: Register, faults: Mapping[int, str]) -> int:
    wire = FaultyWire(world, faults=faults)
    try:
        run(register, wire)
    except Exception as error:  # noqa: BLE001 - only our own kind may come out, and only from reading
        from sepkit.model import ForgeError

        assert isinstance(error, ForgeError), repr(error)
    return wire.count


@cache
def length(*numbers: int) -> int:
    """Return how many requests an undisturbed first sweep takes."""
    register = one() if numbers == (7,) else five()
    wire = FaultyWire(start(*numbers))
    run(register, wire)
    return wire.count


def histories(requests: int, faults: int, kinds: tuple[str, ...]) -> Iterator[dict[int, str]]:
    """Yield every way to have that many faults; a retried read makes a run longer."""
    for places in itertools.combinations(range(requests + faults), faults):
        for chosen in itertools.product(kinds, repeat=faults):
            yield dict(zip(places, chosen, strict=True))


def tried(numbers: tuple[int, ...], found: Iterator[dict[int, str]]) -> int:
    register = one() if numbers == (7,) else five()
    fresh = start(*numbers)
    count = 0
    for faults in found:
        world = copy.deepcopy(fresh)
        disturbed(world, register, faults)
        try:
            check(world, register)
        except AssertionError as error:
            raise AssertionError(f"after {faults}") from error
        count += 1
    return count


def test_every_history_of_one_fault_of_any_kind_ends_well() -> None:
    assert tried((7,), histories(length(7), 1, KINDS)) == (length(7) + 1) * len(KINDS)


def test_every_history_of_two_faults_of_the_worst_classes_ends_well() -> None:
    worst = ("502 after", "422", "stale")

    assert tried((7,), histories(length(7), 2, worst)) > 900


@pytest.mark.deep
def test_every_history_of_two_faults_of_each_class_ends_well() -> None:
    assert tried((7,), histories(length(7), 2, CLASSES)) > 4000


def test_random_histories_of_three_faults_in_a_sweep_of_five_end_well() -> None:
    choose = random.Random(20260301)  # noqa: S311 - a fixed choice of tests
    requests = length(*PULLS)
    found = (
        dict(zip(choose.sample(range(requests + 3), 3), choose.choices(KINDS, k=3), strict=True))
        for _ in range(60)
    )

    assert tried(PULLS, found) == 60


@pytest.mark.deep
def test_every_history_of_two_faults_of_any_kind_ends_well() -> None:
    assert tried((7,), histories(length(7), 2, KINDS)) > 0


@pytest.mark.deep
def test_every_history_of_three_faults_of_each_class_ends_well() -> None:
    assert tried((7,), histories(length(7), 3, CLASSES)) > 0


@pytest.mark.deep
def test_every_history_of_one_fault_in_a_sweep_of_five_ends_well() -> None:
    assert tried(PULLS, histories(length(*PULLS), 1, KINDS)) > 0


@pytest.mark.deep
def test_two_thousand_random_histories_of_three_faults_in_a_sweep_of_five_end_well() -> None:
    choose = random.Random(7)  # noqa: S311 - a fixed choice of tests
    requests = length(*PULLS)
    found = (
        dict(zip(choose.sample(range(requests + 3), 3), choose.choices(KINDS, k=3), strict=True))
        for _ in range(2000)
    )

    assert tried(PULLS, found) == 2000


def test_a_run_killed_before_or_after_any_request_is_made_good_by_the_next() -> None:
    points = [n / 2 for n in range(2 * length(*PULLS))]
    fresh = start(*PULLS)
    for point in points:
        world = copy.deepcopy(fresh)
        with pytest.raises(Killed):
            run(five(), FaultyWire(world, killed_at=point))
        check(world, five())

    assert len(points) >= 40


def test_two_sweeps_at_once_end_as_one_wherever_the_second_begins() -> None:
    fresh = start(7, 8)
    register = register_of(sep(7), sep(8))
    wire = FaultyWire(copy.deepcopy(fresh))
    run(register, wire)
    for point in range(wire.count):
        world = copy.deepcopy(fresh)
        second: dict[int, Callable[[World], None]] = {
            point: lambda w: (run(register, FaultyWire(w)), None)[1]
        }
        run(register, FaultyWire(world, acts=second))
        check(world, register)


def test_a_second_sweep_that_is_cut_off_inside_the_first_does_no_harm() -> None:
    fresh = start(7)

    def cut_off(world: World, point: float) -> None:
        with contextlib.suppress(Killed):
            run(one(), FaultyWire(world, killed_at=point))

    for point in range(length(7)):
        for inner in range(0, length(7), 2):
            world = copy.deepcopy(fresh)
            acts = {point: lambda w, inner=inner: cut_off(w, inner)}
            run(one(), FaultyWire(world, acts=acts))
            check(world, one())


def test_a_forge_that_limits_for_a_day_is_left_at_once() -> None:
    world = start(7)
    slept: list[float] = []
    from sepkit.forge.audit_branch import AuditBranch
    from sepkit.forge.errors import StoppedError
    from sepkit.forge.github import GitHub
    from sepkit.forge.requests import Requests
    from sepkit.forge.sweep import sweep
    from tests.forge.builders import CONFIGURATION, RULES

    wire = FaultyWire(world, faults={0: "429 for a day"})
    requests = Requests(wire, most=250, wait_seconds=60, sleep=slept.append)
    forge = GitHub("harbour/lamp", requests, rules=RULES)
    with pytest.raises(StoppedError, match="86400 s"):
        sweep(
            one(),
            forge,
            AuditBranch("harbour/lamp", requests),
            configuration=CONFIGURATION,
            is_applied=True,
        )

    assert (slept, wire.count) == ([], 1)


def test_a_cap_on_requests_stops_and_the_next_sweep_goes_on() -> None:
    world = start(7)
    stopped = run(one(), FaultyWire(world), configuration=with_rules(requests_per_run=9))

    assert stopped.report is not None
    assert stopped.report.is_stopped
    assert "cap of 9 requests" in stopped.report.messages[0]
