"""What a new version of a round's form changes: in the form, and in each self-report on an earlier one."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.components.formats import number, page_language
from portal.database import get_session
from portal.deadlines import now
from portal.engine.changes import changes, heading, tell
from portal.engine.changes.carrying import Fate, fates
from portal.engine.scoring import Score
from portal.errors import NotFound
from portal.reporting.service.moving import move_drafts
from portal.reporting.words import STATUS_WORDS
from portal.reviewing.service.carrying import list_carried
from portal.reviewing.views.blueprint import blueprint
from portal.rounds import service
from portal.rounds.errors import VersionNotAccepted
from portal.rounds.models import RoundStatus
from portal.rounds.service import NewVersion


class Changed(NamedTuple):
    """What differs in one place of the form, in sentences."""

    heading: str
    sentences: Sequence[str]


@blueprint.get("/rounds/<uuid:round_id>/version")
def version(round_id: UUID) -> str:
    """Show what a new version changes, before a round opens on it or its drafts move to it."""
    session, actor, language = get_session(), current_actor(), page_language()
    round_ = service.get_round(session, actor, round_id)
    found = service.find_new_version(session, round_, now=now())
    if found is None:
        raise NotFound
    seen = request.args.get("after", "")
    return render_template(
        "reviewing/version.html",
        round=round_,
        planned=round_.status is RoundStatus.PLANNED,
        title=found.new.in_language(language).title,
        version=found,
        changed=_changed(found, language),
        counts=_counts(found, language),
        page=list_carried(session, actor, round_, found.new, language, seen=seen),
        seen=seen,
        fate=Fate,
        report_words=STATUS_WORDS,
        score_words=_score_words,
    )


@blueprint.post("/rounds/<uuid:round_id>/version")
def move(round_id: UUID) -> Response:
    """Move the marked drafts to the new version."""
    marked, accepted = request.form.getlist("report", type=UUID), request.form.get("accepted", "")
    session, actor = get_session(), current_actor()
    try:
        moved = move_drafts(session, actor, round_id, marked, accepted=accepted, now=now())
    except VersionNotAccepted:
        flash(_("Nothing is moved. Look at what changes, and tick that the marked are to be moved."), "warning")
        return redirect(url_for("reviewing.version", round_id=round_id), 303)
    if moved:
        flash(ngettext("%(num)s self-report is moved.", "%(num)s self-reports are moved.", moved), "success")
    else:
        flash(_("Mark the self-reports that are to be moved first."), "warning")
    return redirect(url_for("reviewing.version", round_id=round_id), 303)


def _changed(found: NewVersion, language: str) -> list[Changed]:
    old, new = (form.in_language(language) for form in (found.old, found.new))
    by_place = groupby(changes(old, new), key=lambda change: change.path[0])
    return [Changed(heading(step, gettext), [tell(one, gettext) for one in several]) for step, several in by_place]


def _score_words(score: Score) -> str:
    if score.total is None:
        return _("no score")
    return _("level %(level)s, score %(score)s", level=score.level, score=number(score.total, 1))


def _counts(found: NewVersion, language: str) -> dict[str, int]:
    """How many questions stay, read differently, are gone, and are new."""
    old, new = (form.in_language(language) for form in (found.old, found.new))
    fate_of = fates(old, new, found.new.earlier)
    counts = {fate.value: list(fate_of.values()).count(fate) for fate in Fate}
    known = {question.key for question in old.questions()}
    fresh = [
        question
        for question in new.questions()
        if question.key not in known and not known & set(found.new.earlier.get(question.key, ()))
    ]
    return {**counts, "new": len(fresh)}
