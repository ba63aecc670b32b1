"""On a slow line answers arrive late and cross each other: what is on the page is what is saved."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import Route, expect

from tests.browser.build import a_cast, a_report
from tests.browser.visitor import Visitor

POLICY = "Has the board adopted a policy?"
PEOPLE = "How many people work for you?"
WHY = "How do you use the policy?"


@pytest.fixture
def contact(visit, house) -> Visitor:
    cast = a_cast(house)
    visitor = visit(cast.contact)
    visitor.open(f"/reports/{a_report(house, cast)}/sections/policy")
    return visitor


@pytest.fixture(params=["there", "back"])
def line(contact, request) -> Iterator[Callable[[], None]]:
    """Hold what is saved on its way there, or the server's answer on its way back, and let it go."""
    held: list[Callable[[], None]] | None = []

    def hold(route: Route) -> None:
        go_on = route.continue_
        if request.param == "back":
            go_on = partial(route.fulfill, response=route.fetch())
        if held is None:
            go_on()
        else:
            held.append(go_on)

    def let_go() -> None:
        nonlocal held
        waiting, held = held or [], None
        for go_on in waiting:
            go_on()

    contact.page.route("**/answers/*", hold)
    yield let_go
    # What is still under way when a test has seen enough would end with its browser, and blame the next test.
    contact.page.unroute_all(behavior="ignoreErrors")


def sends(contact, question):
    return contact.page.expect_request(f"**/answers/{question}")


def test_what_is_typed_while_a_text_is_on_its_way_stays(contact, line):
    with sends(contact, "why"):
        contact.write(WHY, "First thought")
    contact.box(WHY).press_sequentially(", and a second")
    line()
    contact.has_saved()
    expect(contact.box(WHY)).to_have_value("First thought, and a second")
    with sends(contact, "why"):
        contact.leave(WHY)
    contact.press("Save")
    expect(contact.box(WHY)).to_have_value("First thought, and a second")
    contact.sees_no("has changed this answer to:")


def test_a_box_that_is_left_before_the_first_saving_came_back_keeps_its_text(contact, line):
    with sends(contact, "why"):
        contact.write(WHY, "First thought")
    contact.box(WHY).press_sequentially(", and a second")
    contact.leave(WHY)
    line()
    contact.has_saved()
    expect(contact.box(WHY)).to_have_value("First thought, and a second")
    contact.press("Save")
    expect(contact.box(WHY)).to_have_value("First thought, and a second")
    contact.sees_no("has changed this answer to:")


def test_two_quick_answers_to_one_question_end_with_the_later(contact, line):
    with sends(contact, "has_policy"):
        contact.choose(POLICY, "Yes")
    contact.choose(POLICY, "No")
    line()
    expect(contact.box("When was it adopted?")).to_have_count(0)
    contact.press("Save")
    expect(contact.group(POLICY).get_by_label("No")).to_be_checked()
    contact.sees_no("has changed this answer to:")


def test_a_page_sent_while_an_answer_is_on_its_way_waits_for_it(contact, line):
    with sends(contact, "why"):
        contact.write(WHY, "First thought")
    contact.box(WHY).press_sequentially(", and a second")
    contact.page.get_by_role("button", name="Next: Risks").click()
    line()
    contact.is_on("Risks")
    contact.press("← Policy")
    expect(contact.box(WHY)).to_have_value("First thought, and a second")
    contact.sees_no("has changed this answer to:")


def test_a_server_out_of_reach_is_said_and_the_text_stays(contact):
    contact.page.route("**/answers/*", lambda route: route.abort())
    contact.write(PEOPLE, "70")
    contact.leave(PEOPLE)
    contact.sees("Not saved: we cannot reach the server. What you wrote is still on this page; try again in a moment.")
    expect(contact.box(PEOPLE)).to_have_value("70")
    contact.complaints.clear()  # the browser's own words for it
    contact.looks()
    contact.page.unroute("**/answers/*")
    contact.write(PEOPLE, "71")
    contact.leave(PEOPLE)
    contact.has_saved()
    contact.sees_no("Not saved: we cannot reach the server.")
