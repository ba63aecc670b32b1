"""What tests of the follow-up begin with."""

import pytest

from portal.followup import hooks
from tests.followup.build import Case, a_case


@pytest.fixture
def case(session) -> Case:
    return a_case(session)


@pytest.fixture(autouse=True)
def changes(monkeypatch) -> list[str]:
    """The statuses that others were told about, instead of those who listen in the app."""
    told: list[str] = []
    monkeypatch.setattr(hooks, "changed", [lambda _session, deviation, _at: told.append(deviation.status)])
    return told


@pytest.fixture
def supplier(case, sign_in):
    return sign_in(case.people["contact"])


@pytest.fixture
def buyer(case, sign_in):
    return sign_in(case.people["buyer"])


@pytest.fixture
def reviewer(case, sign_in):
    return sign_in(case.people["reviewer"])
