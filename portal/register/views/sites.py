"""The supplier's own register of sites: the list, a new one, a changed one."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.components.formats import page_language
from portal.database import get_session
from portal.deadlines import now
from portal.engine.types.country import names
from portal.errors import Refused
from portal.inputs import errors_of
from portal.register import service
from portal.register.inputs import SiteInput
from portal.register.models import Site
from portal.register.views.answers import say_at_field, story_of
from portal.register.views.blueprint import blueprint
from portal.schema import sort_key


@blueprint.get("/sites")
def sites() -> str:
    """List the supplier's sites."""
    seen = request.args.get("after", "")
    page = service.list_sites(get_session(), current_actor(), seen=seen)
    return render_template("register/sites.html", page=page, seen=seen)


@blueprint.get("/sites/new")
def new_site() -> str:
    """Ask for a site."""
    return _page(SiteInput(formdata=None))


@blueprint.post("/sites/new")
def add_site() -> Response | tuple[str, int]:
    """Enter a site."""
    fields = SiteInput()
    if not fields.validate():
        return _page(fields), 422
    try:
        service.add_site(get_session(), current_actor(), fields.values(), now=now())
    except Refused as refusal:
        say_at_field(refusal, fields)
        return _page(fields), 422
    flash(_("The site is in your list. You can choose it in every self-report that asks for sites."), "success")
    return redirect(url_for("register.sites"), 303)


@blueprint.get("/sites/<uuid:site_id>")
def site(site_id: UUID) -> str:
    """Show a site to be changed."""
    known = service.get_site(get_session(), current_actor(), site_id)
    return _page(SiteInput.of(known), known)


@blueprint.post("/sites/<uuid:site_id>")
def change_site(site_id: UUID) -> Response | tuple[str, int]:
    """Correct a site."""
    session, actor = get_session(), current_actor()
    known = service.get_site(session, actor, site_id)
    fields = SiteInput()
    if not fields.validate():
        return _page(fields, known), 422
    try:
        service.change_site(session, actor, site_id, fields.values(), now=now())
    except Refused as refusal:
        say_at_field(refusal, fields)
        return _page(fields, known), 422
    flash(_("Saved."), "success")
    return redirect(url_for("register.sites"), 303)


def _page(fields: SiteInput, known: Site | None = None) -> str:
    """`known` is the site that is changed, None for a new one."""
    return render_template(
        "register/site.html",
        fields=fields,
        errors=errors_of(fields),
        known=known,
        countries=sorted(names(page_language()).items(), key=lambda country: sort_key(country[1])),
        story=story_of("site", known.id) if known else [],
    )
