"""The keys of `workgroups/*.yml`: which there are, and what stands under each.

The JSON Schema in `workgroup.schema.json` says the same to editors; a test holds the two together.
"""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What the value under a key has to be."""

    TEXT = "text"
    CHOICE = "choice"
    ID = "id"
    HANDLE = "handle"
    DATE = "date"
    TEXTS = "texts"
    IDS = "ids"
    HANDLES = "handles"
    OWNS = "owns"
    LEADS = "leads"
    EXCLUDES = "excludes"
    DECIDES = "decides"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key and the shape of its value."""

    name: str
    shape: Shape
    is_required: bool = False
    choices: tuple[str, ...] = ()


KINDS = ("working-group", "interest-group", "core", "committee", "special-interest-group")
STATUSES = ("forming", "active", "dormant", "retired")

GROUP_KEYS = (
    Key(name="id", shape=Shape.ID, is_required=True),
    Key(name="name", shape=Shape.TEXT),
    Key(name="kind", shape=Shape.CHOICE, choices=KINDS),
    Key(name="status", shape=Shape.CHOICE, choices=STATUSES),
    Key(name="aliases", shape=Shape.TEXTS),
    Key(name="previously", shape=Shape.IDS),
    Key(name="successor", shape=Shape.ID),
    Key(name="summary", shape=Shape.TEXT),
    Key(name="charter", shape=Shape.TEXT),
    Key(name="leads", shape=Shape.LEADS),
    Key(name="members", shape=Shape.HANDLES),
    Key(name="team", shape=Shape.TEXT),
    Key(name="owns", shape=Shape.OWNS),
    Key(name="excludes", shape=Shape.EXCLUDES),
    Key(name="related", shape=Shape.IDS),
    Key(name="decides", shape=Shape.DECIDES),
    Key(name="proposals", shape=Shape.TEXTS),
)

CLAIM_KEYS = (
    Key(name="surfaces", shape=Shape.TEXTS),
    Key(name="paths", shape=Shape.TEXTS),
    Key(name="topics", shape=Shape.TEXTS),
    Key(name="labels", shape=Shape.TEXTS),
)
"""Under `owns`; under `excludes` also `owner`."""

CLAIM_KINDS = {"surfaces": "surface", "paths": "path", "topics": "topic", "labels": "label"}
"""Each key of claims and the kind that a claim under it has."""

EXCLUDE_KEYS = (*CLAIM_KEYS, Key(name="owner", shape=Shape.TEXT))

LEAD_KEYS = (
    Key(name="handle", shape=Shape.HANDLE),
    Key(name="name", shape=Shape.TEXT),
    Key(name="role", shape=Shape.TEXT),
    Key(name="organization", shape=Shape.TEXT),
    Key(name="until", shape=Shape.DATE),
    Key(name="term", shape=Shape.TEXT),
)

DECIDE_KEYS = (
    Key(name="matter", shape=Shape.TEXT, is_required=True),
    Key(name="authority", shape=Shape.TEXT, is_required=True),
)
