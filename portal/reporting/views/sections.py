"""A page a section: every answer is saved as it is given; without JavaScript the page's buttons save them all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor, signed_in_person
from portal.accounts.actor import Actor
from portal.accounts.models import Person
from portal.accounts.service import choose_language
from portal.database import get_session
from portal.deadlines import now
from portal.engine.definition import Question, Section, TypeKey
from portal.errors import NotFound, Refused
from portal.reporting.errors import AnswerChanged
from portal.reporting.inputs import REVISION, changes, section_input
from portal.reporting.models import SelfReport
from portal.reporting.presenting import Drawing
from portal.reporting.service import answers as service
from portal.reporting.service.answers import Change, Saved
from portal.reporting.service.draft import Draft, read_draft
from portal.reporting.service.offers import confirm_offer, confirm_proposal, find_offers
from portal.reporting.service.reports import form_of, lock_draft
from portal.reporting.service.rows import declare_empty, delete_row
from portal.reporting.shown import QuestionShown
from portal.reporting.views.blueprint import blueprint
from portal.reporting.views.drawing import draw, neighbours, page_language, redraw, section_of, tasks
from portal.reporting.views.uploads import take_files, untie_file
from portal.reporting.words import REFUSALS

ROWS = "rows"
"""The act of a button, and the part of an address before a table's key, that say from which row on it is listed."""


@blueprint.get("/reports/<uuid:report_id>/sections/<string:section_key>")
def section(report_id: UUID, section_key: str) -> str:
    """Show the questions of one section; with `mend`, everything that is wrong in it."""
    strict = "mend" in request.args
    drawing = draw(get_session(), current_actor(), report_id, now=now(), section_key=section_key, strict=strict)
    listed = replace(drawing, first_rows=_first_rows())
    return _section_page(listed, section_of(listed.worded.sections, section_key))


@blueprint.post("/reports/<uuid:report_id>/sections/<string:section_key>")
def save_section(report_id: UUID, section_key: str) -> Response | str:
    """Save all answers of the page, then do what the button says: next, back, a row, an offer, a file."""
    session, actor, moment = get_session(), current_actor(), now()
    report = lock_draft(session, actor, report_id)
    worded = section_of(form_of(session, report).in_language(page_language()).sections, section_key)
    act, _colon, rest = request.form.get("act", "next").partition(":")
    found = _settled(_posted(worded.questions), act, rest)
    take_files(session, report, worded.questions, actor=actor, now=moment)
    saved = service.save_answers(session, report, found, actor=actor, now=moment)
    if saved.overtaken:
        return _overtaken_page(session, report, saved, worded, found)
    try:
        address = _do(session, report, worded, act, rest.split(":"), found, saved, actor, moment)
    except NotFound:
        raise
    except Refused as no:  # what a button cannot do leaves the answers of its page saved
        flash(_sentence(session, report, no), "danger")
        address = url_for("reporting.section", report_id=report.id, section_key=section_key)
    return redirect(address, 303)


@blueprint.post("/reports/<uuid:report_id>/answers/<string:question_key>")
def save_answer(report_id: UUID, question_key: str) -> Response:
    """Save one answer as it is given, and give back what changes on the page."""
    session, actor, moment = get_session(), current_actor(), now()
    report = lock_draft(session, actor, report_id)
    worded = form_of(session, report).in_language(page_language())
    part = next((s for s in worded.sections if any(q.key == question_key for q in s.questions)), None)
    found = _posted([question for question in part.questions if question.key == question_key]) if part else []
    if part is None or not found:
        raise NotFound
    try:
        saved = service.save_answer(session, report, found[0], actor=actor, now=moment)
    except AnswerChanged:
        return _overtaken_answer(session, report, found[0])
    return make_response(_saved_fragment(session, report, saved, part, found[0].question, moment))


def _first_rows() -> dict[str, int]:
    """From which row on each table is listed, as the address says it; anything else in it means the start."""
    asked = ((name.partition("."), value) for name, value in request.args.items())
    return {
        key: int(value) for (part, _dot, key), value in asked if part == ROWS and value.isascii() and value.isdigit()
    }


def _posted(questions: Sequence[Question]) -> list[Change]:
    return changes(questions, section_input(questions, page_language(), request.form), request.form)


def _settled(found: Sequence[Change], act: str, rest: str) -> list[Change]:
    """What is saved when a colleague was quicker and the reader says whose answer shall stand."""
    key, _colon, revision = rest.partition(":")
    if act == "theirs":
        return [change for change in found if change.question.key != key]
    if act == "mine" and revision.isdecimal():
        return [replace(c, seen_revision=int(revision)) if c.question.key == key else c for c in found]
    return list(found)


def _saved_fragment(
    session: Session, report: SelfReport, saved: Saved, part: Section, question: Question, moment: datetime
) -> str:
    """The saved question, what appeared, was computed anew and went in its section, and the list of sections."""
    on_page = {key.removesuffix(REVISION) for key in request.form if key.endswith(REVISION)}
    appeared = [q for q in part.questions if saved.evaluation.is_shown(q.key) and q.key not in on_page]
    computed = [q for q in part.questions if q.type is TypeKey.COMPUTED and saved.evaluation.is_shown(q.key)]
    gone = [q.key for q in part.questions if not saved.evaluation.is_shown(q.key) and q.key in on_page]
    offers = find_offers(session, report, appeared, saved.draft)
    drawing = redraw(session, report, saved.draft, saved.evaluation, offers=offers)
    return render_template(
        "reporting/_saved.html",
        report=report,
        part=part,
        drawing=drawing,
        shown=drawing.question(question),
        appeared=[drawing.question(new) for new in appeared],
        renewed=[drawing.question(one) for one in computed if one not in appeared],
        gone=gone,
        tasks=tasks(drawing),
        at=moment,
    )


def _overtaken_answer(session: Session, report: SelfReport, change: Change) -> Response:
    """A colleague's newer answer beside one's own, and the page's own text still in its box."""
    draft = read_draft(session, report)
    drawing = redraw(session, report, draft, service.judge(session, report, draft, now()))
    shown = _beside(session, drawing, change)
    part = next(s for s in drawing.worded.sections if change.question in s.questions)
    return make_response(
        render_template("reporting/_overtaken.html", report=report, drawing=drawing, part=part, shown=shown), 409
    )


def _beside(session: Session, drawing: Drawing, change: Change) -> QuestionShown:
    shown = drawing.question(change.question)
    theirs = drawing.draft.answers[change.question.key]
    person = session.get_one(Person, theirs.answered_by_id)
    shown.theirs = drawing.words_of(change.question) or _("no answer")
    shown.theirs_by = person.name
    shown.theirs_revision, shown.revision = shown.revision, change.seen_revision
    shown.raw = request.form.getlist(change.question.key)
    shown.error = str(REFUSALS["answer_changed"])
    return shown


def _overtaken_page(
    session: Session, report: SelfReport, saved: Saved, worded: Section, found: Sequence[Change]
) -> str:
    drawing = redraw(session, report, saved.draft, saved.evaluation)
    beside = {
        change.question.key: _beside(session, drawing, change)
        for change in found
        if change.question.key in saved.overtaken
    }
    return _section_page(drawing, worded, beside)


def _section_page(drawing: Drawing, worded: Section, beside: dict[str, QuestionShown] | None = None) -> str:
    found = tasks(drawing)
    before, after = neighbours(found, worded.key)
    shown = [
        beside.get(one.key, one) if beside and not isinstance(one, str) else one for one in drawing.section(worded)
    ]
    return render_template(
        "reporting/section.html",
        report=drawing.report,
        drawing=drawing,
        part=worded,
        questions=shown,
        tasks=found,
        before=before,
        after=after,
        wrong=[one for one in shown if not isinstance(one, str) and one.error] if drawing.strict or beside else [],
    )


def _sentence(session: Session, report: SelfReport, refusal: Refused) -> str:
    """Why a button did nothing; a table is named as the page names it."""
    worded = form_of(session, report).in_language(page_language())
    named = {name: worded.question(str(value)).label for name, value in refusal.params.items() if name == "table"}
    return str(REFUSALS[refusal.code]) % {**refusal.params, **named}


def _do(
    session: Session,
    report: SelfReport,
    worded: Section,
    act: str,
    names: list[str],
    found: Sequence[Change],
    saved: Saved,
    actor: Actor,
    moment: datetime,
) -> str:
    """Do what a button says after saving, and give the address to go to."""
    here = url_for("reporting.section", report_id=report.id, section_key=worded.key)
    if act == "language":
        choose_language(session, signed_in_person(), names[0], now=moment)
        return here
    if act in {"next", "back"}:
        if act == "next" and any(change.unread for change in found):
            return here + "?mend=1#q-" + next(change.question.key for change in found if change.unread)
        return _neighbour_address(session, report, worded, act, saved)
    question = next((q for q in worded.questions if q.key == names[0]), None)
    if question is None:
        flash(_("Saved."), "success")
        return here
    return _do_at(session, report, question, act, names[1:], saved.draft, actor, moment) or f"{here}#q-{question.key}"


def _do_at(
    session: Session,
    report: SelfReport,
    question: Question,
    act: str,
    names: list[str],
    draft: Draft,
    actor: Actor,
    moment: datetime,
) -> str | None:
    """Do what a button at one question says; gives an address only when it leads away."""
    where: dict[str, Any] = {"report_id": report.id, "table_key": question.key}
    if act == "add":
        return url_for("reporting.new_row", **where)
    if act == ROWS and names:
        part = form_of(session, report).compiled.form.section_of(question.key)
        listed: dict[str, Any] = {f"{ROWS}.{question.key}": names[0]}
        return url_for("reporting.section", report_id=report.id, section_key=part.key, **listed) + f"#q-{question.key}"
    if act == "paste":
        return url_for("reporting.paste", **where)
    if act == "row" and names:
        return url_for("reporting.row", **where, row_id=_id(names[0]))
    if act == "delete" and names:
        delete_row(session, report, question, _id(names[0]), actor=actor, now=moment, draft=draft)
    if act == "empty" and question.type is TypeKey.TABLE:
        seen, empty = draft.revision(question.key), names == ["yes"]
        declare_empty(session, report, question, empty=empty, seen=seen, actor=actor, now=moment, draft=draft)
    if act == "offer" and names:
        confirm_offer(session, report, question, _id(names[0]), actor=actor, now=moment, draft=draft)
    if act == "proposal":
        confirm_proposal(session, report, question, actor=actor, now=moment, draft=draft)
    if act == "untie" and names:
        untie_file(session, report, question, _id(names[0]), actor=actor, now=moment)
    return None


def _neighbour_address(session: Session, report: SelfReport, worded: Section, act: str, saved: Saved) -> str:
    drawing = redraw(session, report, saved.draft, saved.evaluation)
    before, after = neighbours(tasks(drawing), worded.key)
    target = after if act == "next" else before
    if target is not None:
        return url_for("reporting.section", report_id=report.id, section_key=target.key)
    return url_for("reporting.check" if act == "next" else "reporting.report", report_id=report.id)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error
