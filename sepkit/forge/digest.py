"""One way to turn nouns into bytes, so that equal nouns have equal digests on every machine."""

import hashlib
import json
from typing import Any

from sepkit.model import encode


def canonical(value: Any) -> bytes:
    """Return a noun as one line of ASCII JSON with sorted keys, a line feed at its end."""
    text = json.dumps(encode(value), sort_keys=True, allow_nan=False, separators=(",", ":"))
    return (text + "\n").encode("ascii")


def digest_of(value: Any) -> str:
    """Return the SHA-256 of a noun's canonical bytes, in hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def text_digest(text: str) -> str:
    """Return 16 hexadecimal digits of a text's SHA-256: enough to tell its versions apart."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
