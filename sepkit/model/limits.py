"""The caps that people can meet; each that is reached becomes a refusal or a finding."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a stranger's input is read.

    Each default is far above what real proposals hold: the largest real one is 583 kB, most fields
    are below 600 characters, the deepest nesting is 4.
    """

    file_bytes: int = 1024 * 1024
    """One document; a larger one is refused."""
    lines: int = 20_000
    """Of one document; the rest is left out. The longest real one has some 4,000."""
    yaml_bytes: int = 256 * 1024
    """One YAML text, a front matter or an ownership file."""
    line_characters: int = 2000
    """What a regular expression sees of one line."""
    paragraph_characters: int = 16 * 1024
    """One paragraph for the inline parser; above it stands as plain text."""
    brackets: int = 500
    """`[` in one paragraph for the inline parser; links in more cost quadratic time."""
    table_rows: int = 2000
    table_cells: int = 20000
    headings: int = 2000
    nesting: int = 100
    yaml_depth: int = 40
    yaml_nodes: int = 50000
    authors: int = 50
    relations: int = 200
    mentions: int = 2000
    field_characters: int = 1000
    entries_per_folder: int = 5000
    refs: int = 100_000
    proposals_per_pull_request: int = 50
    commits_per_proposal: int = 500
    commit_bytes: int = 1024 * 1024
    name_characters: int = 200
    tree_bytes: int = 16 * 1024 * 1024
    patterns_per_group: int = 20000


LIMITS = Limits()
