"""Git, and only git: what stands where, and since when."""

from sepkit.sources.base_files import list_base_paths as list_base_paths
from sepkit.sources.base_files import read_base_files as read_base_files
from sepkit.sources.branch_files import read_branch_files as read_branch_files
from sepkit.sources.cache import Cache as Cache
from sepkit.sources.file_history import read_file_versions as read_file_versions
from sepkit.sources.file_history import read_first_days as read_first_days
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
    "read_branch_files",
    "read_file_versions",
    "read_first_days",
    "read_snapshot",
    "refs_state",
]
