"""`triage:` of the base revision's `sepkit.yml`, and the lifecycle rules that come with sepkit."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sepkit.forge.lifecycle import Lifecycle
from sepkit.forge.plan import Configuration
from sepkit.markup import Node, NodeKind, read_yaml
from sepkit.model import ConfigurationError
from sepkit.model.plan import LifecycleRules, StateRule, TriageRules

_LIFECYCLES = Path(__file__).parent / "lifecycles"
_NUMBER = re.compile(r"0|[1-9][0-9]{0,6}", re.ASCII)
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}", re.ASCII)
_PREFIX = re.compile(r"[a-z][a-z0-9-]{0,19}: ?", re.ASCII)
_MOST_REPOSITORIES = 20
MOST = {"mentions": 3, "comment_bytes": 60_000, "wait_seconds": 600, "labels_per_pull": 20}
"""Caps that a configuration cannot raise; GitHub's own for a comment is 65,536."""


def parse_triage(node: Node | None, *, file: str, preset: str) -> Configuration:
    """Return what may be done, from the mapping of `sepkit.yml` (None: the quiet defaults).

    Args:
        node: the root of the file.
        file: its name, for messages.
        preset: whose lifecycle rules count.

    Raises:
        ConfigurationError: a key is not known, or a value is not what it has to be.
    """
    triage = node.get("triage") if node is not None else None
    values: dict[str, Any] = {}
    if triage is not None:
        if triage.kind is not NodeKind.MAPPING:
            raise ConfigurationError(f"{file}:{triage.line}: `triage` is no mapping")
        for key, value in triage.entries:
            if key.text not in _KEYS:
                raise ConfigurationError(
                    f"{file}:{key.line}: no key `triage.{key.text[:40]}`",
                    help=f"known: {', '.join(sorted(_KEYS))}",
                )
            values[key.text] = _KEYS[key.text](value, f"{file}:{value.line}: `{key.text}`")
            if key.text in MOST and values[key.text] > MOST[key.text]:
                most = MOST[key.text]
                raise ConfigurationError(f"{file}:{value.line}: `{key.text}` is {most} at most")
    return Configuration(rules=TriageRules(**values), lifecycle=load_lifecycle(preset))


def load_lifecycle(preset: str) -> Lifecycle:
    """Return a process's states and times; none where nobody has written them down."""
    path = _LIFECYCLES / f"{preset}.yml"
    if not preset.isalnum() or not path.is_file():
        return Lifecycle(rules=LifecycleRules())
    node, problems = read_yaml(path.read_text("utf-8"))
    if problems or node is None:
        raise ConfigurationError(f"{path.name} of sepkit is no valid list of states")
    states = node.get("states")
    return Lifecycle(
        rules=LifecycleRules(
            states=tuple(_state(item) for item in (states.items if states else ())),
            sponsor_team=_text(node, "sponsor_team"),
            most_a_year=int(_text(node, "most_a_year") or 4),
            grace_days=int(_text(node, "grace_days") or 14),
            other_marker=_text(node, "other_marker"),
        )
    )


def _state(node: Node) -> StateRule:
    return StateRule(
        status=_text(node, "status"),
        label=_text(node, "label"),
        waits_for=_text(node, "waits_for"),
        quiet_days=int(_text(node, "quiet_days") or 0),
        remind_days=int(_text(node, "remind_days") or 0),
        rest_days=int(_text(node, "rest_days") or 0),
        sponsored=_text(node, "sponsored"),
        is_resting=_text(node, "resting") == "true",
        is_closed=_text(node, "closed") == "true",
    )


def _text(node: Node, key: str) -> str:
    found = node.get(key)
    return found.text if found is not None else ""


def _flag(node: Node, where: str) -> bool:
    if node.text not in ("true", "false"):
        raise ConfigurationError(f"{where} is `{node.text[:40]}`", help="write `true` or `false`")
    return node.text == "true"


def _number(node: Node, where: str) -> int:
    if not _NUMBER.fullmatch(node.text):
        raise ConfigurationError(f"{where} is no whole number from 0")
    return int(node.text)


def _site(node: Node, where: str) -> str:
    if not re.fullmatch(
        r"https://[A-Za-z0-9.-]{1,200}(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]{0,200})?", node.text
    ):
        raise ConfigurationError(f"{where} is no https address")
    return node.text.rstrip("/") + "/"


def _prefix(node: Node, where: str) -> str:
    # A `/` in a label's name breaks addresses of GitHub's own API.
    if not _PREFIX.fullmatch(node.text):
        raise ConfigurationError(f"{where} is no prefix such as `wg:`")
    return node.text


def _label(node: Node, where: str) -> str:
    if not 0 < len(node.text) <= 50 or "/" in node.text:  # noqa: PLR2004 - GitHub's cap
        raise ConfigurationError(f"{where} is no label: 1 to 50 characters, without `/`")
    return node.text


def _repositories(node: Node, where: str) -> tuple[str, ...]:
    found = node.texts()
    wrong = [name for name in found if not _REPOSITORY.fullmatch(name)]
    if wrong or len(found) > _MOST_REPOSITORIES:
        raise ConfigurationError(
            f"{where} holds `{(wrong or found)[0][:60]}`",
            help=f"write `owner/name`, at most {_MOST_REPOSITORIES} of them",
        )
    return found


_KEYS: Mapping[str, Callable[[Node, str], Any]] = {
    "labels": _flag,
    "label_prefix": _prefix,
    "ignore_label": _label,
    "comment": _flag,
    "request_reviews": _flag,
    "mentions": _number,
    "reminders": _flag,
    "states": _flag,
    "site": _site,
    "repositories": _repositories,
    "writes_per_run": _number,
    "requests_per_run": _number,
    "wait_seconds": _number,
    "comment_bytes": _number,
    "labels_per_pull": _number,
}
