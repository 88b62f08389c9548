"""The built site in a real Chromium: nothing acts, nothing leaves, everybody can read it."""

import json
import time
from typing import Any

import pytest

from sepkit.publish.build import Built
from tests.e2e.site.looking import AXE, TAGS, page_paths
from tests.tools import require

pytestmark = pytest.mark.browser

KINDS = (
    "",
    "queue/",
    "queue/wg-rails/",
    "queue/none/",
    "proposals/",
    "sep/121/",
    "sep/140/",
    "sep/147/",
    "conflicts/",
    "conflict/121-122/",
    "graph/",
    "graph/wg-signals/",
    "group/",
    "group/wg-rails/",
    "person/hostile-1/",
    "spec/",
    "spec/kind/method/",
    "spec/2031-01-01/",
    "spec/type-rail/",
    "decisions/",
    "radar/",
    "metrics/",
    "about/",
    "use/",
    "404.html",
)


class Watch:
    """Writes down everything that a page must not do."""

    def __init__(self, browser: Any, address: str, **context: Any) -> None:
        self.seen: list[str] = []
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.page.on("dialog", self._dialog)
        self.page.on("console", lambda m: self.seen.append(f"console: {m.text}"))
        self.page.on("pageerror", lambda e: self.seen.append(f"error: {e}"))
        self.page.on("request", self._request)
        self.address = address

    def _dialog(self, dialog: Any) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Any) -> None:
        if not request.url.startswith(self.address):
            self.seen.append(f"request: {request.url}")

    def open(self, path: str) -> Any:
        self.page.goto(self.address + path)
        return self.page


def wait_until(page: Any, condition: str, *, seconds: float = 10.0) -> None:
    """Ask again and again: Playwright's own waiting needs `eval`, which the policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, condition
        page.wait_for_timeout(50)


def test_no_page_acts_on_what_strangers_wrote(browser: Any, built: Built, address: str) -> None:
    watch = Watch(browser, address)

    for path in page_paths(built.out):
        page = watch.open(path)
        if page.evaluate("window.__pwned"):
            watch.seen.append(f"pwned: {path}")

    assert watch.seen == []


def test_no_page_scrolls_sideways_on_a_small_phone(
    browser: Any, built: Built, address: str
) -> None:
    watch = Watch(browser, address, viewport={"width": 320, "height": 800})
    wide = []

    for path in page_paths(built.out):
        over = watch.open(path).evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            wide.append((path, over))

    assert wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_violation(browser: Any, address: str, scheme: str, width: int) -> None:
    require(AXE, "accessibility is checked with axe-core")
    watch = Watch(
        browser,
        address,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    )
    found = []

    for path in KINDS:
        page = watch.open(path)
        page.add_script_tag(path=str(AXE))
        options = json.dumps({"runOnly": {"type": "tag", "values": TAGS}})
        result = page.evaluate(f"axe.run(document, {options})")
        found += [
            (path, v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in result["violations"]
        ]

    assert found == []


def test_the_list_filters_by_its_address_and_counts_what_is_left(
    browser: Any, address: str
) -> None:
    page = Watch(browser, address).open("proposals/?owner=wg-signals&status=landed")
    wait_until(page, "document.querySelector('#count').textContent.includes(' of ')")

    shown = page.locator("#rows tbody tr:not([hidden])").count()
    assert shown > 0
    assert page.locator("#count").inner_text().startswith(f"Showing {shown} of ")
    assert page.locator("#f-owner").input_value() == "wg-signals"


def test_an_unknown_filter_value_is_kept_and_named(browser: Any, address: str) -> None:
    page = Watch(browser, address).open("proposals/?owner=wg-nobody")
    wait_until(page, "document.querySelector('#count').textContent.includes('wg-nobody')")

    assert page.locator("#empty").is_visible()
    assert "owner=wg-nobody" in page.url


def test_words_of_a_text_find_the_proposal(browser: Any, address: str) -> None:
    page = Watch(browser, address).open("proposals/?q=jinja")
    wait_until(page, "document.querySelector('#count').textContent.includes('howing')")

    assert page.locator("#rows tbody tr:not([hidden])").count() > 1


def test_sorting_is_part_of_the_address(browser: Any, address: str) -> None:
    page = Watch(browser, address).open("proposals/")
    page.get_by_role("button", name="Created").click()

    dates = page.locator("#rows tbody tr td:last-child").all_inner_texts()
    assert dates == sorted(dates)
    assert "sort=created" in page.url


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("121", "sep/121/"),
        ("@Hostile-1", "person/hostile-1/"),
        ("wg-rails", "queue/wg-rails/"),
        ("nothing like it", "proposals/?q=nothing%20like%20it"),
    ],
)
def test_go_to_leads_there(browser: Any, address: str, wanted: str, path: str) -> None:
    page = Watch(browser, address).open("about/")
    page.keyboard.press("/")
    page.keyboard.type(wanted)
    page.keyboard.press("Enter")
    page.wait_for_url(address + path)

    assert page.url == address + path


def test_a_former_address_leads_on_without_script(browser: Any, address: str) -> None:
    page = Watch(browser, address, java_script_enabled=False).open("sep/134/")
    page.wait_for_url(address + "sep/135/")

    assert page.locator("h1").inner_text().startswith("Proposal number 135")


def test_without_script_the_whole_table_answers(browser: Any, address: str) -> None:
    page = Watch(browser, address, java_script_enabled=False).open("proposals/?status=landed")

    assert page.locator("#rows tbody tr").count() == 41
    assert page.locator("form.filters").is_visible()


def test_a_line_of_a_text_can_be_linked_to(browser: Any, address: str) -> None:
    page = Watch(browser, address).open("sep/121/#L12")

    assert page.locator("#L12").count() == 1
    # The browser scrolls after it has laid the page out; a page that never does fails here.
    wait_until(page, "scrollY > 300")
