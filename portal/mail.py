"""Mail: written now, sent by a job after the commit; by SMTP, or into a folder where everything is invented."""

import mailbox
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from flask import current_app
from flask_babel import force_locale
from sqlmodel import Session

from portal import jobs
from portal.catalogues.offered import nearest
from portal.deadlines import now
from portal.schema import new_id
from portal.settings import Settings

SMTP_PORT: Final = 587
SMTPS_PORT: Final = 465
TIMEOUT: Final = 20.0  # seconds


def send(session: Session, *, to: str, subject: str, body: str) -> None:
    """Have a plain-text mail sent once this transaction is committed."""
    jobs.defer(session, "mail.send", to=to, subject=subject, body=body, message_id=str(new_id()))


@jobs.task("mail.send")
def send_mail(_session: Session, to: str, subject: str, body: str, message_id: str) -> None:
    """Send one mail; a second attempt carries the same Message-ID, by which servers know it."""
    deliver(to=to, subject=subject, body=body, message_id=message_id)


def deliver(*, to: str, subject: str, body: str, message_id: str | None = None) -> None:
    """Send a mail at once; for jobs only, because a request must not wait for a mail server."""
    settings: Settings = current_app.extensions["settings"]
    message = _message(settings, to, subject, body, message_id or str(new_id()))
    if settings.mail_folder is not None:
        _box(settings.mail_folder).add(message)
    else:
        _send_by_smtp(settings.mail_url, message)


def address_of(path: str) -> str:
    """Give the full address of one of our pages, for a mail. The request's own Host is never trusted for that."""
    settings: Settings = current_app.extensions["settings"]
    return settings.address + path


@contextmanager
def written_to(language: str) -> Iterator[None]:
    """Let gettext and Babel write to a reader of this language, or of the nearest one that there is, in this block."""
    with force_locale(nearest(language)):
        yield


def letters(folder: Path) -> list[EmailMessage]:
    """Give all mails of the folder, newest first, for the demo's mail page."""
    box = _box(folder)
    found = [message_from_bytes(box.get_bytes(key), policy=SMTP) for key in box.keys()]  # noqa: SIM118  it has no __iter__ over keys
    return sorted(found, key=lambda letter: str(letter["Message-ID"]), reverse=True)


def _message(settings: Settings, to: str, subject: str, body: str, message_id: str) -> EmailMessage:
    name, sender = parseaddr(settings.mail_from)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name, addr_spec=sender)
    message["To"] = Address(addr_spec=to)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = now()
    message["Message-ID"] = f"<{message_id}@{sender.partition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    return message


def _send_by_smtp(url: str, message: EmailMessage) -> None:
    """Send by the server of MAIL_URL. A password never travels unencrypted."""
    parts = urlsplit(url)
    host, tls = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or SMTPS_PORT, timeout=TIMEOUT, context=tls)
    else:
        server = smtplib.SMTP(host, parts.port or SMTP_PORT, timeout=TIMEOUT)
    with server:
        server.ehlo()
        if parts.scheme == "smtp" and (parts.username or server.has_extn("starttls")):
            server.starttls(context=tls)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)


@cache
def _box(folder: Path) -> mailbox.Maildir:
    folder.parent.mkdir(parents=True, exist_ok=True)
    return mailbox.Maildir(folder, create=True)
