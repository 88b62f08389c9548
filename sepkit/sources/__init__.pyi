"""Git, and only git: what stands where, and since when."""

from sepkit.sources.base_files import list_base_paths as list_base_paths
from sepkit.sources.base_files import read_base_files as read_base_files
from sepkit.sources.cache import Cache as Cache
from sepkit.sources.opening import open_repository as open_repository
from sepkit.sources.ref_files import refs_state as refs_state
from sepkit.sources.repository import Repository as Repository
from sepkit.sources.snapshot import read_snapshot as read_snapshot

__all__ = [
    "Cache",
    "Repository",
    "list_base_paths",
    "open_repository",
    "read_base_files",
    "read_snapshot",
    "refs_state",
]
