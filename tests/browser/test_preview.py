"""An author tries a questionnaire: it follows what is filled in, and what is written in its file."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from portal.previewing.app import create_preview
from tests.browser.looking import DESK, barriers, sticks_out
from tests.previewing.conftest import FORM


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "form.yaml").write_text(FORM)
    return tmp_path / "form.yaml"


@pytest.fixture
def visit(browser: Browser, path: Path) -> Iterator[Page]:
    """The preview of that file in a browser that complains of nothing."""
    server = make_server("127.0.0.1", 0, create_preview(path), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    page = browser.new_page(viewport=DESK, base_url=f"http://127.0.0.1:{server.server_port}")
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    server.shutdown()
    thread.join()
    server.server_close()
    assert not [words for words in complaints if "status of 422" not in words]


def looks(page: Page) -> None:
    """Nothing keeps anybody from using the page, and it fits a phone."""
    assert not barriers(page)
    assert not sticks_out(page)


def test_a_form_is_tried_while_it_is_written(visit, path):
    visit.goto("/")
    visit.get_by_role("radio", name="Yes").check()
    expect(visit.get_by_label("When was it adopted?")).to_be_visible()
    expect(visit.get_by_text("score 60.0")).to_be_visible()
    visit.get_by_text("Why, and what it gives").first.click()
    expect(visit.get_by_text("3 points, weight 3. The answer “Yes” gives this.")).to_be_visible()
    looks(visit)
    for name in ("What it gives", "Contract and day"):
        visit.get_by_role("link", name=name, exact=True).click()
        looks(visit)

    visit.get_by_role("link", name="Questions").click()
    path.write_text(FORM.replace('when: "!adopted"', 'when: "!adoptd"'))
    expect(visit.get_by_role("heading", name="The form does not compile")).to_be_visible()
    expect(visit.get_by_text("did you mean adopted?")).to_be_visible()
    looks(visit)

    path.write_text(FORM.replace("How many people work for you?", "How many are you?"))
    expect(visit.get_by_label("How many are you?")).to_be_visible()
    expect(visit.get_by_role("radio", name="Yes")).to_be_checked()
