"""What was sent after the session had ended: shown again, to be sent again."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import KEPT, delete_cookie, read_cookie, signed_in_person
from portal.accounts.kept import discard_kept, find_kept
from portal.accounts.models import KeptPost
from portal.accounts.views.blueprint import blueprint
from portal.database import get_session
from portal.deadlines import now


@blueprint.get("/kept")
def kept() -> Response | str:
    """Show the text that was kept, with a button that sends it."""
    found = _find()
    if found is None:
        return redirect("/")
    texts = [text for name, text in found.fields if text.strip() and not name.endswith("revision")]
    return render_template("accounts/kept.html", fields=found.fields, texts=texts)


@blueprint.post("/kept/send")
def send_kept() -> Response:
    """Have the browser send the same fields where they were meant for: 307 repeats a POST as it is."""
    found = _find()
    if found is None:
        return redirect("/", 303)
    discard_kept(get_session(), found)
    response = redirect(found.path, 307)
    delete_cookie(response, KEPT)
    return response


@blueprint.post("/kept/discard")
def discard() -> Response:
    """Forget the text."""
    found = _find()
    if found is not None:
        discard_kept(get_session(), found)
    response = redirect(url_for("accounts.sign_in"), 303)
    delete_cookie(response, KEPT)
    return response


def _find() -> KeptPost | None:
    return find_kept(get_session(), read_cookie(KEPT), signed_in_person().person_id, now=now())
