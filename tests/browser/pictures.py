"""The pictures of docs/pictures, taken from a running demo: `python -m tests.browser.pictures ADDRESS`.

The demo's first page lets one in as each role; each page is taken at two widths and in each language.
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import ARGUMENTS

FOLDER: Final = Path(__file__).parents[2] / "docs" / "pictures"
LANGUAGES: Final = {"nb": "Norsk bokmål", "en": "English"}
WIDTHS: Final = (1280, 390)
TALLEST: Final = {1280: 1800, 390: 2200}
"""Pixels of a page that a picture shows: what one sees first, not all fifty rows."""

Way = Callable[[Page, str], None]


def at(path: str) -> Way:
    """Go to an address."""
    return lambda page, address: _open(page, address + path)


def into(path: str, *texts: str, first: str = "main table a") -> Way:
    """Go to a list, and there to the row that names all of these texts, or to the first row."""

    def way(page: Page, address: str) -> None:
        _open(page, address + path)
        rows = page.locator("main tbody tr")
        for text in texts:
            rows = rows.filter(has_text=text)
        link = rows.locator("a").first if texts else page.locator(first).first
        _open(page, address + str(link.get_attribute("href")))

    return way


def then(way: Way, selector: str) -> Way:
    """Go on by a link on the page."""

    def further(page: Page, address: str) -> None:
        way(page, address)
        _open(page, address + str(page.locator(selector).first.get_attribute("href")))

    return further


REPORT: Final = into("/reports", "2026")

PICTURES: Final[dict[str, tuple[str, Way]]] = {
    "01-supplier-start": ("signatory", at("/")),
    "02-self-report": ("signatory", REPORT),
    "03-section": ("signatory", then(REPORT, "main a[href*='/sections/s3']")),
    "04-check": ("signatory", then(REPORT, "main a[href$='/check']")),
    "05-outcome": ("signatory", then(into("/reports", "2025"), "main a[href$='/outcome']")),
    "06-supplier-deviation": ("signatory", into("/deviations")),
    "07-reviewer-start": ("reviewer", at("/")),
    "08-queue": ("reviewer", at("/reviews")),
    "09-question": ("reviewer", then(into("/reviews"), "main a[href*='/questions/']")),
    "10-buyer-deviation": ("buyer", into("/deviations")),
    "11-round": ("administrator", then(into("/rounds", "2026"), "main a[href$='/progress']")),
    "12-contract": ("administrator", into("/register/contracts")),
}


def take(address: str) -> None:
    """Take all pictures of the demo at an address."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for role in dict.fromkeys(role for role, _way in PICTURES.values()):
            with _signed_in(browser, address, role) as page:
                for name, (whose, way) in PICTURES.items():
                    if whose == role:
                        _take(page, address, name, way)
        browser.close()


def _take(page: Page, address: str, name: str, way: Way) -> None:
    for language, label in LANGUAGES.items():
        _open(page, address + "/profile")
        page.locator(".languages summary").click()
        with page.expect_navigation():
            page.get_by_role("button", name=label, exact=True).click()
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            way(page, address)
            height = min(int(page.evaluate("document.documentElement.scrollHeight")), TALLEST[width])
            clip = {"x": 0, "y": 0, "width": width, "height": height}
            page.screenshot(path=FOLDER / f"{name}-{language}-{width}.png", full_page=True, clip=clip)  # type: ignore[arg-type]
            sys.stdout.write(f"{name} {language} {width} {page.title()}\n")


@contextmanager
def _signed_in(browser: Browser, address: str, role: str) -> Iterator[Page]:
    """A page of somebody with a role, by the link on the demo's first page."""
    with browser.new_context() as context:
        page = context.new_page()
        _open(page, address)
        for button in (f"button[value='{role}']", "main button[type=submit]"):
            with page.expect_navigation():
                page.locator(button).first.click()
        yield page


def _open(page: Page, url: str) -> None:
    response = page.goto(url)
    if response is None or response.status != 200:
        raise RuntimeError(f"{url} answered {response and response.status}")


if __name__ == "__main__":
    take(sys.argv[1].rstrip("/"))
