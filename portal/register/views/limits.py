"""The limits of the authority: which value calls for a self-report, and which for the full form."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.accounts.actor import Role
from portal.database import get_session
from portal.deadlines import now, today
from portal.inputs import errors_of
from portal.register import service
from portal.register.inputs import LimitInput
from portal.register.views.blueprint import blueprint
from portal.register.words import LIMIT_NOTES, LIMIT_WORDS


@blueprint.get("/register/limits")
def limits() -> str:
    """Show what holds today and what was set, with a form for a new limit."""
    return _page(LimitInput(formdata=None, valid_from=today(now())))


@blueprint.post("/register/limits")
def set_limit() -> Response | tuple[str, int]:
    """Set a limit from a day on."""
    fields = LimitInput()
    if not fields.validate():
        return _page(fields), 422
    service.set_limit(
        get_session(),
        current_actor(),
        key=fields.key.data,
        value=fields.amount(),
        valid_from=fields.valid_from.data,
        now=now(),
    )
    flash(_("The limit is set. Rounds that are open are not changed by it."), "success")
    return redirect(url_for("register.limits"), 303)


def _page(fields: LimitInput) -> str:
    session, actor = get_session(), current_actor()
    return render_template(
        "register/limits.html",
        fields=fields,
        errors=errors_of(fields),
        today=today(now()),
        held=service.limits(session, actor.organisation_id, today(now())),
        entries=service.list_limits(session, actor),
        limit_words=LIMIT_WORDS,
        limit_notes=LIMIT_NOTES,
        may_change=actor.has(Role.ADMINISTRATOR),
    )
