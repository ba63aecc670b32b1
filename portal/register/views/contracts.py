"""Contracts: the list, one of them, a new one, a changed one."""

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
from portal.register.inputs import ContractInput
from portal.register.models import Contract
from portal.register.views.answers import say_at_field, story_of
from portal.register.views.blueprint import blueprint
from portal.register.words import (
    BAND_NOTES,
    BAND_WORDS,
    CATEGORY_WORDS,
    KIND_WORDS,
    RISK_WORDS,
    TRANSPARENCY_WORDS,
    WORK_TYPE_WORDS,
)


@blueprint.get("/register/contracts")
def contracts() -> str:
    """List the contracts that the reader may see."""
    search, seen = request.args.get("search", ""), request.args.get("after", "")
    actor = current_actor()
    page = service.list_contracts(get_session(), actor, search=search, seen=seen)
    return render_template(
        "register/contracts.html",
        page=page,
        search=search,
        seen=seen,
        sees_all=actor.has(*service.SEES_ALL),
        may_change=actor.has(Role.ADMINISTRATOR),
    )


@blueprint.get("/register/contracts/<uuid:contract_id>")
def contract(contract_id: UUID) -> str:
    """Show a contract with what its agreement says."""
    actor = current_actor()
    return render_template(
        "register/contract.html",
        entry=service.get_contract_entry(get_session(), actor, contract_id),
        may_change=actor.has(Role.ADMINISTRATOR),
        story=story_of("contract", contract_id),
        risk_words=RISK_WORDS,
        band_words=BAND_WORDS,
        band_notes=BAND_NOTES,
        kind_words=KIND_WORDS,
        transparency_words=TRANSPARENCY_WORDS,
        category_words=CATEGORY_WORDS,
        work_type_words=WORK_TYPE_WORDS,
    )


@blueprint.get("/register/contracts/new")
def new_contract() -> str:
    """Ask for a contract; the agreement or supplier that the reader comes from is chosen."""
    known = {name: request.args.get(name, type=UUID) for name in ("agreement_id", "supplier_id")}
    return _form_page(ContractInput(formdata=None, **known))


@blueprint.post("/register/contracts/new")
def add_contract() -> Response | tuple[str, int]:
    """Enter a contract."""
    fields = ContractInput()
    if not fields.validate():
        return _form_page(fields), 422
    try:
        added = service.add_contract(get_session(), current_actor(), fields.values(), now=now())
    except Refused as refusal:
        say_at_field(refusal, fields)
        return _form_page(fields), 422
    flash(_("The contract is in the register."), "success")
    return redirect(url_for("register.contract", contract_id=added.id), 303)


@blueprint.get("/register/contracts/<uuid:contract_id>/edit")
def edit_contract(contract_id: UUID) -> str:
    """Show a contract to be changed."""
    known = service.get_contract(get_session(), current_actor(), contract_id)
    return _form_page(ContractInput.of(known), known)


@blueprint.post("/register/contracts/<uuid:contract_id>/edit")
def change_contract(contract_id: UUID) -> Response | tuple[str, int]:
    """Change a contract."""
    known = service.get_contract(get_session(), current_actor(), contract_id)
    fields = ContractInput()
    if not fields.validate():
        return _form_page(fields, known), 422
    try:
        service.change_contract(get_session(), current_actor(), contract_id, fields.values(), now=now())
    except Refused as refusal:
        say_at_field(refusal, fields)
        return _form_page(fields, known), 422
    flash(_("Saved."), "success")
    return redirect(url_for("register.contract", contract_id=contract_id), 303)


def _form_page(fields: ContractInput, known: Contract | None = None) -> str:
    """`known` is the contract that is changed, None for a new one."""
    session, actor = get_session(), current_actor()
    return render_template(
        "register/contract_form.html",
        fields=fields,
        errors=errors_of(fields),
        known=known,
        agreements=service.agreement_choices(session, actor),
        suppliers=service.supplier_choices(session, actor),
        buyers=service.buyer_choices(session, actor),
        risks=[(str(risk), words) for risk, words in RISK_WORDS.items()],
        bands=[(str(band), words, BAND_NOTES[band]) for band, words in BAND_WORDS.items()],
    )
