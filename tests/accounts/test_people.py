"""Colleagues are invited by those who may, to their own organisation, with roles of its kind."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import Session

from portal import mail
from portal.accounts import service
from portal.accounts.actor import ROLES_OF, OrganisationKind, Role
from portal.accounts.errors import AlreadyMember, LastOfRole, NumberNotValid, NumberTaken, RoleNotYours
from portal.errors import NotFound
from portal.history import story
from tests.build import NOW, a_person, a_supplier, an_actor, an_authority, somebody

INVITATION = {"name": "Ola Ny", "email": "ola.ny@example.org", "role": "signatory"}


def invite(session, actor, role, email="new@example.org"):
    return service.invite_colleague(session, actor, name="Ny Kollega", email=email, role=role, now=NOW)


@pytest.mark.parametrize("role", ROLES_OF[OrganisationKind.SUPPLIER])
def test_a_suppliers_contact_invites_contacts_and_signatories(session, role, waiting_jobs):
    supplier = a_supplier(session)
    person = invite(session, somebody(session, supplier, Role.SUPPLIER_CONTACT), role)
    assert service.roles_at(session, person.id, supplier.id) == {role}
    assert [name for name, _ in waiting_jobs()] == ["accounts.mail_invitation"]
    assert [event.name for event in story(session, "organisation", supplier.id)] == ["member_added"]


@pytest.mark.parametrize("role", ROLES_OF[OrganisationKind.AUTHORITY])
def test_an_administrator_invites_the_authoritys_people(session, role):
    authority = an_authority(session)
    person = invite(session, somebody(session, authority, Role.ADMINISTRATOR), role)
    assert service.roles_at(session, person.id, authority.id) == {role}


@pytest.mark.parametrize("own", [Role.SIGNATORY, Role.REVIEWER, Role.BUYER])
@pytest.mark.parametrize("role", Role)
def test_nobody_else_invites(session, own, role):
    is_supplier = own in ROLES_OF[OrganisationKind.SUPPLIER]
    organisation = a_supplier(session) if is_supplier else an_authority(session)
    with pytest.raises(RoleNotYours):
        invite(session, somebody(session, organisation, own), role)


@pytest.mark.parametrize("role", ROLES_OF[OrganisationKind.AUTHORITY])
def test_a_supplier_gives_no_role_of_an_authority(session, role):
    supplier = a_supplier(session)
    with pytest.raises(RoleNotYours):
        invite(session, somebody(session, supplier, Role.SUPPLIER_CONTACT), role)
    with pytest.raises(NotFound):
        service.add_member(
            session, None, organisation_id=supplier.id, name="X", email="x@example.org", role=role, now=NOW
        )


def test_the_same_role_is_given_once_however_the_address_is_written(session):
    actor = somebody(session, a_supplier(session), Role.SUPPLIER_CONTACT)
    invite(session, actor, Role.SIGNATORY, "New@Example.org")
    with pytest.raises(AlreadyMember):
        invite(session, actor, Role.SIGNATORY, " new@example.ORG")


def test_a_known_person_gets_the_role_and_keeps_their_name(session):
    known = a_person(session, name="Kari Kjent", email="kari@example.org")
    actor = somebody(session, a_supplier(session), Role.SUPPLIER_CONTACT)
    assert invite(session, actor, Role.SIGNATORY, "kari@example.org").id == known.id
    assert known.name == "Kari Kjent"


def test_the_page_invites_and_the_mail_tells(session, sign_in, settings, run_jobs):
    supplier = a_supplier(session, "Fjordtek AS")
    client = sign_in(a_person(session, supplier, roles=(Role.SUPPLIER_CONTACT,), name="Siri"))
    assert client.post("/people/invite", data=INVITATION).location == "/people"
    assert "Ola Ny" in client.get("/people").text
    run_jobs()
    letter = mail.letters(settings.mail_folder)[0]
    assert letter["To"] == "ola.ny@example.org"
    assert "Fjordtek AS" in letter["Subject"]
    assert "http://localhost/sign-in" in letter.get_content()


@pytest.mark.parametrize(
    "wrong", [{"email": "nobody"}, {"name": " "}, {"role": ""}, {"role": "administrator"}, {"name": "x\ny"}]
)
def test_the_page_says_what_is_wrong_and_keeps_what_was_written(session, sign_in, wrong):
    client = sign_in(a_person(session, a_supplier(session), roles=(Role.SUPPLIER_CONTACT,)))
    answer = client.post("/people/invite", data=INVITATION | {"name": "Kept Name"} | wrong)
    assert answer.status_code == 422
    assert "ds-error-summary" in answer.text
    assert "name" in wrong or "Kept Name" in answer.text


def test_the_page_says_when_the_role_is_held_already(session, sign_in):
    client = sign_in(a_person(session, a_supplier(session), roles=(Role.SUPPLIER_CONTACT,)))
    client.post("/people/invite", data=INVITATION)
    again = client.post("/people/invite", data=INVITATION)
    assert again.status_code == 422
    assert "Ola Ny" in again.text


def test_colleagues_are_those_of_ones_own_organisation_by_name(session):
    supplier = a_supplier(session)
    people = [a_person(session, supplier, name=name) for name in ("Åse", "Anders", "Øyvind")]
    a_person(session, a_supplier(session))
    found = service.colleagues(session, an_actor(people[0], supplier))
    assert [each.person.name for each in found] == ["Anders", "Øyvind", "Åse"]


def test_who_may_give_a_role_may_take_it(session):
    authority = an_authority(session)
    administrator = somebody(session, authority, Role.ADMINISTRATOR)
    colleague = a_person(session, authority, roles=(Role.REVIEWER, Role.BUYER))
    service.remove_role(session, administrator, colleague.id, Role.REVIEWER, now=NOW)
    assert service.roles_at(session, colleague.id, authority.id) == {Role.BUYER}
    assert [event.name for event in story(session, "organisation", authority.id)] == ["member_removed"]


@pytest.mark.parametrize("own", [Role.SIGNATORY, Role.REVIEWER, Role.BUYER])
@pytest.mark.parametrize("role", Role)
def test_nobody_else_takes_a_role(session, own, role):
    organisation = a_supplier(session) if own in ROLES_OF[OrganisationKind.SUPPLIER] else an_authority(session)
    actor = somebody(session, organisation, own)
    with pytest.raises(RoleNotYours):
        service.remove_role(session, actor, a_person(session, organisation).id, role, now=NOW)


def test_a_role_at_another_organisation_is_not_found(session):
    elsewhere = a_person(session, an_authority(session), roles=(Role.REVIEWER,))
    with pytest.raises(NotFound):
        service.remove_role(
            session,
            somebody(session, an_authority(session), Role.ADMINISTRATOR),
            elsewhere.id,
            Role.REVIEWER,
            now=NOW,
        )


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.SUPPLIER_CONTACT])
def test_the_last_who_can_invite_stays(session, role):
    organisation = an_authority(session) if role is Role.ADMINISTRATOR else a_supplier(session)
    last = somebody(session, organisation, role)
    with pytest.raises(LastOfRole):
        service.remove_role(session, last, last.person_id, role, now=NOW)
    somebody(session, organisation, role)
    service.remove_role(session, last, last.person_id, role, now=NOW)
    assert service.roles_at(session, last.person_id, organisation.id) == frozenset()


def test_the_page_takes_a_role_and_it_holds_from_the_next_click(session, sign_in):
    supplier = a_supplier(session)
    contact = a_person(session, supplier, roles=(Role.SUPPLIER_CONTACT,))
    colleague = a_person(session, supplier, roles=(Role.SIGNATORY,), name="Per Signatur")
    page, theirs = sign_in(contact), sign_in(colleague)
    assert "Per Signatur shall no longer be signatory" in page.get("/people").text
    assert page.post(f"/people/{colleague.id}/roles/signatory/remove").location == "/people"
    assert "Per Signatur" not in page.get("/people").text
    assert theirs.get("/people").status_code in {303, 404}
    refused = page.post(f"/people/{contact.id}/roles/supplier_contact/remove", follow_redirects=True)
    assert "Nobody else is contact person" in refused.text
    assert page.post(f"/people/{contact.id}/roles/king/remove").status_code == 404


def test_two_organisations_invite_somebody_new_at_once(live_database, live_app):
    with Session(live_database, expire_on_commit=False) as session:
        actors = [somebody(session, a_supplier(session), Role.SUPPLIER_CONTACT) for _ in range(4)]
        session.commit()
    gate = threading.Barrier(len(actors))

    def invite_at_once(actor):
        with Session(live_database) as own:
            gate.wait()
            person = invite(own, actor, Role.SIGNATORY)
            own.commit()
            return person.id

    with ThreadPoolExecutor() as pool:
        assert len(set(pool.map(invite_at_once, actors))) == 1


def test_ones_own_name_and_language_can_be_changed(session, sign_in):
    person = a_person(session, language="en")
    client = sign_in(person)
    assert client.post("/profile", data={"name": " Nytt Navn ", "language": "nb"}).status_code == 303
    assert (person.name, person.language) == ("Nytt Navn", "nb")
    assert '<html lang="nb"' in client.get("/profile").text


class TestNumbers:
    @pytest.mark.parametrize(
        ("number", "country", "stored"),
        [
            ("988 077 917", "NO", "988077917"),
            ("556016-0680", "SE", "5560160680"),
            ("13585628", "DK", "13585628"),
            ("2077474-0", "FI", "20774740"),
            ("8567346215", "PL", "8567346215"),
            ("A 12 / 3", "US", "A12/3"),
        ],
    )
    def test_are_checked_by_the_register_of_their_country(self, number, country, stored):
        assert service.read_number(number, country) == stored

    @pytest.mark.parametrize(
        ("number", "country"), [("988077918", "NO"), ("", "NO"), ("556016-0681", "SE"), ("x", "DK"), (" ", "US")]
    )
    def test_that_break_the_rule_are_refused(self, number, country):
        with pytest.raises(NumberNotValid):
            service.read_number(number, country)

    def test_belong_to_one_organisation(self, session):
        known = a_supplier(session)
        with pytest.raises(NumberTaken):
            service.register_organisation(
                session,
                None,
                kind=OrganisationKind.SUPPLIER,
                name="Twice",
                number=known.number,
                country="NO",
                now=NOW,
            )

    def test_registering_is_an_event_of_the_organisation(self, session):
        registered = service.register_organisation(
            session, None, kind=OrganisationKind.SUPPLIER, name=" Ås AS ", number="988077917", country="NO", now=NOW
        )
        assert (registered.name, registered.sort_key) == ("Ås AS", "}s as")
        assert [event.name for event in story(session, "organisation", registered.id)] == ["organisation_registered"]
