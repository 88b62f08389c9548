"""Runs the command line in another process, and measures what it took."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_PROGRAM = """
import resource, runpy, sys
place = sys.argv.pop(1)
try:
    sys.argv[0] = "sepkit"
    runpy.run_module("sepkit", run_name="__main__", alter_sys=True)
finally:
    with open(place, "w") as file:
        own, children = (resource.getrusage(who).ru_maxrss
                         for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        file.write(str(max(own, children)))
"""
_DEADLINE = 240
"""Seconds; a quiet machine takes a tenth of it. What does not end is what the test is about."""


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What one run left behind."""

    code: int
    out: str
    err: str
    megabytes: int
    """The largest resident set of the process or of one that it started."""


def run_sepkit(*arguments: str | Path, cwd: Path, aside: Path, **environment: str | None) -> Ran:
    """Run sepkit in a folder; what it measures of itself goes aside."""
    aside.mkdir(parents=True, exist_ok=True)
    peak = aside / "peak"
    changed = {name: value for name, value in environment.items() if value is not None}
    kept = {k: v for k, v in os.environ.items() if k not in environment}
    done = subprocess.run(
        [sys.executable, "-P", "-c", _PROGRAM, str(peak), *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        env={**kept, "HOME": str(aside / "home"), **changed},
        timeout=_DEADLINE,
        check=False,
    )
    return Ran(
        code=done.returncode,
        out=done.stdout.decode("utf-8"),
        err=done.stderr.decode("utf-8"),
        megabytes=int(peak.read_text()) // 1024,
    )


def files_below(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its content, to see what a run changed."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
