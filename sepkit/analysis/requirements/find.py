"""Sentences with a key word, whole: with the list or table that they lead into."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sepkit.analysis.requirements.keywords import find_keywords, is_definition, strongest
from sepkit.markup.sentences import split_sentences
from sepkit.model import Block, BlockKind, ProposalRequirement, RepoPath

MAX_TEXT = 2000
"""Characters of one requirement, its list included."""

MAX_REQUIREMENTS = 1000
"""Of one document; the richest real one has 190."""

_LEADS = re.compile(r":\s*$")
_JOIN = " / "
_ANAPHOR = re.compile(r"(?:They|It|This|These|Such|Otherwise|If (?:so|not|it|they)|Rejection)\b")


def find_requirements(
    blocks: Sequence[Block], *, path: RepoPath, prefix: str = "r", section: str = ""
) -> tuple[ProposalRequirement, ...]:
    """Return the requirements of a document in the order of its text.

    Args:
        blocks: the document; code, raw HTML, quotations and headings hold no requirements.
        path: where it stands.
        prefix: what the ids begin with: a proposal's key, a page's name.
        section: title of the section that the blocks stand in, before the first heading.

    Returns:
        One for each sentence, list item or table row with a key word. A sentence that ends with
        a colon takes along the items or rows below it that have no key word of their own. Ids
        depend on the words alone, not on where they stand.
    """
    found = list(_found(blocks, section))[:MAX_REQUIREMENTS]
    return tuple(_named(found, path, prefix))


@dataclass(frozen=True, slots=True)
class _Found:
    keyword: str
    text: str
    line: int
    section: str


def _found(blocks: Sequence[Block], section: str) -> Iterator[_Found]:
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            section = block.text
        if block.quoted or block.kind in (BlockKind.HEADING, BlockKind.CODE, BlockKind.HTML):
            continue
        if block.kind is BlockKind.ROW:
            yield from _of_row(block, section)
        else:
            yield from _of_text(at, blocks, section)


def _of_row(block: Block, section: str) -> Iterator[_Found]:
    if block.info == "header":
        return
    keyword = strongest(find_keywords(block.text))
    if keyword and not is_definition(block.text):
        yield _Found(keyword, block.text, block.line, section)


def _of_text(at: int, blocks: Sequence[Block], section: str) -> Iterator[_Found]:
    block = blocks[at]
    sentences = split_sentences(block.text)
    for n, sentence in enumerate(sentences):
        keyword = strongest(find_keywords(sentence))
        if not keyword or is_definition(sentence):
            continue
        text = sentence
        # `- MUST be unique` says of what only together with the words that lead into the list.
        if n == 0 and block.kind is BlockKind.ITEM and _STARTS.match(sentence):
            text = f"{_lead_of(at, blocks)} {sentence}".strip()
        # `They MUST …` says of whom only together with the sentence before it.
        if n and _ANAPHOR.match(sentence):
            text = f"{sentences[n - 1]} {sentence}"
        if n == len(sentences) - 1 and _LEADS.search(sentence):
            text = _JOIN.join([text, *_below(at, blocks)])
        yield _Found(keyword, text[:MAX_TEXT], block.line, section)


_STARTS = re.compile(r"(?:MUST|SHALL|SHOULD|MAY|NOT RECOMMENDED|RECOMMENDED|REQUIRED|OPTIONAL)\b")


def _lead_of(at: int, blocks: Sequence[Block]) -> str:
    """Return the last sentence above a list, or above the item's own level of it."""
    level = blocks[at].level
    for block in reversed(blocks[:at]):
        if block.kind is BlockKind.ITEM and block.level >= level:
            continue
        if block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH):
            sentences = split_sentences(block.text)
            return sentences[-1] if sentences and _LEADS.search(sentences[-1]) else ""
        if block.kind is not BlockKind.CODE:
            return ""
    return ""


def _below(at: int, blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the items and rows that a lead-in opens, without those that ask for more themselves."""
    level = blocks[at].level if blocks[at].kind is BlockKind.ITEM else 0
    for block in blocks[at + 1 :]:
        if block.kind is BlockKind.ITEM and block.level > level:
            if not any(find_keywords(block.text)):
                yield block.text
        elif block.kind is BlockKind.ROW:
            if block.info != "header" and not any(find_keywords(block.text)):
                yield " -> ".join(cell for cell in block.cells if cell)
        elif block.kind is not BlockKind.CODE:
            return


def _named(found: Iterable[_Found], path: RepoPath, prefix: str) -> Iterator[ProposalRequirement]:
    counts: dict[str, int] = {}
    for item in found:
        name = f"{prefix}/{fingerprint(item.text)}"
        counts[name] = counts.get(name, 0) + 1
        made = ProposalRequirement(
            id=name,
            keyword=item.keyword,
            text=item.text,
            path=path,
            line=item.line,
            section=item.section,
        )
        yield made if counts[name] == 1 else replace(made, id=f"{name}-{counts[name]}")


_NO_LETTERS = re.compile(r"[^a-z0-9]+")


def fingerprint(text: str) -> str:
    """Return eight hexadecimal digits that change only with the words of a text."""
    plain = _NO_LETTERS.sub(" ", text.lower()).strip()
    return hashlib.sha256(plain.encode()).hexdigest()[:8]
