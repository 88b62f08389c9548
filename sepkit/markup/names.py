"""Names that a specification can own, as people write them: one pass, no vocabulary.

A name has a form of its own: `-32602`, `Some-Header`, `/.well-known/x`, `things/list`, a reversed
domain with a slash. What the name means is for the caller, who knows the specification.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_NAMES = 5000
"""In one text; the longest real document holds 1,900."""

# Plain words are most of a text and no names: the pattern steps over them.
_TOKEN = re.compile(
    r"(?<!`)`{1,4}([^`\n]{1,200})`{1,4}"
    r"|(?<![\w./@:{}-])(?:-3\d{4}\b"
    r"|[\w.@:{}-]*/[\w./@:{}-]*"
    r"|[A-Z][A-Za-z0-9]*(?:-[A-Z{][\w}]*)+"
    r"|[A-Z]+[a-z0-9]+[A-Z]\w*)",
    re.ASCII,
)
_INNER = re.compile(r"[\w./@:{}$-]+", re.ASCII)
_TRIM = ".,:;-"

_ERROR = re.compile(r"-3\d{4}")
_URI = re.compile(r"/\.well-known/[a-z0-9-]+(?:/[A-Za-z0-9._-]+)*")
_KEYED = re.compile(
    r"(?:com|org|net|io|dev|ai|app|co|edu|gov|[a-z]{2})(?:\.[a-z0-9-]+)+/[A-Za-z][\w.-]*", re.ASCII
)
_HEADER = re.compile(r"[A-Z][A-Za-z0-9]*(?:-(?:[A-Z][A-Za-z0-9]*|\{\w+\}))+")
_CALL = re.compile(r"[a-z][A-Za-z0-9_]*(?:/[a-z][A-Za-z0-9_]*){1,3}")
_TYPE = re.compile(r"[A-Z][A-Za-z0-9]*")
_HUMPED = re.compile(r"[A-Z]+[a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+")
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+", re.ASCII)
_WORD = re.compile(r"[a-z_][A-Za-z0-9_]*")

REGISTERED_HEADERS = frozenset(
    [
        "Accept",
        "Accept-Charset",
        "Accept-Encoding",
        "Accept-Language",
        "Age",
        "Allow",
        "Authorization",
        "Cache-Control",
        "Connection",
        "Content-Disposition",
        "Content-Encoding",
        "Content-Language",
        "Content-Length",
        "Content-Location",
        "Content-Range",
        "Content-Security-Policy",
        "Content-Type",
        "Cookie",
        "Date",
        "Dpop",
        "Dpop-Nonce",
        "Etag",
        "Expires",
        "Forwarded",
        "Host",
        "If-Match",
        "If-Modified-Since",
        "If-None-Match",
        "If-Range",
        "If-Unmodified-Since",
        "Keep-Alive",
        "Last-Modified",
        "Link",
        "Location",
        "Origin",
        "Pragma",
        "Prefer",
        "Range",
        "Referer",
        "Retry-After",
        "Server",
        "Set-Cookie",
        "Signature",
        "Signature-Input",
        "Transfer-Encoding",
        "Upgrade",
        "User-Agent",
        "Vary",
        "Via",
        "Www-Authenticate",
        "X-Forwarded-For",
        "X-Request-Id",
        "X-Correlation-Id",
    ]
)
"""Fields of HTTP's own registry, and two that everybody uses: no specification's to define."""

STANDARD_ERRORS = frozenset({"-32700", "-32600", "-32601", "-32602", "-32603"})
"""JSON-RPC 2.0, section 5.1: no specification's to define."""

MEDIA = frozenset({"application", "audio", "font", "image", "model", "multipart", "text", "video"})
"""First parts of media types, which look like method names."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name in a text."""

    kind: str
    """error | uri | keyed | header | call | type | dotted | word"""
    text: str
    is_code: bool
    """Whether it stands in a code span."""
    start: int
    """Where the token that holds it begins in the text."""


def find_names(text: str) -> Iterator[Name]:
    """Yield the names of a text in order: all forms in code spans, clear forms elsewhere."""
    found = 0
    for match in _TOKEN.finditer(text):
        code = match.group(1)
        if code is not None:
            names = _in_code(code.strip(), match.start())
        else:
            names = _in_prose(match.group(), match.start())
        for name in names:
            found += 1
            if found > MAX_NAMES:
                return
            yield name


def _in_code(code: str, start: int) -> Iterator[Name]:
    kind = form_of(code)
    if kind:
        yield Name(kind, code, is_code=True, start=start)
        return
    for inner in _INNER.findall(code):
        word = inner.strip(_TRIM) if not inner.startswith("-3") else inner.rstrip(_TRIM)
        kind = form_of(word)
        if kind and kind != "word" and (kind != "type" or _HUMPED.fullmatch(word)):
            yield Name(kind, word, is_code=True, start=start)
        elif "/.well-known/" in word:
            yield from _address(word, start, is_code=True)


def _address(word: str, start: int, *, is_code: bool) -> Iterator[Name]:
    match = _URI.search(word)
    if match:
        yield Name("uri", match.group(), is_code=is_code, start=start)


def _in_prose(token: str, start: int) -> Iterator[Name]:
    if len(token) < 5:  # noqa: PLR2004 - the shortest clear form is `-3xxxx` or `a/bcd`
        return
    word = token.rstrip(_TRIM)
    kind = form_of(word)
    if kind in ("error", "keyed", "uri", "header", "call") or (
        kind == "type" and _HUMPED.fullmatch(word)
    ):
        yield Name(kind, word, is_code=False, start=start)
    elif "/.well-known/" in word:
        yield from _address(word, start, is_code=False)


def form_of(word: str) -> str:
    """Return the kind of name that has this form, or ""."""
    first = word[:1]
    if first == "-":
        return "error" if _ERROR.fullmatch(word) else ""
    if "/" in word:
        return _form_with_slash(word)
    if first.isupper():
        if "-" in word:
            return "header" if _HEADER.fullmatch(word) and not word.isupper() else ""
        if "." not in word:
            return "type" if _TYPE.fullmatch(word) else ""
    if "." in word:
        return "dotted" if _DOTTED.fullmatch(word) else ""
    return "word" if _WORD.fullmatch(word) else ""


def _form_with_slash(word: str) -> str:
    if "/.well-known/" in word:
        return "uri" if _URI.fullmatch(word) else ""
    if _KEYED.fullmatch(word):
        return "keyed"
    if _CALL.fullmatch(word) and word.partition("/")[0] not in MEDIA:
        return "call"
    return ""


def header_id(name: str) -> str:
    """Return the one spelling of a header's name: `Some-Name`; headers compare without case."""
    return "-".join(
        part.lower() if part.startswith("{") else part[:1].upper() + part[1:].lower()
        for part in name.split("-")
    )
