"""The kinds of evidence, each a function from a proposal to what it says about groups.

A kind is one file with a `find` and its features; this index is all that joins them. Every feature
has a weight in `weights.json`.
"""

from collections.abc import Callable, Iterator

from sepkit.analysis.routing.evidence import (
    anchors,
    declared,
    exclusions,
    names,
    paths,
    people,
    priors,
    scopes,
    surfaces,
    taught_people,
    taught_words,
    topics,
    tracks,
)
from sepkit.analysis.routing.ground import Ground
from sepkit.analysis.routing.hint import Hint
from sepkit.analysis.routing.subject import Subject

Kind = Callable[[Subject, Ground], Iterator[Hint]]

KINDS: tuple[Kind, ...] = (
    declared.find,
    anchors.find,
    surfaces.find,
    paths.find,
    topics.find,
    exclusions.find,
    names.find,
    scopes.find,
    people.find,
    tracks.find,
    taught_words.find,
    taught_people.find,
    priors.find,
)

__all__ = ["KINDS", "Kind"]
