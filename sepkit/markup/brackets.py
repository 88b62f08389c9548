"""Brackets of TypeScript that never close, or close what was not opened: it does not parse."""

from dataclasses import dataclass

from sepkit.markup.tokens import read_tokens, split_marks

_CLOSING = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Unbalanced:
    """Where brackets stop making sense."""

    line: int
    message: str
    """What is wrong, as a phrase: "`{` is never closed"."""


def find_unbalanced(text: str, *, first_line: int = 1, is_diff: bool = False) -> Unbalanced | None:
    """Return the first bracket without a partner, or None; signs in words and strings are none.

    Args:
        text: TypeScript.
        first_line: the number of its first line in the file.
        is_diff: whether lines may be marked `+` and `-`; those taken away are not looked at.
    """
    plain, marks = split_marks(text, is_diff=is_diff)
    gone = {first_line + at for at, mark in marks.items() if mark == "-"}
    open_: list[tuple[str, int]] = []
    for token in read_tokens(plain, first_line=first_line):
        if token.kind != "mark" or token.line in gone:
            continue
        if token.text in "([{":
            open_.append((token.text, token.line))
        elif token.text in _CLOSING:
            if not open_ or open_[-1][0] != _CLOSING[token.text]:
                return Unbalanced(token.line, f"`{token.text}` closes nothing")
            open_.pop()
    if open_:
        sign, line = open_[-1]
        return Unbalanced(line, f"`{sign}` is never closed")
    return None
