"""Bad days of a forge: what can go wrong with one request, before or after it had its effect."""

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sepkit.forge.requests import Answer, WireError
from tests.forge.fake.rest import handle
from tests.forge.fake.world import World

Act = Callable[[World], None]


class Killed(BaseException):
    """The process ended here, as by `kill -9`: no handler of ours may see it."""


def _answer(status: int, body: Any = None, **headers: str) -> Answer:
    text = body if isinstance(body, str) else json.dumps(body or {"message": "no"})
    return Answer(
        status=status, headers={k.replace("_", "-"): v for k, v in headers.items()}, text=text
    )


INSTEAD: Mapping[str, Answer] = {
    "500": _answer(500),
    "502": _answer(502, "<html>Bad Gateway</html>"),
    "503": _answer(503),
    "504": _answer(504),
    "html with 200": _answer(200, "<html><title>Unicorn</title></html>"),
    "null with 200": _answer(200, "null"),
    "301": _answer(301, {"message": "Moved Permanently"}),
    "307": _answer(307, {"message": "Temporary Redirect"}),
    "401": _answer(401, {"message": "Bad credentials"}),
    "403 permission": _answer(403, {"message": "Resource not accessible by integration"}),
    "403 primary limit": _answer(
        403, {"message": "API rate limit exceeded"}, x_ratelimit_remaining="0"
    ),
    "403 abuse for a day": _answer(403, {"message": "abuse detection"}, retry_after="86400"),
    "404": _answer(404, {"message": "Not Found"}),
    "409": _answer(409, {"message": "Conflict"}),
    "410": _answer(410, {"message": "Gone"}),
    "422": _answer(422, {"message": "Validation Failed"}),
    "429 for a day": _answer(429, {"message": "slow down"}, retry_after="86400"),
    "429 for a second": _answer(429, {"message": "slow down"}, retry_after="1"),
}
"""Answers that come in place of an effect."""

AFTER = ("502 after", "reset after", "half json after", "html after")
BROKEN = ("reset before", "time-out before")
STALE = ("stale",)
KINDS = (*INSTEAD, *AFTER, *BROKEN, *STALE)
"""Every kind of fault."""


def is_read(method: str, path: str) -> bool:
    return method == "GET" or path == "/graphql"


def answered(
    fault: str,
    *,
    is_read: bool,
    now: Callable[[], Answer],
    before: Callable[[], Answer] | None,
) -> Answer | WireError:
    """Return what a client gets to see of one request.

    Args:
        fault: its kind; "" for none.
        is_read: whether the request only reads.
        now: lets the request have its effect.
        before: answers from the world as it was before the last write; None: there was none.
    """
    if fault in INSTEAD:
        return INSTEAD[fault]
    if fault in BROKEN:
        return WireError(fault)
    if fault == "stale" and is_read and before is not None:
        return before()
    answer = now()
    match fault:
        case "502 after":
            return INSTEAD["502"]
        case "reset after":
            return WireError(fault)
        case "half json after":
            half = answer.text[: len(answer.text) // 2] or "{"
            return Answer(status=200, headers=answer.headers, text=half)
        case "html after":
            return INSTEAD["html with 200"]
        case _:
            return answer


@dataclass
class FaultyWire:
    """Sends to the world in process, with faults at some requests, counted from 0."""

    world: World
    faults: Mapping[int, str] = field(default_factory=dict)
    acts: Mapping[int, Act] = field(default_factory=dict)
    """What somebody does right before a request is answered."""
    killed_at: float = -1
    """Ends before request n (n) or after its effect (n + 0.5)."""
    count: int = 0
    tokens: list[str] = field(default_factory=list)
    """What each request came with, over HTTP."""
    before_last_write: World | None = None

    def send(self, method: str, path: str, body: Any = None, *, etag: str = "") -> Answer:
        index, self.count = self.count, self.count + 1
        if index in self.acts:
            self.acts[index](self.world)
        if index == self.killed_at:
            raise Killed
        answer = self._answered(self.faults.get(index, ""), method, path, body)
        if etag and answer.headers.get("etag") == etag:
            answer = Answer(status=304, headers=answer.headers)
        if index + 0.5 == self.killed_at:
            raise Killed
        return answer

    def _answered(self, fault: str, method: str, path: str, body: Any) -> Answer:
        before = self.before_last_write
        answer = answered(
            fault,
            is_read=is_read(method, path),
            now=lambda: self._handled(method, path, body),
            before=(lambda: handle(before, method, path, body)) if before is not None else None,
        )
        if isinstance(answer, WireError):
            raise answer
        return answer

    def _handled(self, method: str, path: str, body: Any) -> Answer:
        if not is_read(method, path) and "stale" in self.faults.values():
            self.before_last_write = copy.deepcopy(self.world)
        return handle(self.world, method, path, body)
