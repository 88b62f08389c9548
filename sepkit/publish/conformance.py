"""A conformance list as people keep it: YAML, one entry a requirement, completed by hand."""

from sepkit.model import ConformanceEntry, ConformanceList
from sepkit.publish.escape import printable


def render_conformance(listed: ConformanceList) -> str:
    """Return a whole file: `sep`, `spec_url` and the requirements."""
    head = [f"sep: {listed.number}"]
    if listed.url:
        head.append(f"spec_url: {_scalar(listed.url)}")
    if not listed.entries:
        return "\n".join([*head, "requirements: []"]) + "\n"
    return "\n".join([*head, "requirements:"]) + "\n" + render_entries(listed.entries)


def render_entries(entries: tuple[ConformanceEntry, ...], *, indent: int = 2) -> str:
    """Return entries as they stand below `requirements:`, each with a test's name or an excuse.

    Args:
        entries: what to list.
        indent: blanks before the hyphen.
    """
    lines: list[str] = []
    for entry in entries:
        values = [
            ("check", entry.check),
            ("text", _quoted(entry.text)),
            ("excluded", _quoted(entry.excuse) if entry.excuse else ""),
            ("url", _scalar(entry.url) if entry.url else ""),
        ]
        written = [f"{name}: {value}" for name, value in values if value]
        lines.append(" " * indent + "- " + written[0])
        lines += [" " * (indent + 2) + line for line in written[1:]]
    return "\n".join(lines) + "\n" if lines else ""


def _quoted(text: str) -> str:
    """Return a text in single quotes: nothing in it means anything to YAML."""
    plain = " ".join(printable(text).split())
    return "'" + plain.replace("'", "''") + "'"


def _scalar(address: str) -> str:
    """Return a web address bare, as people write it, unless YAML would read it otherwise."""
    plain = " ".join(printable(address).split())
    is_bare = plain.startswith(("https://", "http://")) and " " not in plain
    return plain if is_bare and not plain.endswith(":") else _quoted(plain)
