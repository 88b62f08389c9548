"""Bytes to text, or the reason why there is none."""

from dataclasses import dataclass

from sepkit.model import LIMITS, Limits

_LFS = b"version https://git-lfs.github.com/spec/"
_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
# A few broken bytes are a slip of an editor; one in ten is a picture or another encoding.
_TOLERATED_SHARE = 0.1
_CONTROLS = bytes(i for i in range(32) if i not in b"\t\n\x0b\x0c\r\x1b")


class UnreadableError(Exception):
    """Nothing of a document could be read; its text is the reason, for a refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document's text with what was wrong in its bytes."""

    text: str
    """Line ends are LF; broken bytes and NUL are U+FFFD."""
    broken_lines: tuple[int, ...] = ()
    """Lines with bytes that were no text, from 1."""
    is_cut: bool = False
    """Whether lines beyond the cap were left out."""


def decode_text(data: bytes, *, limits: Limits = LIMITS) -> Text:
    """Decode a document's bytes.

    Raises:
        UnreadableError: empty, too large, binary, another encoding, or a pointer to large storage.
    """
    _refuse(data, limits)
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    text = data.decode("utf-8", "replace").replace("\0", "\ufffd")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UnreadableError("the file holds only blanks")
    lines = text.split("\n")
    is_cut = len(lines) > limits.lines + 1
    if is_cut:
        text = "\n".join(lines[: limits.lines])
    return Text(text=text, broken_lines=_broken_lines(data, text), is_cut=is_cut)


def _refuse(data: bytes, limits: Limits) -> None:
    if not data:
        raise UnreadableError("the file is empty")
    if len(data) > limits.file_bytes:
        raise UnreadableError(f"the file has {len(data)} bytes, more than {limits.file_bytes}")
    if data.startswith(_LFS):
        raise UnreadableError("the file is a pointer to Git LFS; its content is stored elsewhere")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            raise UnreadableError(f"the file is {encoding}; save it as UTF-8")
    zeros = data.count(0)
    if zeros > len(data) * 0.3:
        raise UnreadableError("every second byte is NUL, so it may be UTF-16; save it as UTF-8")
    if len(data) - len(data.translate(None, _CONTROLS)) > len(data) * _TOLERATED_SHARE:
        raise UnreadableError("the file is binary")
    lost = len(data) - len(data.decode("utf-8", "ignore").encode("utf-8"))
    if lost > len(data) * _TOLERATED_SHARE:
        raise UnreadableError("the file is not UTF-8; save it as UTF-8")


def _broken_lines(data: bytes, text: str) -> tuple[int, ...]:
    if "\ufffd" not in text:
        return ()
    # The sign may stand in the text on its own right: only what decoding put there is broken.
    if b"\0" not in data and _is_utf8(data):
        return ()
    return tuple(n for n, line in enumerate(text.split("\n"), start=1) if "\ufffd" in line)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
