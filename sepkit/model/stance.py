"""What a proposal wants, needs, retires and says of others: the meaning that conflicts are about.

A stance is computed from a document's blocks alone, so it can be cached by blob like any fact.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A stemmed word and how much the text makes of it."""

    stem: str
    weight: float
    """Occurrences, those in the title and the abstract counted more than once."""
    word: str = ""
    """The word as the text first writes it, for showing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence or row of the text, kept because something points to it."""

    line: int
    text: str
    """At most 300 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """The text builds on a word or name: it says so in the present tense and without negation."""

    word: str
    """A stem, or a name as it stands in code."""
    weight: float
    """Sentences that use it; one with a key word counts twice, one about alternatives a third."""
    sentence: int
    """The most telling of them, as an index into `Stance.sentences`."""
    is_binding: bool = False
    """Whether an RFC 2119 key word stands in that sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retirement:
    """The text removes, deprecates or replaces something."""

    words: tuple[str, ...]
    """Stems of the thing's name, or one name as it stands in code."""
    is_name: bool
    weight: float
    """Sentences that say so; a title counts three times, an abstract twice."""
    sentence: int


class Force(StrEnum):
    """How strongly a requirement binds."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A requirement taken apart: who must do what to which names, and when."""

    who: str
    """client, server … as the sentence names it, or "" where it names nobody."""
    force: Force
    is_negated: bool
    verb: str
    """What is demanded: the name of a group of verbs (`accept`, `send`), or a verb's stem."""
    what: tuple[str, ...]
    """Stems of what is to be done and to what, without the condition's."""
    names: tuple[str, ...]
    """Names in code."""
    condition: tuple[str, ...]
    """Stems after if, when, unless."""
    values: tuple[str, ...]
    """Numbers and quoted literals."""
    sentence: int


class Attitude(StrEnum):
    """How a text stands to a proposal that it cites."""

    CONTRASTS = "contrasts"
    """Alternative to, reverses, overlaps with, conflicts with, merged into."""
    COMPOSES = "composes"
    """Complements, builds on, follows, is orthogonal to."""
    CITES = "cites"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What the text says beside a citation of another proposal."""

    number: int
    attitude: Attitude
    sentence: int
    word: str = ""
    """The phrase that tells the attitude."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """The meaning of one proposal's text, small enough to keep."""

    purpose: tuple[Term, ...] = ()
    """From title, abstract, motivation and problem statements."""
    body: tuple[Term, ...] = ()
    """From the whole text."""
    names: tuple[Term, ...] = ()
    """Names in code, unstemmed."""
    uses: tuple[Use, ...] = ()
    retirements: tuple[Retirement, ...] = ()
    statements: tuple[Statement, ...] = ()
    remarks: tuple[Remark, ...] = ()
    gist: int = -1
    """The sentence that tells the purpose best; -1 in an empty text."""
    sentences: tuple[Sentence, ...] = ()
