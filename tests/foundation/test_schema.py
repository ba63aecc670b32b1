"""Columns that all tables share."""

from datetime import datetime

import pytest

from portal.accounts.models import Person
from portal.schema import new_id, sort_key


def test_names_sort_as_a_norwegian_reader_expects():
    in_order = [
        "9 AS",
        "Aas",
        "Élan",
        "elan b",
        "lod",
        "Łódź",
        "Zeta",
        "ærlig",
        "Ødegård",
        "Øl",
        "Österlen",
        "Ångström",
        "Ås",
    ]
    assert sorted(in_order[::2] + in_order[1::2], key=sort_key) == in_order


def test_the_key_forgets_case_marks_and_extra_spaces():
    assert sort_key("  CAFÉ   Oslo ") == sort_key("cafe oslo")


def test_ids_are_in_the_order_of_their_making():
    ids = [new_id() for _ in range(100)]
    assert ids == sorted(ids)
    assert {each.version for each in ids} == {7}


def test_a_moment_without_a_zone_is_refused(session):
    session.add(Person(email="x@example.org", name="x", language="nb", created_at=datetime(2027, 1, 1)))  # noqa: DTZ001
    with pytest.raises(Exception, match="time zone"):
        session.flush()
