"""A text that arrives after its session has ended is kept for the same person, and for nobody else."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import select

from portal.accounts import kept
from portal.accounts.links import make_link
from portal.accounts.models import KeptPost, SignInSession
from portal.deadlines import now
from tests.build import NOW, a_person, a_supplier

TEXT = "A long answer\nin two lines, with <b> & æøå"


def expire(session, person):
    session.flush()
    mine = SignInSession.person_id == person.id
    session.execute(sa.update(SignInSession).where(mine).values(last_seen_at=now() - timedelta(hours=9)))
    session.expire_all()


def sign_in_again(client, session, person):
    return client.post(f"/sign-in/{make_link(session, person.id, next_path='/', now=now())}")


@pytest.fixture
def sent_late(session, sign_in):
    """A browser whose session ended before it sent a form."""
    person = a_person(session, a_supplier(session))
    client = sign_in(person)
    expire(session, person)
    answer = client.post("/profile?tab=1", data={"name": TEXT, "language": "en", "csrf_token": "old"})
    return client, person, answer


def test_it_is_shown_after_signing_in_again(sent_late, session):
    client, person, answer = sent_late
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in")
    assert "We kept" in client.get("/sign-in", headers={"Accept-Language": "en"}).text
    assert sign_in_again(client, session, person).location == "/kept"
    page = client.get("/kept").text
    assert "A long answer\nin two lines, with &lt;b&gt; &amp; æøå" in page
    assert 'value="old"' not in page


def test_sending_it_again_repeats_the_post_where_it_was_meant_for(sent_late, session):
    client, person, _ = sent_late
    sign_in_again(client, session, person)
    answer = client.post("/kept/send", data={"name": "New", "language": "en"}, follow_redirects=False)
    assert (answer.status_code, answer.location) == (307, "/profile?tab=1")
    assert session.exec(select(KeptPost)).all() == []
    assert client.get("/kept").location == "/"


def test_nobody_else_sees_it_in_the_same_browser(sent_late, session):
    client, _, _ = sent_late
    somebody = a_person(session)
    assert sign_in_again(client, session, somebody).location == "/"
    assert client.get("/kept").location == "/"
    assert client.post("/kept/send", data={}).location == "/"
    assert len(session.exec(select(KeptPost)).all()) == 1


def test_the_same_person_does_not_see_it_in_another_browser(sent_late, session, sign_in):
    _, person, _ = sent_late
    assert sign_in(person).get("/kept").location == "/"


def test_it_can_be_thrown_away(sent_late, session):
    client, person, _ = sent_late
    sign_in_again(client, session, person)
    client.post("/kept/discard")
    assert session.exec(select(KeptPost)).all() == []


def test_the_organisation_one_wrote_for_is_chosen_again(session, sign_in):
    first, second = a_supplier(session), a_supplier(session)
    person = a_person(session, first, second)
    client = sign_in(person, second)
    expire(session, person)
    client.post("/profile", data={"name": TEXT})
    sign_in_again(client, session, person)
    assert second.name in client.get("/people").text


def test_a_browser_we_never_knew_keeps_nothing(client, session):
    client.post("/profile", data={"name": TEXT})
    client.set_cookie("aktsom-session", "made up")
    client.post("/profile", data={"name": TEXT})
    assert session.exec(select(KeptPost)).all() == []


def test_another_site_cannot_have_a_text_kept(session, sign_in):
    person = a_person(session)
    client = sign_in(person)
    expire(session, person)
    client.post("/profile", data={"name": TEXT}, headers={"Sec-Fetch-Site": "cross-site"})
    assert session.exec(select(KeptPost)).all() == []


def test_it_is_not_lost_when_the_session_ends_once_more(sent_late, session):
    client, person, _ = sent_late
    sign_in_again(client, session, person)
    expire(session, person)
    client.post("/kept/send", data={"name": TEXT, "language": "en"})
    assert sign_in_again(client, session, person).location == "/kept"
    assert "A long answer" in client.get("/kept").text


def test_it_is_kept_for_a_day(session):
    person = a_person(session)
    token = kept.keep_post(session, kept.Late(person.id, None), path="/x", fields=[("a", "b")], now=NOW)
    assert kept.find_kept(session, token, person.id, now=NOW + timedelta(hours=23, minutes=59))
    assert kept.find_kept(session, token, person.id, now=NOW + timedelta(hours=24)) is None
    kept.forget_expired(session, now=NOW + timedelta(hours=24))
    assert session.exec(select(KeptPost)).all() == []


def test_htmx_gets_a_notice_and_the_page_stays(session, client):
    answer = client.post(
        "/profile", data={"name": TEXT}, headers={"HX-Request": "true", "HX-Current-URL": "http://localhost/profile"}
    )
    assert answer.status_code == 401
    assert answer.headers["HX-Retarget"] == "#lost"
    assert "/sign-in?next=/profile" in answer.text
    assert "<html" not in answer.text


class TestAFormWithAnOldToken:
    @pytest.fixture
    def strict(self, app):
        app.config["WTF_CSRF_ENABLED"] = True

    def test_is_refused_and_its_text_kept(self, strict, session, sign_in):
        client = sign_in(a_person(session, name="Before"))
        answer = client.post("/profile", data={"name": TEXT, "language": "en", "csrf_token": "old"})
        assert (answer.status_code, answer.location) == (303, "/kept")
        assert "A long answer" in client.get("/kept").text

    def test_is_refused_without_a_session(self, strict, client):
        assert client.post("/sign-in", data={"email": "a@example.org"}).status_code == 400

    def test_is_a_notice_for_htmx(self, strict, session, sign_in):
        client = sign_in(a_person(session))
        answer = client.post("/profile", data={"name": TEXT}, headers={"HX-Request": "true"})
        assert (answer.status_code, answer.headers["HX-Retarget"]) == (400, "#lost")
