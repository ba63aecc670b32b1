"""A self-report is signed and sent once, as it was read; and a reviewer's grade is waited for."""

import re

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect
from sqlmodel import select

from portal.history import story
from portal.reporting.models import Submission
from tests.browser.build import TITLE, a_cast, a_report
from tests.browser.forms import RUBRIC

HOW = "How do you work?"
SURE = "Are you sure?"


@pytest.fixture
def cast(house):
    return a_cast(house)


@pytest.fixture
def report(house, cast):
    """A self-report of two questions."""
    return a_report(house, cast, RUBRIC)


def answer(contact, report):
    contact.open(f"/reports/{report}/sections/practice")
    contact.write(HOW, "Carefully")
    contact.choose(SURE, "Yes")
    contact.press("Save and check")
    contact.is_on("Check and send")


def open_to_sign(signatory, report):
    signatory.open(f"/reports/{report}/sign")
    signatory.is_on("Read and sign")
    signatory.write("Your title", "Managing director")


def sent(house, report):
    """The submissions, and what happened to the report, in order."""
    with house.session() as session:
        count = session.exec(select(sa.func.count()).where(Submission.self_report_id == report)).one()
        return count, [event.name for event in story(session, "self_report", report)]


@pytest.fixture
def signatory(visit, cast, report, javascript):
    answer(visit(cast.contact, javascript=javascript), report)
    signatory = visit(cast.signatory, javascript=javascript)
    open_to_sign(signatory, report)
    return signatory


def test_a_double_click_sends_once(signatory, house, report):
    button = signatory.page.get_by_role("button", name="Sign and send the self-report")
    with signatory.page.expect_event("load"):
        button.dblclick()
    signatory.is_on("Receipt")
    count, events = sent(house, report)
    assert count == 1
    assert events.count("report_submitted") == 1


def test_signing_twice_from_two_pages_leads_to_one_receipt(signatory, house, report):
    first = signatory.page
    signatory.page = signatory.new_tab()
    open_to_sign(signatory, report)
    for page in (signatory.page, first):
        signatory.page = page
        signatory.press("Sign and send the self-report")
        signatory.is_on("Receipt")
    count, events = sent(house, report)
    assert count == 1
    assert events.count("report_submitted") == 1


def test_what_changed_after_it_was_read_stops_the_signing_and_is_named(signatory, visit, cast, house, report):
    contact = visit(cast.contact, javascript=False)
    contact.open(f"/reports/{report}/sections/practice")
    contact.write(HOW, "Hastily")
    contact.press("Save")
    signatory.press("Sign and send the self-report")
    signatory.sees("The self-report was changed after you opened this page, so it was not sent.")
    expect(signatory.page.get_by_role("listitem").filter(has_text=HOW)).to_be_visible()
    expect(signatory.box("Your title")).to_have_value("Managing director")
    signatory.looks()
    signatory.press("Sign and send the self-report")
    signatory.is_on("Receipt")
    assert sent(house, report)[0] == 1


def test_a_review_is_not_finished_while_an_answer_waits_for_a_grade(signatory, visit, cast, javascript):
    signatory.press("Sign and send the self-report")
    signatory.is_on("Receipt")
    reviewer = visit(cast.reviewer, javascript=javascript)
    reviewer.open("/reviews")
    reviewer.follow(TITLE)
    reviewer.sees("1 answer waits for points", re.compile("provisional"))
    reviewer.follow("Finish the review")
    reviewer.is_on("Finish the review?")
    reviewer.sees("This must be done first", "Waits for points")
    expect(reviewer.page.get_by_role("button", name="Finish the review and tell the supplier")).to_have_count(0)

    reviewer.follow(HOW)
    reviewer.choose("Points", "2 Written routine")
    reviewer.press("Save and go on")
    reviewer.write("Reason that the supplier reads", "It is written down, and nobody has looked since")
    reviewer.press("Save and go on")
    reviewer.open("/reviews")
    reviewer.follow(TITLE)
    reviewer.sees_no("1 answer waits for points")
    reviewer.follow("Finish the review")
    reviewer.press("Finish the review and tell the supplier")

    signatory.follow("My reports")
    signatory.reads_row(TITLE, "Reviewed")


def test_a_returned_report_says_what_to_mend_and_is_sent_again(signatory, visit, cast, house, report, javascript):
    signatory.press("Sign and send the self-report")
    reviewer = visit(cast.reviewer, javascript=javascript)
    reviewer.open("/reviews")
    reviewer.follow(TITLE)
    reviewer.follow("Return for changes")
    reviewer.is_on("Return the self-report for changes")
    reviewer.press("Return to the supplier")
    reviewer.looks()  # says what is missing
    reviewer.write("Why it comes back", "We do not understand one answer")
    reviewer.unfold("Practice")
    reviewer.write(HOW, "Say what you do, and when")
    reviewer.press("Return to the supplier")

    signatory.open(f"/reports/{report}")
    signatory.sees("The authority asks for changes", "Say what you do, and when")
    signatory.looks()
    signatory.follow(HOW)
    signatory.sees("The authority asks you to change this.")
    signatory.write(HOW, "Every Monday we read the list")
    signatory.press("Save and check")
    signatory.follow("Read and sign")
    signatory.write("Your title", "Managing director")
    signatory.press("Sign and send the self-report")
    signatory.is_on("Receipt")
    assert sent(house, report)[0] == 2
