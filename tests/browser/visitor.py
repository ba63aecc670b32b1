"""Somebody at a browser. What they do is said by role and label, as they would say it themselves."""

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Response, expect

from tests.browser.house import House
from tests.browser.looking import barriers, sticks_out

# Chromium says of every answer beyond 399 that it failed; which ones may, `Visitor` knows better.
HARMLESS = re.compile(r"^Failed to load resource: the server responded with a status of 4\d\d")


class Visitor:
    """One person in one browser. Whatever the browser complains about fails the test, at the latest when it ends."""

    def __init__(self, context: BrowserContext, house: House, *, javascript: bool) -> None:
        self.context = context
        self.house = house
        self.javascript = javascript
        self.complaints: list[str] = []
        self.page = self.new_tab()

    def new_tab(self) -> Page:
        page = self.context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("response", self._receive)
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not HARMLESS.match(message.text):
            self.complaints.append(f"console: {message.text}")

    def _receive(self, response: Response) -> None:
        is_part = response.request.resource_type not in {"document", "fetch", "xhr"}
        if response.status >= 500 or (is_part and response.status >= 400):
            self.complaints.append(f"{response.status} {response.request.method} {response.url}")

    # Going somewhere

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.house.address + path)

    def follow(self, link: str) -> None:
        self.page.get_by_role("link", name=link, exact=True).first.click()

    def press(self, button: str) -> None:
        """Press a button, which always sends the page, and wait for the next one."""
        with self.page.expect_event("load"):
            self.page.get_by_role("button", name=button, exact=True).first.click()

    def speak(self, language: str) -> None:
        """Choose a language of the page by its own name, and wait for the page in it."""
        self.page.locator(".languages summary").click()
        self.press(language)

    def unfold(self, heading: str) -> None:
        """Open a part of the page that is folded away."""
        self.page.get_by_text(heading, exact=True).click()

    # Filling in

    def write(self, label: str, text: str) -> None:
        self.box(label).fill(text)

    def leave(self, label: str) -> None:
        """Go on to the next field, as the tabulator key does."""
        self.box(label).press("Tab")

    def choose(self, question: str, choice: str) -> None:
        """Mark a radio button or a box of the group that is named by its question."""
        self.group(question).get_by_label(choice, exact=True).check()

    def pick(self, label: str, option: str) -> None:
        """Choose from a list that unfolds."""
        self.box(label).select_option(label=option)

    def attach(self, label: str, *files: Path) -> None:
        self.page.get_by_label(label, exact=True).set_input_files(list(files))

    # Looking

    def box(self, label: str) -> Locator:
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}\s*(\((optional|valgfritt)\))?$"))

    def group(self, question: str) -> Locator:
        return self.page.get_by_role("radiogroup", name=question).or_(self.page.get_by_role("group", name=question))

    def is_on(self, heading: str | re.Pattern[str]) -> None:
        """Has come to the page of that heading, which everybody can use and which fits a phone."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        self.looks()

    def looks(self) -> None:
        """Nothing on this page keeps anybody out. Raises AssertionError with what does."""
        self.is_content()
        found = barriers(self.page) if self.javascript else []
        wide = sticks_out(self.page)
        assert not found, f"{self.page.url}\n" + "\n".join(found)
        assert not wide, f"{self.page.url} is wider than 320 pixels:\n" + "\n".join(wide)

    def sees(self, *texts: str | re.Pattern[str]) -> None:
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible()

    def sees_no(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.get_by_text(text)).to_have_count(0)

    def reads_row(self, *texts: str) -> Locator:
        """The one row of a table in which all these stand."""
        row = self.page.get_by_role("row")
        for text in texts:
            row = row.filter(has_text=text)
        expect(row).to_have_count(1)
        return row

    def has_saved(self) -> None:
        """The page says when the last answer was saved; without JavaScript, saving is what buttons do."""
        if self.javascript:
            expect(self.page.get_by_role("status").filter(has_text=re.compile(r"(Saved|Lagret)"))).to_be_visible()

    def is_content(self) -> None:
        """Neither the browser nor the server has complained. Raises AssertionError with what they said."""
        faults, self.house.faults.told[:] = list(self.house.faults.told), []
        complaints: Sequence[str] = [*self.complaints, *faults]
        assert not complaints, f"{self.page.url}\n" + "\n".join(complaints)

    def describe(self) -> str:
        """What was on the page last, for whoever mends a failed test."""
        return f"{self.page.url}\n{self.page.locator('body').aria_snapshot()}\n"
