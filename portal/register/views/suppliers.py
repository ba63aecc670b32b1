"""Suppliers: the list, one of them, a new one."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.accounts.actor import Role
from portal.accounts.words import ROLE_DESCRIPTIONS, ROLE_WORDS
from portal.components.formats import page_language
from portal.database import get_session
from portal.deadlines import now
from portal.engine.types.country import names
from portal.errors import Refused
from portal.inputs import errors_of
from portal.register import service
from portal.register.inputs import ContactInput, NewSupplierInput, SupplierInput
from portal.register.views.answers import say_at_field, story_of
from portal.register.views.blueprint import blueprint
from portal.schema import sort_key


@blueprint.get("/register/suppliers")
def suppliers() -> str:
    """List the suppliers in the register."""
    search, seen = request.args.get("search", ""), request.args.get("after", "")
    page = service.list_suppliers(get_session(), current_actor(), search=search, seen=seen)
    countries = names(page_language())
    return render_template("register/suppliers.html", page=page, search=search, seen=seen, countries=countries)


@blueprint.get("/register/suppliers/new")
def new_supplier() -> str:
    """Ask for a supplier."""
    return _new_supplier_page(NewSupplierInput(formdata=None))


@blueprint.post("/register/suppliers/new")
def add_supplier() -> Response | tuple[str, int]:
    """Enter a supplier."""
    fields = NewSupplierInput()
    if not fields.validate():
        return _new_supplier_page(fields), 422
    try:
        registered = service.add_supplier(
            get_session(),
            current_actor(),
            name=(fields.name.data or "").strip(),
            number=fields.number.data or "",
            country=fields.country.data,
            is_manufacturer=bool(fields.is_manufacturer.data),
            small=bool(fields.small.data),
            now=now(),
        )
    except Refused as refusal:
        say_at_field(refusal, fields)
        return _new_supplier_page(fields), 422
    flash(_("The supplier is in the register. Now invite its contact person."), "success")
    return redirect(url_for("register.supplier", supplier_id=registered.supplier_id), 303)


def _new_supplier_page(fields: NewSupplierInput) -> str:
    return render_template(
        "register/supplier_new.html", fields=fields, errors=errors_of(fields), countries=country_choices()
    )


@blueprint.get("/register/suppliers/<uuid:supplier_id>")
def supplier(supplier_id: UUID) -> str:
    """Show a supplier, its people and its contracts."""
    return _supplier_page(supplier_id)


@blueprint.post("/register/suppliers/<uuid:supplier_id>")
def change_supplier(supplier_id: UUID) -> Response:
    """Change what we know about a supplier."""
    fields = SupplierInput()
    service.change_supplier(
        get_session(),
        current_actor(),
        supplier_id,
        is_manufacturer=bool(fields.is_manufacturer.data),
        small=bool(fields.small.data),
        now=now(),
    )
    flash(_("Saved."), "success")
    return redirect(url_for("register.supplier", supplier_id=supplier_id), 303)


@blueprint.post("/register/suppliers/<uuid:supplier_id>/contact")
def invite_contact(supplier_id: UUID) -> Response | tuple[str, int]:
    """Invite the first person of a supplier."""
    fields = ContactInput()
    if not fields.validate():
        return _supplier_page(supplier_id, fields), 422
    try:
        person = service.invite_contact(
            get_session(),
            current_actor(),
            supplier_id,
            name=fields.name.data or "",
            email=fields.email.data or "",
            role=Role(fields.role.data),
            now=now(),
        )
    except Refused as refusal:
        say_at_field(refusal, fields)
        return _supplier_page(supplier_id, fields), 422
    flash(_("%(name)s is invited, and gets a mail that says how to sign in.", name=person.name), "success")
    return redirect(url_for("register.supplier", supplier_id=supplier_id), 303)


def _supplier_page(supplier_id: UUID, contact: ContactInput | None = None) -> str:
    session, actor = get_session(), current_actor()
    entry = service.get_supplier(session, actor, supplier_id)
    known = SupplierInput(formdata=None, is_manufacturer=entry.registered.is_manufacturer, small=entry.registered.small)
    contact = contact or ContactInput(formdata=None, role=Role.SUPPLIER_CONTACT)
    offered = (Role.SUPPLIER_CONTACT, Role.SIGNATORY)
    return render_template(
        "register/supplier.html",
        entry=entry,
        country=names(page_language())[entry.organisation.country],
        contacts=service.list_contacts(session, actor, supplier_id),
        contracts=service.list_contracts(session, actor, supplier_id=supplier_id).rows,
        known=known,
        contact=contact,
        errors=errors_of(contact),
        roles=[(role.value, ROLE_WORDS[role], ROLE_DESCRIPTIONS[role]) for role in offered],
        role_words=ROLE_WORDS,
        may_change=actor.has(Role.ADMINISTRATOR),
        story=story_of("registered_supplier", entry.registered.id),
    )


def country_choices() -> list[tuple[str, str]]:
    """Give all countries by name, Norway and its neighbours first."""
    known = names(page_language())
    near = ("NO", "SE", "DK", "FI", "DE", "PL")
    rest = sorted((code for code in known if code not in near), key=lambda code: sort_key(known[code]))
    return [(code, known[code]) for code in (*near, *rest)]
