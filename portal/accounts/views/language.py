"""The pages in another language, at any moment, with everything that was typed on them."""

from typing import Final

from flask import current_app, redirect, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from portal.accounts import service
from portal.accounts.access import LANGUAGE, current_sign_in, own_path, page_path, set_cookie
from portal.accounts.typed import keep_typed
from portal.accounts.views.blueprint import blueprint
from portal.catalogues.offered import offered
from portal.database import get_session
from portal.deadlines import now

A_YEAR: Final = 365 * 24 * 60 * 60  # seconds


@blueprint.post("/language")
def choose_language() -> Response:
    """Show the pages in another language, and come back to the same page.

    Language and page stand in the address, because the buttons belong to the page's own form, whose fields come along.
    """
    language, signed_in = request.values.get("language", ""), current_sign_in()
    page = own_path(request.values.get("next"))
    response = redirect(page, 303)
    if "language" in request.args:
        keep_typed(response, page)
    if language in offered():
        set_cookie(response, LANGUAGE, language, seconds=A_YEAR)
        if signed_in is not None:
            service.choose_language(get_session(), signed_in, language, now=now())
    return response


@blueprint.app_template_global("page_address")
def page_address() -> str:
    """Give where this page can be asked for again: a refused form stands at an address that only takes what is sent."""
    if request.method == "GET" or request.routing_exception is not None:
        return page_path()
    address, above = page_path(), request.path
    while not _is_page(above):
        above = above.rpartition("/")[0] or "/"
        address = above
    return address


def _is_page(path: str) -> bool:
    urls = current_app.create_url_adapter(request)
    if urls is None:
        return False
    try:
        return bool(urls.match(path, method="GET"))
    except HTTPException:
        return path == "/"
