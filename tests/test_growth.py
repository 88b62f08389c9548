"""Twice a hostile document is at most about twice the work, counted in calls and not in seconds.

`python -m benchmarks.hostile` prints the seconds for the same texts, which calls of regular
expressions do not show.
"""

import sys
from types import FrameType

import pytest

from benchmarks.hostile import HEAD, PIECES, text_of, work_on

SIZE = 12_000
"""Bytes of the smaller text: far more than what every document costs."""

MOST_GROWTH = 3
"""Two for linear work, four for quadratic."""


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """What is imported and compiled once is no work on a document."""
    work_on(HEAD)


def calls_for(text: str) -> int:
    """Return how many functions, of Python and of C, are called to read a text."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work_on(text)
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("name", PIECES)
def test_twice_a_hostile_text_is_less_than_three_times_the_calls(name: str) -> None:
    once, twice = (calls_for(text_of(name, size)) for size in (SIZE, 2 * SIZE))

    assert twice < MOST_GROWTH * once


def test_a_text_is_never_longer_than_asked_for() -> None:
    for name in PIECES:
        assert SIZE - 1000 < len(text_of(name, SIZE).encode()) <= SIZE
