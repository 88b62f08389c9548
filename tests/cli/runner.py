"""Runs the console script as a user does: another process, a pipe for its output."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def sepkit(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Ran:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "sepkit", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
    )
    return Ran(code=done.returncode, out=done.stdout, err=done.stderr)
