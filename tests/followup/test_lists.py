"""The list of deviations on its page: as cheap for a thousand as for ten, paged, narrowed."""

import re
from datetime import timedelta

import pytest

from portal.deadlines import now
from portal.followup.models import DeviationStatus
from tests.followup.build import an_open, in_status
from tests.followup.words import text

S = DeviationStatus


@pytest.mark.parametrize("count", [10, 1000])
def test_a_list_takes_as_many_statements_at_any_size(session, case, sign_in, count_statements, count):
    first = an_open(session, case)
    columns = first.model_dump(exclude={"id", "number"})
    session.add_all(type(first)(**columns, number=f"AV-2027-{number:04}") for number in range(2, count + 1))
    session.flush()
    for name, most in (("contact", 6), ("buyer", 6), ("reviewer", 7)):
        browser = sign_in(case.people[name])
        browser.get("/deviations")
        with count_statements() as statements:
            assert browser.get("/deviations").status_code == 200
        assert len(statements) <= most, statements


def test_a_list_is_paged_and_narrowed(session, case, supplier, buyer):
    first = an_open(session, case)
    columns = first.model_dump(exclude={"id", "number"})
    session.add_all(type(first)(**columns, number=f"AV-2027-{number:04}") for number in range(2, 61))
    page = buyer.get("/deviations")
    link = re.search(r'href="(/deviations\?[^"]*after=[^"]+)"', page.get_data(as_text=True))[1].replace("&amp;", "&")
    shown = re.findall(r"AV-2027-\d+", text(page)) + re.findall(r"AV-2027-\d+", text(buyer.get(link)))
    assert len(shown) == len(set(shown)) == 60
    assert "No deviation is like that" in text(supplier.get("/deviations?severity=minor"))
    assert "AV-2027-0001" in text(supplier.get("/deviations?mine=yes&severity=major&status=open"))
    assert "AV-2027-0001" not in text(supplier.get("/deviations?status=ended"))


def test_the_list_is_narrowed_to_what_is_past_the_deadline(session, case, buyer):
    late = an_open(session, case, now=now() - timedelta(days=400))
    in_time = an_open(session, case, now=now())
    closed = in_status(session, case, S.CLOSED_VERIFIED)
    shown = text(buyer.get("/deviations?overdue=yes"))
    assert late.number in shown
    assert in_time.number not in shown
    assert closed.number not in shown
    assert "Nothing is past its deadline" in text(buyer.get("/deviations?overdue=yes&severity=observation"))
