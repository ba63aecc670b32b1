"""Another language at any moment, on any page with boxes: what was typed and not saved stands in them again."""

import pytest
from playwright.sync_api import expect

from portal.access import ROUTES, Whose
from portal.followup.models import DeviationStatus
from tests.browser.build import a_cast, a_report
from tests.browser.scenes import SCENES
from tests.browser.test_bad_moments import sign_in_again
from tests.followup.build import a_case, a_plan, in_status

SAVES_FIRST = {"reporting.section"}
"""Pages that save every answer as it is given, also before they show another language."""

OWN = {"language"}
"""What the new language itself says."""

BOXES = """() => [...document.querySelectorAll("main input, main textarea, main select")].filter((box) =>
  box.form?.method === "post" && !["hidden", "file"].includes(box.type))"""

FILL = f"""() => {{
  for (const box of ({BOXES})()) {{
    if (["radio", "checkbox"].includes(box.type)) box.checked = true;
    else if (box.tagName === "SELECT") box.selectedIndex = box.options.length - 1;
    else box.value = "12 à 14, «" + box.name + "»";
  }}
}}"""

READ = f"""() => ({BOXES})().map((box) => [box.name, box.value, box.checked])"""


@pytest.mark.parametrize("name", SCENES)
def test_every_page_with_boxes_keeps_what_was_typed(name, house, visit):
    with house.session() as session:
        scene = SCENES[name](session)
    address, wrong = house.app.url_map.bind("localhost"), []
    for role, person in scene.people.items():
        visitor = visit(person, javascript=False)
        for endpoint, values in scene.pages:
            access = ROUTES[endpoint]
            if endpoint not in SAVES_FIRST and (role in access.roles or access.whose in {Whose.PERSON, Whose.PUBLIC}):
                wrong += what_is_lost(visitor, address.build(endpoint, values), f"{endpoint} as {role}")
    assert not wrong, "\n".join(wrong)


def what_is_lost(visitor, path: str, name: str) -> list[str]:
    """Fill every box of a page, change the language, and name the boxes that hold something else."""
    visitor.page.goto(visitor.house.address + path)
    visitor.page.evaluate(FILL)
    filled = typed_on(visitor)
    if not filled:
        return []
    before = visitor.page.locator("html").get_attribute("lang")
    visitor.speak("English" if before == "nb" else "Norsk bokmål")
    if visitor.page.locator("html").get_attribute("lang") == before:
        return [f"{name}: the language stays"]
    return [f"{name}: {was} is {now}" for was, now in zip(filled, typed_on(visitor), strict=True) if was != now]


def typed_on(visitor) -> list[list[object]]:
    """Name, value and tick of every box, whatever the order of choices in this language."""
    return sorted(box for box in visitor.page.evaluate(READ) if box[0] not in OWN)


@pytest.fixture
def cast(house):
    return a_cast(house)


@pytest.fixture
def report(house, cast):
    return f"/reports/{a_report(house, cast)}"


@pytest.fixture
def planned(house):
    """A deviation whose plan is being written, with one action in it."""
    with house.session() as session:
        case = a_case(session)
        deviation = in_status(session, case, DeviationStatus.ACKNOWLEDGED)
        a_plan(session, case, deviation)
        return case.people["contact"], f"/deviations/{deviation.id}/plan"


def test_a_new_row(visit, cast, report, javascript):
    contact = visit(cast.contact, javascript=javascript)
    contact.open(f"{report}/tables/risks_found/rows/new")
    contact.write("Where", "In the dye house")
    contact.write("People affected", "about fifty")
    contact.speak("Norsk bokmål")
    contact.sees("Ny rad")
    expect(contact.page.locator("[name=where_found]")).to_have_value("In the dye house")
    expect(contact.page.locator("[name=affected]")).to_have_value("about fifty")
    contact.looks()
    contact.speak("English")
    expect(contact.box("Where")).to_have_value("In the dye house")
    contact.page.reload()
    expect(contact.box("Where")).to_have_value("")  # given back once: it was never saved


def test_a_plan(visit, planned, javascript):
    person, path = planned
    supplier = visit(person, javascript=javascript)
    supplier.open(path)
    supplier.write("Root cause", "Nobody asked\nthe second tier.")
    supplier.write("What will be done", "Ask them")
    supplier.speak("Norsk bokmål")
    expect(supplier.box("Rotårsak")).to_have_value("Nobody asked\nthe second tier.")
    supplier.looks()
    supplier.speak("English")
    expect(supplier.box("What will be done")).to_have_value("Ask them")
    supplier.write("Who is responsible", "Ola")
    supplier.write("Done by", "31 December 2026")
    supplier.press("Add this action")
    supplier.reads_row("Ask them", "Ola", "31 December 2026")
    expect(supplier.box("Root cause")).to_have_value("Nobody asked\nthe second tier.")


def test_after_a_refusal_the_page_comes_back_with_its_text(visit, planned, javascript):
    person, path = planned
    supplier = visit(person, javascript=javascript)
    supplier.open(path)
    supplier.write("Done by", "some day")
    supplier.press("Add this action")
    supplier.speak("Norsk bokmål")
    expect(supplier.box("Skal være ferdig")).to_have_value("some day")


def test_a_session_that_has_ended_loses_nothing_either(visit, house, planned, javascript):
    person, path = planned
    supplier = visit(person, javascript=javascript)
    supplier.open(path)
    supplier.write("Root cause", "Nobody asked the second tier.")
    house.end_sessions_of(person)
    supplier.speak("English")
    supplier.is_on("Sign in")
    sign_in_again(supplier, house, person)
    expect(supplier.box("Root cause")).to_have_value("Nobody asked the second tier.")


def test_enter_saves_and_keeps_the_language(visit, cast, report, planned, javascript):
    contact = visit(cast.contact, javascript=javascript)
    contact.open(f"{report}/sections/policy")
    contact.write("How many people work for you?", "50")
    with contact.page.expect_event("load"):
        contact.box("How many people work for you?").press("Enter")
    contact.is_on("Policy")
    expect(contact.box("How many people work for you?")).to_have_value("50")
    person, path = planned
    supplier = visit(person, javascript=javascript)
    supplier.open(path)
    supplier.write("What will be done", "Ask them")
    with supplier.page.expect_event("load"):
        supplier.box("What will be done").press("Enter")
    supplier.sees("Fill this in.")
