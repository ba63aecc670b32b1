"""What browser tests stand on: Debian's chromium, one server for all of them, and people who visit it."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from portal.accounts.models import Organisation, Person
from portal.database import make_engine
from portal.library.current import current_forms
from tests.browser.forms import JOURNEY, RUBRIC
from tests.browser.house import House, open_house
from tests.browser.looking import DESK
from tests.browser.visitor import Visitor
from tests.conftest import Server

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 10_000  # milliseconds until what should be on a page is missing
expect.set_options(timeout=PATIENCE)

left_out = pytest.StashKey[int]()
failed = pytest.StashKey[bool]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run browser tests last: the quick ones fail first, and Playwright's event loop meets no other.

    Without a browser they are not run, which is said loudly; where CI=true that is a failure.
    """
    here = Path(__file__).parent
    items.sort(key=lambda item: item.path.is_relative_to(here))
    if CHROMIUM or os.environ.get("CI") == "true":
        return
    visiting = [item for item in items if "visit" in getattr(item, "fixturenames", ())]
    items[:] = [item for item in items if item not in visiting]
    config.hook.pytest_deselected(items=visiting)
    config.stash[left_out] = len(visiting)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if count := terminalreporter.config.stash.get(left_out, 0):
        terminalreporter.section("NO BROWSER", red=True, bold=True)
        terminalreporter.line(f"{count} browser tests WERE NOT RUN: install chromium (apt-get install chromium).")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Remember whether a test failed, so that its visitors tell what they saw last."""
    report = yield
    item.stash[failed] = report.failed
    return report


@pytest.fixture(scope="session")
def house(server: Server, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The portal that all browser tests visit; each brings its own authority and supplier."""
    engine = make_engine(server.create("aktsom_browser", template=template), connections=12)
    with open_house(engine, tmp_path_factory.mktemp("house")) as house:
        yield house
    engine.dispose()
    server.drop("aktsom_browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    assert CHROMIUM, "There is no chromium on this machine, and CI=true: .ci/run installs it."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def forms() -> Iterator[None]:
    """Ship two more questionnaires while browsers are about: short ones, so that a whole round takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        for form in (JOURNEY, RUBRIC):
            patch.setitem(current_forms(), form.key, form)
        yield


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """Everything that asks for this is done twice."""
    return request.param


Visit = Callable[..., Visitor]


@pytest.fixture
def visit(browser: Browser, house: House, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Give somebody a browser: `visit(person)`, `visit(person, javascript=False)`, or a stranger's: `visit()`."""
    visitors: list[Visitor] = []

    def come(
        person: Person | None = None, *, javascript: bool = True, organisation: Organisation | None = None
    ) -> Visitor:
        context = browser.new_context(java_script_enabled=javascript, viewport=DESK, locale="en-GB")
        context.set_default_timeout(PATIENCE)
        if person is not None:
            name, value = house.cookie_for(person, organisation)
            context.add_cookies([{"name": name, "value": value, "url": house.address}])
        visitors.append(Visitor(context, house, javascript=javascript))
        return visitors[-1]

    yield come
    for visitor in visitors:
        if request.node.stash.get(failed, False):
            request.node.add_report_section("teardown", "browser", visitor.describe())
        visitor.context.close()
    for visitor in visitors:
        visitor.is_content()
