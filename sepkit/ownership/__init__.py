"""Ownership files, charters and lists of people to groups, each field with its source."""

from sepkit.ownership.part import Notes, Part, Rank, RawMention, Read, Reader
from sepkit.ownership.past import PEOPLE_READERS, read_past_people
from sepkit.ownership.read import read_ownership
from sepkit.ownership.readers import READERS
from sepkit.ownership.roadmap import read_roadmap
from sepkit.ownership.schema import ownership_schema

__all__ = [
    "PEOPLE_READERS",
    "READERS",
    "Notes",
    "Part",
    "Rank",
    "RawMention",
    "Read",
    "Reader",
    "ownership_schema",
    "read_ownership",
    "read_past_people",
    "read_roadmap",
]
