"""The only doors through which strangers' text leaves: one function for each kind of sink.

Everything that a proposal, a branch, a commit or an ownership file says is untrusted until it has
passed one of these. No other module builds `Markup`, and none puts text into a page by hand.

Two things happen in every sink. Characters that no output may hold (controls, lone surrogates,
noncharacters) are replaced, and direction controls, which make text read differently from what it
says, are shown by their code point. Then the sink's own grammar is escaped.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup
from markupsafe import escape as escape_markup

REPLACEMENT = "\ufffd"

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SCHEMES = frozenset({"http", "https", "mailto"})
_RESERVED_NAMES = frozenset(
    ["con", "prn", "aux", "nul", "index", "conin$", "conout$"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
_FILE_NAME_LENGTH = 100


def printable(text: str) -> str:
    """Return the text without what no output may hold; line breaks and tabs stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _FORBIDDEN.sub(REPLACEMENT, text)
    return _DIRECTION.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def html(text: str) -> Markup:
    """Escape text for the content of an HTML element."""
    return escape_markup(printable(text))


def attribute(text: str) -> Markup:
    """Escape text for an attribute value; the result stands between double quotes."""
    escaped = str(escape_markup(printable(text)))
    return Markup(escaped.replace("\n", "&#10;").replace("\t", "&#9;").replace("`", "&#96;"))  # noqa: S704 - escaped one line above


def trusted_html(fragment: str) -> Markup:
    """Mark a fragment that our own templates, or the clean-up of bodies, produced."""
    return Markup(fragment)  # noqa: S704 - the one door for fragments; callers are templates and body.py


def url(text: str) -> str:
    r"""Return an address that is safe to link to, or "" where the text is none.

    Only `https`, `http` and `mailto` lead away from the site; everything without a scheme has to be
    a fragment or a relative path. An address that another host could claim (`//host`, `\\host`) is
    none.
    """
    text = text.strip()
    if _FORBIDDEN.search(text) or _DIRECTION.search(text) or text.startswith(("//", "/\\", "\\")):
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    if parts.scheme and parts.scheme.lower() not in _SCHEMES:
        return ""
    if parts.scheme and parts.scheme.lower() != "mailto" and not parts.netloc:
        return ""
    if not parts.scheme and ":" in text.partition("/")[0].partition("?")[0].partition("#")[0]:
        return ""
    return quote(text, safe="/:?#[]@!$&()*+,;=%~-._")


def json_in_html(value: Any) -> Markup:
    """Serialise a value for a `<script type="application/json">` element."""
    text = _json(value, sort_keys=True)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - holds none of the characters that could end the element


def json_file(
    value: Any,
    *,
    indent: int | None = None,
    compact: bool = False,
    default: Callable[[Any], Any] | None = None,
) -> str:
    """Serialise a value for a file; an Action's log cannot read a command in it.

    Args:
        value: what JSON can hold, and what `default` turns into it.
        indent: blanks for each level; None writes one line.
        compact: leaves out blanks.
        default: turns a value that JSON does not know.
    """
    separators = (",", ":") if compact else None
    return json_text(_json(value, indent=indent, separators=separators, default=default))


def json_text(text: str) -> str:
    """Make JSON text that may stand in a file and in an Action's log."""
    text = _SURROGATE.sub(REPLACEMENT, text).replace("##[", "#\\u0023[")
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _json(value: Any, **options: Any) -> str:
    """Dump without NaN. Half a surrogate pair cannot be written; it only ever stands in strings."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, **options)
    return _SURROGATE.sub(REPLACEMENT, text)


def xml(text: str) -> str:
    """Return text for an ElementTree node, which escapes markup and lets controls pass."""
    return printable(text)


def csv_cell(text: str) -> str:
    """Return text for a CSV cell that no spreadsheet takes for a formula."""
    text = printable(text)
    first = text.lstrip(" \n\t")[:1] or text[:1]
    if text[:1] in ("\t", "\n") or first in ("=", "+", "-", "@"):
        return "'" + text
    return text


_TERMINAL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def terminal(text: str) -> str:
    """Return text for a terminal or a log: what could move the cursor or forge a line is shown.

    Line feeds stay, so that a caller that prints one line has to join lines itself. Joiners of
    emoji and letters of every script stay.
    """
    return _TERMINAL.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:  # noqa: PLR2004 - the C0 controls have pictures of their own in Unicode
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"\\u{code:04x}"  # noqa: PLR2004 - DEL has one as well


_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:@])")
_JOINER = "\u200d"


def comment(text: str) -> str:
    """Return text for one line of a Markdown comment on a forge: words, and nothing that acts.

    Nobody is mentioned (a joiner stands after each `@`), no issue is referenced or closed, no
    command of another bot starts a line, no comment marker, image or link is formed.
    """
    text = " ".join(printable(text).split())
    text = _MARKDOWN.sub(r"\\\1", text)
    text = text.replace("\\@", "@" + _JOINER).replace("\\#", "#" + _JOINER)
    return "\\" + text if text.startswith("/") else text


def dot(text: str) -> str:
    """Return text as a quoted string of the DOT language."""
    text = printable(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{text}"'


def mermaid(text: str) -> str:
    """Return text as a quoted label of Mermaid, which knows entities of its own."""
    text = printable(text).replace("\n", " ").replace("#", "#35;")
    for character, entity in (("&", "amp"), ('"', "quot"), ("<", "lt"), (">", "gt"), ("`", "96")):
        text = text.replace(character, f"#{entity};")
    return f'["{text}"]'


def file_name(text: str, *, fallback: str) -> str:
    """Return a file name of ours: `[a-z0-9][a-z0-9._-]{0,99}`, or the fallback.

    Args:
        text: an id of the register, never a title.
        fallback: a name from a number or a counter, for what cannot be a name.
    """
    name = unicodedata.normalize("NFC", text).casefold()
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9_-]|\.(?=[a-z0-9_-])){0,99}", name):
        return fallback
    if name.split(".")[0] in _RESERVED_NAMES or len(name) > _FILE_NAME_LENGTH:
        return fallback
    return name


_RUNNER_COMMAND = re.compile(r"##\[")


def runner_log(text: str, *, is_property: bool = False) -> str:
    """Return text for one line of an Action's log, which reads some lines as commands.

    Args:
        text: what is to be shown.
        is_property: whether it is a property of an annotation, where `:` and `,` separate.
    """
    text = _RUNNER_COMMAND.sub("# #[", terminal(text.replace("\r\n", "\n")))
    text = text.replace("%", "%25").replace("\n", "%0A")
    if is_property:
        return text.replace(":", "%3A").replace(",", "%2C")
    return "\\" + text.lstrip() if text.lstrip().startswith("::") else text
