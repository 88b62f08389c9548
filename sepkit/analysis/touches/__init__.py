"""Which surfaces a proposal defines, changes, deprecates, removes, relies on or mentions."""

from sepkit.analysis.touches.edits import touches_of_edits, with_edits
from sepkit.analysis.touches.find import find_touches
from sepkit.analysis.touches.index import SpecIndex, index_specification

__all__ = ["SpecIndex", "find_touches", "index_specification", "touches_of_edits", "with_edits"]
