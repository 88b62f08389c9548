"""Findings as SARIF 2.1.0, which code hosts and editors show at their lines."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from sepkit.analysis.checks import BY_ID
from sepkit.analysis.checks.baseline import fingerprint
from sepkit.model import Finding, Severity
from sepkit.publish.escape import json_file, printable

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render_sarif(findings: Iterable[Finding], *, version: str) -> str:
    """Return findings as a SARIF file, in the order given.

    Args:
        findings: about files of one revision.
        version: of sepkit.
    """
    listed = list(findings)
    rules = sorted({finding.rule for finding in listed})
    places = {rule: index for index, rule in enumerate(rules)}
    driver = {
        "name": "sepkit",
        "version": version,
        "rules": [_rule(rule) for rule in rules],
    }
    results = [_result(finding, places) for finding in listed]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json_file({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(id_: str) -> dict[str, Any]:
    """Return what a consumer shows of a check; of others their name is all there is."""
    check = BY_ID.get(id_)
    if check is None:
        return {"id": id_, "name": id_}
    return {
        "id": id_,
        "name": check.name,
        "shortDescription": {"text": check.summary},
        "help": {"text": (check.page or "").strip()},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
    }


def _result(finding: Finding, places: Mapping[str, int]) -> dict[str, Any]:
    text = finding.message + (f"; {finding.help}" if finding.help else "")
    region = {"startLine": max(1, finding.line)}
    if finding.line and finding.column:
        region["startColumn"] = finding.column
    artifact = quote(finding.path.encode("utf-8", "surrogateescape"), safe="/")
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": printable(text)},
        "partialFingerprints": {"sepkit/v1": fingerprint(finding)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": artifact, "uriBaseId": "%SRCROOT%"},
                    "region": region,
                }
            }
        ],
    }
