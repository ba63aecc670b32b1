"""A person signs in with a mailed link: once, within fifteen minutes, by a button."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from portal import mail
from portal.accounts import links, sessions
from portal.accounts.errors import LinkNotValid, TooManyRequests
from portal.accounts.models import SignInLink, SignInSession
from portal.deadlines import now
from portal.history import story
from tests.build import NOW, a_person, a_supplier


def ask(client, email, **more):
    return client.post("/sign-in", data={"email": email, **more})


def mailed_path(settings):
    """The path of the link in the newest mail."""
    text = mail.letters(settings.mail_folder)[0].get_content()
    return re.search(r"http://localhost(/sign-in/\S+)", text)[1]


def test_the_whole_way_from_address_to_page(client, session, settings, run_jobs):
    person = a_person(session, a_supplier(session))
    assert ask(client, f" {person.email.upper()} ", next="/profile").location == "/sign-in/sent"
    assert run_jobs() == ["accounts.mail_link"]
    path = mailed_path(settings)
    assert "Sign in to Aktsom" in client.get(path, headers={"Accept-Language": "en"}).text
    answer = client.post(path)
    assert (answer.status_code, answer.location) == (303, "/profile")
    assert person.name in client.get("/profile").text
    assert [event.name for event in story(session, "person", person.id)] == ["signed_in"]


def test_the_answer_is_the_same_for_an_address_nobody_has(client, session, settings, run_jobs, waiting_jobs):
    person = a_person(session)
    known, unknown = ask(client, person.email), ask(client, "nobody@example.org")
    assert (known.status_code, known.location, known.text) == (unknown.status_code, unknown.location, unknown.text)
    assert [name for name, _ in waiting_jobs()] == ["accounts.mail_link"] * 2
    run_jobs()
    assert len(mail.letters(settings.mail_folder)) == 1


def test_the_queue_holds_no_token(client, session, settings, run_jobs, waiting_jobs):
    ask(client, a_person(session).email)
    waiting = str(waiting_jobs())
    run_jobs()
    assert mailed_path(settings).rpartition("/")[2] not in waiting


def test_the_mail_is_in_the_persons_language(client, session, settings, run_jobs):
    ask(client, a_person(session, language="en").email)
    run_jobs()
    assert mail.letters(settings.mail_folder)[0]["Subject"] == "Your link to sign in to Aktsom"


@pytest.mark.parametrize(
    "email", ["", "no at sign", "two@@example.org", "a@b", "a b@example.org", "x" * 250 + "@example.org"]
)
def test_what_is_no_address_stays_in_its_box_with_a_message(client, email, waiting_jobs):
    answer = ask(client, email)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert waiting_jobs() == []


def test_opening_the_page_of_a_link_uses_nothing(client, session):
    token = links.make_link(session, a_person(session).id, next_path="/", now=now())
    for _ in range(3):
        assert client.get(f"/sign-in/{token}").status_code == 200
    assert client.post(f"/sign-in/{token}").status_code == 303


def test_a_link_works_once(client, session):
    token = links.make_link(session, a_person(session).id, next_path="/", now=now())
    client.post(f"/sign-in/{token}")
    again = client.post(f"/sign-in/{token}")
    assert again.status_code == 410
    assert "/sign-in" in again.text


def test_a_link_works_for_fifteen_minutes(session):
    token = links.make_link(session, a_person(session).id, next_path="/", now=NOW)
    assert links.is_valid(session, token, now=NOW + timedelta(minutes=14, seconds=59))
    with pytest.raises(LinkNotValid):
        links.use_link(session, token, now=NOW + timedelta(minutes=15))


def test_an_unknown_link_is_refused_as_a_used_one(client):
    assert client.get("/sign-in/made-up").status_code == 410
    assert client.post("/sign-in/made-up").status_code == 410


def test_neither_links_nor_sessions_can_be_read_from_the_tables(session):
    person = a_person(session)
    link = links.make_link(session, person.id, next_path="/", now=NOW)
    opened = sessions.open_session(session, person, browser="", organisation_id=None, now=NOW)
    assert session.exec(select(SignInLink)).one().token_hash != link
    assert session.exec(select(SignInSession)).one().token_hash != opened


@pytest.mark.parametrize(
    ("next_path", "location"),
    [
        ("/reports?year=2027", "/reports?year=2027"),
        ("https://elsewhere.example/x", "/"),
        ("//elsewhere.example/x", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nSet-Cookie: x=1", "/"),
        ("", "/"),
    ],
)
def test_a_link_leads_to_pages_of_ours_only(client, session, settings, run_jobs, next_path, location):
    ask(client, a_person(session).email, next=next_path)
    run_jobs()
    assert client.post(mailed_path(settings)).location == location


def test_a_link_in_a_mail_ignores_the_host_of_the_request(client, session, settings, run_jobs):
    client.post("/sign-in", data={"email": a_person(session).email}, base_url="http://evil.example")
    run_jobs()
    assert mailed_path(settings).startswith("/sign-in/")


class TestAskingTooOften:
    def ask(self, session, email, address, moment=NOW):
        links.ask_for_link(session, email, address=address, next_path="/", now=moment)

    def test_for_one_address_of_mail_known_or_not(self, session):
        for number in range(links.MOST_PER_EMAIL):
            self.ask(session, "Somebody@example.org", f"192.0.2.{number}")
        with pytest.raises(TooManyRequests):
            self.ask(session, "somebody@EXAMPLE.org", "192.0.2.99")
        self.ask(session, "somebody.else@example.org", "192.0.2.99")

    def test_from_one_network_address(self, session):
        for number in range(links.MOST_PER_ADDRESS):
            self.ask(session, f"person{number}@example.org", "192.0.2.1")
        with pytest.raises(TooManyRequests):
            self.ask(session, "one.more@example.org", "192.0.2.1")

    def test_is_forgiven_after_ten_minutes(self, session):
        for number in range(links.MOST_PER_EMAIL):
            self.ask(session, "somebody@example.org", f"192.0.2.{number}")
        self.ask(session, "somebody@example.org", "192.0.2.99", NOW + links.WINDOW)

    def test_is_told_in_words(self, client):
        for _ in range(links.MOST_PER_EMAIL):
            ask(client, "somebody@example.org")
        refused = ask(client, "somebody@example.org")
        assert refused.status_code == 429
        assert "10" in refused.text
