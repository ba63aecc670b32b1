"""An answer saved as it is given, with JavaScript: what comes back is what changes on the page, and nothing else."""

import re
from datetime import date
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session
from werkzeug.test import TestResponse

from portal.reporting.service.draft import read_draft
from tests.reporting.build import Started, a_report, answer
from tests.reporting.pages import element, filled, form_of, words

HTMX = {"HX-Request": "true"}


@pytest.fixture
def save(contact: FlaskClient, at: str):
    """Send one answer as htmx does: its field with all the fields of the page's form around it."""

    def send(key: str, page: TestResponse | None = None, **given: str) -> TestResponse:
        shown = page or contact.get(f"{at}/sections/policy")
        return contact.post(f"{at}/answers/{key}", data=filled(shown, **given), headers=HTMX)

    return send


def stored(session: Session, started: Started) -> dict[str, object]:
    return {key: one.value for key, one in read_draft(session, started.report).answers.items()}


def ids(response: TestResponse) -> list[str]:
    return re.findall(r'id="(q-[a-z_]+)"', response.get_data(as_text=True))


def test_the_saved_question_comes_back_with_its_new_revision(save, session, started):
    saved = save("coverage", coverage="12.5")
    assert saved.status_code == 200
    assert "<html" not in saved.get_data(as_text=True)
    assert ids(saved) == ["q-coverage"]
    assert (form_of(saved).fields["coverage"], form_of(saved).fields["coverage.revision"]) == ("12.5", "1")
    assert stored(session, started) == {"coverage": "12.5"}


def test_only_the_answer_of_the_address_is_saved(save, session, started):
    save("coverage", coverage="12.5", person="Kari Eksempel")
    assert stored(session, started) == {"coverage": "12.5"}


def test_the_time_and_the_progress_come_with_it(save, started):
    saved = save("coverage", coverage="12.5")
    assert "1 of 6 questions answered" in words(saved)
    assert element(saved, "saved")
    assert element(saved, "side")


def test_a_question_that_appears_comes_with_it_and_is_announced(save):
    saved = save("has_policy", has_policy="yes")
    assert ids(saved) == ["q-has_policy", "q-adopted_on"]
    assert "hx-swap-oob" in element(saved, "q-adopted_on")
    assert "hidden" not in element(saved, "q-adopted_on")
    assert "One question was added below." in words(saved)


def test_a_question_that_goes_leaves_its_empty_place(save, contact, at, session, started):
    answer(session, started, has_policy=True)
    gone = save("has_policy", has_policy="no")
    assert ids(gone) == ["q-has_policy", "q-adopted_on"]
    assert "hidden" in element(gone, "q-adopted_on")
    assert "When was it adopted?" not in words(gone)


def test_an_offer_comes_with_the_question_that_appears(save, session, started):
    earlier = a_report(session, year=2026, like=started)
    answer(session, earlier, has_policy=True, adopted_on=date(2025, 5, 4))
    saved = save("has_policy", has_policy="yes")
    assert "Still true" in words(saved)
    assert "PCs and screens 2026" in words(saved)


def test_what_cannot_be_read_stays_in_its_box_with_a_sentence(save, session, started):
    saved = save("coverage", coverage="about half")
    assert saved.status_code == 200
    assert form_of(saved).fields["coverage"] == "about half"
    assert "Write a number in digits" in words(saved)
    assert read_draft(session, started.report).answers["coverage"].unread == {"raw": ["about half"]}


def test_a_problem_is_said_at_once(save):
    assert "The number can be at most 100." in words(save("coverage", coverage="120"))


def test_a_colleagues_newer_answer_is_shown_beside_ones_own(save, contact, at, session, started):
    page = contact.get(f"{at}/sections/policy")
    answer(session, started, coverage=Decimal(10))
    both = save("coverage", page, coverage="20")
    assert both.status_code == 409
    assert ids(both) == ["q-coverage"]
    assert "Not saved yet" in words(both)
    assert form_of(both).fields["coverage"] == "20"
    assert started.people["contact"].name in words(both)
    assert stored(session, started) == {"coverage": 10}


def test_saying_the_same_again_changes_no_revision(save, contact, at, session, started):
    save("coverage", coverage="10")
    again = save("coverage", coverage="10")
    assert form_of(again).fields["coverage.revision"] == "1"


@pytest.mark.parametrize("key", ["nothing", "risks_found"])
def test_what_is_no_box_of_the_page_is_not_found(contact, at, key):
    sent = {f"{key}.revision": "0", key: "1"}
    assert contact.post(f"{at}/answers/{key}", data=sent, headers=HTMX).status_code == 404


def test_a_field_that_does_not_say_its_revision_is_not_found(contact, at):
    assert contact.post(f"{at}/answers/coverage", data={"coverage": "1"}, headers=HTMX).status_code == 404


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30, "١"])
def test_a_tampered_revision_counts_as_none(contact, at, session, started, revision: str):
    sent = {"coverage": "1", "coverage.revision": revision}
    assert contact.post(f"{at}/answers/coverage", data=sent, headers=HTMX).status_code == 200
    assert stored(session, started) == {"coverage": 1}


def test_a_sent_report_refuses_in_place(contact, at, session, started):
    started.report.status = "submitted"
    session.flush()
    refused = contact.post(f"{at}/answers/coverage", data={"coverage": "1", "coverage.revision": "0"}, headers=HTMX)
    assert refused.status_code == 409
    assert "<html" not in refused.get_data(as_text=True)
    assert stored(session, started) == {}


def test_a_question_outside_the_short_form_is_refused(sign_in, session):
    short = a_report(session, short=True)
    browser = sign_in(short.people["contact"])
    sent = {"coverage": "1", "coverage.revision": "0"}
    address = f"/reports/{short.report.id}/answers/coverage"
    assert browser.post(address, data=sent, headers=HTMX).status_code == 409


def test_an_expired_session_says_so_beside_the_page(client, at, started):
    late = client.post(f"{at}/answers/coverage", data={"coverage": "1", "coverage.revision": "0"}, headers=HTMX)
    assert (late.status_code, late.headers["HX-Retarget"]) == (401, "#lost")
