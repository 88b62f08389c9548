"""The real specification: its figures are known, and every name that went is found."""

import time
from collections import Counter

import pytest

from sepkit.analysis.attribution import Landed, attribute_changes
from sepkit.model import SCHEMA_KINDS, Spec, SurfaceEntry, fold_changes
from sepkit.spec import read_specification
from tests.spec.real import RealProcess, mcp, needs_corpora

pytestmark = needs_corpora
__all__ = ["mcp"]


def entries(real: RealProcess) -> dict[str, SurfaceEntry]:
    return {entry.id: entry for entry in real.reading.spec.surfaces}


def test_surfaces_of_each_kind_and_revision(mcp: RealProcess) -> None:
    kinds = {
        revision.id: Counter(state.kind for state in revision.states)
        for revision in mcp.reading.revisions
    }

    wanted = ("method", "notification", "type", "capability", "header", "error", "uri", "extension")
    assert {name: [counts[kind] for kind in wanted] for name, counts in kinds.items()} == {
        "2024-11-05": [15, 9, 79, 13, 1, 4, 0, 0],
        "2025-03-26": [15, 9, 83, 14, 7, 4, 1, 0],
        "2025-06-18": [16, 9, 91, 15, 8, 4, 2, 0],
        "2025-11-25": [20, 11, 145, 33, 8, 6, 3, 0],
        "2026-07-28": [13, 8, 155, 20, 11, 8, 3, 2],
        "draft": [13, 8, 155, 20, 11, 8, 3, 2],
    }
    assert mcp.reading.findings == ()


def test_every_name_that_the_changelog_calls_removed_is_removed(mcp: RealProcess) -> None:
    """docs/specification/2026-07-28/changelog.mdx, major 1 to 6 and 9, minor 6 and 11."""
    removed = {
        "header:Mcp-Session-Id": "SEP-2567",
        "method:initialize": "SEP-2575",
        "notification:notifications/initialized": "SEP-2575",
        "method:resources/subscribe": "SEP-2575",
        "method:resources/unsubscribe": "SEP-2575",
        "method:ping": "SEP-2575",
        "method:logging/setLevel": "SEP-2575",
        "notification:notifications/roots/list_changed": "SEP-2575",
        "method:tasks/result": "SEP-2663",
        "method:tasks/list": "SEP-2663",
        "header:Last-Event-Id": "SEP-2575",
        "error:-32002": "SEP-2164",
        "notification:notifications/elicitation/complete": "",
        "field:ElicitRequestURLParams.elicitationId": "",
    }
    found: dict[str, SurfaceEntry] = {e.id: e for e in attributed(mcp).surfaces}

    assert {name: found[name].removed for name in removed} == dict.fromkeys(removed, "2026-07-28")
    for name, proposal in removed.items():
        gone = [change for change in found[name].changes if change.change == "removed"]
        assert not proposal or proposal in gone[-1].proposals, name


def test_every_feature_of_the_registry_is_deprecated(mcp: RealProcess) -> None:
    """docs/specification/draft/deprecated.mdx, all six rows."""
    found = entries(mcp)
    pages = ("client/roots", "client/sampling", "server/utilities/logging")
    deprecated = {
        **{f"doc:{page}": ("2026-07-28", ("SEP-2577",)) for page in pages},
        **{
            f"enum:CreateMessageRequestParams.includeContext.{value}": ("2025-11-25", ("SEP-2596",))
            for value in ("thisServer", "allServers")
        },
        "doc:basic/authorization/client-registration#dynamic-client-registration": (
            "2026-07-28",
            (),
        ),
        "method:roots/list": ("2026-07-28", ("SEP-2577",)),
        "method:sampling/createMessage": ("2026-07-28", ("SEP-2577",)),
        "capability:server.logging": ("2026-07-28", ("SEP-2577",)),
    }

    assert {
        name: (found[name].deprecated, found[name].proposals) for name in deprecated
    } == deprecated
    assert found["doc:basic/transports#http-with-sse"].proposals == ("SEP-2596",)


def test_each_line_shows_its_surface(mcp: RealProcess) -> None:
    lines = {
        file.path: file.data.decode().split("\n") for file in mcp.files if file.data[:1] != b"\x89"
    }
    for state in mcp.reading.revisions[-1].states:
        line = lines[state.path][state.line - 1]
        name = state.surface.partition(":")[2]
        if state.kind == "type":
            assert f'"{name}"' in line
        elif state.kind in ("field", "capability"):
            assert name.rpartition(".")[2].rpartition("/")[2] in line
        elif state.kind == "doc" and state.line > 1:
            assert line.startswith("#")


def attributed(real: RealProcess) -> Spec:
    landed = [
        Landed(key=real.keys[number], created=document.created, touches=real.touches[number])
        for number, document in real.final.items()
    ]
    return attribute_changes(real.reading, real.dialect, landed=landed, keys=real.keys)


@pytest.mark.parametrize(("revision", "least"), [("2025-11-25", 0.72), ("2026-07-28", 0.6)])
def test_most_schema_changes_are_attributed(mcp: RealProcess, revision: str, least: float) -> None:
    spec = attributed(mcp)
    changes = fold_changes(
        tuple(
            change
            for entry in spec.surfaces
            for change in entry.changes
            if change.revision == revision and change.kind in SCHEMA_KINDS
        )
    )

    share = sum(bool(change.proposals) for change in changes) / len(changes)
    assert share >= least
    unexplained = [item for item in spec.unexplained_changes if item.revision == revision]
    assert len(unexplained) == sum(not change.proposals for change in changes)


def test_reading_all_revisions_costs_seconds_not_minutes(mcp: RealProcess) -> None:
    files = mcp.files
    begin = time.process_time()
    read_specification(files, mcp.dialect)

    # 0.5 s on an idle machine; the bound only catches what is no longer linear.
    assert time.process_time() - begin < 10
