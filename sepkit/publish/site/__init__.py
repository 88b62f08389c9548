"""The site's pages: one kind a file, listed in `index.py`."""
