"""Findings that a repository knew before: a ratchet, so that only new ones count.

A fingerprint is made of the check, the proposal and the words of the finding, never of a line:
moving text makes nothing new, and a file that gets its number stays the same proposal.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sepkit.model import ConfigurationError, Finding

VERSION = "1.0"
_DIGITS = 12
_LINE = re.compile(r"\blines? [0-9]+(?:, [0-9]+)*")
_HEX = re.compile(f"[0-9a-f]{{{_DIGITS}}}")

Counts = Mapping[str, Mapping[str, Counter[str]]]
"""Subject to check to fingerprints, each as often as it was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Findings held against a baseline."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    gone: int = 0
    """How many entries of the baseline nothing answers to any more."""
    kept: Counts = field(default_factory=dict)
    """The baseline without those."""


def fingerprint(finding: Finding) -> str:
    """Return twelve hexadecimal digits that stay the same while a finding is the same."""
    words = _LINE.sub("line", " ".join(finding.message.split()))
    text = f"{finding.rule}\0{finding.subject}\0{words}"
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:_DIGITS]


def count_findings(findings: Iterable[Finding]) -> Counts:
    """Return findings as a baseline counts them."""
    counts: dict[str, dict[str, Counter[str]]] = {}
    for finding in findings:
        rules = counts.setdefault(finding.subject, {})
        rules.setdefault(finding.rule, Counter())[fingerprint(finding)] += 1
    return counts


def compare(findings: Sequence[Finding], baseline: Counts) -> Compared:
    """Split findings into new and known; of equal ones as many are known as the baseline holds."""
    left = {
        (subject, rule, digits): count
        for subject, rules in baseline.items()
        for rule, counted in rules.items()
        for digits, count in counted.items()
    }
    new: list[Finding] = []
    known: list[Finding] = []
    for finding in findings:
        place = (finding.subject, finding.rule, fingerprint(finding))
        is_known = left.get(place, 0) > 0
        if is_known:
            left[place] -= 1
        (known if is_known else new).append(finding)
    return Compared(
        new=tuple(new),
        known=tuple(known),
        gone=sum(left.values()),
        kept=count_findings(known),
    )


def render_baseline(counts: Counts) -> str:
    """Return a baseline file: sorted, so that it changes only where findings do."""
    listed = {
        subject: {rule: sorted(counted.elements()) for rule, counted in sorted(rules.items())}
        for subject, rules in sorted(counts.items())
    }
    return json.dumps({"schema_version": VERSION, "findings": listed}, indent=1) + "\n"


def parse_baseline(text: str, *, name: str) -> Counts:
    """Read a baseline file.

    Args:
        text: as `render_baseline` writes it.
        name: of the file, for messages.

    Raises:
        ConfigurationError: it is no such file.
    """
    try:
        data = json.loads(text)
        return _counts(data)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise ConfigurationError(
            f"`{name}` is no baseline: {error}",
            help=f"write it anew: sepkit check --baseline {name} --write-baseline",
        ) from error


def _counts(data: Any) -> Counts:
    if data["schema_version"] != VERSION:
        raise ValueError(f"schema_version `{data['schema_version']}` is not {VERSION}")
    found: dict[str, dict[str, Counter[str]]] = {}
    for subject, rules in data["findings"].items():
        for rule, digits in rules.items():
            if not isinstance(digits, list) or not all(_HEX.fullmatch(item) for item in digits):
                raise ValueError(f"the entry of {subject} for {rule} is no list of fingerprints")
            found.setdefault(subject, {})[rule] = Counter(digits)
    return found
