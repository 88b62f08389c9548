"""Check a whole built site: `python -m tests.e2e.site.check FOLDER`.

Prints a line for each check with the number of faults, and the first of them; leaves with 1 if
there is one. CI runs the same checks on the sample's site.
"""

import argparse
import sys
from pathlib import Path

from tests.e2e.site.looking import MODES, look, page_paths, served
from tests.e2e.site.output import FILE_CHECKS, Found
from tests.tools import CHROMIUM

SHOWN = 8


def main() -> int:
    """Run every check and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--step", type=int, default=1, help="axe on every n-th page of each mode")
    parser.add_argument("--no-browser", action="store_true", help="only what the files tell")
    options = parser.parse_args()
    out = options.folder.resolve()
    paths = page_paths(out)
    size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    sys.stdout.write(f"{len(paths)} pages, {size} bytes\n")
    faults = sum(_say(name, check(out)) for name, check in FILE_CHECKS.items())
    if not options.no_browser:
        faults += _look_at_all(out, paths, options.step)
    return 1 if faults else 0


def _look_at_all(out: Path, paths: list[str], step: int) -> int:
    from playwright.sync_api import sync_playwright

    faults = 0
    with served(out) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        for index, mode in enumerate(MODES):
            chosen = paths[index % step :: step]
            found = look(browser, address, chosen, mode)
            faults += _say(f"axe and browser, {mode.scheme} {mode.width}, {len(chosen)}", found)
        browser.close()
    return faults


def _say(name: str, found: Found) -> int:
    lines = [f"{len(found):6}  {name}", *(f"        {p}: {what}" for p, what in found[:SHOWN])]
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
    return len(found)


if __name__ == "__main__":
    sys.exit(main())
