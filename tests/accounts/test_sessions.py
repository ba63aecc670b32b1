"""A session is a row on the server: it ends when told, when idle, and after a week; and rights end at once."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import select

from portal.accounts import sessions
from portal.accounts.actor import OrganisationKind, Role
from portal.accounts.links import make_link
from portal.accounts.models import Membership, SignInSession
from portal.deadlines import now
from portal.errors import NotFound
from tests.build import NOW, a_person, a_supplier, add_role, an_authority


def opened(session, person, moment=NOW):
    return sessions.open_session(session, person, browser="Firefox", organisation_id=None, now=moment)


def test_a_session_knows_person_organisation_and_roles_by_one_statement(session, count_statements):
    supplier = a_supplier(session)
    person = a_person(session, supplier, roles=(Role.SIGNATORY, Role.SUPPLIER_CONTACT))
    token = opened(session, person)
    with count_statements() as statements:
        actor = sessions.find_session(session, token, now=NOW).actor
    assert len(statements) == 1
    assert (actor.person_id, actor.organisation_id, actor.kind) == (person.id, supplier.id, OrganisationKind.SUPPLIER)
    assert actor.roles == {Role.SIGNATORY, Role.SUPPLIER_CONTACT}


def test_it_ends_after_eight_hours_without_a_visit(session):
    token = opened(session, a_person(session))
    assert sessions.find_session(session, token, now=NOW + timedelta(hours=8)) is None
    assert sessions.find_session(session, token, now=NOW + timedelta(hours=7, minutes=59))


def test_a_visit_keeps_it_but_not_beyond_a_week(session):
    token, moment = opened(session, a_person(session)), NOW
    while moment < NOW + timedelta(days=7) - timedelta(hours=4):
        moment += timedelta(hours=4)
        assert sessions.find_session(session, token, now=moment)
        session.expire_all()
    assert sessions.find_session(session, token, now=NOW + timedelta(days=7)) is None


def test_a_visit_is_noted_every_five_minutes_by_the_statement_that_recognises_it(session, count_statements):
    token, noted = opened(session, a_person(session)), []
    for minutes in (4, 5, 9, 10):
        with count_statements() as statements:
            sessions.find_session(session, token, now=NOW + timedelta(minutes=minutes))
        assert len(statements) == 1
        noted.append(session.exec(select(SignInSession.last_seen_at)).one() - NOW)
    assert [seen // timedelta(minutes=1) for seen in noted] == [0, 5, 5, 10]


def test_a_role_taken_away_is_gone_at_the_next_request(session, sign_in):
    supplier = a_supplier(session)
    client = sign_in(a_person(session, supplier, roles=(Role.SUPPLIER_CONTACT,)))
    assert client.get("/people/invite").status_code == 200
    session.delete(session.exec(select(Membership)).one())
    assert client.get("/people/invite").status_code == 303  # no organisation is left to act for
    assert client.get("/organisation").status_code == 200


def test_signing_in_gives_a_new_token_and_ends_the_old_session(session, sign_in, app):
    person = a_person(session)
    client = sign_in(person)
    before = client.get_cookie("aktsom-session").value
    token = sessions_link(session, person)
    client.post(f"/sign-in/{token}")
    after = client.get_cookie("aktsom-session").value
    assert before != after
    assert sessions.find_session(session, before, now=now()) is None
    assert sessions.find_session(session, after, now=now()).person_id == person.id


def sessions_link(session, person):
    return make_link(session, person.id, next_path="/", now=now())


def test_signing_out_ends_this_browser_only(session, sign_in):
    person = a_person(session)
    here, there = sign_in(person), sign_in(person)
    here.post("/sign-out")
    assert here.get("/profile").status_code == 303
    assert there.get("/profile").status_code == 200


def test_signing_out_everywhere_ends_all(session, sign_in):
    person = a_person(session)
    here, there, somebody = sign_in(person), sign_in(person), sign_in(a_person(session))
    here.post("/sign-out/everywhere")
    assert [browser.get("/profile").status_code for browser in (here, there, somebody)] == [303, 303, 200]


def test_another_browser_can_be_signed_out_but_not_somebody_elses(session, sign_in):
    person = a_person(session)
    here, there = sign_in(person), sign_in(person)
    row = session.exec(select(SignInSession).order_by(SignInSession.created_at.desc())).first()
    stranger = sign_in(a_person(session))
    assert stranger.post(f"/profile/sessions/{row.id}/end").status_code == 404
    assert here.post(f"/profile/sessions/{row.id}/end").status_code == 303
    assert there.get("/profile").status_code == 303


class TestActingForSeveral:
    def test_one_organisation_is_chosen_by_itself(self, session):
        supplier = a_supplier(session)
        person = a_person(session, supplier)
        signed_in = sessions.find_session(session, opened(session, person), now=NOW)
        assert signed_in.seat.organisation_id == supplier.id

    def test_several_must_be_chosen_from(self, session, sign_in):
        first, second = a_supplier(session, "Alfa"), an_authority(session, "Bravo kommune")
        client = sign_in(a_person(session, first, second))
        assert client.get("/people").location == "/organisation?next=/people"
        page = client.get("/organisation?next=/people").text
        assert page.index("Alfa") < page.index("Bravo kommune")
        answer = client.post("/organisation", data={"organisation": str(second.id), "next": "/people"})
        assert answer.location == "/people"
        assert "Bravo kommune" in client.get("/people").text

    def test_an_organisation_of_others_is_not_found(self, session, sign_in):
        client = sign_in(a_person(session, a_supplier(session), a_supplier(session)))
        answer = client.post("/organisation", data={"organisation": str(a_supplier(session).id)})
        assert answer.status_code == 404

    def test_roles_count_where_they_are_held(self, session):
        first, second = a_supplier(session), a_supplier(session)
        person = a_person(session, first, roles=(Role.SIGNATORY,))
        add_role(session, person, second, Role.SUPPLIER_CONTACT)
        session.flush()
        token = opened(session, person)
        sessions.choose_organisation(session, sessions.find_session(session, token, now=NOW), second.id)
        session.expire_all()
        assert sessions.find_session(session, token, now=NOW).actor.roles == {Role.SUPPLIER_CONTACT}

    def test_choosing_nothing_that_exists_is_not_found(self, session):
        signed_in = sessions.find_session(session, opened(session, a_person(session)), now=NOW)
        with pytest.raises(NotFound):
            sessions.choose_organisation(session, signed_in, UUID(int=1))


def test_a_cookie_is_not_for_scripts_nor_other_sites(client, session):
    token = sessions_link(session, a_person(session))
    cookie = client.post(f"/sign-in/{token}").headers.getlist("Set-Cookie")[0]
    assert cookie.startswith("aktsom-session=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
