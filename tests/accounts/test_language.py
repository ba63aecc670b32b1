"""The language is the person's, else the browser's last choice, else what it asks for, else bokmål."""

import re
from html import unescape

import pytest
from sqlmodel import select

from portal.accounts.actor import Role
from portal.accounts.models import KeptPost
from portal.accounts.service import add_member
from portal.catalogues.offered import nearest, offered
from portal.languages import LANGUAGES
from tests.build import NOW, a_person, a_supplier


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("en-GB,nb;q=0.5", "en"),
        ("no", "nb"),
        ("fr", "nb"),
        ("", "nb"),
        ("fr,en;q=0.3", "en"),
        *((code, code) for code in offered()),
    ],
)
def test_a_stranger_gets_what_the_browser_asks_for(client, asked, given):
    assert f'<html lang="{given}"' in client.get("/sign-in", headers={"Accept-Language": asked}).text


def test_a_choice_is_remembered_and_comes_back_to_the_same_page(client):
    answer = client.post("/language", data={"language": "en", "next": "/sign-in?next=/reports"})
    assert answer.location == "/sign-in?next=/reports"
    assert '<html lang="en"' in client.get("/sign-in").text


def test_a_persons_choice_is_theirs_in_every_browser(session, sign_in):
    person = a_person(session, language="en")
    sign_in(person).post("/language", data={"language": "nb", "next": "/profile"})
    assert person.language == "nb"
    assert '<html lang="nb"' in sign_in(person).get("/profile").text


def test_every_offered_language_is_in_the_menu_by_its_own_name(client):
    page = client.get("/sign-in").text
    assert re.findall(r'<button class="ds-link"[^>]* lang="(\w+)"', page) == list(offered())
    assert all(f">{LANGUAGES[code].name}</button>" in page for code in offered())


@pytest.mark.parametrize(("country", "given"), [("NO", "nb"), ("GB", "en"), ("BD", "en"), ("AT", nearest("de"))])
def test_the_first_person_of_an_organisation_is_written_to_in_the_language_of_its_country(session, country, given):
    supplier = a_supplier(session)
    supplier.country = country
    assert invited_to(session, supplier).language == given


def test_others_are_written_to_in_what_most_of_their_colleagues_read(session):
    supplier = a_supplier(session)
    for language in ("nb", "en", "en"):
        a_person(session, supplier, language=language)
    assert invited_to(session, supplier).language == "en"


def test_who_has_chosen_keeps_their_language_wherever_they_are_invited(session):
    known, supplier = a_person(session, language="nb"), a_supplier(session)
    a_person(session, supplier, language="en")
    assert invited_to(session, supplier, known.email).language == "nb"


def invited_to(session, organisation, email="new@example.org"):
    return add_member(
        session, None, organisation_id=organisation.id, name="Ny", email=email, role=Role.SIGNATORY, now=NOW
    )


def test_somebody_whose_language_is_no_longer_whole_reads_the_nearest(session, sign_in):
    assert f'<html lang="{nearest("xx")}"' in sign_in(a_person(session, language="xx")).get("/profile").text


def test_no_other_language_can_be_chosen(session, sign_in):
    person = a_person(session, language="en")
    sign_in(person).post("/language", data={"language": "xx"})
    assert person.language == "en"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "\\\\elsewhere.example"])
def test_it_never_leads_elsewhere(client, elsewhere):
    assert client.post("/language", data={"language": "en", "next": elsewhere}).location == "/"


def written(page: str, name: str) -> str:
    """The text in the box of that name."""
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    assert found
    return unescape(found[1])


def test_what_was_typed_comes_along_to_the_page_it_stands_on_and_to_no_other(session, sign_in):
    person = a_person(session, language="en", name="Kari")
    visitor = sign_in(person)
    sent = visitor.post("/language?language=nb&next=/profile", data={"name": 'Kari "Ny"', "language": "en"})
    assert sent.location == "/profile"
    assert written(sign_in(person).get("/profile").text, "name") == "Kari"  # another browser
    assert 'Kari "Ny"' not in unescape(visitor.get("/profile?elsewhere=1").text)
    assert written(visitor.get("/profile").text, "name") == 'Kari "Ny"'
    assert written(visitor.get("/profile").text, "name") == "Kari"
    assert person.name == "Kari"


def test_what_a_stranger_typed_comes_along_in_their_own_browser(client):
    client.post("/language?language=en&next=/sign-in", data={"email": "kari@example.org"})
    assert written(client.get("/sign-in").text, "email") == "kari@example.org"
    assert written(client.get("/sign-in").text, "email") == ""


def test_a_stranger_cannot_fill_the_tables(client, session):
    client.post("/language?language=en&next=/sign-in", data={"email": "x" * 2000})
    assert written(client.get("/sign-in").text, "email") == ""
    assert not session.exec(select(KeptPost)).all()
