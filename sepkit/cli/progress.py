"""One line on standard error for work that takes more than a second, erased at its end."""

import sys
import time

QUIET_SECONDS = 1.0
"""Nothing is shown before: most runs are over by then."""

REDRAW_SECONDS = 0.1


class ProgressLine:
    """A `Progress` for terminals; in a pipe or a log it stays silent."""

    def __init__(self, *, enabled: bool) -> None:
        self.enabled = enabled and sys.stderr.isatty()
        self.started = time.monotonic()
        self.drawn = 0.0
        self.width = 0

    def __call__(self, message: str, done: int, total: int) -> None:
        """Show what is being done and how far it is."""
        now = time.monotonic()
        if not self.enabled or now - self.started < QUIET_SECONDS:
            return
        if now - self.drawn < REDRAW_SECONDS and done != total:
            return
        self.drawn = now
        count = f" {done} of {total}" if total else ""
        text = f"{message}{count}"[:78]
        sys.stderr.write("\r" + text.ljust(self.width))
        sys.stderr.flush()
        self.width = len(text)

    def clear(self) -> None:
        """Erase the line, so that what comes next begins in the first column."""
        if self.width:
            sys.stderr.write("\r" + " " * self.width + "\r")
            sys.stderr.flush()
            self.width = 0
