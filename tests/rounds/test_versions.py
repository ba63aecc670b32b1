"""A round opens on another version of its form only when somebody has said yes to that version as it is."""

import pytest

from portal import history
from portal.accounts.actor import Role
from portal.library.keeping import FrozenFormDiffers
from portal.rounds import hooks, service
from portal.rounds.errors import VersionNotAccepted
from portal.rounds.models import RoundStatus
from tests.build import NOW, a_person, an_actor, an_authority
from tests.folder import next_version, put_in_the_folder
from tests.register.build import a_contract
from tests.reporting.build import FORM
from tests.rounds.build import a_planned_round

SECOND = next_version(FORM, 2, ('"Have you a policy?"', '"Have you adopted a policy?"'))


@pytest.fixture(autouse=True)
def _no_reports(app, monkeypatch):
    monkeypatch.setattr(hooks, "opened", [])
    monkeypatch.setattr(hooks, "unfinished", [])


@pytest.fixture
def authority(session):
    return an_authority(session)


@pytest.fixture
def person(session, authority):
    return a_person(session, authority, roles=(Role.ADMINISTRATOR,))


@pytest.fixture
def administrator(authority, person):
    return an_actor(person, authority, Role.ADMINISTRATOR)


@pytest.fixture
def second(session, authority, administrator, monkeypatch):
    """A planned round of the next year on version 2; version 1 has been used by the authority before."""
    put_in_the_folder(monkeypatch, FORM)
    a_contract(session, authority)
    first = a_planned_round(session, authority, form_key="small")
    service.open_round(session, administrator, first.id, now=NOW)
    put_in_the_folder(monkeypatch, SECOND)
    return a_planned_round(session, authority, form_key="small", year=2027)


def test_the_first_round_and_the_same_version_need_no_yes(session, authority, administrator, monkeypatch):
    put_in_the_folder(monkeypatch, FORM)
    a_contract(session, authority)
    for year in (2026, 2027):
        round_ = a_planned_round(session, authority, form_key="small", year=year)
        assert service.find_new_version(session, round_, now=NOW) is None
        assert service.open_round(session, administrator, round_.id, now=NOW).status is RoundStatus.OPEN


@pytest.mark.parametrize("accepted", ["", "0" * 64])
def test_another_version_is_not_opened_without_a_yes_to_it(session, administrator, second, accepted):
    with pytest.raises(VersionNotAccepted) as refused:
        service.open_round(session, administrator, second.id, accepted=accepted, now=NOW)
    assert refused.value.params == {"old": "1", "new": "2"}
    assert second.status is RoundStatus.PLANNED


def test_with_a_yes_it_opens_and_the_history_says_from_which_version(session, administrator, second):
    version = service.find_new_version(session, second, now=NOW)
    assert version is not None
    service.open_round(session, administrator, second.id, accepted=version.new.hash, now=NOW)
    assert second.form_hash == version.new.hash
    event = history.story(session, "round", second.id)[-1]
    assert event.detail["form_before"] == version.old.hash


def test_a_yes_does_not_count_for_what_was_changed_after_it(session, administrator, second, monkeypatch):
    version = service.find_new_version(session, second, now=NOW)
    assert version is not None
    put_in_the_folder(monkeypatch, SECOND.replace("How large a share?", "How large?"))
    with pytest.raises(VersionNotAccepted):
        service.open_round(session, administrator, second.id, accepted=version.new.hash, now=NOW)


def test_what_was_frozen_under_a_number_is_not_opened_otherwise_with_any_yes(
    session, administrator, second, monkeypatch
):
    put_in_the_folder(monkeypatch, FORM.replace("How large a share?", "How large?"))
    with pytest.raises(FrozenFormDiffers):
        service.find_new_version(session, second, now=NOW)
    with pytest.raises(FrozenFormDiffers):
        service.open_round(session, administrator, second.id, accepted="0" * 64, now=NOW)


def test_looking_freezes_nothing(session, administrator, second, count_statements):
    with count_statements() as statements:
        service.find_new_version(session, second, now=NOW)
    assert not [one for one in statements if one.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]


def test_the_page_asks_for_the_yes(session, person, second, sign_in):
    browser = sign_in(person)
    page = browser.get(f"/rounds/{second.id}/open").text
    assert "The questionnaire has changed from version 1 to 2." in page
    refused = browser.post(f"/rounds/{second.id}/open")
    assert refused.status_code == 409
    assert "Look at what changes, and say that you have." in refused.text
    assert 'href="#accepted"' in refused.text
    version = service.find_new_version(session, second, now=NOW)
    assert f'value="{version.new.hash}"' in page
    assert browser.post(f"/rounds/{second.id}/open", data={"accepted": version.new.hash}).status_code == 303


def test_another_authoritys_rounds_say_nothing(session, second, monkeypatch):
    other = an_authority(session)
    a_contract(session, other)
    assert service.find_new_version(session, a_planned_round(session, other, form_key="small"), now=NOW) is None
