"""A supplier answers: each answer is saved as it is given, questions come and go, nothing that was typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.build import a_cast, a_report

POLICY = "Has the board adopted a policy?"
ADOPTED = "When was it adopted?"
PEOPLE = "How many people work for you?"
WHY = "How do you use the policy?"


@pytest.fixture
def cast(house):
    return a_cast(house)


@pytest.fixture
def report(house, cast):
    return f"/reports/{a_report(house, cast)}"


def test_a_question_comes_and_goes_with_the_answer_it_depends_on(visit, cast, report):
    contact = visit(cast.contact)
    contact.open(f"{report}/sections/policy")
    contact.is_on("Policy")
    expect(contact.box(ADOPTED)).to_have_count(0)
    contact.choose(POLICY, "Yes")
    expect(contact.box(ADOPTED)).to_be_visible()
    contact.has_saved()
    contact.sees("1 of 8 questions answered")
    contact.looks()
    contact.choose(POLICY, "No")
    expect(contact.box(ADOPTED)).to_have_count(0)


def test_without_javascript_a_question_comes_when_the_page_is_saved(visit, cast, report):
    contact = visit(cast.contact, javascript=False)
    contact.open(f"{report}/sections/policy")
    contact.choose(POLICY, "Yes")
    contact.press("Save")
    expect(contact.box(ADOPTED)).to_be_visible()


def test_a_number_that_cannot_be_read_stays_in_its_box(visit, cast, report, javascript):
    contact = visit(cast.contact, javascript=javascript)
    contact.open(f"{report}/sections/policy")
    contact.write(PEOPLE, "about fifty")
    contact.write(WHY, "At every purchase")
    contact.press("Next: Risks")
    contact.sees("Write a number in digits, for example 50. What you wrote is kept.")
    expect(contact.box(PEOPLE)).to_have_value("about fifty")
    expect(contact.box(WHY)).to_have_value("At every purchase")
    contact.looks()
    contact.write(PEOPLE, "50")
    contact.press("Next: Risks")
    contact.is_on("Risks")


def test_an_answer_is_saved_as_it_is_given(visit, cast, report):
    contact = visit(cast.contact)
    contact.open(f"{report}/sections/policy")
    contact.write(PEOPLE, "50")
    contact.leave(PEOPLE)
    contact.has_saved()
    contact.page.reload()
    expect(contact.box(PEOPLE)).to_have_value("50")


def test_a_long_text_is_saved_while_one_pauses(visit, cast, report):
    contact = visit(cast.contact)
    contact.open(f"{report}/sections/policy")
    contact.write(WHY, "First thought")
    contact.has_saved()
    expect(contact.box(WHY)).to_be_focused()
    contact.box(WHY).press_sequentially(", and a second")
    with contact.page.expect_response("**/answers/why"):
        contact.leave(WHY)
    contact.sees("1 of 7 questions answered")
    contact.page.reload()
    expect(contact.box(WHY)).to_have_value("First thought, and a second")


def test_the_button_pressed_right_after_typing_loses_nothing(visit, cast, report):
    """The box is left and the page is sent in the same moment: the two savings meet on the server."""
    contact = visit(cast.contact)
    contact.open(f"{report}/sections/policy")
    contact.write(PEOPLE, "70")
    contact.press("Next: Risks")
    contact.is_on("Risks")
    contact.press("← Policy")
    expect(contact.box(PEOPLE)).to_have_value("70")
    contact.sees_no("has changed this answer to:")


def test_the_language_can_be_changed_in_the_middle_of_an_answer(visit, cast, report, javascript):
    contact = visit(cast.contact, javascript=javascript)
    contact.open(f"{report}/sections/policy")
    contact.write(WHY, "Ved alle kjøp")
    contact.speak("Norsk bokmål")
    contact.is_on("Retningslinjer")
    expect(contact.box("Hvordan bruker dere retningslinjene?")).to_have_value("Ved alle kjøp")
    contact.speak("English")
    contact.is_on("Policy")


def test_rows_are_added_changed_and_taken_away_one_by_one(visit, cast, report, javascript):
    contact = visit(cast.contact, javascript=javascript)
    contact.open(f"{report}/sections/risks")
    contact.press("Add a row")
    contact.is_on("New row")
    contact.choose("Theme", "Wages")
    contact.press("Save the row")
    contact.sees("The row is saved, but is not complete yet")
    contact.looks()
    contact.write("Where", "Shenzhen")
    contact.press("Save and add another")
    contact.is_on("New row")
    contact.choose("Theme", "Safety at work")
    contact.write("Where", "Gdańsk")
    contact.write("People affected", "many")
    contact.press("Save the row")
    contact.sees("Write a number in digits, for example 50. What you wrote is kept.")
    contact.write("People affected", "12")
    contact.press("Save the row")
    contact.is_on("Risks")
    contact.reads_row("Safety at work", "Gdańsk")

    contact.page.get_by_role("button", name="Add a row").nth(1).click()
    contact.pick("Risk", "Wages · Shenzhen")
    contact.write("Measure", "A new contract")
    contact.press("Save the row")
    contact.reads_row("A new contract", "Wages")

    contact.press("Remove row 2")  # nothing points to Gdańsk
    expect(contact.page.get_by_role("row").filter(has_text="Gdańsk")).to_have_count(0)


def test_a_row_that_another_points_to_is_not_taken_away(visit, cast, report, javascript):
    contact = visit(cast.contact, javascript=javascript)
    contact.open(f"{report}/sections/risks")
    contact.press("Add a row")
    contact.choose("Theme", "Wages")
    contact.write("Where", "Shenzhen")
    contact.press("Save the row")
    contact.page.get_by_role("button", name="Add a row").nth(1).click()
    contact.pick("Risk", "Wages · Shenzhen")
    contact.write("Measure", "A new contract")
    contact.press("Save the row")
    contact.page.get_by_role("button", name="Remove row 1").first.click()
    contact.sees("Row 1 of the table 'What do you do about them?' points to this row. Change that first")
    contact.looks()


def test_nothing_to_report_is_an_answer(visit, cast, report, javascript):
    contact = visit(cast.contact, javascript=javascript)
    contact.open(f"{report}/sections/risks")
    contact.page.get_by_role("button", name="Nothing to report").first.click()
    contact.sees("You have said that there is nothing to report here.", "1 of 7 questions answered")


def test_an_earlier_answer_is_offered_and_counts_when_it_is_said_to_be_still_true(visit, house, cast, javascript):
    first = a_report(house, cast, year=2025)
    contact = visit(cast.contact, javascript=javascript)
    contact.open(f"/reports/{first}/sections/policy")
    contact.choose(POLICY, "No")
    contact.write("Who is responsible?", "Ingrid Eksempel")
    contact.press("Save")
    second = a_report(house, cast, year=2026)
    contact.open(f"/reports/{second}/sections/policy")
    contact.sees("0 of 7 questions answered")
    offer = contact.page.get_by_role("group", name="Earlier answer").filter(has_text="Ingrid Eksempel")
    contact.looks()
    offer.get_by_role("button", name="Still true").click()
    contact.sees("1 of 7 questions answered")
    expect(contact.box("Who is responsible?")).to_have_value("Ingrid Eksempel")


def test_what_is_missing_is_listed_with_links_to_the_questions(visit, cast, report, javascript):
    contact = visit(cast.contact, javascript=javascript)
    contact.open(f"{report}/check")
    contact.is_on("Check and send")
    contact.sees(re.compile(r"5 questions must be answered or mended before the self-report can be sent."))
    contact.follow(PEOPLE)
    contact.is_on("Policy")
    contact.sees("This has not been answered yet.")
