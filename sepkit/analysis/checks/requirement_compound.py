"""One sentence holds three requirements or more.

A test that fails then does not say which of them was broken, and no tool can trace them one by one.

Left alone: sentences that explain the requirement words.

What to do: make one sentence of each.
"""

from collections.abc import Iterator

from sepkit.analysis.checks.key_words_undefined import KEY_WORDS
from sepkit.analysis.checks.rule import Flaw, Rule
from sepkit.analysis.checks.sheet import Sheet, quoted
from sepkit.analysis.requirements.keywords import find_keywords, is_definition
from sepkit.markup.sentences import split_sentences
from sepkit.model import BlockKind, Severity

MOST = 2


def find(sheet: Sheet) -> Iterator[Flaw]:
    """Yield one flaw a sentence."""
    for block in sheet.prose:
        if block.kind is BlockKind.ROW or sum(map(block.text.count, KEY_WORDS)) <= MOST:
            continue
        if sum(1 for _ in find_keywords(block.text)) <= MOST:
            continue
        for sentence in split_sentences(block.text):
            count = sum(1 for _ in find_keywords(sentence))
            if count > MOST and not is_definition(sentence):
                yield Flaw(
                    line=sheet.place_of(block, sentence[:24]),
                    message=f"{count} requirements in one sentence: {quoted(sentence)}",
                    mend="make one sentence of each, so that each can be tested",
                )


RULE = Rule(
    id="TXT003",
    name="requirement-compound",
    severity=Severity.INFO,
    page=__doc__,
    in_text=find,
    is_authors=True,
)
