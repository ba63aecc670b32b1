"""Drafts of an open round move to a new version of its form when an administrator says so, and lose no answer."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlmodel import Session

from portal import history
from portal.accounts.actor import ROLES_OF, OrganisationKind, Role
from portal.errors import NotFound
from portal.reporting.errors import VersionTurnsKeys
from portal.reporting.models import SelfReportStatus
from portal.reporting.service.answers import judge
from portal.reporting.service.draft import read_draft
from portal.reporting.service.moving import move_drafts
from portal.reporting.service.offers import find_offers
from portal.reporting.service.reports import form_of
from portal.reporting.service.submission import show_report
from portal.rounds.errors import VersionNotAccepted
from portal.rounds.models import RoundStatus
from tests.build import NOW, an_authority, somebody
from tests.folder import next_version, put_in_the_folder
from tests.reporting.build import FORM, Started, a_report, a_row, answer
from tests.reporting.signing import a_ready_report, sign

LATER = NOW + timedelta(days=1)
SECOND = next_version(
    FORM,
    2,
    ("key: coverage, type: percent", "key: covered, replaces: coverage, type: percent"),
    ('      - {key: person, type: text, label: "Who is responsible?", pii: true, scope: supplier}\n', ""),
    ("      - {key: confirmed,", '      - {key: since, type: date, label: "Since when?"}\n      - {key: confirmed,'),
)


@pytest.fixture
def draft(session: Session) -> Started:
    """A draft with answers to a question that stays, one that is replaced, one that is gone, and a row."""
    started = a_report(session)
    answer(session, started, has_policy=True, coverage=Decimal(40), person="Kari Eksempel")
    a_row(session, started, theme="wages", people=7)
    return started


def move(session: Session, started: Started, accepted: str, **changes: object) -> int:
    given = {"actor": started.administrator, "reports": [started.report.id], **changes}
    return move_drafts(
        session, given["actor"], started.round.id, given["reports"], accepted=accepted, now=LATER  # type: ignore[arg-type]
    )  # fmt: skip


def test_answers_stay_and_those_without_a_question_are_kept_and_not_sent(session, draft, monkeypatch):
    new = put_in_the_folder(monkeypatch, SECOND)
    assert move(session, draft, new.fingerprint) == 1
    kept = read_draft(session, draft.report)
    assert draft.report.form_hash == new.fingerprint
    assert set(kept.answers) == {"has_policy", "coverage", "person", "risks_found"}
    values = judge(session, draft.report, kept, LATER).values
    assert set(values) == {"has_policy", "risks_found"}
    shown = show_report(session, draft.report, language="en", now=LATER)
    assert "Kari Eksempel" not in str(shown)


def test_the_answer_to_a_replaced_question_is_offered_at_its_successor(session, draft, monkeypatch):
    new = put_in_the_folder(monkeypatch, SECOND)
    move(session, draft, new.fingerprint)
    questions = list(form_of(session, draft.report).compiled.form.questions())
    found = find_offers(session, draft.report, questions, read_draft(session, draft.report))
    assert {key: offer.value for key, offer in found.items()} == {"covered": Decimal(40)}


def test_progress_is_counted_anew_and_the_history_says_who_moved_it(session, draft, monkeypatch):
    asked = draft.report.asked
    new = put_in_the_folder(monkeypatch, SECOND)
    before = draft.report.form_hash
    move(session, draft, new.fingerprint)
    assert (draft.report.asked, draft.report.answered) == (asked, 2)
    event = history.story(session, "self_report", draft.report.id)[-1]
    assert (event.name, event.by_id) == ("report_moved", draft.administrator.person_id)
    assert event.detail == {"version": "2", "form_hash": new.fingerprint, "form_before": before}


def test_the_round_keeps_the_form_it_was_opened_on(session, draft, monkeypatch):
    before = draft.round.form_hash
    move(session, draft, put_in_the_folder(monkeypatch, SECOND).fingerprint)
    assert draft.round.form_hash == before


@pytest.mark.parametrize("accepted", ["", "0" * 64])
def test_nothing_moves_without_a_yes_to_that_version(session, draft, monkeypatch, accepted):
    put_in_the_folder(monkeypatch, SECOND)
    before = draft.report.form_hash
    with pytest.raises(VersionNotAccepted):
        move(session, draft, accepted)
    assert draft.report.form_hash == before


def test_what_was_sent_is_sealed_under_its_version_and_stays(session, monkeypatch):
    started = a_ready_report(session)
    sign(session, started)
    new = put_in_the_folder(monkeypatch, SECOND)
    for status in SelfReportStatus:
        started.report.status = status
        assert move(session, started, new.fingerprint) == 0


@pytest.mark.parametrize("status", [status for status in SelfReportStatus if status is not SelfReportStatus.DRAFT])
def test_only_a_draft_moves(session, draft, monkeypatch, status):
    new = put_in_the_folder(monkeypatch, SECOND)
    before = draft.report.form_hash
    draft.report.status = status
    assert move(session, draft, new.fingerprint) == 0
    assert draft.report.form_hash == before


def test_only_the_named_ones_move(session, draft, monkeypatch):
    new = put_in_the_folder(monkeypatch, SECOND)
    assert move(session, draft, new.fingerprint, reports=[uuid4()]) == 0
    assert move(session, draft, new.fingerprint) == 1
    assert move(session, draft, new.fingerprint) == 0


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_moves_anything(session, draft, monkeypatch, role):
    new = put_in_the_folder(monkeypatch, SECOND)
    own = draft.authority if role in ROLES_OF[OrganisationKind.AUTHORITY] else draft.supplier
    with pytest.raises(NotFound):
        move(session, draft, new.fingerprint, actor=somebody(session, own, role))


def test_another_authoritys_administrator_finds_no_round(session, draft, monkeypatch):
    new = put_in_the_folder(monkeypatch, SECOND)
    with pytest.raises(NotFound):
        move(session, draft, new.fingerprint, actor=somebody(session, an_authority(session), Role.ADMINISTRATOR))


@pytest.mark.parametrize("status", [status for status in RoundStatus if status is not RoundStatus.OPEN])
def test_only_an_open_rounds_drafts_move(session, draft, monkeypatch, status):
    new = put_in_the_folder(monkeypatch, SECOND)
    draft.round.status = status
    with pytest.raises(NotFound):
        move(session, draft, new.fingerprint)


def test_a_version_that_turns_a_key_round_takes_nothing(session, draft, monkeypatch):
    turned = next_version(FORM, 2, ("key: coverage, type: percent", "key: coverage, type: date"))
    new = put_in_the_folder(monkeypatch, turned)
    with pytest.raises(VersionTurnsKeys) as refused:
        move(session, draft, new.fingerprint)
    assert refused.value.params == {"question": "How large a share?"}
