"""TypeScript and JSON cut into tokens, and the marks of a diff taken off their lines."""

import re
from dataclasses import dataclass

from sepkit.markup.markdown import split_lines

MAX_TOKENS = 100_000
"""In one text; a schema of 180 kB has 20,000."""

_TOKEN = re.compile(
    r"(?P<comment>/\*.*?(?:\*/|\Z)|//[^\n]*)"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?|`(?:[^`\\]|\\.)*`?)"
    r"|(?P<word>[A-Za-z_$][\w$]*)"
    r"|(?P<number>-?\d[\w.]*)"
    r"|(?P<dots>\.\.\.|…)"
    r"|(?P<mark>=>|\?:|[{}()\[\]<>;:,=|&?.+*!-])",
    re.DOTALL | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, string, number, comment or sign; `text` of a string is without its quotes."""

    kind: str
    """comment | string | word | number | dots | mark"""
    text: str
    line: int


def read_tokens(text: str, *, first_line: int = 1) -> list[Token]:
    """Cut TypeScript or JSON (with comments) into tokens; what is no token is stepped over."""
    tokens: list[Token] = []
    line, last = first_line, 0
    for match in _TOKEN.finditer(text):
        kind, begin = match.lastgroup or "", match.start()
        line += text.count("\n", last, begin)
        last = begin
        word = match.group()
        if kind == "string":
            word = word[1:-1] if len(word) > 1 and word[-1] == word[0] else word[1:]
        tokens.append(Token(kind, word, line))
        if len(tokens) >= MAX_TOKENS:
            break
    return tokens


def split_marks(text: str, *, is_diff: bool = False) -> tuple[str, dict[int, str]]:
    """Take `+` and `-` off the beginnings of lines.

    Args:
        text: a code block.
        is_diff: whether the block calls itself a diff, so that one marked line is enough.

    Returns:
        The text without the marks, and the mark of each marked line, counted from 0. A text in
        which no line is marked, or that only looks so (a list of numbers), comes back as it was.
    """
    lines = split_lines(text)
    marks = {n: line[0] for n, line in enumerate(lines) if _is_marked(line)}
    if not marks or not (is_diff or _looks_like_diff(lines, marks)):
        return text, {}
    plain = [line[1:] if n in marks else line for n, line in enumerate(lines)]
    return "\n".join(plain), marks


def _is_marked(line: str) -> bool:
    return (
        line[:1] in ("+", "-") and not line.startswith(("+++", "---")) and not line[1:2].isdigit()
    )


def _looks_like_diff(lines: list[str], marks: dict[int, str]) -> bool:
    return any(line.startswith(" ") or line.strip() in ("", "}") for line in lines) and all(
        lines[n][1:2] in ("", " ", "\t") for n in marks
    )
