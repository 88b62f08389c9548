"""Where the files that travel with sepkit stand: templates, the site's project, default groups.

In a checkout they are at the top level, in a wheel under `sepkit/_data`.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_DATA = _PACKAGE / "_data"
ROOT = _DATA if _DATA.is_dir() else _PACKAGE.parent

TEMPLATES = ROOT / "templates"
SITE = ROOT / "site"
WORKGROUPS = ROOT / "workgroups"
