"""From the last answer to the receipt: what is missing, what is signed, and what proves it."""

import re
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session
from werkzeug.datastructures import MultiDict

from portal import history
from portal.evidence.storage import FolderStorage
from portal.reporting.service.answers import Change, save_answer
from portal.reporting.service.reports import latest_submission
from tests.build import NOW
from tests.reporting.build import Started, a_file, a_report, a_row, answer
from tests.reporting.pages import element, filled, form_of, links, words
from tests.reporting.signing import a_ready_report, a_return, kept_apart, sign, submissions_of


@pytest.fixture
def ready(session: Session) -> Started:
    return a_ready_report(session)


@pytest.fixture
def browsers(ready: Started, sign_in) -> dict[str, FlaskClient]:
    return {who: sign_in(person) for who, person in ready.people.items()}


@pytest.fixture
def there(ready: Started) -> str:
    return f"/reports/{ready.report.id}"


def signature(browser: FlaskClient, there: str, **given: str) -> MultiDict[str, str]:
    return filled(browser.get(f"{there}/sign"), **{"name": "Ola Leder", "title": "Managing director", **given})


def test_the_check_lists_what_is_missing_each_with_its_place(contact, at, session, started):
    answer(session, started, has_policy=True)
    page = contact.get(f"{at}/check")
    assert "2 questions must be answered or mended" in words(page)
    assert f"{at}/sections/policy?mend=#q-adopted_on" in links(page)
    assert f"{at}/sections/risks?mend=#q-confirmed" in links(page)
    assert f"{at}/sign" not in links(page)
    mending = contact.get(f"{at}/sections/policy?mend=")
    assert "This has not been answered yet." in words(mending)


def test_the_check_leads_to_the_row_that_is_not_complete(contact, at, session, started):
    row = a_row(session, started, people=4)
    page = contact.get(f"{at}/check")
    assert f"{at}/tables/risks_found/rows/{row.id}" in links(page)
    assert "Row 1. Theme: This has not been answered yet." in words(page)


def test_the_check_names_an_optional_answer_that_cannot_be_read(browsers, ready, there, session):
    change = Change(ready.question(session, "coverage"), None, 0, unread=["about half"])
    save_answer(session, ready.report, change, actor=ready.contact, now=NOW)
    page = browsers["signatory"].get(f"{there}/check")
    assert "One question must be answered or mended" in words(page)
    assert "Write a number in digits" in words(page)


def test_warnings_are_told_and_stop_nothing(browsers, there):
    page = browsers["signatory"].get(f"{there}/check")
    assert "Everything that must be answered is answered." in words(page)
    assert "Documentation is missing." in words(page)
    assert f"{there}/sign" in links(page)


def test_a_contact_asks_the_signatories(browsers, ready, there, session, run_jobs):
    page = browsers["contact"].get(f"{there}/check")
    assert ready.people["signatory"].name in words(page)
    assert f"{there}/sign" not in links(page)
    asked = browsers["contact"].post(f"{there}/ready", follow_redirects=True)
    assert "The signatories get a mail" in words(asked)
    assert "reporting.tell_ready" in run_jobs()
    assert history.story(session, "self_report", ready.report.id)[-1].name == "signature_asked_for"


def test_signing_is_a_signatorys(browsers, there):
    assert browsers["contact"].get(f"{there}/sign").status_code == 404
    assert browsers["contact"].post(f"{there}/sign", data={}).status_code == 404
    assert browsers["signatory"].get(f"{there}/sign").status_code == 200


def test_all_that_is_signed_stands_on_the_page(browsers, ready, there, session, tmp_path):
    risk = a_row(session, ready, theme="wages", people=1200)
    a_row(session, ready, "measures", risk=str(risk.id), what="Visit")
    a_file(session, ready, "has_policy", FolderStorage(tmp_path / "evidence"))
    page = browsers["signatory"].get(f"{there}/sign")
    for shown in ("Have you a policy?", "Kari Eksempel", "1. Theme: Wages; People: 1 200", "Risk: Wages", "policy.txt"):
        assert shown in words(page)


def test_signing_leads_to_a_receipt_with_the_seal(browsers, ready, there, session):
    sent = browsers["signatory"].post(f"{there}/sign", data=signature(browsers["signatory"], there))
    assert (sent.status_code, sent.location) == (303, f"{there}/receipts/1")
    submission = latest_submission(session, ready.report)
    assert submission is not None
    for who in ("signatory", "contact"):
        receipt = browsers[who].get(sent.location)
        assert submission.sha256 in words(receipt)
        assert "Ola Leder, Managing director" in words(receipt)
        assert "Kari Eksempel" in words(receipt)
        assert "holds" in words(receipt)


def test_a_second_click_leads_to_the_first_receipt(browsers, ready, there, session):
    data = signature(browsers["signatory"], there)
    clicks = [browsers["signatory"].post(f"{there}/sign", data=data).location for _ in range(3)]
    assert set(clicks) == {f"{there}/receipts/1"}
    assert len(submissions_of(session, ready.report.id)) == 1
    events = [event.name for event in history.story(session, "self_report", ready.report.id)]
    assert events.count("report_submitted") == 1


def test_a_change_in_the_meantime_is_shown_and_nothing_is_sent(browsers, ready, there, session):
    data = signature(browsers["signatory"], there)
    answer(session, ready, coverage=Decimal(40))
    stopped = browsers["signatory"].post(f"{there}/sign", data=data)
    assert stopped.status_code == 409
    assert "was changed after you opened this page" in words(stopped)
    assert "Read these again, then sign: How large a share?" in words(stopped)
    assert form_of(stopped).fields["name"] == "Ola Leder"
    assert not submissions_of(session, ready.report.id)
    again = browsers["signatory"].post(f"{there}/sign", data=filled(stopped))
    assert again.location == f"{there}/receipts/1"


def test_another_language_in_the_meantime_asks_to_read_again(browsers, ready, there, session):
    data = signature(browsers["signatory"], there)
    ready.people["signatory"].language = "nb"
    assert browsers["signatory"].post(f"{there}/sign", data=data).status_code == 409
    assert not submissions_of(session, ready.report.id)


@pytest.mark.parametrize(("empty", "said"), [("name", "Write your full name."), ("title", "Write your title")])
def test_name_and_title_are_asked_for(browsers, ready, there, session, empty: str, said: str):
    data = signature(browsers["signatory"], there, **{empty: " "})
    refused = browsers["signatory"].post(f"{there}/sign", data=data)
    assert refused.status_code == 422
    assert said in words(refused)
    assert not submissions_of(session, ready.report.id)


def test_tampered_hashes_sign_nothing(browsers, ready, there, session):
    for given in ({"shown_hash": ""}, {"shown_hash": "0" * 64, "shown_parts": "garbage:: : x"}):
        data = signature(browsers["signatory"], there, **given)
        assert browsers["signatory"].post(f"{there}/sign", data=data).status_code == 409
    assert not submissions_of(session, ready.report.id)


def test_what_is_not_ready_cannot_be_signed(signatory, at, session, started):
    page = signatory.get(f"{at}/sign")
    assert "disabled" in re.search(r"<button[^>]*>\s*Sign and send", page.get_data(as_text=True))[0]
    refused = signatory.post(f"{at}/sign", data=signature(signatory, at))
    assert refused.location == f"{at}/check"
    assert not submissions_of(session, started.report.id)


def test_a_report_that_was_sent_shows_its_receipt_and_no_check(browsers, ready, there, session):
    sign(session, ready)
    page = browsers["contact"].get(there)
    assert f"{there}/receipts/1" in links(page)
    assert browsers["contact"].get(f"{there}/check").location == there
    assert browsers["signatory"].get(f"{there}/sign").location == there
    assert browsers["contact"].get(f"{there}/receipts/2").status_code == 404


def test_a_receipt_shows_what_was_sent_and_not_what_was_changed_since(browsers, ready, there, session):
    sign(session, ready)
    a_return(session, ready)
    answer(session, ready, person="Somebody Else")
    receipt = words(browsers["contact"].get(f"{there}/receipts/1"))
    assert "Kari Eksempel" in receipt
    assert "Somebody Else" not in receipt


def test_a_receipt_outlives_what_retention_deletes(browsers, ready, there, session):
    submission = sign(session, ready)
    session.delete(kept_apart(session, submission)[0])
    session.flush()
    receipt = browsers["contact"].get(f"{there}/receipts/1")
    assert receipt.status_code == 200
    assert "Kari Eksempel" not in words(receipt)
    assert "holds" in words(receipt)


def test_a_receipt_is_in_the_words_that_were_signed(browsers, ready, there, session):
    sign(session, ready, language="nb")
    receipt = browsers["contact"].get(f"{there}/receipts/1")
    assert 'lang="nb"' in receipt.get_data(as_text=True)


def test_every_status_has_its_page(session, sign_in):
    started = a_report(session)
    browser = sign_in(started.people["contact"])
    for status in ("draft", "submitted", "returned", "reviewed", "missing", "cancelled"):
        started.report.status = status
        session.flush()
        assert browser.get(f"/reports/{started.report.id}").status_code == 200, status


def test_the_signature_boxes_have_labels(browsers, there):
    page = browsers["signatory"].get(f"{there}/sign")
    assert element(page, "name")
    assert element(page, "title")
