"""The theme `sepkit` for MkDocs.

MkDocs looks for a theme's files beside the module that its entry point names. Ours stand in
`site/theme/`, where the rest of the site's project is, so this module says that it stands there:
`__file__` is all that MkDocs asks of it.
"""

from sepkit.resources import SITE

__file__ = str(SITE / "theme" / "__init__.py")
