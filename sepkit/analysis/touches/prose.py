"""Touches in paragraphs, items, headings and table rows: names, and the verbs around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from sepkit.analysis.touches.acts import Sentence, read_sentence
from sepkit.analysis.touches.index import SpecIndex, Term
from sepkit.analysis.touches.place import Place, Voice
from sepkit.markup.names import REGISTERED_HEADERS, STANDARD_ERRORS, Name, find_names, header_id
from sepkit.markup.sentences import sentence_spans
from sepkit.model import Act, BlockKind, Date, RepoPath, Surface, Touch

MAX_QUOTE = 160
"""Characters of a quote."""

_CALL_WORD = re.compile(
    r"`\s+(?:\w+\s+)?(?:methods?|requests?|notifications?|rpcs?|messages?|calls?|operations?|endpoints?)\b",
    re.IGNORECASE,
)
_HEADER_WORD = re.compile(r"\bheaders?\b", re.IGNORECASE)
_KEY_WORD = re.compile(r"\b(?:_meta|keys?|metadata)\b", re.IGNORECASE)
_EXTENSION_WORD = re.compile(r"\bextensions?\b", re.IGNORECASE)
_ERROR_WORD = re.compile(r"\b(?:errors?|codes?)\b", re.IGNORECASE)
_WORDS = re.compile(r"[a-z][\w+-]*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What all readers of one document share."""

    spec: SpecIndex
    path: RepoPath
    created: Date | None
    is_final: bool = False
    own: frozenset[Surface] = field(default_factory=frozenset)
    """What the code blocks of this document define."""
    other_lines: frozenset[int] = field(default_factory=frozenset)
    """Lines that cite another proposal."""

    def touch(self, surface: Surface, act: Act, line: int, quote: str) -> Touch:
        """Make a touch with a quote of at most 160 characters."""
        # No more words than characters are shown: a sentence can have a million.
        short = " ".join(quote.split(maxsplit=MAX_QUOTE)[:MAX_QUOTE])
        if len(short) > MAX_QUOTE:
            short = short[: MAX_QUOTE - 1].rstrip() + "…"
        return Touch(surface=surface, act=act, path=self.path, line=line, quote=short)

    def is_new(self, surface: Surface) -> bool:
        """Whether the specification did not hold it when the proposal was written."""
        return not self.spec.is_known(surface, self.created, has_draft=not self.is_final)


def find_in_prose(place: Place, context: Context) -> Iterator[Touch]:
    """Yield the touches of one block of words."""
    block = place.block
    cites = not context.other_lines.isdisjoint(range(block.line, block.end_line + 1))
    for begin, end in sentence_spans(block.text):
        text = block.text[begin:end]
        names = tuple(find_names(text))
        terms = tuple(_terms(text, context)) if context.spec.terms else ()
        if not names and not terms:
            continue
        sentence = read_sentence(text, cites_other=cites)
        for name in names:
            for surface in _surfaces(name, text, context):
                act = _act(
                    surface, name.start, name.start + len(name.text), sentence, place, context
                )
                if act is not None:
                    yield context.touch(surface, act, block.line, text)
        for surface, start, stop in terms:
            act = _act(surface, start, stop, sentence, place, context)
            if act is not None:
                yield context.touch(surface, act, block.line, text)


def _terms(text: str, context: Context) -> Iterator[tuple[Surface, int, int]]:
    """Yield the words of the trade in a sentence, the longest phrase at each place."""
    lower = text.lower()
    if not any(first in lower for first in context.spec.terms):
        return
    words = [(m.group(), m.start(), m.end()) for m in _WORDS.finditer(lower)]
    free = 0
    for at in [n for n, word in enumerate(words) if word[0] in context.spec.terms]:
        term = _term_at(words, at, context) if at >= free else None
        if term is not None:
            free = at + len(term.words)
            for surface in term.surfaces:
                yield surface, words[at][1], words[free - 1][2]


def _term_at(words: list[tuple[str, int, int]], at: int, context: Context) -> Term | None:
    for term in context.spec.terms[words[at][0]]:
        found = tuple(word for word, _, _ in words[at : at + len(term.words)])
        if found == term.words:
            return term
    return None


def _surfaces(name: Name, sentence: str, context: Context) -> Iterator[Surface]:
    """Yield what a name means: a surface of the specification or of the document, or a new one."""
    text = header_id(name.text) if name.kind == "header" else name.text
    kinds = _KINDS.get(name.kind, ())
    known = context.spec.surfaces_of(text, kinds)
    if known:
        yield from known
        return
    mine = [s for kind in kinds if (s := Surface(f"{kind}:{text}")) in context.own]
    if mine:
        yield from mine
        return
    if name.kind == "dotted":
        yield from _dotted(name.text, context)
    elif kind := _new_kind(name, sentence):
        yield Surface(f"{kind}:{text}")


_KINDS: dict[str, tuple[str, ...]] = {
    "error": ("error",),
    "uri": ("uri",),
    "keyed": ("meta", "extension"),
    "header": ("header",),
    "call": ("method", "notification"),
    "type": ("type",),
    "word": ("method",),
    "dotted": ("field", "capability"),
}


def _dotted(text: str, context: Context) -> Iterator[Surface]:
    """Yield what `tools.listChanged` or `capabilities.tools` can mean."""
    tail = text.removeprefix("capabilities.").removeprefix("Capabilities.")
    owner, _, rest = text.partition(".")
    if owner.endswith("Capabilities") and rest:
        surface = Surface(f"capability:{owner.removesuffix('Capabilities').lower()}.{rest}")
        if surface in context.spec.entries or surface in context.own:
            yield surface
        return
    yield from context.spec.names.get(f"capability {tail}", ())


def _new_kind(name: Name, sentence: str) -> str:
    """Return the kind of a surface that nobody knows yet, where form and words agree, or ""."""
    match name.kind:
        case "uri":
            return "uri"
        case "error" if name.is_code or _has(_ERROR_WORD, sentence):
            return "" if name.text in STANDARD_ERRORS else "error"
        case "header" if _has(_HEADER_WORD, sentence):
            return "" if header_id(name.text) in REGISTERED_HEADERS else "header"
        case "keyed" if name.is_code and _has(_EXTENSION_WORD, sentence):
            return "extension"
        case "keyed" if name.is_code and _has(_KEY_WORD, sentence):
            return "meta"
        case "call" if name.is_code and _says_call(name, sentence):
            return "notification" if name.text.startswith("notifications/") else "method"
    return ""


@lru_cache(maxsize=16)
def _has(word: re.Pattern[str], sentence: str) -> bool:
    """Whether a word stands in a sentence, sought once for all names in it."""
    return word.search(sentence) is not None


def _says_call(name: Name, sentence: str) -> bool:
    return name.text.startswith("notifications/") or bool(
        _CALL_WORD.match(sentence, name.start + len(name.text) + 1)
    )


def _act(
    surface: Surface, start: int, end: int, sentence: Sentence, place: Place, context: Context
) -> Act | None:
    """Return what the sentence does to a surface; None for a name that nobody has defined."""
    is_new = context.is_new(surface)
    verb = sentence.act_on(start, end)
    if _is_told(sentence, place, start):
        is_worth_it = not is_new or surface in context.own or surface.startswith(_SPEAKING)
        return Act.MENTIONS if is_worth_it and place.voice is not Voice.REJECTING else None
    if place.block.kind is BlockKind.HEADING:
        return Act.DEFINES if surface in context.own else Act.MENTIONS
    if is_new:
        if sentence.cites_other and surface not in context.own:
            return Act.MENTIONS  # another proposal defines it
        return _act_on_new(surface, verb, context)
    if verb is None:
        is_bare_row = place.block.kind is BlockKind.ROW and not _MODAL.search(sentence.text)
        is_aside = is_bare_row or sentence.is_negated(start)
        return Act.MENTIONS if is_aside else Act.RELIES_ON
    if verb is Act.DEFINES:
        return _act_on_added(sentence, start)
    return verb


_SPEAKING = ("uri:", "extension:", "header:")
"""Kinds whose names are rare enough to be worth mentioning before anybody defines them."""


def _is_told(sentence: Sentence, place: Place, start: int) -> bool:
    """Whether the sentence only tells about the name, whatever verb stands beside it."""
    if place.block.quoted or place.voice is Voice.REJECTING:
        return True
    if sentence.is_own:
        return False
    if place.voice is Voice.TELLING or sentence.is_told:
        return True
    return sentence.cites_other and sentence.act_on(start, start) in _ENDING


_ENDING = frozenset({Act.REMOVES, Act.DEPRECATES, Act.MENTIONS})


def _act_on_new(surface: Surface, verb: Act | None, context: Context) -> Act | None:
    """A name that the specification does not hold is defined here, or used before it exists."""
    if verb in (Act.REMOVES, Act.DEPRECATES, Act.MENTIONS):
        return None
    if surface.startswith("header:") and surface.partition(":")[2] in REGISTERED_HEADERS:
        return None
    if surface.startswith(("type:", "field:")):
        return None  # its declaration says more
    if surface in context.own or verb in (Act.DEFINES, Act.CHANGES):
        return Act.DEFINES
    return Act.DEFINES if surface.partition(":")[0] in ("header", "uri", "extension") else None


_MODAL = re.compile(r"\b(?:must|shall|should|may|required|recommended)\b", re.IGNORECASE)
_INTO = re.compile(
    r"\b(?:to|on|in|into|for|of)\s+(?:the\s+|a\s+|an\s+|each\s+|every\s+|all\s+|existing\s+)*`?$"
)


def _act_on_added(sentence: Sentence, start: int) -> Act:
    """`adds X to Tool` changes `Tool`; `adds X` of a known X asks for what is there already."""
    before = sentence.text[max(0, start - _INTO_REACH) : start]
    return Act.CHANGES if _INTO.search(before) else Act.RELIES_ON


_INTO_REACH = 40
