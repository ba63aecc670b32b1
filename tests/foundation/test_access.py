"""Every route is in the table, and the table lets in whom it names and nobody else."""

import pytest
from flask import Blueprint

from portal.access import PERSON, PUBLIC, ROUTES, Whose, authority, either, supplier
from portal.accounts.actor import ROLES_OF, OrganisationKind, Role
from tests.build import a_person, a_supplier, an_authority


def test_every_route_is_in_the_table(app):
    missing = sorted({rule.endpoint for rule in app.url_map.iter_rules()} - ROUTES.keys())
    assert not missing, f"add to portal/access.py: {missing}"


def test_the_table_names_no_route_that_is_gone(app):
    gone = sorted(ROUTES.keys() - {rule.endpoint for rule in app.url_map.iter_rules()})
    assert not gone, f"take out of portal/access.py: {gone}"


def test_roles_fit_the_side_they_are_asked_on():
    sides = {Whose.AUTHORITY: OrganisationKind.AUTHORITY, Whose.SUPPLIER: OrganisationKind.SUPPLIER}
    for endpoint, access in ROUTES.items():
        if access.whose in sides:
            assert access.roles, endpoint
            assert access.roles <= ROLES_OF[sides[access.whose]], endpoint


def test_a_line_without_roles_is_open_to_the_whole_side():
    assert authority().roles == ROLES_OF[OrganisationKind.AUTHORITY]
    assert supplier().roles == ROLES_OF[OrganisationKind.SUPPLIER]
    assert either().roles == frozenset(Role)


PAGES = {
    "public": PUBLIC,
    "person": PERSON,
    "reviewer": authority(Role.REVIEWER),
    "authority": authority(),
    "signatory": supplier(Role.SIGNATORY),
    "supplier": supplier(),
    "either": either(),
    "unlisted": None,
}


@pytest.fixture
def pages(app, monkeypatch):
    """One page for each kind of line in the table."""
    blueprint = Blueprint("try", __name__)
    for name, access in PAGES.items():
        blueprint.add_url_rule(f"/try/{name}", name, lambda: "open")
        if access is not None:
            monkeypatch.setitem(ROUTES, f"try.{name}", access)
    app.register_blueprint(blueprint)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", Role)
def test_who_is_let_in(pages, session, sign_in, name, role):
    is_supplier = role in ROLES_OF[OrganisationKind.SUPPLIER]
    organisation = a_supplier(session) if is_supplier else an_authority(session)
    client = sign_in(a_person(session, organisation, roles=(role,)))
    open_to = {
        "public": True,
        "person": True,
        "either": True,
        "reviewer": role is Role.REVIEWER,
        "authority": not is_supplier,
        "signatory": role is Role.SIGNATORY,
        "supplier": is_supplier,
        "unlisted": False,
    }
    assert client.get(f"/try/{name}").status_code == (200 if open_to[name] else 404)


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_asked_to_sign_in(pages, client, name):
    answer = client.get(f"/try/{name}?year=2027")
    if name == "public":
        assert answer.text == "open"
    elif name == "unlisted":
        assert answer.status_code == 404
    else:
        assert (answer.status_code, answer.location) == (303, f"/sign-in?next=/try/{name}?year%3D2027")


def test_every_changing_route_refuses_a_form_without_a_token(app, session, sign_in):
    app.config["WTF_CSRF_ENABLED"] = True
    organisation = a_supplier(session)
    client = sign_in(a_person(session, organisation))
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "POST" in rule.methods and not rule.arguments:
            answer = client.post(adapter.build(rule.endpoint))
            assert answer.status_code in {400, 404}, rule.endpoint
