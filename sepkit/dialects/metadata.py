"""Groups of fields in YAML and in mail headers: front matter and files beside the document."""

import re

from sepkit.dialects.written import Group, Written
from sepkit.markup import Node, NodeKind, Problem, read_yaml
from sepkit.model import LIMITS

_HEADER = re.compile(r"(?P<label>[A-Za-z][A-Za-z0-9_ ()#.-]{0,49}):(?:\s+(?P<value>.*)|\s*)")


def yaml_group(text: str, *, first_line: int, path: str = "") -> Group:
    """Read a YAML mapping; where it is no valid YAML, read its lines as `key: value`.

    Args:
        text: the YAML without its `---` lines.
        first_line: the number of its first line in the file.
        path: the file, where it is not the document.
    """
    node, problems = read_yaml(text, first_line=first_line)
    losses = tuple((problem.line, problem.message, problem.help) for problem in problems)
    if node is None or node.kind is not NodeKind.MAPPING or _is_broken(problems):
        fields = tuple(header_fields(text.split("\n"), first_line=first_line))
    else:
        lines = text.split("\n")
        fields = tuple(_written(key, value, lines, first_line) for key, value in node.entries)
    end = first_line + text.count("\n")
    return Group(fields=fields, line=first_line, end_line=end, path=path, losses=losses)


def _is_broken(problems: tuple[Problem, ...]) -> bool:
    """Whether reading stopped before the end, so that later keys are missing."""
    return any(problem.message.startswith("no valid YAML") for problem in problems)


def _written(key: Node, value: Node, lines: list[str], first_line: int) -> Written:
    texts = [" ".join(text.split()) for text in _flat(value)]
    joined = ", ".join(text for text in texts if text)
    line = value.line if joined else key.line
    if value.kind is NodeKind.LIST and value.items and joined:
        line = next((item.line for item in value.items if item.text.strip()), line)
    word = joined.partition(" ")[0].rstrip(",")
    # A block scalar (`|`, `>`) begins in the line after its mark.
    below = range(line, min(line + 3, first_line + len(lines)))
    line = next((n for n in below if word in lines[n - first_line]), line)
    return Written(label=key.text.strip(), value=joined, line=line)


def _flat(node: Node) -> list[str]:
    """Return the texts of a value: of a list its items, of mappings their values."""
    if node.kind is NodeKind.TEXT:
        return [node.text]
    if node.kind is NodeKind.LIST:
        # One more than is read, so that whoever reads them can tell that there were more.
        return [text for item in node.items[: LIMITS.relations + 1] for text in _flat(item)]
    return [f"{key.text}: {' '.join(_flat(value))}".strip() for key, value in node.entries]


def mail_group(lines: list[str]) -> tuple[Group, int]:
    """Read mail headers at the head of a file.

    Returns:
        The group, and the index of the first line after the headers.
    """
    end = 0
    while end < len(lines) and (_HEADER.match(lines[end]) or lines[end].startswith((" ", "\t"))):
        if not lines[end].strip():
            break
        end += 1
    fields = tuple(header_fields(lines[:end], first_line=1))
    return Group(fields=fields, line=1, end_line=max(end, 1)), end


def header_fields(lines: list[str], *, first_line: int) -> list[Written]:
    """Read `label: value` lines; indented lines and list items continue the value above."""
    found: list[tuple[str, list[str], int]] = []
    for number, line in enumerate(lines, start=first_line):
        line = line[: LIMITS.line_characters]  # noqa: PLW2901 - what a pattern may see
        match = _HEADER.match(line) if not line.startswith((" ", "\t")) else None
        if match:
            found.append((match["label"].strip(), [_unquoted(match["value"] or "")], number))
        elif found and line.strip().startswith("- "):
            found[-1][1].append(_unquoted(line.strip()[2:]) + ",")
        elif found and line.startswith((" ", "\t")):
            found[-1][1].append(line.strip())
    return [
        Written(label=label, value=" ".join(v for v in values if v).strip().rstrip(","), line=line)
        for label, values, line in found
    ]


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value
