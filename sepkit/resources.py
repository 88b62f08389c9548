"""Where the files stand that travel with sepkit: templates, the site, default groups, workflows.

In a checkout they are at the top level, in a wheel under `sepkit/_data`.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_DATA = _PACKAGE / "_data"
ROOT = _DATA if _DATA.is_dir() else _PACKAGE.parent

TEMPLATES = ROOT / "templates"
SITE = ROOT / "site"
WORKGROUPS = ROOT / "workgroups"
WORKFLOWS = ROOT / "docs" / "workflows"
"""Ready to use beside the Action; `sepkit init` writes them."""
