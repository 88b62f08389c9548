"""Headings to the anchors that they get on the web."""


def slug_of(title: str) -> str:
    """Return the anchor that a heading gets on the web: `Error Codes` is `error-codes`."""
    kept = (c for c in title.strip().lower() if c.isalnum() or c in " -_")
    return "".join(kept).replace(" ", "-")
