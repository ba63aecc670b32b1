"""Suppliers of an authority: entered by number, shown to its people only."""

import pytest

from portal.accounts.actor import Role
from portal.accounts.errors import NumberNotValid
from portal.accounts.models import Organisation
from portal.errors import NotFound
from portal.history import story
from portal.register import service
from portal.register.errors import NotASupplier, SupplierHasPeople, SupplierRegistered
from tests.build import NOBODY, NOW, a_number, a_person, a_supplier, an_authority, somebody
from tests.register.build import a_registered_supplier


@pytest.fixture
def authority(session):
    return an_authority(session)


@pytest.fixture
def administrator(session, authority):
    return somebody(session, authority, Role.ADMINISTRATOR)


def add(session, actor, **values):
    given = {"name": "Fjordtek AS", "number": a_number(501), "country": "NO", "is_manufacturer": True, "small": False}
    return service.add_supplier(session, actor, **(given | values), now=NOW)


def names(page):
    return [entry.organisation.name for entry in page.rows]


def test_a_new_company_is_registered_under_its_checked_number(session, administrator):
    registered = add(session, administrator, number=f" {a_number(501)[:3]} {a_number(501)[3:]} ")
    company = session.get(Organisation, registered.supplier_id)
    assert (company.name, company.number, company.country) == ("Fjordtek AS", a_number(501), "NO")
    assert registered.is_manufacturer
    assert [event.name for event in story(session, "registered_supplier", registered.id)] == ["supplier_added"]


def test_a_number_that_its_register_cannot_have_is_refused(session, administrator):
    with pytest.raises(NumberNotValid):
        add(session, administrator, number="800 000 001")


def test_a_company_that_is_known_keeps_its_name_and_is_there_once(session, administrator):
    known = a_supplier(session, "Known AS")
    registered = add(session, administrator, name="Another name", number=known.number)
    assert registered.supplier_id == known.id
    assert session.get(Organisation, known.id).name == "Known AS"


def test_the_same_supplier_twice_is_refused_by_name(session, administrator):
    add(session, administrator)
    with pytest.raises(SupplierRegistered) as refusal:
        add(session, administrator)
    assert refusal.value.params == {"name": "Fjordtek AS"}


def test_an_authority_is_no_supplier(session, administrator):
    with pytest.raises(NotASupplier):
        add(session, administrator, number=an_authority(session).number)


def test_what_the_authority_knows_can_be_changed_and_the_change_is_told(session, authority, administrator):
    registered = a_registered_supplier(session, authority)
    service.change_supplier(session, administrator, registered.supplier_id, is_manufacturer=False, small=True, now=NOW)
    assert registered.small
    assert story(session, "registered_supplier", registered.id)[0].detail == {"small": [False, True]}


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.BUYER, Role.SUPPLIER_CONTACT, Role.SIGNATORY])
def test_only_an_administrator_changes_the_register(session, authority, role):
    registered = a_registered_supplier(session, authority)
    is_staff = role in {Role.REVIEWER, Role.BUYER}
    actor = somebody(session, authority if is_staff else a_supplier(session), role)
    with pytest.raises(NotFound):
        add(session, actor)
    with pytest.raises(NotFound):
        service.change_supplier(session, actor, registered.supplier_id, is_manufacturer=True, small=True, now=NOW)


def test_another_authoritys_supplier_is_not_found(session, administrator):
    other = a_registered_supplier(session, an_authority(session))
    with pytest.raises(NotFound):
        service.get_supplier(session, administrator, other.supplier_id)
    with pytest.raises(NotFound):
        service.change_supplier(session, administrator, other.supplier_id, is_manufacturer=True, small=True, now=NOW)
    assert service.list_contacts(session, administrator, other.supplier_id) == []
    assert names(service.list_suppliers(session, administrator)) == []


def test_suppliers_themselves_see_no_register(session, authority):
    registered = a_registered_supplier(session, authority)
    actor = somebody(session, session.get(Organisation, registered.supplier_id))
    with pytest.raises(NotFound):
        service.list_suppliers(session, actor)


def test_the_list_is_sorted_for_norwegian_readers_and_searched_by_name_or_number(session, authority, administrator):
    for name in ("Østfold Mat AS", "Aas Bygg AS", "Ørje Tre AS", "Zeta AS", "Åsen AS"):
        a_registered_supplier(session, authority, a_supplier(session, name))
    everybody = service.list_suppliers(session, administrator)
    assert names(everybody) == ["Aas Bygg AS", "Zeta AS", "Ørje Tre AS", "Østfold Mat AS", "Åsen AS"]
    assert names(service.list_suppliers(session, administrator, search="ØST")) == ["Østfold Mat AS"]
    number = everybody.rows[1].organisation.number
    assert names(service.list_suppliers(session, administrator, search=f"{number[:3]} {number[3:]}")) == ["Zeta AS"]
    assert names(service.list_suppliers(session, administrator, search="100%")) == []


def test_pages_follow_each_other_without_a_gap(session, authority, administrator):
    for number in range(103):
        a_registered_supplier(session, authority, a_supplier(session, f"Same {number % 3}"))
    seen, shown = "", []
    for expected in (50, 50, 3):
        page = service.list_suppliers(session, administrator, seen=seen)
        assert len(page.rows) == expected
        shown += [entry.organisation.id for entry in page.rows]
        seen = page.next
    assert seen == ""
    assert len(set(shown)) == 103


@pytest.mark.parametrize("mark", ["nonsense", "!!!", "AAAA", "å"])
def test_a_mark_changed_by_hand_begins_at_the_start(session, authority, administrator, mark):
    a_registered_supplier(session, authority)
    assert len(service.list_suppliers(session, administrator, seen=mark).rows) == 1


def test_the_first_contact_is_invited_and_told_by_mail(session, authority, administrator, waiting_jobs):
    supplier = a_registered_supplier(session, authority).supplier_id
    invited = {"name": "Kari Holm", "email": "kari@example.org", "role": Role.SUPPLIER_CONTACT}
    service.invite_contact(session, administrator, supplier, **invited, now=NOW)
    contacts = service.list_contacts(session, administrator, supplier)
    assert [(contact.person.name, contact.role) for contact in contacts] == [("Kari Holm", Role.SUPPLIER_CONTACT)]
    assert [name for name, _ in waiting_jobs()] == ["accounts.mail_invitation"]


def test_nobody_is_let_into_a_supplier_that_has_people(session, authority, administrator):
    supplier = a_supplier(session)
    a_registered_supplier(session, authority, supplier)
    a_person(session, supplier, roles=(Role.SUPPLIER_CONTACT,))
    with pytest.raises(SupplierHasPeople):
        service.invite_contact(
            session, administrator, supplier.id, name="X", email="x@example.org", role=Role.SIGNATORY, now=NOW
        )


def test_a_supplier_that_does_not_exist_is_not_found(session, administrator):
    with pytest.raises(NotFound):
        service.get_supplier(session, administrator, NOBODY)
