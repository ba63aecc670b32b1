"""What surrounds the self-report: contract, supplier, the day, the short form; and cases to begin from."""

from collections.abc import Mapping
from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.catalogues.offered import nearest
from portal.deadlines import now, today
from portal.engine.definition import TypeKey
from portal.engine.inputs import InputError, Object
from portal.engine.types.contract import Unreadable
from portal.engine.types.table import CELL_TYPES
from portal.previewing import facts
from portal.previewing.desk import showing, the_desk, the_trial
from portal.previewing.examples import begin_with, examples_beside
from portal.previewing.trial import Trial
from portal.previewing.views.blueprint import blueprint
from portal.previewing.views.days import DAY
from portal.reporting.words import why_unread


@blueprint.get("/surroundings")
def surroundings() -> str:
    """Show what is set, and for whom the form then is."""
    trial = the_trial()
    return _page({}, "", CELL_TYPES[TypeKey.DATE].write(trial.today, DAY, trial.language)[0])


@blueprint.post("/surroundings")
def set_surroundings() -> Response | tuple[str, int]:
    """Set it, or say what could not be read."""
    trial, error = the_trial(), ""
    given, wrong = facts.read(request.form, _levels(), trial.language)
    try:
        day = CELL_TYPES[TypeKey.DATE].read(request.form.getlist("today"), DAY, trial.language)
    except Unreadable as no:
        day, error = None, why_unread(no.code)
    trial.given = _beside(trial.given, given)
    trial.short = request.form.get("short") == "yes"
    if isinstance(day, date):
        trial.today = day
    language = request.form.get("act", "").partition(":")[2]
    if language:
        trial.language = nearest(language)
    if wrong or error:
        return _page({box.name: box for box in wrong}, error, request.form.get("today", "")), 422
    if language:
        return redirect(url_for("reporting.surroundings"), 303)
    return redirect(url_for("reporting.start"), 303)


@blueprint.post("/begin")
def begin() -> Response:
    """Begin anew: with a case that stands beside the form, or with nothing."""
    desk, trial = the_desk(), the_trial()
    wanted = request.form.get("case", "")
    case = next((one for one in examples_beside(desk.file.path) if one.title == wanted), None)
    if case is None:
        day = today(now())
        desk.trial = Trial(day, trial.language, facts.beginning(day))
        return redirect(url_for("reporting.start"), 303)
    try:
        desk.trial = begin_with(g.compiled.form, case, language=trial.language, at=now())
    except InputError as error:
        flash(_("This case cannot be understood: %(error)s", error=error), "danger")
        return redirect(url_for("reporting.surroundings"), 303)
    return redirect(url_for("reporting.result"), 303)


@blueprint.post("/language")
def language() -> Response:
    """Show another language; pages with boxes send their answers along instead."""
    the_trial().language = nearest(request.form.get("act", "").removeprefix("language:"))
    wanted = request.form.get("next", "")
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return redirect(wanted if is_ours else url_for("reporting.start"), 303)


def _beside(before: Mapping[str, Object], given: Mapping[str, Object]) -> dict[str, Object]:
    """What was set, with what a case said that has no box: its reference tables, facts and previous answers."""
    answers = {key: value for key, value in before.get("previous", {}).items() if key not in {"exists", "level"}}
    previous = {**answers, **given["previous"]} if "previous" in given else {}
    facts_of_review = {key: value for key, value in before.get("facts", {}).items() if key != "days_late"}
    beside: dict[str, Object] = {
        "reference": before.get("reference", {}),
        "previous": previous,
        "facts": {**facts_of_review, **given.get("facts", {})},
    }
    return {**given, **beside}


def _levels() -> tuple[str, ...]:
    return tuple(level for level, _least in g.compiled.form.levels)


def _page(wrong: Mapping[str, facts.Box], day_error: str, day: str) -> str:
    trial, shown = the_trial(), showing()
    drawn = [wrong.get(box.name, box) for box in facts.boxes(trial.given, _levels(), trial.language)]
    errors = [(box.name, f"{box.label}: {box.error}") for box in drawn if box.error]
    return render_template(
        "previewing/surroundings.html",
        shown=shown,
        first=drawn[: len(facts.FIRST)],
        rest=drawn[len(facts.FIRST) :],
        errors=([("today", day_error)] if day_error else []) + errors,
        day=day,
        day_error=day_error,
        cases=[case.title for case in examples_beside(the_desk().file.path)],
        whom=shown.whom(),
    )
