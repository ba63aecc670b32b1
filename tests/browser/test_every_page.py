"""Every page, as everybody who may open it: a title, one heading, no barrier, no sideways scrolling at 320 pixels."""

import re

import pytest
from playwright.sync_api import expect

from portal.access import ROUTES, Whose
from tests.browser.scenes import SCENES, Scene

NO_PAGES = {
    "static": "files of ours",
    "health.live": "one word for a machine",
    "health.ready": "one word for a machine",
    "reporting.evidence": "a file",
    "followup.file": "a file",
    "reviewing.file": "a file",
    "accounts.demo_mail": "in the demo only",
    "accounts.kept": "tests/browser/test_bad_moments.py: it is there once",
}

TOKEN = re.compile(r'(?<=name="csrf_token" value=")[^"]+')


@pytest.fixture(scope="session")
def scenes(house) -> dict[str, Scene]:
    with house.session() as session:
        return {name: scene(session) for name, scene in SCENES.items()}


def test_no_page_is_forgotten(house, scenes):
    pages = {rule.endpoint for rule in house.app.url_map.iter_rules() if "GET" in rule.methods}
    visited = {endpoint for scene in scenes.values() for endpoint, _ in scene.pages}
    assert pages - visited == NO_PAGES.keys(), "add it to tests/browser/scenes.py"


@pytest.mark.parametrize("name", SCENES)
def test_everybody_can_use_every_page_they_may_open(name, scenes, house, visit):
    address = house.app.url_map.bind("localhost")
    wrong: list[str] = []
    seen: set[str] = set()
    for role, person in scenes[name].people.items():
        visitor = visit(person)
        for endpoint, values in scenes[name].pages:
            access = ROUTES[endpoint]
            if role in access.roles or access.whose in {Whose.PERSON, Whose.PUBLIC}:
                wrong += what_is_wrong(visitor, address.build(endpoint, values), f"{endpoint} as {role}", seen)
    assert not wrong, "\n\n".join(wrong)


def what_is_wrong(visitor, path: str, name: str, seen: set[str]) -> list[str]:
    """Open a page and look at it, unless somebody of another role has seen the same."""
    answer = visitor.page.goto(visitor.house.address + path)
    if answer.status == 404 and name.startswith("followup.act as"):
        return []  # an act of others
    if answer.status != 200:
        return [f"{name}: {path} answers {answer.status}"]
    try:
        expect(visitor.page).to_have_title(re.compile("^.{3,} – Aktsom$"), timeout=1000)
        expect(visitor.page.get_by_role("heading", level=1)).to_have_count(1, timeout=1000)
        content = TOKEN.sub("", visitor.page.get_by_role("main").inner_html())
        if content not in seen:
            visitor.looks()
        seen.add(content)
    except AssertionError as found:
        visitor.complaints.clear()
        return [f"{name}: {path}\n{found}"]
    return []
