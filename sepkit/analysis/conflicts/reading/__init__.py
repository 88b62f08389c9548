"""From a document's blocks to its stance: what it wants, needs, retires and says of others."""

from sepkit.analysis.conflicts.reading.stance import read_stance

__all__ = ["read_stance"]
