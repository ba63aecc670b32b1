"""The rows of a table: one at a time, each with a revision of its own; what points to a row keeps it."""

from uuid import UUID

import pytest
from sqlmodel import Session

from portal import history
from portal.errors import NotFound
from portal.reporting.errors import AnswerChanged, NotAsked, RowReferredTo, RowsPresent, TooManyRows
from portal.reporting.models import AnswerRow
from portal.reporting.service.answers import judge
from portal.reporting.service.draft import read_draft
from portal.reporting.service.reports import form_of
from portal.reporting.service.rows import RowChange, declare_empty, delete_row, save_row
from tests.build import NOBODY, NOW
from tests.reporting.build import Started, a_report, a_row, answer
from tests.reporting.forms import MANY_ROWS, PEOPLE


def rows_of(session: Session, started: Started, table: str = "risks_found") -> list[AnswerRow]:
    return read_draft(session, started.report).rows.get(table, [])


def declare(session: Session, started: Started, *, empty: bool) -> None:
    table = started.question(session, "risks_found")
    seen = read_draft(session, started.report).revision("risks_found")
    declare_empty(session, started.report, table, empty=empty, seen=seen, actor=started.contact, now=NOW)


def test_rows_are_added_at_the_end_and_changed_in_place(session: Session):
    started = a_report(session)
    first = a_row(session, started, theme="wages", people=12)
    second = a_row(session, started, theme="hse")
    a_row(session, started, row_id=first.id, seen=1, theme="hse", people=13)
    assert [(row.id, row.position, row.revision, row.cells) for row in rows_of(session, started)] == [
        (first.id, 1, 2, {"theme": "hse", "people": 13}),
        (second.id, 2, 1, {"theme": "hse"}),
    ]


def test_a_new_row_comes_last_even_when_one_before_it_was_taken_away(session: Session):
    started = a_report(session)
    first, second = (a_row(session, started, theme="wages") for _ in range(2))
    table = started.question(session, "risks_found")
    delete_row(session, started.report, table, first.id, actor=started.contact, now=NOW)
    third = a_row(session, started, theme="hse")
    assert [row.id for row in rows_of(session, started)] == [second.id, third.id]


def test_a_row_that_a_colleague_changed_meanwhile_is_not_overwritten(session: Session):
    started = a_report(session)
    row = a_row(session, started, theme="wages")
    a_row(session, started, row_id=row.id, seen=1, theme="hse")
    with pytest.raises(AnswerChanged):
        a_row(session, started, row_id=row.id, seen=1, theme="wages", people=5)
    assert rows_of(session, started)[0].cells == {"theme": "hse"}


def test_a_row_of_another_report_or_table_is_not_found(session: Session):
    started, other = a_report(session), a_report(session)
    theirs = a_row(session, other, theme="wages")
    measure = a_row(session, started, "measures", what="Visit")
    for row_id in (theirs.id, measure.id, NOBODY):
        with pytest.raises(NotFound):
            a_row(session, started, row_id=row_id, seen=1, theme="hse")


def test_a_row_that_is_referred_to_stays_and_the_refusal_says_by_what(session: Session):
    started = a_report(session)
    risk = a_row(session, started, theme="wages")
    measure = a_row(session, started, "measures", risk=str(risk.id), what="Visit")
    table, pointing = started.question(session, "risks_found"), started.question(session, "measures")
    with pytest.raises(RowReferredTo) as refused:
        delete_row(session, started.report, table, risk.id, actor=started.contact, now=NOW)
    assert refused.value.params == {"table": "measures", "row": 1}
    delete_row(session, started.report, pointing, measure.id, actor=started.contact, now=NOW)
    delete_row(session, started.report, table, risk.id, actor=started.contact, now=NOW)
    assert not rows_of(session, started)


def test_deleting_an_unknown_row_is_not_found(session: Session):
    started = a_report(session)
    table = started.question(session, "risks_found")
    with pytest.raises(NotFound):
        delete_row(session, started.report, table, NOBODY, actor=started.contact, now=NOW)


def test_a_table_is_untouched_declared_empty_or_has_rows(session: Session):
    started = a_report(session)

    def value() -> object:
        form = form_of(session, started.report).compiled.form
        found = read_draft(session, started.report).values(form).get("risks_found")
        return len(found) if isinstance(found, tuple) else found

    assert value() is None
    declare(session, started, empty=True)
    assert value() == 0
    declare(session, started, empty=False)
    assert value() is None
    declare(session, started, empty=True)
    row = a_row(session, started, theme="wages")
    assert value() == 1
    table = started.question(session, "risks_found")
    delete_row(session, started.report, table, row.id, actor=started.contact, now=NOW)
    assert value() is None


def test_none_to_report_is_refused_while_there_are_rows(session: Session):
    started = a_report(session)
    a_row(session, started, theme="wages")
    with pytest.raises(RowsPresent):
        declare(session, started, empty=True)


def test_a_table_takes_as_many_rows_as_the_form_says(session: Session):
    started = a_report(session)
    rows = [a_row(session, started, theme="wages") for _ in range(3)]
    with pytest.raises(TooManyRows) as refused:
        a_row(session, started, theme="wages")
    assert refused.value.params == {"question": "risks_found", "maximum": 3}
    a_row(session, started, row_id=rows[0].id, seen=1, theme="hse")


def test_a_row_with_an_empty_required_cell_is_kept_told_and_not_seen_by_expressions(session: Session):
    started = a_report(session)
    a_row(session, started, people=4)
    a_row(session, started, theme="wages")
    evaluation = judge(session, started.report, read_draft(session, started.report), NOW)
    assert [row.cells["theme"] for row in evaluation.values["risks_found"]] == ["wages"]
    assert [(p.question, p.row, p.column, p.code) for p in evaluation.problems if p.row is not None] == [
        ("risks_found", 0, "theme", "required")
    ]


def test_a_cell_that_cannot_be_read_is_kept_and_told(session: Session):
    started = a_report(session)
    row = a_row(session, started, theme="wages", unread={"people": ["a dozen"]})
    stored = rows_of(session, started)[0]
    assert (stored.cells, stored.unread) == ({"theme": "wages"}, {"people": ["a dozen"]})
    evaluation = judge(session, started.report, read_draft(session, started.report), NOW)
    assert evaluation.blocks
    assert [(p.row, p.column, p.code) for p in evaluation.problems if p.row is not None] == [
        (0, "people", "unreadable")
    ]
    a_row(session, started, row_id=row.id, seen=1, theme="wages", people=12)
    assert not rows_of(session, started)[0].unread


def test_rows_of_a_question_that_is_not_asked_are_refused(session: Session):
    started = a_report(session, short=True)
    with pytest.raises(NotAsked):
        a_row(session, started, theme="wages")
    with pytest.raises(NotAsked):
        save_row(
            session,
            started.report,
            RowChange(started.question(session, "confirmed"), None, 0, {}, {}),
            actor=started.contact,
            now=NOW,
        )


def test_saving_one_row_of_many_writes_that_row_alone(session: Session, count_statements):
    started = a_report(session, MANY_ROWS)
    rows = [a_row(session, started, "risks", what=f"Risk {number}") for number in range(40)]
    with count_statements() as statements:
        a_row(session, started, "risks", row_id=rows[7].id, seen=1, what="Changed")
    written = [statement for statement in statements if statement.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [statement.split()[:3] for statement in written if "answer_row" in statement] == [
        ["INSERT", "INTO", "answer_row"]
    ]
    assert {row.revision for row in rows_of(session, started, "risks")} == {1, 2}
    assert len(statements) <= 7


def test_progress_follows_the_rows(session: Session):
    started = a_report(session)
    row = a_row(session, started, theme="wages")
    assert (started.report.answered, started.report.revision) == (1, 1)
    table = started.question(session, "risks_found")
    delete_row(session, started.report, table, row.id, actor=started.contact, now=NOW)
    assert (started.report.answered, started.report.revision) == (0, 2)


def test_history_tells_each_row_old_and_new_but_of_a_person_only_a_hash(session: Session):
    started = a_report(session, PEOPLE)
    row = a_row(session, started, "guards", name="Kari Eksempel", hours=3)
    a_row(session, started, "guards", row_id=row.id, seen=1, name="Ola Eksempel", hours=4)
    delete_row(session, started.report, started.question(session, "guards"), row.id, actor=started.contact, now=NOW)
    events = [event for event in history.story(session, "self_report", started.report.id) if "row" in event.name]
    assert [event.name for event in events] == ["row_saved", "row_saved", "row_deleted"]
    assert [event.detail["row"] for event in events] == [str(row.id)] * 3
    assert [(_hours(event.detail["old"]), _hours(event.detail["new"])) for event in events] == [
        (None, 3),
        (3, 4),
        (4, None),
    ]
    assert "Eksempel" not in str([event.detail for event in events])
    assert history.first_broken(session, "self_report", started.report.id) is None


def test_a_tables_first_row_counts_as_its_answer(session: Session):
    started = a_report(session)
    a_row(session, started, theme="wages")
    draft = answer(session, started, has_policy=False)
    assert draft.answers["risks_found"].answered_by_id == started.contact.person_id
    assert isinstance(draft.answers["risks_found"].id, UUID)


def _hours(cells: dict | None) -> object:
    return cells and cells["hours"]
