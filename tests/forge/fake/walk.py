"""Every history of faults and of interleavings, each different one walked once.

A sweep is a function: from the answers it got so far to its next request. So a state of the whole
is how far each sweep is and what the forge holds; two histories that meet in one state go on as one
from there. That makes millions of histories some thousand steps, of which each is really made: the
sweep is run again on the answers that led there.

How far a sweep is: until its first write, all that it was told; from then on, the line and the
variables of each function that is under way. Left out are words for people, the seconds waited and
the number of requests, of which neither comes near its cap here. That nothing else was left out is
tested by random histories that are run from end to end.
"""

import copy
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from types import FunctionType, MethodType, TracebackType
from typing import Any

from sepkit.forge.apply import Report
from sepkit.forge.requests import (
    Answer,
    DoubtError,
    RefusedError,
    Requests,
    StoppedError,
    WireError,
)
from sepkit.model import ForgeError, Register
from tests.forge.fake.faults import answered, is_read
from tests.forge.fake.rest import handle
from tests.forge.fake.world import World

Request = tuple[str, str, Any]
Given = Answer | WireError


def digest(*parts: Any) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()


class Paused(BaseException):
    """The answers are used up: this is the next request."""

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.request = request


class Watched(Requests):
    """Requests that note what the sweep was told until its first write."""

    seen = ""
    has_written = False

    def query(self, text: str, variables: Any) -> dict[str, Any]:
        try:
            value = super().query(text, variables)
        except ForgeError as error:
            self.seen = digest(self.seen, shape(error))
            raise
        if not self.has_written:
            self.seen = digest(self.seen, json.dumps(value, sort_keys=True))
        return value

    def write(self, method: str, path: str, body: Any = None) -> Any:
        self.has_written = True
        return super().write(method, path, body)


WORDS = frozenset({"said", "error", "doubt", "refusal"})
"""Variables that only hold what is told to people."""
STATUSES_ASKED = (403, 404, 422)
"""The only ones that the code compares with; a test looks for others."""


def shape(value: Any) -> Any:  # noqa: PLR0911 - one line a kind of value
    """Return what of a variable can make a difference to what is done next."""
    match value:
        case Register() | Told():
            return ""  # the same in all histories
        case Report():
            return len(value.failed)
        case Watched():
            return (value.clock, value.has_written)
        case BaseException():
            status = getattr(value, "status", 0)
            return (type(value).__name__, status if status in STATUSES_ASKED else 0)
        case FunctionType():
            cells = [cell.cell_contents for cell in value.__closure__ or ()]
            return (value.__qualname__, shape(cells))
        case MethodType():
            return (value.__qualname__, shape(value.__self__))
        case dict():
            return [(shape(k), shape(v)) for k, v in value.items()]
        case set() | frozenset():
            return sorted(repr(shape(item)) for item in value)
        case list() | tuple():
            return [shape(item) for item in value]
        case _ if hasattr(value, "__dict__") and type(value).__module__.startswith("sepkit.forge"):
            return (type(value).__name__, shape(vars(value)))
        case _:
            return repr(value)


def under_way(trace: TracebackType | None) -> list[Any]:
    """Return the line and the variables of each function of ours that waits for an answer."""
    found: list[Any] = []
    while trace is not None:
        frame = trace.tb_frame
        if str(frame.f_globals.get("__name__", "")).startswith("sepkit.forge"):
            values = [(n, shape(v)) for n, v in sorted(frame.f_locals.items()) if n not in WORDS]
            found.append((frame.f_code.co_qualname, trace.tb_lasti, values))
        trace = trace.tb_next
    return found


@dataclass
class Told:
    """A wire that hands out answers given before, then pauses."""

    answers: tuple[Given, ...]
    count: int = 0

    def send(self, method: str, path: str, body: Any = None, *, etag: str = "") -> Answer:
        del etag
        if self.count == len(self.answers):
            raise Paused((method, path, body))
        answer = self.answers[self.count]
        self.count += 1
        if isinstance(answer, WireError):
            raise answer
        return answer


@dataclass(frozen=True)
class Node:
    """How far a sweep is; the answers are one way to get there, and do not count."""

    seen: str
    request: Request | None = field(default=None, compare=False)
    """None: it has ended."""
    answers: tuple[Given, ...] = field(default=(), compare=False)


ENDED = Node(seen="ended")


@dataclass
class Sweeper:
    """A sweep as a function from answers to its next request."""

    start: Callable[[Requests], Any]
    edges: dict[tuple[Node, str], Node] = field(default_factory=dict)

    def first(self) -> Node:
        return self._node(())

    def after(self, node: Node, given: Given) -> Node:
        assert node.request is not None
        key = (node, understood(given, is_read=is_read(*node.request[:2])))
        if key not in self.edges:
            self.edges[key] = self._node((*node.answers, given))
        return self.edges[key]

    def _node(self, answers: tuple[Given, ...]) -> Node:
        requests = Watched(Told(answers), most=1000, wait_seconds=60, sleep=lambda _: None)
        try:
            self.start(requests)
        except Paused as pause:
            what = digest(
                requests.clock,
                requests.seen if not requests.has_written else "",
                under_way(pause.__traceback__),
                pause.request,
            )
            return Node(seen=what, request=pause.request, answers=answers)
        except ForgeError:
            pass  # only a read ends a sweep so, and it is told to the operator
        return ENDED


def understood(given: Given, *, is_read: bool) -> str:
    """Return what the client takes from one answer: equal for those that it cannot tell apart."""
    if isinstance(given, WireError):
        return "doubt"
    return _understood(given.status, given.text, tuple(sorted(given.headers.items())), is_read)


@cache
def _understood(
    status: int, text: str, headers: tuple[tuple[str, str], ...], is_query: bool
) -> str:
    answer = Answer(status=status, headers=dict(headers), text=text)
    told = Requests(Told((answer,) * 9), most=9, wait_seconds=60, sleep=lambda _: None)
    try:
        value = told.query("", {}) if is_query else told.write("POST", "/x")
    except DoubtError:
        return "doubt"
    except RefusedError as error:
        return str(shape(error))
    except StoppedError:
        return f"stopped after {told.sent}"
    return digest(value, headers)


@dataclass
class Places:
    """All worlds that were met, by what can be seen of them."""

    worlds: dict[str, World] = field(default_factory=dict)
    steps: dict[tuple[str, str], tuple[Answer, str]] = field(default_factory=dict)
    checked: set[str] = field(default_factory=set)

    def add(self, world: World) -> str:
        name = digest(
            world.pulls, world.labels, world.objects.refs, world.ticks, world.next_id, world.denied
        )
        known = self.worlds.setdefault(name, world)
        # Objects that nothing names, of a commit that did not arrive, are no difference.
        known.objects.kept |= world.objects.kept
        return name

    def step(self, place: str, request: Request) -> tuple[Answer, str]:
        key = (place, digest(*request))
        if key not in self.steps:
            world = self.worlds[place]
            if not is_read(*request[:2]):
                world = copy.deepcopy(world)
            answer = handle(world, *request)
            self.steps[key] = (answer, place if world is self.worlds[place] else self.add(world))
        return self.steps[key]


@dataclass(frozen=True)
class State:
    """Where everything is: each sweep, the forge, and what it was before its last write."""

    nodes: tuple[Node, ...]
    place: str
    before: str = ""


@dataclass
class Walk:
    """All histories of some sweeps at once, with at most so many faults."""

    sweepers: tuple[Sweeper, ...]
    places: Places
    kinds: tuple[str, ...]
    known: dict[tuple[State, int], int] = field(default_factory=dict)
    ends: set[str] = field(default_factory=set)
    """Worlds in which a history ended."""

    def histories(self, world: World, faults: int) -> int:
        """Walk every history with exactly that many faults that are met, and count them."""
        start = State(nodes=tuple(s.first() for s in self.sweepers), place=self.places.add(world))
        return self._count(start, faults)

    def _count(self, state: State, faults: int) -> int:
        key = (state, faults)
        if key not in self.known:
            self.known[key] = self._counted(state, faults)
        return self.known[key]

    def _counted(self, state: State, faults: int) -> int:
        active = [n for n, node in enumerate(state.nodes) if node.request is not None]
        if not active:
            self.ends.add(state.place)
            return int(faults == 0)
        found = 0
        for index in active:
            found += self._count(self.moved(state, index, ""), faults)
            for kind in self.kinds if faults else ():
                found += self._count(self.moved(state, index, kind), faults - 1)
        return found

    def moved(self, state: State, index: int, fault: str) -> State:
        """Return the state after one sweep got the answer to its request."""
        node = state.nodes[index]
        request = node.request
        assert request is not None
        after = [state.place]

        def now() -> Answer:
            answer, place = self.places.step(state.place, request)
            after.append(place)
            return answer

        def stale() -> Answer:
            return self.places.step(state.before, request)[0]

        reads = is_read(*request[:2])
        given = answered(fault, is_read=reads, now=now, before=stale if state.before else None)
        nodes = list(state.nodes)
        nodes[index] = self.sweepers[index].after(node, given)
        is_handled = not reads and len(after) > 1
        return State(
            nodes=tuple(nodes),
            place=after[-1],
            before=state.place if is_handled else state.before,
        )

    def follow(self, world: World, faults: dict[int, str]) -> Iterator[State]:
        """Yield the states of one sweep's one history."""
        state = State(nodes=(self.sweepers[0].first(),), place=self.places.add(world))
        count = 0
        while state.nodes[0].request is not None:
            yield state
            state = self.moved(state, 0, faults.get(count, ""))
            count += 1
        yield state
