"""What every request gets: one transaction, safe headers, and a page for everything that can go wrong."""

import logging
import re

import pytest
import sqlalchemy as sa
from flask import Blueprint, request
from sqlmodel import select

from portal.access import PUBLIC, ROUTES
from portal.accounts.models import Person
from portal.app import create_app
from portal.database import Database, NotDurableError, get_session, make_engine, require_durable
from portal.deadlines import now
from portal.errors import NotFound, Refused
from tests.build import a_person, a_supplier


class Full(Refused):
    code = "full"
    status = 409


@pytest.fixture
def page(app, monkeypatch):
    """Add a page to the app: `page(view)` is then at /only-in-this-test."""

    def add(view, methods=("GET", "POST")):
        blueprint = Blueprint("try", __name__)
        blueprint.add_url_rule("/only-in-this-test", "page", view, methods=methods)
        monkeypatch.setitem(ROUTES, "try.page", PUBLIC)
        app.register_blueprint(blueprint)

    return add


def store_somebody():
    get_session().add(Person(email="kept@example.org", name="Kept", language="nb", created_at=now()))


def stored(session):
    return session.exec(select(Person.email)).all()


class TestOneTransaction:
    def test_is_committed_when_the_answer_is_a_success(self, page, client, session):
        page(lambda: store_somebody() or "fine")
        client.post("/only-in-this-test")
        assert stored(session) == ["kept@example.org"]

    @pytest.mark.parametrize("status", [400, 404, 409, 422, 500])
    def test_is_rolled_back_when_it_is_not(self, page, client, session, status):
        page(lambda: (store_somebody() or "no", status))
        client.post("/only-in-this-test")
        assert stored(session) == []

    def test_is_rolled_back_by_an_accident(self, app, page, client, session):
        def fail():
            store_somebody()
            get_session().flush()
            raise ZeroDivisionError

        app.config["TESTING"] = False
        page(fail)
        assert client.post("/only-in-this-test").status_code == 500
        assert stored(session) == []


class TestWhatGoesWrong:
    def test_a_refusal_is_a_sentence_with_its_status(self, page, client):
        def refuse():
            raise Full

        page(refuse)
        answer = client.get("/only-in-this-test")
        assert answer.status_code == 409
        assert "<html" in answer.text

    def test_a_refusal_is_a_fragment_for_htmx(self, page, client):
        def refuse():
            raise Full

        page(refuse)
        answer = client.get("/only-in-this-test", headers={"HX-Request": "true"})
        assert answer.status_code == 409
        assert "<html" not in answer.text
        assert 'role="alert"' in answer.text

    @pytest.mark.parametrize("language", ["nb", "en"])
    def test_not_found_is_told_in_the_readers_language(self, client, language):
        answer = client.get("/nowhere", headers={"Accept-Language": language})
        assert answer.status_code == 404
        assert f'<html lang="{language}"' in answer.text

    def test_not_yours_looks_as_if_it_did_not_exist(self, page, client):
        def refuse():
            raise NotFound

        page(refuse)
        nowhere, refused = client.get("/nowhere"), client.get("/only-in-this-test")
        without_paths = [re.sub(r"/nowhere|/only-in-this-test", "", page.text) for page in (nowhere, refused)]
        assert without_paths[0] == without_paths[1]

    def test_an_accident_shows_no_trace_but_a_reference_that_is_in_the_log(self, app, page, client, caplog):
        def fail():
            raise ZeroDivisionError("a secret")

        app.config["TESTING"] = False
        page(fail)
        with caplog.at_level(logging.ERROR, "portal.errors"):
            answer = client.get("/only-in-this-test", headers={"Accept-Language": "en"})
        reference = re.search(r"reference: ([0-9a-f]{8})", answer.text)[1]
        assert answer.status_code == 500
        assert "a secret" not in answer.text
        assert reference in caplog.text
        assert "ZeroDivisionError" in caplog.text

    def test_a_page_is_shown_also_when_the_database_is_gone(self, settings):
        app = create_app(settings, Database(make_engine("postgresql://nobody@127.0.0.1:1/nothing")))
        app.config["TESTING"] = False
        client = app.test_client()
        client.set_cookie("aktsom-session", "x")
        assert client.get("/profile").status_code == 500
        assert client.get("/health/live").status_code == 200
        assert client.get("/health/ready").status_code == 503

    def test_too_much_is_413(self, page, client):
        page(lambda: request.form.get("x", ""))
        assert client.post("/only-in-this-test", data={"x": "x" * (3 * 1024 * 1024)}).status_code == 413

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_null_character_is_refused(self, page, client, method):
        page(lambda: "fine")
        kind = "query_string" if method == "get" else "data"
        assert getattr(client, method)("/only-in-this-test", **{kind: {"x": "a\0b"}}).status_code == 400


class TestHeaders:
    def test_every_page_refuses_what_is_not_ours(self, client):
        for path in ("/sign-in", "/nowhere", "/health/live"):
            headers = client.get(path).headers
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "same-origin"
            assert "Strict-Transport-Security" not in headers

    def test_pages_are_not_kept_by_caches(self, session, sign_in):
        answer = sign_in(a_person(session)).get("/profile")
        assert answer.headers["Cache-Control"] == "private, no-cache"

    def test_https_gets_strict_cookies_and_transport(self, settings, connection, session):
        safe = settings.model_copy(update={"public_url": "https://portal.example.org"})
        app = create_app(safe, Database(connection))
        answer = app.test_client().get("/sign-in")
        assert "max-age=63072000" in answer.headers["Strict-Transport-Security"]
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith("__Host-aktsom=")
        assert "Secure" in cookie


class TestHealth:
    def test_ready_when_the_tables_are_of_this_version(self, client):
        assert client.get("/health/ready").text == "ready\n"

    def test_not_ready_when_they_are_not(self, client, connection):
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001_foundation'"))
        assert client.get("/health/ready").status_code == 503

    def test_not_ready_when_the_server_may_forget(self, client, connection):
        connection.execute(sa.text("SET LOCAL synchronous_commit = off"))
        answer = client.get("/health/ready")
        assert (answer.status_code, answer.text) == (503, "turn on in PostgreSQL: synchronous_commit\n")


def test_a_server_that_may_forget_is_refused(session):
    require_durable(session)
    session.connection().execute(sa.text("SET LOCAL synchronous_commit = off"))
    with pytest.raises(NotDurableError, match="synchronous_commit"):
        require_durable(session)


def test_a_page_of_ones_own_costs_few_statements(session, sign_in, count_statements):
    client = sign_in(a_person(session, a_supplier(session)))
    with count_statements() as statements:
        client.get("/people")
    assert len(statements) <= 3


def test_the_demo_mail_page_exists_in_the_demo_only(app, client, settings):
    assert client.get("/demo/mail").status_code == 404
    demo = settings.model_copy(update={"portal_demo": True, "database_url": ""})
    app.extensions["settings"] = demo
    assert client.get("/demo/mail").status_code == 200
