"""One request after another, within caps: what is retried, how long is waited, what it means.

Reads are tried again, writes never: one 502 after a comment was made, and a client that repeats
POST has made two. A 200 that is no JSON is no success. A forge that asks to wait for a day is told
good-bye. What was read before is asked for again only if it changed, which costs no rate limit.
"""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Protocol

from sepkit.model import ForgeError, Instant

TRIES = 4
"""A read is sent at most so often."""

_OK = range(200, 300)
_FAILING = range(500, 600)
_NO_CONTENT = 204
_NOT_MODIFIED = 304
_UNAUTHORISED = 401
_LIMITING = (403, 429)
_LIMIT_WORDS = ("rate limit", "abuse detection")


class DoubtError(ForgeError):
    """It is not known whether the request had its effect; only reading again can tell."""


class RefusedError(ForgeError):
    """The forge says no to this one request; others may go on."""

    def __init__(self, message: str, *, status: int, help: str = "") -> None:  # noqa: A002 - as in the base
        super().__init__(message, help=help)
        self.status = status

    @property
    def is_permission(self) -> bool:
        """Whether the token lacks a right, so that asking for the same again is useless."""
        return self.status == 403  # noqa: PLR2004 - HTTP's number for it


class StoppedError(ForgeError):
    """Nothing more can be asked in this run: rate limit, wrong token, or a cap of ours."""


class WireError(Exception):
    """The connection broke or nothing came in time: whether there was an effect is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back for one request."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """Names in lower case."""
    text: str = ""


class Wire(Protocol):
    """Whatever sends one request and hands back its answer."""

    def send(self, method: str, path: str, body: Any = None, *, etag: str = "") -> Answer:
        """Send it once; with an `etag` only if that is no longer what stands there.

        Raises:
            WireError: no answer came.
        """
        ...


class Requests:
    """Requests to one forge, counted, with its waits added up."""

    def __init__(
        self,
        wire: Wire,
        *,
        most: int,
        wait_seconds: float,
        sleep: Callable[[float], None] = time.sleep,
        kept: dict[str, Answer] | None = None,
    ) -> None:
        self.wire = wire
        self.most = most
        self.wait_seconds = wait_seconds
        self.sleep = sleep
        self.kept: dict[str, Answer] = {} if kept is None else kept
        """Answers that the forge gave an ETag to; several repositories of one run share them."""
        self.sent = 0
        self.waited = 0.0
        self.clock = Instant("")

    def read(self, path: str) -> Any:
        """Return the JSON at a path.

        Raises:
            DoubtError: no useful answer came in several tries.
            RefusedError: the forge says no.
            StoppedError: nothing more can be asked in this run.
        """
        return self._repeated("GET", path, None)

    def query(self, text: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """Return the data of a GraphQL query; parts that may not be seen are None in it.

        Raises:
            DoubtError: no useful answer came in several tries.
            StoppedError: nothing more can be asked in this run.
        """
        answer = self._repeated("POST", "/graphql", {"query": text, "variables": dict(variables)})
        return dict(answer["data"])

    def write(self, method: str, path: str, body: Any = None) -> Any:
        """Send a write, once, and return the JSON that it answered.

        Raises:
            DoubtError: it may have had its effect, or not.
            RefusedError: the forge says no to it.
            StoppedError: nothing more can be asked in this run.
        """
        answer = self._send(method, path, body)
        if answer.status in _LIMITING and _is_limit(answer):
            raise StoppedError(
                "the forge limits writes now", help="the next run goes on where this one stopped"
            )
        return self._value(answer, f"{method} {path}")

    def _repeated(self, method: str, path: str, body: Any) -> Any:
        for tried in range(1, TRIES + 1):
            try:
                answer = self._send(method, path, body)
                if answer.status in _LIMITING and _is_limit(answer):
                    self._wait(_asked_wait(answer, 2.0**tried))
                    continue
                return (
                    _queried(self._value(answer, path))
                    if path == "/graphql"
                    else (self._value(answer, path))
                )
            except DoubtError:
                if tried == TRIES:
                    raise
                self._wait(2.0 ** (tried - 1))
        raise StoppedError("the forge limits requests now", help="run again later")

    def _wait(self, seconds: float) -> None:
        if self.waited + seconds > self.wait_seconds:
            raise StoppedError(
                f"the forge asks to wait {seconds:.0f} s, more than the {self.wait_seconds:.0f} s "
                "of one run",
                help="run again later",
            )
        self.waited += seconds
        self.sleep(seconds)

    def _send(self, method: str, path: str, body: Any) -> Answer:
        if self.sent >= self.most:
            raise StoppedError(
                f"the cap of {self.most} requests in one run is reached",
                help="the next run goes on; or raise `triage.requests_per_run`",
            )
        self.sent += 1
        known = self.kept.get(path) if method == "GET" else None
        try:
            if known is None:
                answer = self.wire.send(method, path, body)
            else:
                answer = self.wire.send(method, path, body, etag=known.headers["etag"])
        except WireError as error:
            raise DoubtError(f"no answer to {method} {path}: {error}") from error
        self._set_clock(answer)
        if known is not None and answer.status == _NOT_MODIFIED:
            return known
        if method == "GET" and answer.status in _OK and answer.headers.get("etag"):
            self.kept[path] = answer
        return answer

    def _set_clock(self, answer: Answer) -> None:
        try:
            moment = parsedate_to_datetime(answer.headers.get("date", ""))
        except (ValueError, TypeError):
            return
        self.clock = Instant(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))

    def _value(self, answer: Answer, what: str) -> Any:
        status = answer.status
        if status == _NO_CONTENT:
            return None
        if status in _OK:
            return _json(answer, what)
        if status in _FAILING:
            raise DoubtError(f"the forge answered {status} to {what}")
        if status == _UNAUTHORISED:
            raise StoppedError("the forge does not accept the token", help="check GITHUB_TOKEN")
        raise RefusedError(
            f"the forge refuses {what} with {status}: {_message(answer)}",
            status=status,
            help=_permission_help(what) if status in _LIMITING else "",
        )


def _json(answer: Answer, what: str) -> Any:
    try:
        value = json.loads(answer.text)
    except ValueError as error:
        raise DoubtError(f"the answer to {what} is no JSON") from error
    if not isinstance(value, dict | list):
        raise DoubtError(f"the answer to {what} is no object")
    return value


def _queried(value: Any) -> Any:
    """Check a GraphQL answer: what is not there or may not be seen is None, all else is doubt."""
    if not isinstance(value, dict) or not isinstance(value.get("data"), dict):
        raise DoubtError("the answer to a query has no data")
    for error in value.get("errors") or ():
        kind = error.get("type") if isinstance(error, dict) else None
        if kind not in ("NOT_FOUND", "FORBIDDEN", "INSUFFICIENT_SCOPES"):
            raise DoubtError(f"a query failed: {str(error)[:200]}")
    return value


def _is_limit(answer: Answer) -> bool:
    return (
        answer.status == 429  # noqa: PLR2004 - HTTP's number for it
        or answer.headers.get("x-ratelimit-remaining") == "0"
        or "retry-after" in answer.headers
        or any(word in answer.text.lower() for word in _LIMIT_WORDS)
    )


def _asked_wait(answer: Answer, otherwise: float) -> float:
    """Return the seconds that the forge asks for; its clock counts, not ours."""
    after = answer.headers.get("retry-after", "")
    if after.isascii() and after.isdigit() and len(after) < 9:  # noqa: PLR2004 - three years
        return float(after)
    reset = answer.headers.get("x-ratelimit-reset", "")
    if reset.isascii() and reset.isdigit() and len(reset) < 12:  # noqa: PLR2004 - the year 5138
        try:
            now = parsedate_to_datetime(answer.headers.get("date", ""))
        except (ValueError, TypeError):
            return otherwise
        return max(otherwise, (datetime.fromtimestamp(int(reset), UTC) - now).total_seconds())
    return otherwise


def _message(answer: Answer) -> str:
    try:
        value = json.loads(answer.text)
    except ValueError:
        return "no reason given"
    said = value.get("message") if isinstance(value, dict) else None
    return str(said)[:200] if said else "no reason given"


def _permission_help(what: str) -> str:
    if re.search(r"POST /repos/[^/]+/[^/]+/labels$", what):
        return "give the job `issues: write`, or make the label by hand"
    right = "contents: write" if "/git/" in what else "pull-requests: write"
    return f"give the job `{right}`, or switch this kind of write off in `triage:`"
