"""The MkDocs plugin: the register's pages inside any MkDocs site.

    plugins:
      - sepkit:
          repo: ../specification

No file is written into the docs folder, and no page that MkDocs reads begins with an author's
bytes: pages are handed over empty, and their content comes in after Markdown and YAML are done.
"""

from sepkit.plugin.plugin import SepkitPlugin

__all__ = ["SepkitPlugin"]
