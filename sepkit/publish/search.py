"""The search index: exact names for "Go to", and the words of all texts in small pieces.

A piece holds the words that begin with two letters, so that a reader who searches loads some
kilobytes and not the whole index.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from sepkit.publish import escape
from sepkit.publish.site.view import View
from sepkit.publish.site.words import group_name

_WORD = re.compile(r"[a-z0-9_]{2,40}")


def search_files(view: View) -> Iterator[tuple[str, bytes]]:
    """Yield the index of names, then a piece for each two letters that words begin with."""
    yield "search/index.json", _json(list(_names(view)))
    pieces: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for proposal in view.proposals:
        slug = view.slug(proposal.key)
        people = " ".join(f"{a.name} {a.handle or ''}" for a in proposal.authors)
        text = f"{proposal.title} {people} {view.texts.get(proposal.key, '')}"
        for word in sorted(set(_WORD.findall(text.lower()))):
            pieces[piece_name(word)][word].append(slug)
    for name, words in sorted(pieces.items()):
        yield f"search/{name}.json", _json(words)


def piece_name(word: str) -> str:
    """Return the name of the piece that holds a word; the script computes the same."""
    return re.sub(r"[^a-z0-9]", "_", word[:2])


def _names(view: View) -> Iterator[list[object]]:
    for p in view.proposals:
        names = {p.key.lower(), view.slug(p.key)}
        yield [sorted(names), view.path(p.key)]
    for group in view.register.groups:
        names = {group.id, group.name, group_name(group), *group.aliases}
        yield [sorted({name.lower() for name in names}), view.queue_path(group.id)]
    for handle, slug in view.person_slugs.items():
        yield [[f"@{handle}", handle], f"person/{slug}/"]
    for entry in view.register.spec.surfaces:
        path = view.surface_path(entry.id)
        if path:
            lower = entry.id.lower()
            yield [[lower, lower.partition(":")[2]], path]


def _json(value: object) -> bytes:
    return escape.json_file(value, compact=True).encode()
