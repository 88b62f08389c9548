"""Revisions of the specification to surfaces, removals and requirements."""

from sepkit.spec.diff import diff_revisions
from sepkit.spec.edits import read_edits
from sepkit.spec.revisions import read_specification, trimmed
from sepkit.spec.shelf import Shelf

__all__ = ["Shelf", "diff_revisions", "read_edits", "read_specification", "trimmed"]
