"""Signs for pairs in which one builds on what the other retires."""

from collections.abc import Callable, Iterator

from sepkit.analysis.conflicts.engine.docket import Docket, Side
from sepkit.analysis.conflicts.engine.ledger import Need, find_entries, find_needs
from sepkit.analysis.conflicts.engine.rule import Sign
from sepkit.analysis.conflicts.engine.shared import saturate
from sepkit.analysis.conflicts.reading.words import words_of
from sepkit.model import Harm, Quote

_HALF = 1.2
_MUCH = 4.0
_LEAST = 0.35
"""Below this amount the use is a word in passing."""


def find_reliance(
    docket: Docket, is_meant: Callable[[Side, Side], bool], verb: str, *, by_open: bool
) -> Iterator[Sign]:
    """Yield one sign per user and retirer.

    Args:
        docket: all proposals.
        is_meant: takes the user and the retirer, and says whether the rule is about them.
        verb: what the retirer does, for the sentence: `removes or deprecates`.
        by_open: whether the retirers looked at are the open ones or the settled ones.
    """
    ledger = docket.once(find_entries)
    for key, entries in sorted(ledger.items()):
        retirer = docket.by_key[key]
        if retirer.case.is_open is not by_open:
            continue
        for user_key, needs in sorted(find_needs(docket, entries).items()):
            user = docket.by_key[user_key]
            if not user.case.is_open:
                # What a settled text only shows in a listing is an example of its time.
                needs = [need for need in needs if "\n" not in need.evidence.quote]  # noqa: PLW2901
            gone = {entry.words for entry in ledger.get(user_key, ())}
            # Who removes a thing as well does not build on it.
            needs = [need for need in needs if need.entry.words not in gone]  # noqa: PLW2901
            amount = sum(need.amount for need in needs)
            if user_key != key and amount >= _LEAST and is_meant(user, retirer):
                yield _sign(user, retirer, needs, amount, verb)


def _sign(user: Side, retirer: Side, needs: list[Need], amount: float, verb: str) -> Sign:
    first = needs[0]
    gone = f"which {retirer.key} {verb}"
    if first.entry.is_recorded:
        gone = f"which went with {retirer.key} by the specification's own record"
    if not first.entry.is_told:
        gone = f"which the specification no longer holds; {retirer.key} is about it"
    return Sign(
        pair=(user.key, retirer.key),
        strength=saturate(amount, _HALF),
        sentence=f"{user.key} builds on {_thing(first)}, {gone}",
        evidence=(first.evidence, first.entry.evidence),
        surfaces=tuple(need.entry.surface for need in needs if need.entry.surface is not None),
        harm=Harm.HIGH if amount >= _MUCH else None,
    )


def _thing(need: Need) -> str:
    """A name in code, or the words of the retirer's sentence that mean the thing."""
    if need.entry.is_name:
        return f"`{need.entry.words[0]}`"
    return f'"{_spoken(need.entry.words, need.entry.evidence)}"'


def _spoken(words: tuple[str, ...], quote: Quote) -> str:
    said = dict(reversed(list(words_of(quote.quote))))
    return " ".join(said.get(word, word) for word in words)
