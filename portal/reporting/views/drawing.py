"""What several pages of a self-report need: its drawing in the reader's language, its sections, its next step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import get_locale
from sqlmodel import Session

from portal.accounts.actor import Actor
from portal.engine.definition import Level, Question, Section, TypeKey
from portal.engine.evaluation import Evaluation
from portal.errors import NotFound
from portal.reporting.models import SelfReport, SelfReportStatus
from portal.reporting.presenting import Drawing
from portal.reporting.service.answers import judge
from portal.reporting.service.draft import Draft, read_draft
from portal.reporting.service.offers import Offer, find_offers
from portal.reporting.service.reports import form_of, get_report
from portal.reporting.service.returns import last_return
from portal.reporting.states import WRITABLE


@dataclass(frozen=True)
class Task:
    """One section in the list of sections; `state` is done, started, untouched or wrong."""

    section: Section
    answered: int
    asked: int
    state: str


def page_language() -> str:
    """The language of this page, as the engine and the forms know it."""
    return str(get_locale())


def draw(
    session: Session,
    actor: Actor,
    report_id: UUID,
    *,
    now: datetime,
    section_key: str | None = None,
    strict: bool = False,
) -> Drawing:
    """Draw a self-report of the actor's supplier; offers are looked up for one section. Raises NotFound."""
    report = get_report(session, actor, report_id)
    draft = read_draft(session, report)
    evaluation = judge(session, report, draft, now)
    worded = form_of(session, report).in_language(page_language())
    offers = {}
    if section_key is not None and report.status in WRITABLE:
        section = section_of(worded.sections, section_key)
        offers = find_offers(session, report, [q for q in section.questions if evaluation.is_shown(q.key)], draft)
    flags = {}
    if report.status is SelfReportStatus.RETURNED:
        returned = last_return(session, report)
        flags = returned[1] if returned else {}
    return Drawing(
        report=report,
        worded=worded,
        draft=draft,
        evaluation=evaluation,
        language=page_language(),
        offers=offers,
        flags=flags,
        strict=strict,
    )


def redraw(
    session: Session,
    report: SelfReport,
    draft: Draft,
    evaluation: Evaluation,
    *,
    offers: Mapping[str, Offer] | None = None,
    strict: bool = False,
) -> Drawing:
    """Draw a self-report that has just been written, from what saving gave back: no statement."""
    worded = form_of(session, report).in_language(page_language())
    return Drawing(report, worded, draft, evaluation, page_language(), offers=offers or {}, strict=strict)


def table_of(drawing: Drawing, key: str) -> Question:
    """The table of a key, where it is asked now. Raises NotFound."""
    shown = (question for question in drawing.worded.questions() if question.key == key)
    return require_table(next((q for q in shown if drawing.evaluation.is_shown(q.key)), None))


def require_table(question: Question | None) -> Question:
    """Give a question back that is a table. Raises NotFound."""
    if question is None or question.type is not TypeKey.TABLE:
        raise NotFound
    return question


def section_of(sections: tuple[Section, ...], key: str) -> Section:
    """The section of a key. Raises NotFound."""
    for section in sections:
        if section.key == key:
            return section
    raise NotFound


def tasks(drawing: Drawing) -> list[Task]:
    """The sections that ask something, each with how far it is."""
    progress = drawing.evaluation.progress
    asking = (section for section in drawing.worded.sections if progress[section.key].asked)
    return [_task(drawing, section, progress[section.key].answered, progress[section.key].asked) for section in asking]


def _task(drawing: Drawing, section: Section, answered: int, asked: int) -> Task:
    own = {question.key for question in section.questions}
    wrong = any(
        problem.question in own and problem.level is Level.ERROR and (drawing.strict or problem.row is not None)
        for problem in drawing.evaluation.problems
    )
    state = "done" if answered == asked else "started" if answered else "untouched"
    return Task(section, answered, asked, "wrong" if wrong else state)


def neighbours(found: list[Task], key: str) -> tuple[Section | None, Section | None]:
    """The section before and the one after."""
    keys = [task.section.key for task in found]
    if key not in keys:
        return None, None
    place = keys.index(key)
    before = found[place - 1].section if place else None
    after = found[place + 1].section if place + 1 < len(found) else None
    return before, after
