"""The demo's mailbox: everybody's mail on one page, where everything is invented."""

import re
from typing import Final

from flask import current_app, render_template
from werkzeug.exceptions import NotFound

from portal import mail
from portal.accounts.views.blueprint import blueprint
from portal.settings import Settings

ADDRESS: Final = re.compile(r"(https?://\S+)")
NEWEST: Final = 50


@blueprint.get("/demo/mail")
def demo_mail() -> str:
    """Show the mails that would have been sent, newest first. There is no such page outside the demo."""
    settings: Settings = current_app.extensions["settings"]
    if not settings.shows_mail or settings.mail_folder is None:
        raise NotFound
    letters = mail.letters(settings.mail_folder)[:NEWEST]
    return render_template("accounts/demo_mail.html", letters=letters, parts=_parts)


def _parts(text: str) -> list[str]:
    """Take a text apart so that the template can make links of its addresses: those stand at odd places."""
    return ADDRESS.split(text)
