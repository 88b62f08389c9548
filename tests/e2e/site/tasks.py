"""Five questions that people come with, answered by a browser that clicks what they would see.

`python -m tests.e2e.site.tasks FOLDER --group "Rails WG" --proposal 121 --revision 2031-01-01`
prints clicks and seconds for each. Every task begins on the home page, and ends when the answer
stands in the part of the page that a reader sees.
"""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e.site.looking import served
from tests.tools import CHROMIUM

MOST_CLICKS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """What the person has in mind: whose group, which proposal, which revision."""

    group: str
    proposal: str
    revision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One question, its answer and what it took."""

    question: str
    answer: str
    clicks: int
    seconds: float


class Reader:
    """Somebody in front of the home page; counts what they click."""

    def __init__(self, page: Any, address: str) -> None:
        self._page = page
        self.clicks = 0
        page.goto(address)

    def click(self, name: str, *, inside: str = "body") -> None:
        """Click a link or button by the words on it."""
        place = self._page.locator(inside)
        found = place.get_by_role("link", name=name, exact=True)
        found = found if found.count() else place.get_by_role("button", name=name, exact=True)
        found.first.click()
        self._page.wait_for_load_state()
        self.clicks += 1

    def click_first(self, selector: str) -> None:
        """Click the first thing that a selector names."""
        self._page.locator(selector).first.click()
        self._page.wait_for_load_state()
        self.clicks += 1

    def type(self, words: str) -> None:
        """Write into "Go to", which the key `/` leads to."""
        self._page.keyboard.press("/")
        self._page.keyboard.type(words)

    def await_address(self, part: str) -> None:
        """Wait until the address holds something."""
        self._page.wait_for_url(f"**{part}**")

    def sees(self, selector: str) -> bool:
        """Whether there is such a thing on the page."""
        return bool(self._page.locator(selector).count())

    def read(self, selector: str) -> str:
        """Return the words of a thing that is on the screen without scrolling far.

        Raises:
            AssertionError: it begins below one screen and a half.
        """
        found = self._page.locator(selector).first
        top = found.bounding_box()["y"] + self._page.evaluate("scrollY")
        limit = 1.5 * self._page.evaluate("innerHeight")
        scrolled = self._page.evaluate("scrollY")
        assert top - scrolled < limit, f"`{selector}` begins at {top:.0f}"
        return " ".join(found.inner_text().split())


def what_waits_for_my_group(reader: Reader, asker: Asker) -> str:
    reader.click("Queues", inside="header nav")
    reader.click(asker.group, inside="main")
    return reader.read(".lede")


def is_my_proposal_in_conflict(reader: Reader, asker: Asker) -> str:
    reader.type(asker.proposal)
    reader.click("Go")
    reader.await_address(f"sep/{asker.proposal}/")
    return reader.read(".ans > div:has(dt:text-is('What clashes?')) dd")


def who_decides(reader: Reader, asker: Asker) -> str:
    reader.type(asker.proposal)
    reader.click("Go")
    reader.await_address(f"sep/{asker.proposal}/")
    return reader.read(".ans > div:has(dt:text-is('Who decides?')) dd")


def what_landed(reader: Reader, asker: Asker) -> str:
    reader.click("Specification", inside="header nav")
    reader.click(asker.revision, inside="main")
    return reader.read("#landed")


def what_is_being_forgotten(reader: Reader, asker: Asker) -> str:
    del asker
    return reader.read(".ans > div:has(dt:text-is('What is being forgotten?')) dd")


TASKS: tuple[Callable[[Reader, Asker], str], ...] = (
    what_waits_for_my_group,
    is_my_proposal_in_conflict,
    who_decides,
    what_landed,
    what_is_being_forgotten,
)


def do_tasks(browser: Any, address: str, asker: Asker) -> list[Done]:
    """Do all tasks on a site and return what each took."""
    done = []
    for task in TASKS:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        begin = time.monotonic()
        reader = Reader(context.new_page(), address)
        answer = task(reader, asker)
        seconds = time.monotonic() - begin
        question = task.__name__.replace("_", " ")
        done.append(Done(question=question, answer=answer, clicks=reader.clicks, seconds=seconds))
        context.close()
    return done


def main() -> int:
    """Do the tasks on a folder and print what they took."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--group", required=True)
    parser.add_argument("--proposal", required=True)
    parser.add_argument("--revision", required=True)
    options = parser.parse_args()
    asker = Asker(group=options.group, proposal=options.proposal, revision=options.revision)
    with served(options.folder.resolve()) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        done = do_tasks(browser, address, asker)
        browser.close()
    for item in done:
        words = f"{item.clicks} clicks, {item.seconds:.1f} s: {item.question}? {item.answer[:160]}"
        sys.stdout.write(f"{words}\n")
    return 1 if any(item.clicks > MOST_CLICKS for item in done) else 0


if __name__ == "__main__":
    sys.exit(main())
