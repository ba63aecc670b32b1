"""Mail goes out by SMTP, with a head that nobody can write into."""

import socket
from email import message_from_bytes

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from portal import mail


class Inbox(Message):
    """Keeps what a real SMTP server received."""

    def __init__(self):
        super().__init__()
        self.letters = []

    def handle_message(self, message):
        self.letters.append(message_from_bytes(message.as_bytes()))


@pytest.fixture
def inbox():
    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        inbox.port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=inbox.port)
    server.start()
    yield inbox
    server.stop()


def test_a_mail_arrives_by_smtp(app, inbox, settings):
    app.extensions["settings"] = settings.model_copy(update={"mail_url": f"smtp://127.0.0.1:{inbox.port}"})
    with app.app_context():
        mail.deliver(to="siri@example.org", subject="Frist på fredag", body="Hei, ære være\n", message_id="m1")
    (letter,) = inbox.letters
    assert letter["To"] == "siri@example.org"
    assert letter["Message-ID"] == "<m1@example.org>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_payload(decode=True).decode() == "Hei, ære være\n"


def test_a_line_break_in_a_subject_adds_no_header(app, settings):
    with app.app_context():
        mail.deliver(to="siri@example.org", subject="Hello\r\nBcc: all@example.org", body="Text\n")
    (letter,) = mail.letters(settings.mail_folder)
    assert letter["Bcc"] is None
    assert letter["Subject"] == "Hello Bcc: all@example.org"


def test_the_newest_letter_comes_first(app, settings):
    with app.app_context():
        for subject in ("first", "second", "third"):
            mail.deliver(to="siri@example.org", subject=subject, body="Text\n")
    assert [letter["Subject"] for letter in mail.letters(settings.mail_folder)] == ["third", "second", "first"]
