"""Verbs of requirements sorted by what is done: two texts seldom forbid and demand in one word.

A verb of refusal is the denial of a deed: who must reject a thing must not accept it.
"""

import re

from sepkit.analysis.conflicts.reading.words import stem

_DEEDS = {
    "accept": "accept support process honor honour allow permit handle recognize execute",
    "send": "send sent emit issue transmit post deliver publish push notify initiate",
    "hold": "include contain carry set add attach provide return expose populate specify declare",
    "use": "use used rely depend trust consider employ apply call invoke",
    "keep": "keep kept store retain persist cache maintain remember preserve",
    "check": "validate verify check enforce authenticate",
    "change": "change modify alter mutate rename override overwrite replace",
    "need": "require need expect demand",
    "show": "show shown display present render disclose reveal",
}
_REFUSALS = {
    "accept": "reject refuse deny forbid prohibit disallow ban ignore fail abort",
    "hold": "omit exclude strip",
    "use": "avoid",
    "keep": "discard drop forget delete remove",
    "show": "hide conceal redact",
    "send": "suppress withhold",
}


def _by_stem(groups: dict[str, str]) -> dict[str, str]:
    return {stem(verb): deed for deed, verbs in groups.items() for verb in verbs.split()}


_DONE, _REFUSED = _by_stem(_DEEDS), _by_stem(_REFUSALS)

_WORD = re.compile(r"[a-z]+")
_NO_VERB_WORDS = """
be been being is are was were have has had also only always then either therefore first not never
still both instead thus itself themselves each all any at to by the a an it they continue treat able
"""
_NO_VERBS = frozenset(_NO_VERB_WORDS.split())
_SHORTEST_VERB = 3
_WINDOW = 60
"""The verb stands next to the key word; further on begins the object."""


def find_deed(after: str) -> tuple[str, bool]:
    """Return what is demanded after a key word, and whether the verb refuses it.

    Args:
        after: the text behind the key word and its "not".

    Returns:
        The name of a group of verbs, or the stem of a verb of no group, or "".
    """
    for word in _WORD.findall(after[:_WINDOW].lower()):
        if word in _NO_VERBS or word.endswith("ly") or len(word) < _SHORTEST_VERB:
            continue
        found = stem(word)
        if found in _REFUSED:
            return _REFUSED[found], True
        return _DONE.get(found, found), False
    return "", False
