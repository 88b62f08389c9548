"""Conformance files as people keep them: requirements of a proposal, each with a test or an excuse.

Two forms are read: `sep-*.yaml` (one proposal, written by hand) and `traceability.json` (all of
them, made from the former, with what is really tested).
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sepkit.analysis.requirements.likeness import Sentences, words_of
from sepkit.markup import Node, NodeKind, read_yaml
from sepkit.markup.anchors import slug_of
from sepkit.markup.sentences import split_sentences
from sepkit.model import (
    BaseFile,
    ConformanceEntry,
    ConformanceList,
    Finding,
    Process,
    ProposalKey,
    ProposalRequirement,
    RepoPath,
    Severity,
    SpecRequirement,
)

SAME = 0.55
"""Share of an entry's words that a requirement has to hold; entries shorten what they quote."""

MAX_ENTRIES = 5000
_NUMBER_DIGITS = 7


def read_conformance(
    file: BaseFile,
) -> tuple[tuple[ConformanceList, ...], tuple[Finding, ...]]:
    """Read one conformance file of either form; what is wrong in it is a finding."""
    text = file.data.decode("utf-8", "replace")
    if str(file.path).endswith(".json"):
        return _read_manifest(file, text)
    node, problems = read_yaml(text)
    findings = [_finding(file, p.message, p.help, p.line) for p in problems]
    if node is None or node.kind is not NodeKind.MAPPING:
        findings.append(_finding(file, "no mapping with `sep` and `requirements`", _FORM))
        return (), tuple(findings)
    number = _number(_text(node, "sep"))
    listed = node.get("requirements")
    if number is None or listed is None:
        findings.append(_finding(file, "`sep` or `requirements` is missing", _FORM, node.line))
        return (), tuple(findings)
    entries = tuple(
        _entry(item, file) for item in listed.items[:MAX_ENTRIES] if _text(item, "text")
    )
    found = ConformanceList(
        number=number, url=_text(node, "spec_url"), path=file.path, entries=entries
    )
    return (found,), tuple(findings)


_FORM = "write `sep: 1234` and below `requirements:` entries with `text` and `check` or `excluded`"


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= _NUMBER_DIGITS
    return int(text) if is_number and not text.startswith("0") else None


def _text(node: Node, key: str) -> str:
    value = node.get(key) if node.kind is NodeKind.MAPPING else None
    return value.text if value is not None and value.kind is NodeKind.TEXT else ""


def _entry(node: Node, file: BaseFile) -> ConformanceEntry:
    return ConformanceEntry(
        text=_text(node, "text"),
        path=file.path,
        line=node.line,
        check=_text(node, "check"),
        excuse=_text(node, "excluded"),
        url=_text(node, "url"),
        issue=_text(node, "issue"),
    )


def _finding(file: BaseFile, message: str, help_: str, line: int = 0) -> Finding:
    return Finding(
        rule="conformance-file",
        severity=Severity.WARNING,
        subject=str(file.path),
        path=file.path,
        line=line,
        message=message,
        help=help_,
    )


def _read_manifest(
    file: BaseFile, text: str
) -> tuple[tuple[ConformanceList, ...], tuple[Finding, ...]]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return (), (_finding(file, "no valid JSON", "make the manifest again"),)
    seps = data.get("seps") if isinstance(data, dict) else None
    if not isinstance(seps, dict):
        return (), (_finding(file, "no `seps` in the manifest", "make the manifest again"),)
    lists = []
    for name, value in seps.items():
        number = _number(name)
        if number is not None and isinstance(value, dict):
            entries = tuple(_manifest_entries(value, file))[:MAX_ENTRIES]
            url = str(value.get("specUrl") or "")
            lists.append(ConformanceList(number=number, url=url, path=file.path, entries=entries))
    return tuple(lists), ()


def _manifest_entries(value: Mapping[str, Any], file: BaseFile) -> Iterator[ConformanceEntry]:
    for key in ("requirements", "excluded", "unkeyed", "untracked"):
        listed = value.get(key)
        for item in listed if isinstance(listed, list) else ():
            if isinstance(item, dict) and isinstance(item.get("text"), str):
                status = str(item.get("status") or ("excluded" if key == "excluded" else ""))
                yield ConformanceEntry(
                    text=item["text"],
                    path=file.path,
                    line=0,
                    check=str(item.get("check") or ""),
                    excuse=str(item.get("reason") or ""),
                    status=status,
                )


def plan_conformance(
    number: int,
    requirements: Sequence[ProposalRequirement],
    *,
    url: str = "",
    prefix: str = "sep",
    addresses: Mapping[str, str] | None = None,
    taken: Iterable[str] = (),
) -> ConformanceList:
    """Return a list to start from: each requirement with its test, its excuse, or a test's name.

    Args:
        number: of the proposal.
        requirements: of the proposal; what a list has for them already stays.
        url: where the specification says it.
        prefix: what names of tests begin with, before the number.
        addresses: web addresses of the specification's requirements by id; an entry carries its
            own where that differs from the list's.
        taken: names of tests that others have.
    """
    used = dict.fromkeys(taken, 1)
    entries = []
    for item in requirements:
        check = item.check or ("" if item.excuse else _check_name(item, f"{prefix}-{number}", used))
        address = (addresses or {}).get(item.landed_id, "")
        entry = ConformanceEntry(
            text=item.text,
            path=item.path,
            line=item.line,
            check=check,
            excuse=item.excuse,
            url="" if address == url else address,
        )
        entries.append(entry)
    path = requirements[0].path if requirements else RepoPath("")
    return ConformanceList(number=number, url=url, path=path, entries=tuple(entries))


def address_of(item: SpecRequirement, process: Process) -> str:
    """Return the web address at which the specification says it, or "" where there is none."""
    folder = process.docs_path.replace("{revision}", item.revision)
    if not folder or not process.docs_url or not item.path.startswith(folder):
        return ""
    page = item.path[len(folder) :].rpartition(".")[0].removesuffix("/index")
    anchor = f"#{slug_of(item.section)}" if item.section else ""
    return process.docs_url.replace("{revision}", item.revision) + page + anchor


def main_address(addresses: Iterable[str]) -> str:
    """Return the address that most have in common, or "" for none; the first of equals."""
    counts = Counter(address for address in addresses if address)
    return max(counts, key=lambda address: counts[address], default="")


def _check_name(item: ProposalRequirement, prefix: str, taken: dict[str, int]) -> str:
    """Return `sep-7-servers-send-colour`: the first telling words of the sentence, unique."""
    words = [word for word in _PLAIN.findall(item.text.lower()) if words_of(word)]
    name = "-".join([prefix, *words[:_NAME_WORDS]])
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name}-{taken[name]}"


_PLAIN = re.compile(r"[a-z0-9]+")
_NAME_WORDS = 5


def with_checks(
    requirements: Sequence[ProposalRequirement], listed: ConformanceList
) -> tuple[ProposalRequirement, ...]:
    """Return a proposal's requirements with the tests and excuses that a list has for them."""
    found = _matched([item.text for item in requirements], listed.entries)
    return tuple(
        replace(item, check=found[at].check or None, excuse=found[at].excuse)
        if at in found
        else item
        for at, item in enumerate(requirements)
    )


def unlisted(
    requirements: Sequence[ProposalRequirement], listed: ConformanceList
) -> tuple[ProposalRequirement, ...]:
    """Return the requirements that no entry of a list stands for."""
    found = _matched([item.text for item in requirements], listed.entries)
    return tuple(item for at, item in enumerate(requirements) if at not in found)


def join_lists(lists: Iterable[ConformanceList]) -> tuple[ConformanceList, ...]:
    """Return one list a proposal, by number; of what is in no use as a test the name is dropped.

    A list by hand names the test that there shall be; a manifest that calls it `untested` knows
    that nothing emits it yet.
    """
    by_number: dict[int, list[ConformanceList]] = {}
    for listed in lists:
        by_number.setdefault(listed.number, []).append(listed)
    return tuple(_joined(by_number[number]) for number in sorted(by_number))


def _joined(lists: Sequence[ConformanceList]) -> ConformanceList:
    entries = [entry for listed in lists for entry in listed.entries]
    idle = {entry.check for entry in entries if entry.status == "untested"}
    told = tuple(replace(e, check="" if e.check in idle else e.check) for e in entries)
    url = next((listed.url for listed in lists if listed.url), "")
    return replace(lists[0], url=url, entries=told)


def with_spec_checks(
    requirements: Sequence[SpecRequirement], lists: Iterable[ConformanceList], *, key: str
) -> tuple[SpecRequirement, ...]:
    """Return the specification's requirements with tests, excuses, and the listing proposals.

    Args:
        requirements: of the specification; removed ones are left as they are.
        lists: from conformance files.
        key: how a proposal's key is made from its number: `LIP-{number}`.
    """
    told = list(requirements)
    alive = [at for at, item in enumerate(told) if item.removed is None]
    for listed in lists:
        proposal = ProposalKey(key.format(number=listed.number))
        found = _matched([told[at].text for at in alive], listed.entries)
        for n, entry in found.items():
            item = told[alive[n]]
            checks = (*item.checks, entry.check) if entry.check else item.checks
            told[alive[n]] = replace(
                item,
                checks=tuple(dict.fromkeys(checks)),
                excuse=item.excuse or entry.excuse,
                proposals=tuple(dict.fromkeys((*item.proposals, proposal))),
            )
    return tuple(told)


def _matched(
    texts: Sequence[str], entries: Sequence[ConformanceEntry]
) -> dict[int, ConformanceEntry]:
    """Return positions of texts with the entry that lists each; an entry can join several."""
    index = Sentences.of(texts)
    best: dict[int, tuple[float, ConformanceEntry]] = {}
    for entry in entries:
        for part in parts_of(entry.text):
            matches = index.like(part)
            match = max(matches, key=lambda m: (m.share + m.likeness, -m.at), default=None)
            if match is not None and match.share >= SAME:
                score = match.share + match.likeness
                if score > best.get(match.at, (0.0, entry))[0]:
                    best[match.at] = (score, entry)
    return {at: entry for at, (_, entry) in sorted(best.items())}


def parts_of(text: str) -> list[str]:
    """Split an entry into the sentences that it joins with ` / `, or writes one after the other."""
    return [part for piece in text.split(" / ") for part in split_sentences(piece)]
