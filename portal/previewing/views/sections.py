"""A page a section, as the supplier sees it, with why each question is asked and what its answer gives."""

from collections.abc import Sequence
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.catalogues.offered import nearest
from portal.deadlines import now
from portal.engine.definition import Question, Section
from portal.previewing.desk import showing, the_desk, the_trial
from portal.previewing.showing import Showing
from portal.previewing.views.blueprint import blueprint
from portal.previewing.views.days import sent_day
from portal.reporting.inputs import REVISION, changes, section_input
from portal.reporting.views.drawing import neighbours


@blueprint.get("/")
def start() -> Response:
    """Open the first section that asks something."""
    first = next((task.section.key for task in showing().tasks), None)
    if first is None:
        return redirect(url_for("reporting.result"), 303)
    return redirect(url_for("reporting.section", section_key=first), 303)


@blueprint.get("/reports/<uuid:report_id>/sections/<string:section_key>")
def section(section_key: str) -> str:
    """Show the questions of one section; with `mend`, everything that is wrong in it."""
    shown = showing(strict="mend" in request.args)
    part = _section(shown, section_key)
    before, after = neighbours(shown.tasks, section_key)
    drawn = shown.drawing.section(part)
    return render_template(
        "previewing/section.html",
        shown=shown,
        part=part,
        questions=list(zip(drawn, shown.reasons(part), strict=True)),
        before=before,
        after=after,
    )


@blueprint.post("/reports/<uuid:report_id>/sections/<string:section_key>")
def save_section(section_key: str) -> Response:
    """Keep all answers of the page, then do what the button says."""
    shown = showing()
    part = _section(shown, section_key)
    _keep(part.questions, shown.language)
    act, _colon, rest = request.form.get("act", "save:").partition(":")
    return redirect(_do(part, act, rest.split(":")), 303)


@blueprint.post("/reports/<uuid:report_id>/answers/<string:question_key>")
def save_answer(question_key: str) -> str:
    """Keep one answer as it is given, and give back what changes on the page."""
    shown = showing()
    part = _section_with(shown, question_key)
    question = shown.worded.question(question_key)
    _keep([question], shown.language)
    on_page = {key.removesuffix(REVISION) for key in request.form if key.endswith(REVISION)}
    after = showing()
    asked = {one.key for one in part.questions if after.evaluation.is_shown(one.key)}
    return render_template(
        "previewing/_saved.html",
        shown=after,
        part=part,
        question_shown=after.drawing.question(question),
        appeared=[after.drawing.question(one) for one in part.questions if one.key in asked - on_page],
        gone=[key for key in on_page - asked if key in {one.key for one in part.questions}],
        reasons=after.reasons(part),
        at=now(),
    )


@blueprint.get("/reports/<uuid:report_id>/evidence/<string:question_key>/<uuid:evidence_id>")
def evidence(question_key: str, evidence_id: UUID) -> Response:  # noqa: ARG001 it names the file that is not kept
    """There is no file to give: only its name and day were kept."""
    flash(_("The preview keeps the name and the day of a file, not what is in it."), "info")
    part = _section_with(showing(), question_key)
    return redirect(url_for("reporting.section", section_key=part.key), 303)


@blueprint.get("/changed/<string:stamp>")
def changed(stamp: str) -> tuple[str, int, dict[str, str]]:
    """Tell a page that the file has changed since it was drawn, so that it loads itself again."""
    same = the_desk().file.now().stamp == stamp
    return "", 204 if same else 200, {} if same else {"HX-Refresh": "true"}


def _section(shown: Showing, key: str) -> Section:
    part = next((section for section in shown.worded.sections if section.key == key), None)
    return part or abort(404)


def _section_with(shown: Showing, question_key: str) -> Section:
    """The section of a question."""
    sections = shown.worded.sections
    part = next((one for one in sections if any(question.key == question_key for question in one.questions)), None)
    return part or abort(404)


def _keep(questions: Sequence[Question], language: str) -> None:
    """Keep what the page says of these questions, and the names of files that were chosen."""
    trial = the_trial()
    for change in changes(questions, section_input(questions, language, request.form), request.form):
        trial.answer(change.question, change.value, change.unread, now())
    for question in questions:
        for file in request.files.getlist(f"{question.key}.files"):
            if file.filename:
                trial.add_file(question, file.filename, sent_day(f"{question.key}.dated_on", language))


def _do(part: Section, act: str, rest: list[str]) -> str:
    """Do what a button says, and give the address to go to."""
    here = url_for("reporting.section", section_key=part.key)
    question = next((one for one in part.questions if one.key == rest[0]), None)
    if act in {"add", "row"} and question is not None:
        new = url_for("reporting.new_row", table_key=question.key)
        return new if act == "add" else url_for("reporting.row", table_key=question.key, row_id=rest[1])
    if act == "paste":
        flash(_("In the preview rows are added one at a time."), "info")
    if question is not None:
        _do_at(question, act, rest)
        return f"{here}#q-{question.key}"
    if act == "language":
        the_trial().language = nearest(rest[0])
    if act in {"next", "back"}:
        before, after = neighbours(showing().tasks, part.key)
        wanted = after if act == "next" else before
        return url_for("reporting.section", section_key=wanted.key) if wanted else url_for("reporting.result")
    return here


def _do_at(question: Question, act: str, rest: list[str]) -> None:
    """What a button beside one question does."""
    trial = the_trial()
    if act == "delete":
        trial.delete_row(question, UUID(rest[1]))
    elif act == "untie":
        trial.remove_file(question, UUID(rest[1]))
    elif act == "empty" and not trial.draft.rows.get(question.key):
        trial.answer(question, () if rest[1] == "yes" else None, None, now())
    elif act == "paste":
        flash(_("Rows are pasted in the portal itself; the preview takes them one at a time."), "info")
    elif act == "proposal":
        trial.answer(question, showing().proposed(question), None, now())
