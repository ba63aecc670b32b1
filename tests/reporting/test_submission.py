"""Signing and sending: what was shown is what is sealed, once, by somebody who may sign; or nothing is."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session

from portal import history
from portal.errors import NotFound
from portal.reporting import hooks
from portal.reporting.errors import NotReady, NotSigned, ShownChanged
from portal.reporting.models import SelfReportStatus
from portal.reporting.service.answers import Change, save_answer
from portal.reporting.service.returns import return_report
from portal.reporting.states import ActNotAllowed, RoleMissing
from tests.build import NOW, a_supplier, somebody
from tests.reporting.build import a_report, a_row, answer
from tests.reporting.signing import a_ready_report, shown_to, sign, submissions_of


def test_what_was_shown_is_sealed_with_words_language_and_signature(session: Session):
    started = a_ready_report(session)
    submission = sign(session, started)
    content = submission.content
    assert started.report.status is SelfReportStatus.SUBMITTED
    assert content["answers"]["has_policy"] == {
        "label": "Have you a policy?",
        "words": "Yes",
        "value": True,
        "files": [],
    }
    assert content["answers"]["adopted_on"]["value"] == "2026-05-04"
    assert (content["number"], content["language"], content["today"]) == (1, "en", "2027-03-01")
    assert content["signed"] == {
        "person": str(started.signatory.person_id),
        "name": "Ola Leder",
        "title": "Managing director",
    }
    assert content["form"]["hash"] == started.report.form_hash


def test_a_hidden_answer_is_not_submitted(session: Session):
    started = a_ready_report(session)
    answer(session, started, has_policy=False)
    content = sign(session, started).content
    assert "adopted_on" not in content["answers"]
    assert "2026-05-04" not in str(content)


def test_an_unanswered_question_is_sealed_as_unanswered(session: Session):
    part = sign(session, a_ready_report(session)).content["answers"]["coverage"]
    assert (part["value"], part["words"]) == (None, "")


def test_a_table_is_sealed_row_by_row_and_in_words(session: Session):
    started = a_ready_report(session)
    risk = a_row(session, started, theme="wages", people=1200)
    a_row(session, started, "measures", risk=str(risk.id), what="Visit")
    answers = sign(session, started).content["answers"]
    assert answers["risks_found"]["value"] == [{"id": str(risk.id), "cells": {"theme": "wages", "people": 1200}}]
    assert answers["risks_found"]["words"] == "1. Theme: Wages; People: 1\N{NO-BREAK SPACE}200"
    assert answers["measures"]["words"] == "1. Risk: Wages; What: Visit"


def test_a_change_in_the_meantime_stops_the_signing_and_names_the_questions(session: Session):
    started = a_ready_report(session)
    seen = shown_to(session, started)
    answer(session, started, coverage=Decimal(40), has_policy=False)
    a_row(session, started, theme="hse")
    with pytest.raises(ShownChanged) as stopped:
        sign(session, started, seen)
    assert set(stopped.value.params["changed"]) == {"has_policy", "adopted_on", "coverage", "risks_found"}
    assert not submissions_of(session, started.report.id)
    assert started.report.status is SelfReportStatus.DRAFT


def test_a_changed_row_stops_the_signing_of_the_table_that_names_it_too(session: Session):
    started = a_ready_report(session)
    risk = a_row(session, started, theme="wages")
    a_row(session, started, "measures", risk=str(risk.id), what="Visit")
    seen = shown_to(session, started)
    a_row(session, started, row_id=risk.id, seen=1, theme="hse")
    with pytest.raises(ShownChanged) as stopped:
        sign(session, started, seen)
    assert stopped.value.params["changed"] == ["risks_found", "measures"]


def test_what_is_changed_and_changed_back_may_be_signed(session: Session):
    started = a_ready_report(session)
    seen = shown_to(session, started)
    answer(session, started, has_policy=False)
    answer(session, started, has_policy=True)
    assert sign(session, started, seen).number == 1


def test_what_was_read_in_one_language_is_not_signed_in_another(session: Session):
    started = a_ready_report(session)
    seen = shown_to(session, started, language="en")
    with pytest.raises(ShownChanged):
        sign(session, started, seen, language="nb")
    answers = sign(session, started, language="nb").content["answers"]
    assert answers["has_policy"]["words"] == "Ja"


def test_sending_twice_is_one_submission_and_one_event(session: Session):
    started = a_ready_report(session)
    seen = shown_to(session, started)
    sign(session, started, seen)
    with pytest.raises(ActNotAllowed):
        sign(session, started, seen)
    assert len(submissions_of(session, started.report.id)) == 1
    events = [event.name for event in history.story(session, "self_report", started.report.id)]
    assert events.count("report_submitted") == 1


def test_the_event_names_the_seal_and_no_answer(session: Session):
    started = a_ready_report(session)
    submission = sign(session, started)
    event = history.story(session, "self_report", started.report.id)[-1]
    assert (event.name, event.by_id) == ("report_submitted", started.signatory.person_id)
    assert event.detail == {"number": 1, "sha256": submission.sha256}


def test_only_a_signatory_of_the_supplier_signs(session: Session):
    started = a_ready_report(session)
    with pytest.raises(RoleMissing):
        sign(session, started, actor=started.contact)
    for stranger in (somebody(session, a_supplier(session)), started.reviewer):
        with pytest.raises(NotFound):
            sign(session, started, actor=stranger)


@pytest.mark.parametrize("given", [{"name": " "}, {"title": ""}])
def test_a_signature_has_a_name_and_a_title(session: Session, given: dict):
    started = a_ready_report(session)
    with pytest.raises(NotSigned):
        sign(session, started, **given)


def test_a_missing_required_answer_stops_the_sending(session: Session):
    started = a_report(session)
    answer(session, started, has_policy=False)
    with pytest.raises(NotReady):
        sign(session, started)
    answer(session, started, confirmed=True)
    assert sign(session, started).number == 1


def test_an_optional_answer_that_cannot_be_read_stops_the_sending(session: Session):
    started = a_ready_report(session)
    change = Change(started.question(session, "coverage"), None, 0, unread=["about half"])
    save_answer(session, started.report, change, actor=started.contact, now=NOW)
    with pytest.raises(NotReady):
        sign(session, started)


def test_a_row_that_is_not_complete_stops_the_sending(session: Session):
    started = a_ready_report(session)
    a_row(session, started, people=4)
    with pytest.raises(NotReady):
        sign(session, started)


def test_missing_documentation_is_a_warning_and_stops_nothing(session: Session):
    started = a_ready_report(session)
    problems = shown_to(session, started).evaluation.problems
    assert [(problem.question, problem.code, problem.level) for problem in problems] == [
        ("has_policy", "evidence_missing", "warning")
    ]
    sign(session, started)


def test_the_first_submission_decides_how_late_it_was(session: Session):
    started = a_ready_report(session)
    late = datetime(2027, 4, 20, 9, 0, tzinfo=NOW.tzinfo)
    first = sign(session, started, now=late)
    assert (first.days_late, first.submitted_on) == (5, date(2027, 4, 20))
    give_back(session, started, late)
    second = sign(session, started, now=late + timedelta(days=30))
    assert (second.number, second.days_late, second.submitted_on) == (2, 5, date(2027, 5, 20))
    assert started.report.first_submitted_on == date(2027, 4, 20)
    assert second.content["days_late"] == 5


def test_the_day_of_a_submission_is_that_of_oslo(session: Session):
    started = a_ready_report(session)
    just_past_midnight = datetime(2027, 4, 15, 22, 30, tzinfo=NOW.tzinfo)
    submission = sign(session, started, now=just_past_midnight)
    assert (submission.submitted_on, submission.days_late) == (date(2027, 4, 16), 1)


def test_a_new_submission_leaves_the_one_before_as_it_was(session: Session):
    started = a_ready_report(session)
    first = sign(session, started)
    before = (first.sha256, dict(first.content["answers"]["has_policy"]))
    give_back(session, started, NOW)
    answer(session, started, has_policy=False)
    second = sign(session, started)
    session.refresh(first)
    assert (first.sha256, first.content["answers"]["has_policy"]) == before
    assert second.content["answers"]["has_policy"]["value"] is False


def test_whoever_asked_to_know_is_told_in_the_same_transaction(session: Session, monkeypatch: pytest.MonkeyPatch):
    told = []
    monkeypatch.setattr(hooks, "submitted", [lambda *what: told.append(what)])
    started = a_ready_report(session)
    submission = sign(session, started)
    assert told == [(session, started.report, submission, started.signatory, NOW)]


def give_back(session: Session, started, now: datetime) -> None:
    return_report(
        session,
        started.reviewer,
        started.report.id,
        reason="Say more",
        flags={"has_policy": "Which policy?"},
        due_on=date(2027, 6, 1),
        now=now,
    )
