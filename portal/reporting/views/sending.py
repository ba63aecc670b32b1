"""Checking, signing and sending a self-report, and the receipt for it."""

from collections.abc import Iterable
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.accounts.actor import Actor, Role
from portal.accounts.models import Person
from portal.database import get_session
from portal.deadlines import now
from portal.engine.definition import Level
from portal.engine.evaluation import Problem
from portal.errors import NotFound
from portal.reporting.errors import NotReady, ShownChanged
from portal.reporting.inputs import SignatureInput
from portal.reporting.models import SelfReport
from portal.reporting.presenting import Drawing
from portal.reporting.service import sealed
from portal.reporting.service.people import people_of
from portal.reporting.service.ready import ask_signatories
from portal.reporting.service.reports import get_report, latest_submission, lock_draft, submission_of
from portal.reporting.service.submission import Showing, Shown, Signature, show_report, submit_report
from portal.reporting.states import WRITABLE, ActNotAllowed
from portal.reporting.views.blueprint import blueprint
from portal.reporting.views.drawing import draw, page_language, redraw, tasks
from portal.reporting.words import REFUSALS


@blueprint.get("/reports/<uuid:report_id>/check")
def check(report_id: UUID) -> Response | str:
    """Say what is still missing or wrong, each with a link to its question, and what happens next."""
    session, actor, moment = get_session(), current_actor(), now()
    drawing = draw(session, actor, report_id, now=moment, strict=True)
    if drawing.report.status not in WRITABLE:
        return redirect(url_for("reporting.report", report_id=report_id))
    showing = show_report(session, drawing.report, language=page_language(), now=moment)
    strict = redraw(session, drawing.report, drawing.draft, showing.evaluation, strict=True)
    problems = showing.evaluation.problems
    return render_template(
        "reporting/check.html",
        report=drawing.report,
        drawing=strict,
        tasks=tasks(strict),
        errors=_lines(strict, [problem for problem in problems if problem.level is Level.ERROR]),
        warnings=_lines(strict, [problem for problem in problems if problem.level is Level.WARNING]),
        may_sign=actor.has(Role.SIGNATORY),
        signatories=[] if actor.has(Role.SIGNATORY) else people_of(session, actor.organisation_id, role=Role.SIGNATORY),
    )


@blueprint.post("/reports/<uuid:report_id>/ready")
def ready(report_id: UUID) -> Response:
    """Have the signatories told that the self-report waits for them."""
    session, actor = get_session(), current_actor()
    report = lock_draft(session, actor, report_id)
    ask_signatories(session, report, by=actor, at=now())
    flash(_("The signatories get a mail with a link to the self-report."), "success")
    return redirect(url_for("reporting.report", report_id=report_id), 303)


@blueprint.get("/reports/<uuid:report_id>/sign")
def sign(report_id: UUID) -> Response | str:
    """Show all that is signed, in the reader's language, and ask for the signature."""
    session, actor = get_session(), current_actor()
    report = get_report(session, actor, report_id)
    if report.status not in WRITABLE:
        return redirect(url_for("reporting.report", report_id=report_id))
    fields = SignatureInput(formdata=None, name=actor.name)
    return _sign_page(session, report, fields)


@blueprint.post("/reports/<uuid:report_id>/sign")
def submit(report_id: UUID) -> Response | tuple[str, int]:
    """Seal and send what was shown; a second click leads to the first one's receipt."""
    session, actor = get_session(), current_actor()
    fields = SignatureInput()
    if not fields.validate():
        return _sign_page(session, get_report(session, actor, report_id), fields), 422
    try:
        submission = submit_report(session, actor, report_id, _signature(fields), language=page_language(), now=now())
    except ShownChanged as refusal:
        changed = [str(key) for key in _changed(refusal)]
        return _sign_page(session, get_report(session, actor, report_id), fields, changed), 409
    except ActNotAllowed:
        return _already_sent(session, actor, report_id)
    except NotReady:
        flash(str(REFUSALS[NotReady.code]), "danger")
        return redirect(url_for("reporting.check", report_id=report_id), 303)
    return redirect(url_for("reporting.receipt", report_id=report_id, number=submission.number), 303)


@blueprint.get("/reports/<uuid:report_id>/receipts/<int:number>")
def receipt(report_id: UUID, number: int) -> str:
    """Show what was sent, when, by whom, and the seal that proves it."""
    session, actor = get_session(), current_actor()
    report = get_report(session, actor, report_id)
    submission = submission_of(session, report, number)
    return render_template(
        "reporting/receipt.html",
        report=report,
        submission=submission,
        person=session.get_one(Person, submission.submitted_by_id),
        sealed=sealed.read_sealed(session, submission, report),
        proof=sealed.verify(session, submission),
    )


def _sign_page(session: Session, report: SelfReport, fields: SignatureInput, changed: list[str] | None = None) -> str:
    showing = show_report(session, report, language=page_language(), now=now())
    hashes = " ".join(f"{key}:{digest}" for key, digest in showing.hashes().items())
    return render_template(
        "reporting/sign.html",
        report=report,
        fields=fields,
        sections=_by_section(showing),
        ready=not showing.evaluation.blocks,
        shown_hash=showing.hash,
        shown_parts=hashes,
        changed=[showing.parts[key].label for key in changed or [] if key in showing.parts],
        was_changed=changed is not None,
        language=showing.language,
    )


def _by_section(showing: Showing) -> list[tuple[str, list[Shown]]]:
    sections = ((s.title, [q.key for q in s.questions if q.key in showing.parts]) for s in showing.worded.sections)
    return [(title, [showing.parts[key] for key in keys]) for title, keys in sections if keys]


def _lines(drawing: Drawing, problems: Iterable[Problem]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The problems by section: the address of each question, the question, and what is wrong, said once."""
    found = [(drawing.worded.section_of(problem.question).key, _line(drawing, problem)) for problem in problems]
    by_section = (
        (section.title, list(dict.fromkeys(line for key, line in found if key == section.key)))
        for section in drawing.worded.sections
    )
    return [(title, lines) for title, lines in by_section if lines]


def _line(drawing: Drawing, problem: Problem) -> tuple[str, str, str]:
    question = drawing.worded.question(problem.question)
    label = drawing.fill(question.label)
    part = drawing.worded.section_of(question.key)
    rows = drawing.draft.rows.get(question.key, [])
    row = rows[problem.row] if problem.row is not None and problem.row < len(rows) else None
    words = str(drawing.sentence(problem, row))
    if row is not None:
        address = url_for("reporting.row", report_id=drawing.report.id, table_key=question.key, row_id=row.id)
        column = f"{question.column(problem.column).label}: " if problem.column else ""
        number = rows.index(row) + 1
        return address, label, _("Row %(number)s. %(words)s", number=number, words=column + words)
    address = url_for("reporting.section", report_id=drawing.report.id, section_key=part.key, mend="")
    return f"{address}#q-{question.key}", label, words


def _signature(fields: SignatureInput) -> Signature:
    return Signature(
        shown_hash=fields.shown_hash.data or "",
        shown_parts=fields.parts(),
        name=(fields.name.data or "").strip(),
        title=(fields.title.data or "").strip(),
    )


def _changed(refusal: ShownChanged) -> list[object]:
    changed = refusal.params["changed"]
    return changed if isinstance(changed, list) else []


def _already_sent(session: Session, actor: Actor, report_id: UUID) -> Response:
    report = get_report(session, actor, report_id)
    submission = latest_submission(session, report)
    if submission is None:
        raise NotFound
    return redirect(url_for("reporting.receipt", report_id=report_id, number=submission.number), 303)
