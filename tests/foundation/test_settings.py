"""Settings come from the environment; production refuses what is unsafe, and every setting is documented."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from portal.settings import SAMPLE_SECRET, Environment, Settings, as_markdown

DOCUMENT = Path(__file__).parents[2] / "docs/settings.md"

SAFE = {
    "PORTAL_ENV": "production",
    "PUBLIC_URL": "https://portal.example.org",
    "SECRET_KEY": "x" * 48,
    "DATABASE_URL": "postgresql://portal@db.example.org/portal",
    "MAIL_URL": "smtps://user:password@mail.example.org",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return lambda values: [monkeypatch.setenv(name, value) for name, value in values.items()]


def test_a_safe_production_starts(environment):
    environment(SAFE)
    settings = Settings()
    assert settings.secure_cookies
    assert not settings.shows_mail


def test_nothing_set_is_production_and_so_refused():
    with pytest.raises(ValidationError, match="SECRET_KEY"):
        Settings()


@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        ({"SECRET_KEY": SAMPLE_SECRET}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"PORTAL_DEMO": "1"}, "PORTAL_DEMO"),
        ({"DATABASE_URL": ""}, "DATABASE_URL"),
        ({"MAIL_URL": "maildir:var/mail"}, "MAIL_URL"),
        ({"MAIL_URL": "ftp://x"}, "MAIL_URL"),
        ({"PUBLIC_URL": "http://portal.example.org"}, "PUBLIC_URL"),
        ({"COOKIES_SECURE": "0"}, "COOKIES_SECURE"),
    ],
    ids=lambda value: " ".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else value,
)
def test_production_refuses(environment, wrong, names):
    environment(SAFE | wrong)
    with pytest.raises(ValidationError, match=names):
        Settings()


def test_all_that_is_unsafe_is_told_at_once(environment):
    environment({"PORTAL_ENV": "production"})
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert all(name in str(refused.value) for name in ("SECRET_KEY", "DATABASE_URL", "MAIL_URL", "PUBLIC_URL"))


def test_a_refusal_shows_no_secret(environment):
    environment(SAFE | {"PUBLIC_URL": "", "SECRET_KEY": "a-real-secret-that-nobody-may-read-in-a-log"})
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert "a-real-secret" not in str(refused.value)


def test_the_demo_is_development_on_a_server_of_our_own(environment):
    environment({"PORTAL_DEMO": "1"})
    settings = Settings()
    assert settings.portal_env is Environment.DEVELOPMENT
    assert settings.embedded
    assert settings.shows_mail


@pytest.mark.parametrize(
    "more", [{"DATABASE_URL": "postgresql://x/y"}, {"MAIL_URL": "smtp://localhost"}, {"PORTAL_DEMO": "0"}]
)
def test_the_mail_page_is_for_the_demo_on_its_own_server_only(environment, more):
    environment({"PORTAL_ENV": "development", "PORTAL_DEMO": "1"} | more)
    assert not Settings().shows_mail


def test_the_address_follows_from_host_and_port(environment):
    environment({"PORTAL_DEMO": "1", "PORT": "8123"})
    assert Settings().address == "http://127.0.0.1:8123"


def test_a_folder_of_own_forms_must_be_there(environment, tmp_path):
    environment({**SAFE, "FORMS_FOLDER": str(tmp_path)})
    assert Settings().forms_folder == tmp_path
    environment({"FORMS_FOLDER": str(tmp_path / "nothing")})
    with pytest.raises(ValidationError, match="FORMS_FOLDER is no folder"):
        Settings()


def test_every_setting_is_in_the_document():
    assert as_markdown() in DOCUMENT.read_text(encoding="utf-8"), "write docs/settings.md again from as_markdown()"
