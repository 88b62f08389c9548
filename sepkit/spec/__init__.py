"""Revisions of the specification to surfaces, removals and requirements."""

from sepkit.spec.attribution import Landed, attribute_changes
from sepkit.spec.diff import diff_revisions, fold
from sepkit.spec.edits import read_edits
from sepkit.spec.revisions import read_specification

__all__ = [
    "Landed",
    "attribute_changes",
    "diff_revisions",
    "fold",
    "read_edits",
    "read_specification",
]
