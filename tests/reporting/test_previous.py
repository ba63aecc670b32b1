"""The report before: a new self-report's conditions know its level and the answers that they name."""

from decimal import Decimal

from sqlmodel import Session

from portal.reporting.service import returns
from portal.reporting.service.answers import judge
from portal.reporting.service.draft import read_draft
from tests.build import NOW
from tests.reporting.build import Started, a_report, a_row, answer
from tests.reporting.forms import LAST_YEAR
from tests.reporting.signing import sign


def a_reviewed_report(session: Session, *, level: str | None = "C") -> Started:
    started = a_report(session, LAST_YEAR)
    answer(session, started, covered=Decimal("12.5"), person="Kari Eksempel")
    a_row(session, started, "guards", name="Ola Eksempel", hours=3)
    submission = sign(session, started)
    assert submission.number == 1
    answer(session, started, covered=Decimal(99))
    returns.conclude_report(session, started.reviewer, started.report.id, level=level, now=NOW)
    return started


def seen(session: Session, started: Started) -> dict[str, object]:
    """What the computed questions of the form find."""
    return dict(judge(session, started.report, read_draft(session, started.report), NOW).computed)


def test_without_a_reviewed_report_nothing_is_known_of_it(session: Session):
    first = a_report(session, LAST_YEAR)
    answer(session, first, covered=Decimal(1))
    sign(session, first)
    second = a_report(session, LAST_YEAR, year=2028, like=first)
    assert second.report.circumstances["previous"] is None
    assert second.report.previous_id is None
    assert seen(session, second) == {"known": False}


def test_the_last_reviewed_report_is_known_by_its_level_and_its_sealed_answers(session: Session):
    first = a_reviewed_report(session)
    second = a_report(session, LAST_YEAR, year=2028, like=first)
    assert second.report.previous_id == first.report.id
    assert seen(session, second) == {
        "known": True,
        "was": "C",
        "covered_then": Decimal("12.5"),
        "guards_then": Decimal(1),
        "most_then": Decimal(3),
    }


def test_only_what_conditions_name_is_kept_and_nothing_personal(session: Session):
    first = a_reviewed_report(session)
    kept = a_report(session, LAST_YEAR, year=2028, like=first).report.circumstances["previous"]
    assert set(kept["answers"]) == {"covered", "guards", "most"}
    assert [set(row) for row in kept["answers"]["guards"]] == [{"_row", "hours"}]
    assert "Eksempel" not in str(kept)


def test_a_reviewed_report_without_a_level_exists_all_the_same(session: Session):
    second = a_report(session, LAST_YEAR, year=2028, like=a_reviewed_report(session, level=None))
    assert seen(session, second)["known"] is True
    assert "was" not in seen(session, second)


def test_an_answer_of_another_type_then_is_unknown_now(session: Session):
    first = a_reviewed_report(session)
    changed = (
        LAST_YEAR.replace('version: "1"', 'version: "2"')
        .replace("key: covered, type: percent", "key: covered, type: date")
        .replace("value: previous.covered}", "value: previous.covered == '2026-01-01'}")
    )
    second = a_report(session, changed, year=2028, like=first)
    assert "covered_then" not in seen(session, second)


def test_other_contracts_and_forms_are_not_the_previous_one(session: Session):
    first = a_reviewed_report(session)
    other_form = LAST_YEAR.replace("form: last_year", "form: another")
    assert a_report(session, other_form, year=2028, like=first).report.previous_id is None
    assert a_report(session, LAST_YEAR, year=2028).report.previous_id is None
