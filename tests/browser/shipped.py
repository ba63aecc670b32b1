"""The questionnaire on due diligence with the answers of its best case, as a careful supplier would give them."""

from pathlib import Path

from sqlmodel import Session, select

from portal.accounts.actor import Actor
from portal.engine.cases import read_cases
from portal.engine.compiling import compile_form
from portal.engine.definition import Question, TypeKey
from portal.engine.inputs import as_list, as_object, read_answers
from portal.library.current import CurrentForm, get_form
from portal.reporting.models import SelfReport
from portal.reporting.service.answers import Change, judge, save_answers
from portal.reporting.service.draft import read_cells, read_draft
from portal.reporting.service.reports import form_of
from portal.reporting.service.rows import RowChange, save_row
from portal.rounds.models import Round
from tests.build import NOW

CASES = Path(__file__).parents[2] / "forms" / "due_diligence" / "cases"


def an_earlier_version() -> CurrentForm:
    """The questionnaire as it might have been before: other weights, and one question by another key."""
    form = get_form("due_diligence")
    version = form.compiled.form.version
    text = form.compiled.form.text.replace(f'"{version}"', '"2000.1"').replace("weight: 15", "weight: 14", 1)
    return CurrentForm(compile_form(text.replace("policy_topics", "topics_of_policy")), form.translations, form.tables)


def best_answers() -> dict[str, object]:
    """The answers of the case that the others build on, as JSON by question."""
    cases = read_cases({"reference.yaml": (CASES / "reference.yaml").read_text(encoding="utf-8")})
    return dict(as_object(cases[0].given["answers"], "answers"))


def answered(session: Session, round_: Round, contact: Actor) -> SelfReport:
    """The self-report of a round of one contract, with everything answered that is asked."""
    report = session.exec(select(SelfReport).where(SelfReport.round_id == round_.id)).one()
    form, made = form_of(session, report).compiled.form, best_answers()
    values = read_answers(form, made).values
    alone = [q for q in form.questions() if q.key in values and q.type is not TypeKey.TABLE]
    save_answers(session, report, [Change(q, values[q.key], 0) for q in alone], actor=contact, now=NOW)
    given: dict[str, list[str]] = {}
    for table in (question for question in form.questions() if question.type is TypeKey.TABLE):
        if judge(session, report, read_draft(session, report), NOW).is_shown(table.key):
            given[table.key] = tell_rows(
                session, report, table, as_list(made.get(table.key, []), table.key), given, contact
            )
    return report


def tell_rows(session, report, table: Question, rows, given: dict[str, list[str]], contact: Actor) -> list[str]:
    """Save rows one by one; a cell that points to another table's row takes the id which that row was given."""
    ids = []
    for row in rows:
        pointed = {c.key: given[c.ref][int(row[c.key])] for c in table.columns if c.ref and c.key in row}
        change = RowChange(table, None, 0, read_cells(table, {**row, **pointed}), {})
        ids.append(str(save_row(session, report, change, actor=contact, now=NOW).row.id))
    return ids
