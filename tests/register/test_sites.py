"""A supplier's register of sites: its own people enter it, nobody else sees it."""

from datetime import timedelta

import pytest
from sqlmodel import select

from portal import history
from portal.errors import NotFound
from portal.register import service
from portal.register.errors import SiteKnown
from portal.register.models import Site
from portal.register.service import SiteFields
from tests.build import NOBODY, NOW, a_person, a_supplier, an_authority, somebody

MILL = SiteFields("Narayan Mill", "BD", "Plot 7, Gazipur")


@pytest.fixture
def supplier(session):
    return a_supplier(session)


@pytest.fixture
def actor(session, supplier):
    return somebody(session, supplier)


def test_a_site_is_entered_and_corrected_with_an_event_each(session, actor):
    site = service.add_site(session, actor, MILL, now=NOW)
    service.change_site(session, actor, site.id, SiteFields("Narayan Mill", "BD", "Plot 9, Gazipur"), now=NOW)
    service.change_site(session, actor, site.id, SiteFields("Narayan Mill", "BD", "Plot 9, Gazipur"), now=NOW)
    events = history.story(session, "site", site.id)
    assert [(event.name, event.supplier_id, event.authority_id) for event in events] == [
        ("site_added", actor.organisation_id, None),
        ("site_changed", actor.organisation_id, None),
    ]
    assert events[1].detail == {"address": ["Plot 7, Gazipur", "Plot 9, Gazipur"]}
    assert service.get_site(session, actor, site.id).address == "Plot 9, Gazipur"


def test_the_same_name_twice_in_a_country_is_refused(session, actor):
    mill = service.add_site(session, actor, MILL, now=NOW)
    other = service.add_site(session, actor, SiteFields("Narayan Mill", "IN", "Kolkata"), now=NOW)
    with pytest.raises(SiteKnown):
        service.add_site(session, actor, SiteFields("Narayan Mill", "BD", "Dhaka"), now=NOW)
    with pytest.raises(SiteKnown):
        service.change_site(session, actor, other.id, MILL, now=NOW)
    service.change_site(session, actor, mill.id, MILL, now=NOW + timedelta(days=1))


def test_a_site_is_its_suppliers_own(session, actor):
    site = service.add_site(session, actor, MILL, now=NOW)
    stranger, buyer = somebody(session, a_supplier(session)), somebody(session, an_authority(session))
    assert service.list_sites(session, stranger).rows == ()
    assert service.sites_of(session, stranger.organisation_id) == []
    for act in (service.get_site, lambda *given: service.change_site(*given, MILL, now=NOW)):
        with pytest.raises(NotFound):
            act(session, stranger, site.id)
        with pytest.raises(NotFound):
            act(session, actor, NOBODY)
    with pytest.raises(NotFound):
        service.list_sites(session, buyer)
    with pytest.raises(NotFound):
        service.add_site(session, buyer, MILL, now=NOW)


def test_sites_are_listed_by_name_page_by_page(session, actor):
    for number in range(60):
        service.add_site(session, actor, SiteFields(f"Site {number:02}", "CN", "Suzhou"), now=NOW)
    service.add_site(session, actor, SiteFields("Ålesund", "NO", "Kaia 1"), now=NOW)
    first = service.list_sites(session, actor)
    second = service.list_sites(session, actor, seen=first.next)
    named = [site.name for page in (first, second) for site in page.rows]
    assert named == [site.name for site in service.sites_of(session, actor.organisation_id)]
    assert (len(first.rows), len(named), named[-1], second.next) == (50, 61, "Ålesund", "")


def test_the_pages_list_add_and_change(session, supplier, sign_in):
    client = sign_in(a_person(session, supplier))
    assert "No sites yet" in client.get("/sites").text
    values = {"name": " Narayan Mill ", "country": "BD", "address": "Plot 7, Gazipur"}
    assert client.post("/sites/new", data=values).status_code == 303
    site = session.exec(select(Site)).one()
    page = client.get("/sites").text
    assert all(words in page for words in ("Narayan Mill", "Bangladesh", "Plot 7, Gazipur", f"/sites/{site.id}"))
    twin = client.post("/sites/new", data=values)
    assert (twin.status_code, "Narayan Mill is in the list already" in twin.text) == (422, True)
    assert client.post("/sites/new", data={"name": "", "country": "XX"}).status_code == 422
    assert client.post(f"/sites/{site.id}", data=values | {"country": "IN"}).status_code == 303
    assert "India" in client.get("/sites").text
    assert "changed the site" in client.get(f"/sites/{site.id}").text


def test_another_suppliers_site_is_not_found(session, actor, sign_in):
    site = service.add_site(session, actor, MILL, now=NOW)
    other = sign_in(a_person(session, a_supplier(session)))
    assert other.get(f"/sites/{site.id}").status_code == 404
    assert other.post(f"/sites/{site.id}", data={"name": "Mine now"}).status_code == 404
