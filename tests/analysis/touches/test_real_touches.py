"""The real proposals: a touch shows a line that is there."""

from tests.spec.real import RealProcess, mcp, needs_corpora

pytestmark = needs_corpora
__all__ = ["mcp"]


def test_every_quote_stands_at_its_line(mcp: RealProcess) -> None:
    documents = {**mcp.in_flight, **mcp.final}
    for number, found in mcp.touches.items():
        lines = {
            line for block in documents[number].blocks for line in (block.line, block.end_line)
        }
        assert all(1 <= touch.line <= max(lines) for touch in found)
