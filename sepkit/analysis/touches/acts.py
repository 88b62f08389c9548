"""What a sentence does to the names in it.

The nearest verb before a name governs it (`removes X`), else a passive one behind it
(`X is removed`). A name in the past, under a negation, in a comparison, or beside another
proposal's number is only mentioned: it is told about, not asked for.
"""

import re
from dataclasses import dataclass

from sepkit.model import Act

MAX_SENTENCE = 2000
"""Characters of a sentence in which verbs are sought."""

_GONE = "removed|dropped|eliminated|replaced|superseded|retired|deleted|gone|obsolete"
_BE = r"(?:is|are|was|were|be|been|being|gets?)\s+(?:\w+\s+)?"
_AFTER_SIGN = r"[:\u2014\u2013(-]\s*"

_CUES = {
    "aside": (
        r"\b(?:instead of|rather than|unlike|in contrast to|as opposed to|similar(?:ly)? to"
        r"|like the|analogous to|such as|compar(?:ed|able|es) (?:to|with)|e\.g\."
        r"|modell?ed (?:on|after)|mirror(?:s|ing)?|parallel(?:s|ing)?|inspired by"
        r"|distinct from|different from|separate from|confused with"
        r"|pattern (?:\w+ )?(?:of|from|by|as|in)"
        r"|follow(?:s|ing)? the (?:same|established|existing)|is an? (?:parameter|field|part) of)\b"
    ),
    "swap": r"\breplac(?:e|es|ing)\b",
    "with": r"\b(?:with|in favou?r of|to be replaced by)\b",
    "passive_remove": (rf"\b{_BE}(?:{_GONE})\b"),
    "bare_remove": r"\b(?:removed|dropped|deleted|(?:is|are) no longer)\b",
    "remove": (
        r"\b(?:remov(?:e|es|ing|al of)|drop(?:s|ping)?|eliminat(?:e|es|ing)|delet(?:e|es|ing)"
        r"|retir(?:e|es|ing)|obsolet(?:e|es|ing)|supersed(?:e|es|ing))\b"
    ),
    "passive_deprecate": rf"\b{_BE}deprecated\b",
    "passive_change": (
        rf"\b{_BE}(?:changed|extended|renamed|modified|updated|moved|amended)\b"
        r"|\bchanges (?:from|to)\b|\bgains?\b"
    ),
    "deprecate": r"\b(?:deprecat(?:e|es|ing|ion of)|deprecated)\b",
    "define": (
        r"\b(?:introduc(?:e|es|ing|ed)|add(?:s|ing|ed)?|defin(?:e|es|ing|ed)"
        r"|propos(?:e|es|ing|ed)|creat(?:e|es|ing)|new|register(?:s|ed)?|reserv(?:e|es|ed))\b"
    ),
    "change": (
        r"\b(?:extend(?:s|ing|ed)?|modif(?:y|ies|ied|ying)|chang(?:e|es|ed|ing)|updat(?:e|es|ing)"
        r"|renam(?:e|es|ed|ing)|augment(?:s|ing|ed)?|loosen(?:s|ing|ed)?|relax(?:es|ing|ed)?"
        r"|enhanc(?:e|es|ing|ed)|redefin(?:e|es|ing|ed)|amend(?:s|ing|ed)?|mov(?:e|es|ing))\b"
    ),
}
_SIGN_CUES = {
    "passive_sign_remove": rf"{_AFTER_SIGN}(?:removed|dropped|deleted|replaced|superseded)\b",
    "passive_sign_deprecate": rf"{_AFTER_SIGN}deprecated\b",
}


def _any_of(cues: dict[str, str]) -> str:
    return "|".join(f"(?P<{name}>{words})" for name, words in cues.items())


# Most places in a text begin no word: asking that first makes the search twice as fast.
_CUE = re.compile(
    rf"(?<![A-Za-z])(?=[A-Za-z])(?:{_any_of(_CUES)})|{_any_of(_SIGN_CUES)}", re.IGNORECASE
)
_TOLD = re.compile(
    r"\b(?:(?:was|were|has been|have been|had been) (?:\w+ )?(?:introduced|added|deprecated"
    rf"|{_GONE})|former(?:ly)?|previous(?:ly)?|legacy|earlier (?:versions?|revisions?|drafts?)"
    r"|(?:prior|older) (?:versions?|revisions?|drafts?|approach)|used to|historical(?:ly)?|once had"
    r"|originally|no longer"
    r"|(?:removed|deprecated) (?:by|in) (?-i:[\[`(]*[A-Z0-9])|superseded by|currently|today"
    r"|at present|(?:addressed|covered|handled) (?:separately )?(?:by|in)|out of scope|deferred to"
    r"|the (?:current |existing |base )*(?:specification|protocol|spec) (?:currently )?(?:requires"
    r"|mandates|has|uses))\b",
    re.IGNORECASE,
)
_HYPOTHETICAL = re.compile(
    r"\b(?:would (?:have|be|require|need)|could (?:have|be)|might have|(?:was|were|we) considered"
    r"|one option|an alternative|alternatively|imagine|suppose)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:no|not|without|never|neither|nor|independent of|regardless of|n't)\b(?!\s+only)",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\bthis (?:\w+ )?(?:sep|proposal|rfc|document|change|pr|draft|extension|specification"
    r"|kep|eip)\b"
    r"|\bwe propose\b",
    re.IGNORECASE,
)
_REACH = 48
"""Characters before a name in which a negation governs it; twice as many for a passive behind."""

_NEXT = 20
"""Characters behind a name in which a bare participle belongs to it: `X removed`."""

_VERB_REACH = 24
"""Characters before a verb in which a negation, or another proposal as subject, governs it."""

_TOUCHING = 2
"""Characters between `rather than` and the verb that it takes with it."""

_OTHERS = re.compile(r"\b[A-Z]{2,8}[- ]?[1-9][0-9]{0,6}\]?(?:\([^()]*\)|\[[^\[\]]*\])?\W{0,3}$")
_OUT_OF = re.compile(
    r"\b(?:from|into|in|to)\s+(?:the\s+|a\s+|an\s+|each\s+|all\s+|existing\s+)*`?$", re.IGNORECASE
)

_ACTS = {
    "aside": Act.MENTIONS,
    "swap": Act.REMOVES,
    "with": Act.DEFINES,
    "passive_remove": Act.REMOVES,
    "passive_sign_remove": Act.REMOVES,
    "bare_remove": Act.REMOVES,
    "remove": Act.REMOVES,
    "passive_deprecate": Act.DEPRECATES,
    "passive_sign_deprecate": Act.DEPRECATES,
    "passive_change": Act.CHANGES,
    "deprecate": Act.DEPRECATES,
    "define": Act.DEFINES,
    "change": Act.CHANGES,
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb, or what stands for one."""

    kind: str
    begin: int
    end: int

    @property
    def is_passive(self) -> bool:
        """Whether it governs what stands before it."""
        return self.kind.startswith(("passive", "bare"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its verbs found once, for all names in it."""

    text: str
    cues: tuple[Cue, ...]
    is_told: bool
    """Whether it speaks of how things are or were, or would be."""
    is_own: bool
    """Whether it says of itself that it speaks of this proposal."""
    cites_other: bool

    def act_on(self, start: int, end: int) -> Act | None:
        """Return the act on the name between two offsets; None where no verb governs it."""
        before = [cue for cue in self.cues if cue.end <= start and not cue.is_passive]
        # `with` is a verb only after `replace`: `replaces X with Y`.
        if before and before[-1].kind == "with" and not any(c.kind == "swap" for c in before):
            before = [cue for cue in before if cue.kind != "with"]
        if before:
            return self._act_of(before, start)
        for cue in self.cues:
            if cue.begin >= end and cue.is_passive:
                reach = _NEXT if cue.kind == "bare_remove" else 2 * _REACH
                is_near = cue.begin - end < reach and ";" not in self.text[end : cue.begin]
                return _ACTS[cue.kind] if is_near else None
        return None

    def _act_of(self, before: list[Cue], start: int) -> Act:
        cue = before[-1]
        is_aside = len(before) > 1 and before[-2].kind == "aside"
        if is_aside and cue.begin - before[-2].end <= _TOUCHING:
            return Act.MENTIONS
        if _NEGATION.search(self.text, max(0, cue.begin - _VERB_REACH), cue.begin):
            return Act.MENTIONS
        if _OTHERS.search(self.text, max(0, cue.begin - _VERB_REACH), cue.begin):
            return Act.MENTIONS
        act = _ACTS[cue.kind]
        # `removes X from Tool` changes `Tool`.
        if act in (Act.REMOVES, Act.DEPRECATES) and _OUT_OF.search(self.text, cue.end, start):
            return Act.CHANGES
        return act

    def is_negated(self, start: int) -> bool:
        """Whether a negation stands shortly before the name."""
        return bool(_NEGATION.search(self.text, max(0, start - _REACH), start))


def read_sentence(text: str, *, cites_other: bool = False) -> Sentence:
    """Find the verbs of a sentence.

    Args:
        text: the sentence, code spans with their backticks.
        cites_other: whether the words around it name another proposal.
    """
    head = text[:MAX_SENTENCE]
    return Sentence(
        text=text,
        cues=tuple(Cue(m.lastgroup or "", m.start(), m.end()) for m in _CUE.finditer(head)),
        is_told=bool(_TOLD.search(head) or _HYPOTHETICAL.search(head)),
        is_own=bool(_OWN.search(head)),
        cites_other=cites_other,
    )
