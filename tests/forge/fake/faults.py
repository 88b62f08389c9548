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

CLASSES = ("502", "502 after", "html after", "403 permission", "422", "stale")
"""One of each class that a client can tell apart in what it does next."""


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
    before_last_write: World | None = None

    def send(self, method: str, path: str, body: Any = None) -> Answer:
        index, self.count = self.count, self.count + 1
        if index in self.acts:
            self.acts[index](self.world)
        if index == self.killed_at:
            raise Killed
        answer = self._answered(self.faults.get(index, ""), method, path, body)
        if index + 0.5 == self.killed_at:
            raise Killed
        return answer

    def _answered(self, fault: str, method: str, path: str, body: Any) -> Answer:
        is_read = method == "GET" or path == "/graphql"
        if fault in INSTEAD:
            return INSTEAD[fault]
        if fault in BROKEN:
            raise WireError(fault)
        if fault == "stale" and is_read and self.before_last_write is not None:
            return handle(self.before_last_write, method, path, body)
        if not is_read and "stale" in self.faults.values():
            self.before_last_write = copy.deepcopy(self.world)
        answer = handle(self.world, method, path, body)
        if fault == "502 after":
            return INSTEAD["502"]
        if fault == "reset after":
            raise WireError(fault)
        if fault == "half json after":
            return Answer(
                status=200, headers=answer.headers, text=answer.text[: len(answer.text) // 2] or "{"
            )
        if fault == "html after":
            return INSTEAD["html with 200"]
        return answer
