"""The pages of a self-report's sections, without JavaScript: every button works, and nothing that was typed is lost."""

import io
import re
from datetime import date
from decimal import Decimal

from flask.testing import FlaskClient
from sqlmodel import Session

from portal.reporting.service.draft import Draft, read_draft
from tests.evidence.build import PDF
from tests.reporting.build import Started, a_report, a_row, answer
from tests.reporting.pages import element, filled, form_of, links, words
from tests.reporting.signing import a_ready_report, a_return


def draft_of(session: Session, started: Started) -> Draft:
    return read_draft(session, started.report)


def test_what_is_due_is_listed_with_day_and_progress(started: Started, contact: FlaskClient, session: Session):
    answer(session, started, has_policy=False)
    page = contact.get("/reports")
    assert page.status_code == 200
    assert "PCs and screens 2027" in words(page)
    assert "1 of 6" in words(page)
    assert f"/reports/{started.report.id}" in links(page)


def test_a_supplier_without_reports_is_told_what_will_come(contact: FlaskClient, sign_in, session: Session):
    other = a_report(session)
    other.report.supplier_id = other.authority.id
    session.flush()
    page = sign_in(other.people["contact"]).get("/reports")
    assert "No self-reports yet" in words(page)


def test_a_reports_page_leads_to_its_sections_and_the_check(started: Started, contact: FlaskClient, at: str):
    page = contact.get(at)
    assert page.status_code == 200
    assert {f"{at}/sections/policy", f"{at}/sections/risks", f"{at}/check"} <= set(links(page))


def test_a_section_shows_its_questions_and_a_place_for_those_that_may_come(contact: FlaskClient, at: str):
    page = contact.get(f"{at}/sections/policy")
    assert "Have you a policy?" in words(page)
    assert "When was it adopted?" not in words(page)
    assert "hidden" in element(page, "q-adopted_on")
    assert "hidden" not in element(page, "q-has_policy")
    assert form_of(page).fields["has_policy.revision"] == "0"


def test_an_unknown_section_is_not_found(contact: FlaskClient, at: str):
    assert contact.get(f"{at}/sections/nothing").status_code == 404
    assert contact.post(f"{at}/sections/nothing", data={}).status_code == 404


def test_next_saves_all_answers_and_goes_on(contact: FlaskClient, at: str, session: Session, started: Started):
    page = contact.get(f"{at}/sections/policy")
    sent = filled(page, has_policy="yes", person="Kari Eksempel", coverage="12.5", act="next")
    answered = contact.post(f"{at}/sections/policy", data=sent)
    assert (answered.status_code, answered.location) == (303, f"{at}/sections/risks")
    stored = draft_of(session, started).answers
    assert {key: one.value for key, one in stored.items()} == {
        "has_policy": True,
        "person": "Kari Eksempel",
        "coverage": "12.5",
    }
    again = form_of(contact.get(f"{at}/sections/policy")).fields
    assert (again["has_policy"], again["person"], again["coverage"]) == ("yes", "Kari Eksempel", "12.5")
    assert again["coverage.revision"] == "1"


def test_back_saves_too_and_the_ends_lead_to_overview_and_check(contact: FlaskClient, at: str, session, started):
    sent = {"has_policy": "no", "has_policy.revision": "0", "act": "back"}
    assert contact.post(f"{at}/sections/policy", data=sent).location == at
    assert draft_of(session, started).answers["has_policy"].value is False
    assert contact.post(f"{at}/sections/risks", data={"act": "back"}).location == f"{at}/sections/policy"
    assert contact.post(f"{at}/sections/risks", data={"act": "next"}).location == f"{at}/check"


def test_save_stays_on_the_page(contact: FlaskClient, at: str):
    saved = contact.post(
        f"{at}/sections/policy", data={"has_policy": "yes", "has_policy.revision": "0", "act": "save:"}
    )
    assert saved.location == f"{at}/sections/policy"
    page = contact.get(saved.location)
    assert "Saved." in words(page)
    assert "When was it adopted?" in words(page)


def test_a_number_is_read_in_the_readers_language(contact: FlaskClient, at: str, session: Session, started: Started):
    started.people["contact"].language = "nb"
    contact.post(f"{at}/sections/policy", data={"coverage": "12,5", "coverage.revision": "0"})
    assert draft_of(session, started).answers["coverage"].value == "12.5"


def test_what_cannot_be_read_stays_in_its_box_with_a_sentence(contact: FlaskClient, at: str, session, started):
    sent = {"coverage": "about half", "coverage.revision": "0", "has_policy": "yes", "has_policy.revision": "0"}
    refused = contact.post(f"{at}/sections/policy", data={**sent, "act": "next"})
    assert refused.location == f"{at}/sections/policy?mend=1#q-coverage"
    page = contact.get(refused.location)
    assert "Write a number in digits" in words(page)
    assert form_of(page).fields["coverage"] == "about half"
    assert draft_of(session, started).answers["has_policy"].value is True
    later = contact.get(f"{at}/sections/policy")
    assert form_of(later).fields["coverage"] == "about half"
    mended = filled(later, coverage="50")
    assert contact.post(f"{at}/sections/policy", data=mended).location == f"{at}/sections/risks"
    assert draft_of(session, started).answers["coverage"].value == 50


def test_emptying_a_box_empties_the_answer(contact: FlaskClient, at: str, session: Session, started: Started):
    answer(session, started, coverage=Decimal(5))
    contact.post(f"{at}/sections/policy", data=filled(contact.get(f"{at}/sections/policy"), coverage=""))
    assert draft_of(session, started).answers["coverage"].value is None


def test_a_null_character_is_refused_and_no_accident(contact: FlaskClient, at: str):
    sent = {"person": "Kari\x00", "person.revision": "0", "coverage": "\x00", "coverage.revision": "0"}
    assert contact.post(f"{at}/sections/policy", data=sent).status_code == 400


def test_a_colleagues_newer_answer_is_shown_beside_ones_own(contact: FlaskClient, at: str, session, started):
    page = contact.get(f"{at}/sections/policy")
    answer(session, started, person="Ola Eksempel")
    sent = filled(page, person="Kari Eksempel", coverage="7")
    both = contact.post(f"{at}/sections/policy", data=sent)
    assert both.status_code == 200
    assert "Ola Eksempel" in words(both)
    assert started.people["contact"].name in words(both)
    assert form_of(both).fields["person"] == "Kari Eksempel"
    stored = draft_of(session, started).answers
    assert (stored["person"].value, stored["coverage"].value) == ("Ola Eksempel", 7)
    again = contact.post(f"{at}/sections/policy", data=filled(both, act="save:"))
    assert "Ola Eksempel" in words(again)
    assert contact.post(f"{at}/sections/policy", data=filled(again, act="mine:person:1")).status_code == 303
    assert draft_of(session, started).answers["person"].value == "Kari Eksempel"


def test_a_colleagues_newer_answer_may_stand(contact: FlaskClient, at: str, session, started):
    page = contact.get(f"{at}/sections/policy")
    answer(session, started, person="Ola Eksempel")
    both = contact.post(f"{at}/sections/policy", data=filled(page, person="Kari Eksempel"))
    assert {"mine:person:1", "theirs:person"} <= set(form_of(both).buttons)
    kept = contact.post(f"{at}/sections/policy", data=filled(both, coverage="8", act="theirs:person"))
    assert kept.status_code == 303
    stored = draft_of(session, started).answers
    assert (stored["person"].value, stored["coverage"].value) == ("Ola Eksempel", 8)


def test_a_third_answer_in_the_meantime_is_not_overwritten_by_choosing_ones_own(contact, at, session, started):
    page = contact.get(f"{at}/sections/policy")
    answer(session, started, person="Ola Eksempel")
    both = contact.post(f"{at}/sections/policy", data=filled(page, person="Kari Eksempel"))
    answer(session, started, person="Per Eksempel")
    again = contact.post(f"{at}/sections/policy", data=filled(both, act="mine:person:1"))
    assert "Per Eksempel" in words(again)
    assert draft_of(session, started).answers["person"].value == "Per Eksempel"


def test_a_file_is_added_shown_fetched_and_taken_away(contact: FlaskClient, at: str, session, started):
    answer(session, started, has_policy=True)
    sent = {
        "act": "tie:has_policy",
        "has_policy.files": (io.BytesIO(PDF), "Our policy.pdf"),
        "has_policy.dated_on": "4 May 2026",
        "coverage": "7",
        "coverage.revision": "0",
    }
    tied = contact.post(f"{at}/sections/policy", data=sent, content_type="multipart/form-data")
    assert tied.location == f"{at}/sections/policy#q-has_policy"
    assert draft_of(session, started).answers["coverage"].value == 7
    page = contact.get(f"{at}/sections/policy")
    assert "Our policy.pdf" in words(page)
    (address,) = [link for link in links(page) if "/evidence/" in link]
    with contact.get(address) as fetched:
        assert (fetched.data, fetched.headers["X-Content-Type-Options"]) == (PDF, "nosniff")
        assert "attachment" in fetched.headers["Content-Disposition"]
    (untie,) = [button for button in form_of(page).buttons if button.startswith("untie:")]
    assert contact.post(f"{at}/sections/policy", data={"act": untie}).status_code == 303
    assert contact.get(address).status_code == 404
    assert "Our policy.pdf" not in words(contact.get(f"{at}/sections/policy"))


def test_a_refused_file_is_told_and_costs_nothing_else(contact: FlaskClient, at: str, session, started):
    sent = {
        "act": "tie:has_policy",
        "has_policy.files": (io.BytesIO(b"MZ not a pdf"), "policy.pdf"),
        "has_policy": "yes",
        "has_policy.revision": "0",
    }
    told = contact.post(f"{at}/sections/policy", data=sent, content_type="multipart/form-data", follow_redirects=True)
    assert "policy.pdf was not taken" in words(told)
    assert draft_of(session, started).answers["has_policy"].value is True


def test_a_file_with_a_day_that_cannot_be_read_is_not_taken(contact: FlaskClient, at: str):
    sent = {
        "act": "tie:has_policy",
        "has_policy.files": (io.BytesIO(PDF), "policy.pdf"),
        "has_policy.dated_on": "04.05.2026",
    }
    told = contact.post(f"{at}/sections/policy", data=sent, content_type="multipart/form-data", follow_redirects=True)
    assert "policy.pdf was not taken: write its date with the month as a word" in words(told)


def test_an_offer_is_shown_and_confirmed_by_a_button(contact: FlaskClient, at: str, session, started: Started):
    earlier = a_report(session, year=2026, like=started)
    answer(session, earlier, person="Kari Eksempel")
    a_row(session, earlier, theme="wages")
    page = contact.get(f"{at}/sections/policy")
    assert "PCs and screens 2026" in words(page)
    assert "Kari Eksempel" in words(page)
    assert form_of(page).fields["person"] == ""
    (button,) = [one for one in form_of(page).buttons if one.startswith("offer:person:")]
    done = contact.post(f"{at}/sections/policy", data=filled(page, act=button))
    assert done.location == f"{at}/sections/policy#q-person"
    assert draft_of(session, started).answers["person"].value == "Kari Eksempel"
    rows = contact.get(f"{at}/sections/risks")
    (button,) = [one for one in form_of(rows).buttons if one.startswith("offer:risks_found:")]
    contact.post(f"{at}/sections/risks", data={"act": button})
    assert [row.cells for row in draft_of(session, started).rows["risks_found"]] == [{"theme": "wages"}]


def test_a_flagged_question_says_what_the_authority_asks(contact: FlaskClient, at: str, session, started: Started):
    a_return(session, started)
    assert "Which policy is it?" in words(contact.get(at))
    assert "Which policy is it?" in words(contact.get(f"{at}/sections/policy"))
    contact.post(f"{at}/sections/policy", data=filled(contact.get(f"{at}/sections/policy"), coverage="4"))
    assert draft_of(session, started).answers["coverage"].value == 4


def test_buttons_of_another_language_or_page_do_no_harm(contact: FlaskClient, at: str):
    for act in ("delete:risks_found:not-an-id", "untie:has_policy:x", "offer:person:x", "row:risks_found:x"):
        assert contact.post(f"{at}/sections/policy", data={"act": act}).status_code in {303, 404}
    for act in ("", "nonsense", "delete", "add:", "empty:has_policy:yes", "save"):
        assert contact.post(f"{at}/sections/policy", data={"act": act}).status_code == 303


def test_a_sent_report_can_be_read_but_not_written(contact: FlaskClient, at: str, session, started: Started, sign_in):
    sent = a_ready_report(session, year=2026, like=started)
    where = f"/reports/{sent.report.id}"
    sent.report.status = "submitted"
    session.flush()
    assert contact.get(where).status_code == 200
    refused = contact.post(f"{where}/sections/policy", data={"coverage": "5", "coverage.revision": "0"})
    assert refused.status_code == 409
    assert "can no longer be changed" in words(refused)


def test_a_page_is_in_the_readers_language_with_the_same_answers(contact: FlaskClient, at: str, session, started):
    answer(session, started, has_policy=True, adopted_on=date(2026, 5, 4))
    assert form_of(contact.get(f"{at}/sections/policy")).fields["adopted_on"] != ""
    started.people["contact"].language = "nb"
    session.flush()
    page = contact.get(f"{at}/sections/policy")
    assert re.search(r'<html[^>]*lang="nb"', page.get_data(as_text=True))
    assert form_of(page).fields["has_policy"] == "yes"
