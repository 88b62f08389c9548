"""Processes with other forms are read by the same code: a preset is one file of data."""

from sepkit.dialects import read_claim
from sepkit.dialects.loading import load_dialect
from sepkit.model import RepoPath
from tests.dialects.documents import read, rules

EIP = """\
---
eip: 9101
title: Named queues
description: Queues with names
author: Ann Example (@ann), Bob Example <bob@example.org>
discussions-to: https://example.org/t/9101
status: Last Call
last-call-deadline: 2026-04-01
type: Standards Track
category: Core
created: 2026-03-01
requires: 9102, 9103
---

## Abstract

As [EIP-9104](./eip-9104.md) says. RFC 2119 applies.
"""

KEP = """\
title: Named queues
kep-number: 9101
authors:
  - "@ann"
  - Bob Example
owning-sig: sig-queues
participating-sigs:
  - sig-names
  - sig-clients
status: implementable
creation-date: 2026-03-01
reviewers: ["@cid", TBD]
approvers:
  - "@dee"
see-also:
  - "/keps/sig-names/9102-names"
replaces:
  - "/keps/sig-names/9103-old-names"
feature-gates:
  - name: NamedQueues
    components: [server]
"""

KEP_TEXT = "# KEP-9101: Named queues\n\n## Summary\n\nNames for queues, see KEP-9102.\n"

PEP = """\
PEP: 9101
Title: Named queues
Author: Ann Example <ann at example.org>,
        Bob Example <bob@example.org>
Sponsor: Cid Example <cid@example.org>
PEP-Delegate: Dee Example
Status: Draft
Type: Standards Track
Requires: 9102, 9103
Created: 01-Mar-2026
Replaces: 9104
Post-History: `02-Mar-2026 <https://example.org/x>`__

Abstract
========

Names for queues::

    PEP 9105 in a literal

See :pep:`9106` and PEP 9107.

Rejected Ideas
==============

Numbers
-------

As in :pep:`the old one <9108>`.
"""

RFC = """\
- Feature Name: named_queues
- Start Date: 2026-03-01
- RFC PR: [example/rfcs#9101](https://github.com/rust-lang/rfcs/pull/9101)
- Rust Issue: (leave this empty)

# Summary

Names for queues, as RFC 1234 has them; MUST as in RFC 2119.

# Motivation

None.
"""


def test_front_matter_is_read() -> None:
    document = read(EIP, path="EIPS/eip-9101.md", preset="eip")

    assert (document.number, document.title, document.title_number) == (9101, "Named queues", 9101)
    assert (document.status, document.track, document.created) == (
        "last-call",
        "Standards Track",
        "2026-03-01",
    )
    assert [(p.name, p.handle) for p in document.authors] == [
        ("Ann Example", "ann"),
        ("Bob Example", None),
    ]
    assert document.requires == (9102, 9103)
    assert [c.number for c in document.citations] == [9102, 9103, 9104]
    assert rules(document) == []


def test_every_line_of_front_matter_is_that_of_its_value() -> None:
    lines = EIP.split("\n")

    for field in read(EIP, path="EIPS/eip-9101.md", preset="eip").fields:
        assert lines[field.line - 1] == f"{field.label}: {field.value}"


def test_broken_front_matter_is_read_line_by_line() -> None:
    broken = EIP.replace("title: Named queues", "title: Names: for queues")
    document = read(broken, path="EIPS/eip-9101.md", preset="eip")

    assert document.title == "Names: for queues"
    assert document.requires == (9102, 9103)
    assert rules(document) == ["broken-metadata"]
    assert document.findings[0].line == 3
    assert document.is_partial


def test_front_matter_that_is_never_closed_still_gives_its_fields() -> None:
    open_ended = EIP.replace("---\n\n## Abstract", "\n## Abstract")
    document = read(open_ended, path="EIPS/eip-9101.md", preset="eip")

    assert (document.status, document.title) == ("last-call", "Named queues")


def test_a_date_that_does_not_exist_costs_only_the_date() -> None:
    document = read(EIP.replace("2026-03-01", "2026-13-01"), path="EIPS/eip-9101.md", preset="eip")

    assert document.created is None
    assert document.status == "last-call"
    assert [(f.rule, f.line) for f in document.findings] == [("bad-date", 11)]


def test_metadata_beside_the_text_are_read() -> None:
    path = "keps/sig-queues/sub/9101-named-queues/README.md"
    document = read(KEP_TEXT, path=path, preset="kep", sidecar=KEP)

    assert (document.number, document.title, document.status) == (
        9101,
        "Named queues",
        "implementable",
    )
    assert document.declared_groups == ("sig-queues",)
    assert document.participating_groups == ("sig-names", "sig-clients")
    assert [(p.name, p.handle) for p in document.authors] == [("", "ann"), ("Bob Example", None)]
    assert [p.handle for p in document.reviewers] == ["cid", "dee"]
    assert document.supersedes == (9103,)
    assert document.abstract == "Names for queues, see KEP-9102."
    assert rules(document) == []


def test_fields_and_citations_of_a_sidecar_name_its_path_and_line() -> None:
    path = "keps/sig-queues/9101-named-queues/README.md"
    document = read(KEP_TEXT, path=path, preset="kep", sidecar=KEP)
    lines = KEP.split("\n")

    for field in document.fields:
        assert field.path == "keps/sig-queues/9101-named-queues/kep.yaml"
        word = field.value.split(" ")[0].strip(",")
        assert word in lines[field.line - 1], field
    [related] = [c for c in document.citations if c.field == "related"]
    assert (related.number, related.line) == (9102, 16)
    assert related.path == "keps/sig-queues/9101-named-queues/kep.yaml"


def test_a_missing_or_unreadable_sidecar_costs_the_metadata_not_the_text() -> None:
    path = "keps/sig-queues/9101-named-queues/README.md"

    for sidecar in (None, "", "- a list\n"):
        document = read(KEP_TEXT, path=path, preset="kep", sidecar=sidecar)
        assert (document.number, document.title) == (9101, "Named queues")
        assert document.is_partial
        assert document.findings


def test_mail_headers_and_underlined_headings_are_read() -> None:
    document = read(PEP, path="peps/pep-9101.rst", preset="pep")

    assert (document.number, document.status, document.created) == (9101, "draft", "2026-03-01")
    assert [p.name for p in document.authors] == ["Ann Example", "Bob Example"]
    assert document.sponsor is not None
    assert document.sponsor.name == "Cid Example"
    assert [p.name for p in document.reviewers] == ["Dee Example"]
    assert (document.requires, document.supersedes) == ((9102, 9103), (9104,))
    assert [(s.title, s.name, s.level) for s in document.sections] == [
        ("Abstract", "abstract", 1),
        ("Rejected Ideas", "alternatives", 1),
        ("Numbers", "", 2),
    ]
    assert [(c.number, c.section) for c in document.citations if not c.field] == [
        (9106, "abstract"),
        (9107, "abstract"),
        (9108, "alternatives"),
    ]
    assert rules(document) == []


def test_the_lines_of_underlined_text_are_those_of_the_file() -> None:
    lines = PEP.split("\n")
    document = read(PEP, path="peps/pep-9101.rst", preset="pep")

    for section in document.sections:
        assert lines[section.line - 1] == section.title
    for citation in document.citations:
        assert str(citation.number) in lines[citation.line - 1]


def test_a_list_without_a_title_heading_is_read() -> None:
    document = read(RFC, path="text/9101-named-queues.md", preset="rust")

    assert (document.number, document.title, document.created) == (
        9101,
        "named_queues",
        "2026-03-01",
    )
    assert document.pull_request == 9101
    assert [c.number for c in document.citations] == [1234]
    assert rules(document) == []


def test_claims_of_old_versions_are_read_in_every_form() -> None:
    for preset, path, text, sidecar, status in (
        ("eip", "EIPS/eip-9101.md", EIP, None, "last-call"),
        ("kep", "keps/sig-x/9101-x/README.md", KEP_TEXT, KEP.encode(), "implementable"),
        ("pep", "peps/pep-9101.rst", PEP, None, "draft"),
    ):
        claim = read_claim(
            text.encode(), path=RepoPath(path), dialect=load_dialect(preset), sidecar=sidecar
        )
        assert claim.status == status
