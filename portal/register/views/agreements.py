"""Agreements: the list, one of them, a new one, a changed one."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.accounts.actor import Role
from portal.database import get_session
from portal.deadlines import now
from portal.errors import Refused
from portal.inputs import errors_of
from portal.register import service
from portal.register.inputs import AgreementInput
from portal.register.models import Agreement
from portal.register.views.answers import say_at_field, story_of
from portal.register.views.blueprint import blueprint
from portal.register.words import (
    CATEGORY_WORDS,
    KIND_WORDS,
    TRANSPARENCY_NOTES,
    TRANSPARENCY_WORDS,
    WORK_TYPE_WORDS,
)


@blueprint.get("/register/agreements")
def agreements() -> str:
    """List the agreements."""
    search, seen = request.args.get("search", ""), request.args.get("after", "")
    actor = current_actor()
    page = service.list_agreements(get_session(), actor, search=search, seen=seen)
    return render_template(
        "register/agreements.html",
        page=page,
        search=search,
        seen=seen,
        kind_words=KIND_WORDS,
        may_change=actor.has(Role.ADMINISTRATOR),
    )


@blueprint.get("/register/agreements/<uuid:agreement_id>")
def agreement(agreement_id: UUID) -> str:
    """Show an agreement and its contracts."""
    session, actor = get_session(), current_actor()
    shown = service.get_agreement(session, actor, agreement_id)
    return render_template(
        "register/agreement.html",
        agreement=shown,
        contracts=service.list_contracts(session, actor, agreement_id=agreement_id).rows,
        may_change=actor.has(Role.ADMINISTRATOR),
        story=story_of("agreement", agreement_id),
        kind_words=KIND_WORDS,
        transparency_words=TRANSPARENCY_WORDS,
        category_words=CATEGORY_WORDS,
        work_type_words=WORK_TYPE_WORDS,
    )


@blueprint.get("/register/agreements/new")
def new_agreement() -> str:
    """Ask for an agreement."""
    return _form_page(AgreementInput.blank())


@blueprint.post("/register/agreements/new")
def add_agreement() -> Response | tuple[str, int]:
    """Enter an agreement."""
    fields = AgreementInput()
    if not fields.validate():
        return _form_page(fields), 422
    try:
        added = service.add_agreement(get_session(), current_actor(), fields.values(), now=now())
    except Refused as refusal:
        say_at_field(refusal, fields)
        return _form_page(fields), 422
    flash(_("The agreement is in the register. Now add the contracts in it."), "success")
    return redirect(url_for("register.agreement", agreement_id=added.id), 303)


@blueprint.get("/register/agreements/<uuid:agreement_id>/edit")
def edit_agreement(agreement_id: UUID) -> str:
    """Show an agreement to be changed."""
    known = service.get_agreement(get_session(), current_actor(), agreement_id)
    return _form_page(AgreementInput.of(known), known)


@blueprint.post("/register/agreements/<uuid:agreement_id>/edit")
def change_agreement(agreement_id: UUID) -> Response | tuple[str, int]:
    """Change an agreement."""
    known = service.get_agreement(get_session(), current_actor(), agreement_id)
    fields = AgreementInput()
    if not fields.validate():
        return _form_page(fields, known), 422
    try:
        service.change_agreement(get_session(), current_actor(), agreement_id, fields.values(), now=now())
    except Refused as refusal:
        say_at_field(refusal, fields)
        return _form_page(fields, known), 422
    flash(_("Saved."), "success")
    return redirect(url_for("register.agreement", agreement_id=agreement_id), 303)


def _form_page(fields: AgreementInput, known: Agreement | None = None) -> str:
    """`known` is the agreement that is changed, None for a new one."""
    return render_template(
        "register/agreement_form.html",
        fields=fields,
        errors=errors_of(fields),
        known=known,
        kinds=[(kind.value, words) for kind, words in KIND_WORDS.items()],
        levels=[(level.value, words, TRANSPARENCY_NOTES[level]) for level, words in TRANSPARENCY_WORDS.items()],
        categories=list(CATEGORY_WORDS.items()),
        work_types=list(WORK_TYPE_WORDS.items()),
    )
