"""The contracts of a round: proposed with reasons, chosen or left out, one by one or many at once."""

from typing import Any, Final
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from portal import history
from portal.accounts.access import current_actor
from portal.accounts.actor import Role
from portal.components.formats import page_language
from portal.database import get_session
from portal.deadlines import now
from portal.rounds import forms, service
from portal.rounds.inputs import read_rows
from portal.rounds.models import Round, RoundStatus
from portal.rounds.service import Only
from portal.rounds.telling import tell_all
from portal.rounds.views.blueprint import blueprint
from portal.rounds.words import EVENT_WORDS, ONLY_WORDS, STATUS_TONES, STATUS_WORDS

CHOICES: Final[dict[str, dict[str, bool]]] = {
    "choose": {"chosen": True},
    "leave_out": {"chosen": False},
    "short": {"short": True},
    "full": {"short": False},
}
"""What the buttons of the page of proposals do to a contract."""


@blueprint.get("/rounds/<uuid:round_id>")
def round(round_id: UUID) -> str:  # noqa: A001  the page is called what it shows; the endpoint is rounds.round
    """Show a round: planned, its proposals; open or closed, the contracts in it."""
    session, actor = get_session(), current_actor()
    shown = service.get_round(session, actor, round_id)
    search, seen, only = _place(shown)
    return render_template(
        "rounds/round.html",
        round=shown,
        title=forms.titles(session, [shown], page_language())[shown.id],
        page=service.list_proposals(session, actor, round_id, only=only, search=search, seen=seen),
        counts=service.count_contracts(session, actor, round_id),
        newer=forms.newer_version(session, shown),
        tell_all=tell_all,
        search=search,
        seen=seen,
        only=only,
        only_words=ONLY_WORDS,
        status_words=STATUS_WORDS,
        status_tones=STATUS_TONES,
        story=_story(shown),
        may_change=actor.has(Role.ADMINISTRATOR),
    )


@blueprint.post("/rounds/<uuid:round_id>/contracts")
def choose(round_id: UUID) -> Response:
    """Choose contracts or leave them out, or change the length of their form.

    `act` is what to do: a key of CHOICES for the marked rows (all contracts when `all` is ticked), or such a key, a
    colon and the id of one row.
    """
    act, _colon, one = request.form.get("act", "").partition(":")
    if act not in CHOICES:
        raise BadRequest
    marked: list[UUID] | None = read_rows(request)
    if one:
        marked = [_row_id(one)]
    elif request.form.get("all"):
        marked = None
    changed = service.choose(get_session(), current_actor(), round_id, marked, **CHOICES[act], now=now())
    if not one:
        _say_what_changed(marked, changed)
    place = {name: request.form[name] for name in ("search", "after", "part") if request.form.get(name)}
    values: dict[str, Any] = {"_anchor": f"row-{one}" if one else "list", "round_id": round_id, **place}
    return redirect(url_for("rounds.round", **values), 303)


def _say_what_changed(marked: list[UUID] | None, changed: int) -> None:
    if marked == []:
        flash(_("Mark the contracts first, or tick that it counts for all of them."), "warning")
    else:
        flash(ngettext("%(num)s contract is changed.", "%(num)s contracts are changed.", changed), "success")


def _place(shown: Round) -> tuple[str, str, Only]:
    """Read where in the list the reader is; what is open or closed shows the contracts in it."""
    only = request.args.get("part", type=Only, default=Only.ALL)
    if shown.status is not RoundStatus.PLANNED:
        only = Only.CHOSEN
    return request.args.get("search", ""), request.args.get("after", ""), only


def _row_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise BadRequest from error


def _story(shown: Round) -> list[dict[str, Any]]:
    events = history.story(get_session(), "round", shown.id)
    return [
        {"at": event.at, "words": str(EVENT_WORDS[event.name]) % {**event.detail, "who": event.by_name or "Aktsom"}}
        for event in reversed(events)
    ]
