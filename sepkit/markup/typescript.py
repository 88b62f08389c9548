"""TypeScript declarations, read tolerantly: what a code block declares, with lines.

Blocks in proposals are sketches: members left out with `...`, lines marked `+` and `-` as in a
diff, braces that never close. A grammar calls these errors; here what can be read is read, and the
rest is stepped over. No expression is ever evaluated.
"""

import re
from dataclasses import dataclass

from sepkit.markup.tokens import Token, read_tokens, split_marks

MAX_NESTING = 12
"""Object types inside object types; real schemas nest four deep."""

_OPENING = {"{": "}", "(": ")", "[": "]", "<": ">"}
_CLOSING = frozenset("})]>")

BUILT_IN = frozenset(
    [
        "any",
        "unknown",
        "never",
        "void",
        "null",
        "undefined",
        "string",
        "number",
        "boolean",
        "object",
        "true",
        "false",
        "Array",
        "Record",
        "Omit",
        "Pick",
        "Partial",
        "Required",
        "Readonly",
        "Promise",
        "Map",
        "Set",
    ]
)
"""Names that TypeScript itself has, and that no specification defines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One property of an object type."""

    name: str
    line: int
    mark: str = ""
    """`+` or `-` where the line is marked as in a diff."""
    is_optional: bool = False
    words: tuple[str, ...] = ()
    """Names in its type, in order, each once."""
    literals: tuple[str, ...] = ()
    """String and number literals in its type, outside nested objects."""
    members: tuple["Member", ...] = ()
    """Of an object type written in place."""
    is_deprecated: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One interface, type, enum, class or constant."""

    kind: str
    """interface | type | enum | class | const | members (a bare object without a name)"""
    name: str
    line: int
    end_line: int = 0
    mark: str = ""
    extends: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    words: tuple[str, ...] = ()
    literals: tuple[str, ...] = ()
    is_deprecated: bool = False
    is_partial: bool = False
    """Whether it says `...`, or that members were left out."""
    comment: str = ""


def read_typescript(
    text: str, *, first_line: int = 1, is_diff: bool = False
) -> tuple[Declaration, ...]:
    """Read the declarations of a TypeScript text, in order; never raises.

    Args:
        text: the code.
        first_line: the number of its first line in the file.
        is_diff: whether lines may be marked `+` and `-`.
    """
    plain, marks = split_marks(text, is_diff=is_diff)
    tokens = read_tokens(plain, first_line=first_line)
    return tuple(_Reader(tokens, {n + first_line: m for n, m in marks.items()}).read())


class _Reader:
    """Walks over tokens once; each method leaves `at` behind what it has read."""

    def __init__(self, tokens: list[Token], marks: dict[int, str]) -> None:
        self.tokens = tokens
        self.marks = marks
        self.at = 0
        self.comment = ""

    def read(self) -> list[Declaration]:
        found: list[Declaration] = []
        while self.at < len(self.tokens):
            begin = self.at
            declaration = self._declaration()
            if declaration is not None:
                found.append(declaration)
            if self.at <= begin:
                self.at = begin + 1
        return found

    def _peek(self, ahead: int = 0) -> Token:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else _END

    def _declaration(self) -> Declaration | None:
        token = self._peek()
        if token.kind == "comment":
            self.comment = token.text
            self.at += 1
            return None
        if token.kind == "word" and token.text in _STARTERS and self._peek(1).kind == "word":
            return self._named(token.text)
        if token.text == "{" and token.kind == "mark":
            return self._bare(token)
        if token.text not in ("export", "declare", "abstract", "default"):
            self.comment = ""
        self.at += 1
        return None

    def _named(self, kind: str) -> Declaration | None:
        match kind:
            case "interface" | "class":
                return self._interface(kind)
            case "enum":
                return self._enum(kind)
            case "type":
                return self._alias(kind)
        return self._const(kind)

    def _bare(self, token: Token) -> Declaration | None:
        members, partial, end = self._body()
        if not members:
            return None
        return Declaration(
            kind="members",
            name="",
            line=token.line,
            end_line=end,
            members=members,
            is_partial=partial,
        )

    def _interface(self, kind: str) -> Declaration:
        begin, name = self._peek(), self._peek(1)
        self.at += 2
        self._skip_generics()
        extends = self._words_until("{")
        members, partial, end = self._body()
        return self._made(kind, begin, name, extends, members, partial=partial, end=end)

    def _enum(self, kind: str) -> Declaration:
        begin, name = self._peek(), self._peek(1)
        self.at += 2
        self._words_until("{")
        start = self.at
        end = self._skip_balanced()
        literals = _once([t.text for t in self.tokens[start : self.at] if t.kind == "string"])
        return self._made(kind, begin, name, (), (), literals=literals, end=end)

    def _alias(self, kind: str) -> Declaration | None:
        begin, name = self._peek(), self._peek(1)
        self.at += 2
        self._skip_generics()
        if self._peek().text != "=":
            return None
        self.at += 1
        words, literals, members, partial, end = self._type(stop_at_line=True)
        return self._made(
            kind, begin, name, (), members, words=words, literals=literals, partial=partial, end=end
        )

    def _const(self, kind: str) -> Declaration | None:
        begin, name = self._peek(), self._peek(1)
        self.at += 2
        if self._peek().text == ":":
            while self._peek().text not in ("=", ";", "") and self._peek().line == begin.line:
                self.at += 1
        if self._peek().text != "=":
            return None
        self.at += 1
        value = self._peek()
        if value.text == "-" and self._peek(1).kind == "number":
            value = Token("number", f"-{self._peek(1).text}", value.line)
        literals = (value.text,) if value.kind in ("number", "string") else ()
        return self._made(kind, begin, name, (), (), literals=literals, end=value.line)

    def _made(
        self,
        kind: str,
        begin: Token,
        name: Token,
        extends: tuple[str, ...],
        members: tuple[Member, ...],
        *,
        words: tuple[str, ...] = (),
        literals: tuple[str, ...] = (),
        partial: bool = False,
        end: int = 0,
    ) -> Declaration:
        comment, self.comment = self.comment, ""
        return Declaration(
            kind=kind,
            name=name.text,
            line=begin.line,
            end_line=max(end, begin.line),
            mark=self.marks.get(begin.line, ""),
            extends=extends,
            members=members,
            words=words,
            literals=literals,
            is_deprecated="@deprecated" in comment,
            is_partial=partial,
            comment=comment,
        )

    def _skip_generics(self) -> None:
        if self._peek().text == "<":
            self._skip_balanced()

    def _words_until(self, stop: str) -> tuple[str, ...]:
        words: list[str] = []
        while self._peek().text not in (stop, ""):
            token = self._peek()
            if token.kind == "word" and token.text not in _GLUE:
                words.append(token.text)
            self.at += 1
        return _once(words)

    def _skip_balanced(self) -> int:
        depth = 0
        line = self._peek().line
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            line = token.line
            if token.kind == "mark" and token.text in _OPENING:
                depth += 1
            elif token.kind == "mark" and token.text in _CLOSING:
                depth -= 1
            if depth <= 0:
                break
        return line

    def _body(self, nesting: int = 0) -> tuple[tuple[Member, ...], bool, int]:
        """Read `{ … }`, which may never close; also whether members are left out, and its end."""
        members: list[Member] = []
        partial = False
        comment = ""
        if self._peek().text == "{":
            self.at += 1
        while self.at < len(self.tokens):
            token = self._peek()
            if token.kind == "mark" and token.text == "}":
                self.at += 1
                return tuple(members), partial, token.line
            if token.kind == "comment":
                comment, partial = token.text, partial or _leaves_out(token.text)
                self.at += 1
            elif token.kind == "dots":
                partial = True
                self.at += 1
            elif token.text == "[" or token.kind == "mark":
                self._skip_index_or_sign(token)
            else:
                member = self._member(comment, nesting)
                comment = ""
                if member is not None:
                    members.append(member)
        return tuple(members), True, self.tokens[-1].line if self.tokens else 0

    def _skip_index_or_sign(self, token: Token) -> None:
        """Step over `[key: string]: unknown;` and over signs that begin no member."""
        if token.text != "[":
            self.at += 1
            return
        self._skip_balanced()
        if self._peek().text in (":", "?:"):
            self.at += 1
            self._type(stop_at_line=True)

    def _member(self, comment: str, nesting: int) -> Member | None:
        name = self._peek()
        if name.text in ("readonly", "public") and self._peek(1).kind in ("word", "string"):
            self.at += 1
            name = self._peek()
        self.at += 1
        sign = self._peek().text
        if sign == "?" and self._peek(1).text == ":":
            self.at += 1
            sign = "?:"
        if sign not in (":", "?:") or name.kind not in ("word", "string"):
            return None
        self.at += 1
        words, literals, members, _, _ = self._type(stop_at_line=True, nesting=nesting + 1)
        return Member(
            name=name.text,
            line=name.line,
            mark=self.marks.get(name.line, ""),
            is_optional=sign == "?:",
            words=words,
            literals=literals,
            members=members,
            is_deprecated="@deprecated" in comment,
            comment=comment,
        )

    def _type(
        self, *, stop_at_line: bool, nesting: int = 0
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Member, ...], bool, int]:
        """Read a type: up to `;` or `,`, a closing bracket, or a line that begins a new member."""
        words: list[str] = []
        literals: list[str] = []
        members: list[Member] = []
        partial = False
        depth = 0
        line = self._peek().line
        while self.at < len(self.tokens):
            token = self._peek()
            if depth == 0 and self._ends_type(token, line if stop_at_line else token.line):
                break
            line = token.line
            if token.kind == "mark" and token.text == "{":
                if nesting >= MAX_NESTING:
                    line = self._skip_balanced()
                    continue
                inner, left_out, line = self._body(nesting + 1)
                members.extend(inner)
                partial = partial or left_out
                continue
            if token.kind == "mark":
                depth += (token.text in _OPENING) - (token.text in _CLOSING)
            elif token.kind == "word" and token.text not in _GLUE:
                words.append(token.text)
            elif token.kind in ("string", "number"):
                literals.append(token.text)
            self.at += 1
            line = token.line
        return _once(words), _once(literals), tuple(members), partial, line

    def _ends_type(self, token: Token, line: int) -> bool:
        if token.kind == "mark" and token.text in (";", ",", "}", ")", "]", ">"):
            return True
        if token.line == line or token.kind == "mark":
            return False
        before = self.tokens[self.at - 1] if self.at else _END
        if before.kind == "mark" and before.text in ("|", "&", "=", ":", "?:", "<", "=>"):
            return False
        if token.kind == "comment":
            return True
        after = self._peek(1)
        starts_member = after.text in (":", "?", "?:") and after.kind == "mark"
        return starts_member or token.text in _LINE_STARTERS


_END = Token("end", "", 0)
_GLUE = frozenset({"extends", "implements", "typeof", "keyof", "readonly", "in", "as"})
_STARTERS = frozenset({"interface", "class", "enum", "type", "const"})
_LINE_STARTERS = _STARTERS | {"export", "declare", "import", "function", "let", "var"}
_LEFT_OUT = re.compile(
    r"\.\.\.|…|\b(?:existing|other|remaining|unchanged|rest of)\b", re.IGNORECASE
)


def _leaves_out(comment: str) -> bool:
    return len(comment) < 200 and bool(_LEFT_OUT.search(comment))  # noqa: PLR2004 - a note, no prose


def _once(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
