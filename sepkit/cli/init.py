"""`sepkit init`."""

import re
from pathlib import Path

import click

from sepkit.cli.output import output_folder, write_text
from sepkit.cli.reading import Reading, reading_options
from sepkit.model import Group, UsageError

_ACTION = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}@[0-9a-f]{40}", re.ASCII)
_PLACEHOLDER = "sepkit/sepkit@0000000000000000000000000000000000000000 # release"
_WORKFLOWS = ("sepkit-sweep.yml", "sepkit-check.yml", "sepkit-site.yml")


@click.command(epilog="Example: sepkit init --repo . --action owner/sepkit@COMMIT")
@output_folder("The folder to write into: the top of a checkout.", "--into")
@click.option(
    "--action",
    metavar="OWNER/NAME@COMMIT",
    help="Where the workflows find the Action: a release's commit, 40 digits.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@reading_options()
def init(output: Path, action: str | None, dry_run: bool, reading: Reading) -> None:
    """Write the workflows, `sepkit.yml` and a start of `workgroups/`.

    The groups are those that the repository's own charters and lists name. No file that exists is
    touched. The sweep stays a dry run until somebody switches it on.
    """
    if action is not None and not _ACTION.fullmatch(action):
        raise UsageError(
            f"`{action[:80]}` is no pinned Action", help="write OWNER/NAME@ and 40 hex digits"
        )
    written: list[dict[str, str]] = []
    for path, text in _files(reading, action).items():
        target = output / path
        state = "kept" if target.exists() else "would write" if dry_run else "written"
        if state == "written":
            _make_folder(target.parent)
            write_text(text, target)
        written.append({"path": path, "state": state})
    reading.print(written, lambda: _told(written, has_action=action is not None))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"`{folder}` cannot be made: {error.strerror}", help="name a folder of yours: -o FOLDER"
        ) from error


def _told(written: list[dict[str, str]], *, has_action: bool) -> str:
    lines = [f"{item['state']:<12} {item['path']}" for item in written]
    if not has_action:
        lines.append("Put a release's commit into the workflows in place of the zeros.")
    lines.append("Next: sepkit groups --check, then commit what was written")
    return "\n".join(lines) + "\n"


def _files(reading: Reading, action: str | None) -> dict[str, str]:
    from sepkit.resources import WORKFLOWS

    files: dict[str, str] = {}
    for name in _WORKFLOWS:
        text = (WORKFLOWS / name).read_text("utf-8")
        if action is not None:
            text = text.replace(_PLACEHOLDER, action)
            text = re.sub(r" *# Put the commit of a release [^\n]*\n", "", text)
        files[f".github/workflows/{name}"] = text
    register = reading.register
    files["sepkit.yml"] = _configuration(register.process.preset)
    for group in register.groups:
        if re.fullmatch(r"[a-z][a-z0-9-]{0,60}", group.id):
            files[f"workgroups/{group.id}.yml"] = _group(group)
    return files


def _configuration(preset: str) -> str:
    return f"""\
# What sepkit reads and may do here. Everything has a default; `sepkit schema configuration` has all
# keys. Only this file on the base branch counts.
preset: {preset}

triage:
  labels: true
  comment: true
  request_reviews: false
  mentions: 0
"""


def _group(group: Group) -> str:
    """Return an ownership file with what is known, and room for what only people know."""
    lines = [
        f"id: {group.id}",
        f"name: {_quoted(group.name)}",
        f"kind: {group.kind}",
        f"status: {group.status}",
    ]
    if group.charter is not None:
        lines.append(f"charter: {_quoted(group.charter)}")
    handles = [lead for lead in group.leads if lead.handle]
    if handles:
        lines.append("leads:")
        for lead in handles:
            until = f", until: {lead.until}" if lead.until else ""
            lines.append(f"  - {{handle: {lead.handle}{until}}}")
    lines += [f"team: {_quoted(group.team)}"] if group.team else []
    lines += [*_claims(group), ""]
    return "\n".join(lines)


def _claims(group: Group) -> list[str]:
    """Return the group's claims, those of its charter and lists included."""
    found: dict[str, list[str]] = {}
    for claim in group.owns:
        if claim.kind in ("surface", "path", "topic"):
            found.setdefault(claim.kind + "s", []).append(_quoted(claim.pattern))
    if not found:
        return [
            "# What it owns: surfaces, paths and topics. Until something stands here, words of",
            "# the charter are all there is to go by.",
            "# owns:",
            '#   surfaces: ["method:example/*"]',
        ]
    lines = ["owns:"]
    for kind in sorted(found):
        lines.append(f"  {kind}:")
        lines += [f"    - {pattern}" for pattern in found[kind][:200]]
    return lines


def _quoted(text: str) -> str:
    """Return text as a double-quoted YAML scalar on one line: JSON's form is one."""
    import json

    return json.dumps(" ".join(text.split()), ensure_ascii=True)
