"""One number is claimed by two different proposals.

People cite proposals by number, so each citation of it now means two things, and the second file
to land overwrites the first or is renamed after everybody has linked to it.

Left alone: copies of one file in several pull requests; placeholders, which claim no number yet.

What to do: the later claimant takes the number of its own pull request.
"""

from collections.abc import Iterator
from itertools import combinations

from sepkit.analysis.conflicts.engine.docket import Docket
from sepkit.analysis.conflicts.engine.rule import Label, Rule, Settlement, Sign
from sepkit.model import Harm


def find(docket: Docket) -> Iterator[Sign]:
    """Yield one sign per pair of proposals with one number, in the order of numbers."""
    for number, sides in sorted(docket.numbers.items()):
        for a, b in combinations(sides[:10], 2):
            yield Sign(
                pair=(a.key, b.key),
                strength=1.0,
                sentence=f"{a.key} and {b.key} both claim the number {number}",
                evidence=(a.gist, b.gist),
            )


RULE = Rule(
    id="number-clash",
    label=Label.DUPLICATE,
    harm=Harm.LOW,
    settlement=Settlement.RENUMBER,
    find=find,
    about_texts=True,
    prior=3.0,
    is_certain=True,
)
