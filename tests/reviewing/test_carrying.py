"""What a new version would make of earlier self-reports: told before anything moves, and no more than may be seen."""

from decimal import Decimal

import pytest
from sqlmodel import Session

from portal.engine.changes.carrying import Fate
from portal.errors import NotFound
from portal.paging import ROWS_A_PAGE
from portal.reporting.models import SelfReport, SelfReportStatus
from portal.reviewing.service import grading
from portal.reviewing.service.carrying import Carried, list_carried
from portal.rounds.models import Round, RoundStatus
from portal.rounds.service import find_new_version
from portal.schema import new_id
from tests.build import NOW, a_supplier, an_authority, somebody
from tests.folder import next_version, put_in_the_folder
from tests.register.build import a_contract
from tests.reporting.build import Started, a_report, answer
from tests.reviewing.build import FORM, Case, a_review

SECOND = next_version(
    FORM,
    2,
    ("{key: has_policy,", "{key: adopted, replaces: has_policy,"),
    ("when: has_policy,", "when: adopted,"),
    ('"!has_policy"', '"!adopted"'),
    ('"Which sources?"', '"Which sources do you use?"'),
    ("{when: count(sources) >= 3, points: 3}", "{when: count(sources) >= 4, points: 3}"),
    ('{key: media, label: "Media"}', '{key: media, label: "Media"}, {key: audits, label: "Audits"}'),
    ('      - {key: person, type: text, label: "Who is responsible?", pii: true}\n', ""),
)


@pytest.fixture
def second(monkeypatch):
    return put_in_the_folder(monkeypatch, SECOND)


def carried(session: Session, case: Case, round_: Round | None = None) -> list[Carried]:
    round_ = round_ or case.started.round
    version = find_new_version(session, round_, now=NOW)
    assert version is not None
    return list(list_carried(session, case.started.administrator, round_, version.new, "en").rows)


def planned(session: Session, case: Case) -> Round:
    """A planned round of a later year on the same form."""
    before = case.started.round.model_dump(exclude={"id", "form_hash", "opened_at", "year", "status"})
    round_ = Round(**before, year=2040)
    session.add(round_)
    session.flush()
    return round_


def test_what_was_sent_is_listed_with_what_carries_over_and_what_is_lost(session, case, second):
    (one,) = carried(session, case, planned(session, case))
    assert one.counts == {Fate.KEPT: 2, Fate.REREAD: 1, Fate.LOST: 1}
    assert one.labels[Fate.REREAD] == ["Which sources?"]
    assert one.labels[Fate.LOST] == ["Who is responsible?"]
    assert (one.version, one.movable) == ("1", False)


def test_the_score_is_worked_out_again_and_a_grade_follows_its_answer(session, case, second):
    grading.grade(session, case.reviewer, case.review.id, "how", grading.FULL, "", now=NOW)
    (one,) = carried(session, case)
    assert (one.before.total, one.before.level) == (Decimal("100.0"), "A")
    assert (one.now.total, one.now.level) == (Decimal("66.7"), "C")


def test_of_a_draft_only_how_many_answers_is_told(session, case, second, in_app):
    draft = a_report(session, FORM, year=2029, like=case.started)
    answer(session, draft, has_policy=True, sources=("unions",), person="Kari Eksempel")
    (one,) = carried(session, Case(**{**vars(case), "started": draft}))
    assert one.counts == {Fate.KEPT: 1, Fate.REREAD: 1, Fate.LOST: 1}
    assert (one.labels, one.before, one.now, one.movable) == ({}, None, None, True)


def test_before_a_round_opens_the_latest_of_each_contract_stands_in_the_list(session, case, second, in_app):
    later = a_report(session, FORM, year=2028, like=case.started)
    (one,) = carried(session, case, planned(session, case))
    assert one.report.id == later.report.id


@pytest.mark.parametrize("status", [SelfReportStatus.CANCELLED, SelfReportStatus.MISSING])
def test_what_came_to_nothing_is_not_listed(session, case, second, status):
    case.started.report.status = status
    assert carried(session, case) == []


def test_other_authorities_and_other_roles_see_nothing(session, case, second):
    version = find_new_version(session, case.started.round, now=NOW)
    strangers = somebody(session, an_authority(session), *case.started.administrator.roles)
    for actor in (case.reviewer, case.started.contact, strangers):
        with pytest.raises(NotFound):
            list_carried(session, actor, case.started.round, version.new, "en")
    assert find_new_version(session, case.started.round, now=NOW) is not None


def more(session: Session, case: Case, count: int) -> None:
    """Copy the case's self-report, so that the round has more of them."""
    same = case.started.report.model_dump(exclude={"id", "contract_id"})
    for number in range(count):
        contract = a_contract(session, case.started.authority, case.started.supplier, title=f"Contract {number}")
        session.add(SelfReport(**same, id=new_id(), contract_id=contract.id))
    session.flush()


def test_a_full_page_takes_as_many_statements_as_a_short_one(session, case, second, count_statements):
    version = find_new_version(session, case.started.round, now=NOW)
    taken = []
    for count in (0, ROWS_A_PAGE):
        more(session, case, count)
        with count_statements() as statements:
            page = list_carried(session, case.started.administrator, case.started.round, version.new, "en")
        taken.append(len(statements))
    assert (len(page.rows), bool(page.next)) == (ROWS_A_PAGE, True)
    assert taken[0] == taken[1] <= 8


@pytest.fixture
def administrator(case, sign_in):
    return sign_in(case.started.people["administrator"])


def test_the_page_says_what_changes_in_words(session, case, second, administrator):
    round_ = planned(session, case)
    page = administrator.get(f"/rounds/{round_.id}/version")
    assert page.status_code == 200
    for words in (
        "What version 2 changes",
        "It takes the place of has_policy, whose answers it takes over.",
        "It now reads “Which sources do you use?”; before “Which sources?”.",
        "3 answers carry over",
        "1 answer loses its question",
        "Would be",
    ):
        assert words in page.text


def test_drafts_move_from_the_page_with_a_yes_and_a_mark(session, case, second, administrator, in_app):
    draft: Started = a_report(session, FORM, year=2029, like=case.started)
    address = f"/rounds/{draft.round.id}/version"
    assert f'value="{draft.report.id}"' in administrator.get(address).text
    marked = {"report": str(draft.report.id)}
    administrator.post(address, data=marked)
    assert "Nothing is moved." in administrator.get(address).text
    assert draft.report.form_hash != second.fingerprint
    assert administrator.post(address, data={**marked, "accepted": second.fingerprint}).status_code == 303
    session.refresh(draft.report)
    assert draft.report.form_hash == second.fingerprint
    assert "No self-report stands on an earlier version" in administrator.get(address).text
    history = administrator.get(f"/rounds/reports/{draft.report.id}").text
    assert "moved the self-report to version 2 of the questionnaire" in history


def test_a_round_without_a_new_version_has_no_such_page(case, administrator, monkeypatch):
    put_in_the_folder(monkeypatch, FORM)
    assert administrator.get(f"/rounds/{case.started.round.id}/version").status_code == 404
    case.started.round.status = RoundStatus.CLOSED
    put_in_the_folder(monkeypatch, SECOND)
    assert administrator.get(f"/rounds/{case.started.round.id}/version").status_code == 404


def test_an_open_round_says_that_its_questionnaire_has_a_new_version(case, administrator, monkeypatch):
    put_in_the_folder(monkeypatch, FORM)
    link = f"/rounds/{case.started.round.id}/version"
    assert link not in administrator.get(f"/rounds/{case.started.round.id}").text
    put_in_the_folder(monkeypatch, SECOND)
    assert link in administrator.get(f"/rounds/{case.started.round.id}").text


def test_two_suppliers_stand_by_name(session, case, second, in_app):
    other = a_supplier(session, "Aa Eksempel AS")
    like = Started(**{**vars(case.started), "supplier": other})
    like.contract = a_contract(session, case.started.authority, other)
    again = a_review(session, like=like, year=2028)
    names = [one.supplier for one in carried(session, case, planned(session, again))]
    assert set(names) == {other.name, case.started.supplier.name}
