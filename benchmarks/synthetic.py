"""A made repository of any number of proposals, always the same: does growth stay linear?

A third of the proposals stands on the main branch, the others in a pull request each. Texts are
made of invented words; how many names a text shares with others does not grow with the number of
texts, as among real ones.
"""

import argparse
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.run import cost_of, environment

_START = 1_700_000_000
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo")
_VERBS = ("adds", "changes", "removes", "deprecates", "relies on", "extends", "describes")
_STATUSES = ("Draft", "In-Review", "Accepted", "Final")
_SECTIONS = ("Motivation", "Specification", "Rationale", "Backward Compatibility", "Security")
_NAMES_FOR_EACH = 3
"""Names in the pool for each proposal: most are used by a handful of texts."""


def write_repository(place: Path, count: int) -> Path:
    """Write a bare repository with that many proposals."""
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(place)], check=True)
    stream = subprocess.Popen(
        ["git", "-C", str(place), "fast-import", "--quiet"], stdin=subprocess.PIPE
    )
    assert stream.stdin is not None  # noqa: S101 - it was asked for
    with stream.stdin as pipe:
        for piece in _commits(count):
            pipe.write(piece)
    if stream.wait() != 0:
        raise SystemExit("git fast-import failed")
    return place


def _commits(count: int) -> Iterator[bytes]:
    dice = random.Random(count)  # noqa: S311 - texts to measure with, no secrets
    words = ["".join(dice.choices(_SYLLABLES, k=3)) for _ in range(4000)]
    names = [f"{dice.choice(words)}/{dice.choice(words)}" for _ in range(count * _NAMES_FOR_EACH)]
    on_main = range(1, count // 3 + 1)
    for number in on_main:
        text = _text(number, count, dice, words, names)
        yield _commit("refs/heads/main", number, number, text, parent="")
    for number in range(len(on_main) + 1, count + 1):
        text = _text(number, count, dice, words, names)
        parent = "refs/heads/main"
        yield _commit(f"refs/pull/{number}/head", number, number, text, parent=parent)


def _commit(ref: str, number: int, hours: int, text: str, *, parent: str) -> bytes:
    body, message = text.encode(), f"Add {number}"
    when = f"Ann <ann@example.org> {_START + 3600 * hours} +0000"
    head = f"commit {ref}\nauthor {when}\ncommitter {when}\ndata {len(message)}\n{message}\n"
    origin = f"from {parent}\n" if parent else ""
    file = f"M 100644 inline seps/{number}-made.md\ndata {len(body)}\n"
    return f"{head}{origin}{file}".encode() + body + b"\n"


def _text(number: int, count: int, dice: random.Random, words: list[str], names: list[str]) -> str:
    mine = dice.sample(names, k=6)
    title = " ".join(dice.choices(words, k=4)).capitalize()
    lines = [
        f"# SEP-{number}: {title}",
        "",
        f"- **Status**: {dice.choice(_STATUSES)}",
        "- **Type**: Standards Track",
        "- **Created**: 2026-01-05",
        f"- **Author(s)**: {dice.choice(words)} (@{dice.choice(words)})",
        "",
        "## Abstract",
        "",
        _paragraph(dice, words, mine),
    ]
    for section in _SECTIONS:
        lines += ["", f"## {section}", ""]
        for _ in range(5):
            lines += [_paragraph(dice, words, mine), ""]
    lines += [f"This builds on SEP-{dice.randint(1, count)}.", ""]
    return "\n".join(lines)


def _paragraph(dice: random.Random, words: list[str], mine: list[str]) -> str:
    sentences = []
    for _ in range(4):
        said = " ".join(dice.choices(words, k=9))
        name = dice.choice(mine)
        verb = dice.choice(_VERBS)
        sentences.append(f"The {said} {verb} the `{name}` request and clients MUST follow it.")
    return " ".join(sentences)


def main() -> None:
    """Print CPU and memory of a cold export for each size, and how cost grew from the last one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[250, 500, 1000])
    options = parser.parse_args()
    titles = ("proposals", "   cpu s", " ms each", " growth", " peak MB", "written s")
    print(" ".join(titles))
    before: tuple[int, float] | None = None
    for count in options.counts:
        with tempfile.TemporaryDirectory(prefix="sepkit-synthetic-") as folder:
            place, began = Path(folder), time.monotonic()
            repository = write_repository(place / "made.git", count)
            written = time.monotonic() - began
            command = [sys.executable, "-P", "-m", "sepkit", "export", "--no-cache"]
            arguments = [*command, "--preset", "mcp", "--repo", str(repository)]
            cost = cost_of(arguments, {**os.environ, **environment(place)})
        each = 1000 * cost.cpu / count
        growth = f"{_exponent(before, (count, cost.cpu)):.2f}" if before else ""
        before = count, cost.cpu
        print(
            f"{count:>9} {cost.cpu:>8.2f} {each:>8.1f} {growth:>7} {cost.peak:>8.0f}"
            f" {written:>9.1f}",
            flush=True,
        )


def _exponent(before: tuple[int, float], now: tuple[int, float]) -> float:
    """With which power of the number of proposals the cost grew: 1 is linear, 2 all pairs."""
    return math.log(now[1] / before[1]) / math.log(now[0] / before[0])


if __name__ == "__main__":
    main()
