"""One question at a time: this year's answer beside last year's, the files, the points and why, and what comes next."""

from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.accounts.actor import Role
from portal.database import get_session
from portal.deadlines import now
from portal.engine.definition import Question
from portal.evidence.responses import send
from portal.reviewing.errors import ReasonMissing
from portal.reviewing.inputs import GradeInput, read_verdicts
from portal.reviewing.models import Grade
from portal.reviewing.presenting import ReviewShown, score_words
from portal.reviewing.service import grading
from portal.reviewing.service.reading import get_case, get_file
from portal.reviewing.views.blueprint import blueprint
from portal.reviewing.words import POINTS_WORDS, REFUSALS, RUBRIC_MEANINGS, RUBRIC_WORDS

END: Final = "end"


@blueprint.get("/reviews/<uuid:review_id>/questions/<string:question_key>")
def question(review_id: UUID, question_key: str) -> str:
    """Show one question of a submission."""
    return _page(review_id, question_key)


@blueprint.post("/reviews/<uuid:review_id>/questions/<string:question_key>")
def save_question(review_id: UUID, question_key: str) -> Response | tuple[str, int]:
    """Save the verdicts on the files and the points, and go on to the next question that needs attention."""
    session, actor, moment = get_session(), current_actor(), now()
    case = get_case(session, actor, review_id)
    case.question(question_key)
    read = GradeInput()
    if not read.validate():
        return _page(review_id, question_key, read, _first_error(read)), 422
    files = [str(file["id"]) for file in case.material.files(question_key)]
    verdicts = read_verdicts(request.form, files)
    if verdicts:
        grading.judge_files(session, actor, review_id, question_key, verdicts, now=moment)
    if read.decimal is not None:
        try:
            grading.grade(session, actor, review_id, question_key, read.decimal, read.reason.data or "", now=moment)
        except ReasonMissing as refusal:
            session.rollback()
            return _page(review_id, question_key, read, {"reason": str(REFUSALS[refusal.code])}), 422
    session.flush()
    return redirect(_next_address(review_id, question_key), 303)


@blueprint.get("/reviews/<uuid:review_id>/questions/<string:question_key>/files/<uuid:evidence_id>")
def file(review_id: UUID, question_key: str, evidence_id: UUID) -> Response:
    """Send one file of an answer."""
    return send(get_file(get_session(), current_actor(), review_id, question_key, evidence_id))


def _next_address(review_id: UUID, question_key: str) -> str:
    """The next question that needs attention, else the next one, else the review as a whole."""
    case = get_case(get_session(), current_actor(), review_id)
    following = case.next_after(question_key) or ReviewShown(case).question(question_key).after
    if following is None or following == question_key:
        return url_for("reviewing.review", review_id=review_id)
    return url_for("reviewing.question", review_id=review_id, question_key=following)


def _page(review_id: UUID, key: str, typed: GradeInput | None = None, wrong: dict[str, str] | None = None) -> str:
    session, actor = get_session(), current_actor()
    case = get_case(session, actor, review_id)
    shown = ReviewShown(case)
    one = shown.question(key)
    return render_template(
        "reviewing/question.html",
        shown=shown,
        review=case.review,
        case=case,
        one=one,
        score_words=score_words(case.review),
        may_write=case.is_open and actor.has(Role.REVIEWER),
        options=_options(one.question, one.automatic),
        points=typed.points.data if typed else _chosen(case.material.grades.get(key), one.automatic),
        reason=typed.reason.data if typed else (one.grade.reason if one.grade else ""),
        verdicts=request.form if typed else {},
        wrong=wrong or {},
        errors=list((wrong or {}).items()),
        drafts=shown.drafts(key),
        other_drafts=len(case.drafts) - len(case.drafts_at(key)),
    )


def _chosen(grade: Grade | None, automatic: str) -> str:
    return automatic if grade is None else f"{grade.points.normalize():f}"


def _options(question: Question, automatic: str) -> list[tuple[str, str, str]]:
    """The four verdicts in words; the automatic one says that it is."""
    asks_for_proof = question.rubric or question.evidence is not None
    words = RUBRIC_WORDS if asks_for_proof else POINTS_WORDS
    notes = [str(meaning) if question.rubric else "" for meaning in RUBRIC_MEANINGS]
    if automatic.isdigit() and not notes[int(automatic)]:
        notes[int(automatic)] = _("automatic")
    return [(str(points), str(words[points]), notes[points]) for points in range(len(words))]


def _first_error(read: GradeInput) -> dict[str, str]:
    return {field.name: str(field.errors[0]) for field in read if field.errors}
