"""The start page: each sees what waits for them, and nothing of others."""

import re
from datetime import timedelta

import pytest

from portal.accounts.models import Person
from portal.deadlines import now
from portal.engine.definition import Severity
from portal.home.visitors import ADMINISTRATOR, VISITORS
from tests.build import NOW, a_person, a_supplier, an_authority
from tests.followup.build import a_case, a_plan, a_self_report, an_open
from tests.reporting.build import a_report
from tests.reviewing.build import a_review

MOST = 12


@pytest.fixture
def demo(app, settings) -> None:
    """The app as `portal demo` sets it up."""
    app.extensions["settings"] = settings.model_copy(update={"portal_demo": True, "database_url": ""})


def page(browser) -> str:
    answer = browser.get("/")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_outside_the_demo_a_stranger_signs_in(client):
    answer = client.get("/")
    assert (answer.status_code, answer.location) == (302, "/sign-in")
    assert client.post("/try", data={"visitor": ADMINISTRATOR.key}).status_code == 404


def test_in_the_demo_a_visitor_is_told_what_to_try_and_chooses_whom_to_be(session, client, demo):
    shown = page(client)
    assert all(f'value="{visitor.key}"' in shown for visitor in VISITORS)
    assert client.post("/try", data={"visitor": ADMINISTRATOR.key}).status_code == 404, "nobody is there yet"

    a_person(session, an_authority(session), email=ADMINISTRATOR.email)
    answer = client.post("/try", data={"visitor": ADMINISTRATOR.key})
    assert answer.status_code == 303
    assert client.get(answer.location).status_code == 200
    client.post(answer.location)
    assert "What is urgent" in page(client)


def test_nobody_else_can_be_chosen(session, client, demo):
    person = a_person(session, an_authority(session))
    for visitor in (person.email, str(person.id), "", "reviewer'"):
        assert client.post("/try", data={"visitor": visitor}).status_code == 404


def test_who_acts_for_several_chooses_first(session, sign_in):
    answer = sign_in(a_person(session, a_supplier(session), a_supplier(session))).get("/")
    assert (answer.status_code, answer.location) == (302, "/organisation")


def test_a_supplier_sees_what_to_do_overdue_first_and_nothing_that_waits_for_others(session, app, sign_in):
    with app.app_context():
        case = a_case(session)
        a_self_report(session, case, due_on=(NOW + timedelta(days=60)).date())
        late = an_open(session, case, now=NOW - timedelta(days=60), severity=Severity.MINOR)
        soon = an_open(session, case, severity=Severity.CRITICAL)
        a_plan(session, case, soon)
    shown = page(sign_in(case.people["contact"]))

    places = [shown.index(text) for text in (late.number, soon.number, "Annual self-report")]
    assert places == sorted(places)
    assert "Start answering" in shown


def test_a_supplier_with_nothing_to_do_is_told_what_will_come(session, sign_in):
    assert "Nothing waits for you" in page(sign_in(a_person(session, a_supplier(session))))


def test_a_reviewer_sees_the_queue_and_the_authoritys_deviations(session, app, sign_in):
    with app.app_context():
        case = a_review(session)
        other = a_case(session)
        an_open(session, other)
    shown = page(sign_in(session.get_one(Person, case.reviewer.person_id)))

    assert f"/reviews/{case.review.id}" in shown
    assert "PCs and screens" in shown
    assert "AV-" not in shown, "of another authority"


def test_a_buyer_sees_the_contracts_where_they_are_named(session, app, sign_in):
    with app.app_context():
        case = a_case(session)
        opened = an_open(session, case)
    assert opened.number in page(sign_in(case.people["buyer"]))
    assert opened.number not in page(sign_in(case.people["other_buyer"]))


def test_the_number_past_the_deadline_opens_those_deviations(session, app, sign_in):
    with app.app_context():
        case = a_case(session)
        late = an_open(session, case, now=now() - timedelta(days=400))
    buyer = sign_in(case.people["buyer"])
    assert 'href="/deviations?overdue=yes"' in page(buyer)
    assert late.number in buyer.get("/deviations?overdue=yes").text


@pytest.mark.parametrize(
    ("language", "shown"),
    [("nb", ["2 kritiske", "1 alvorlig", "2 merknader"]), ("en", ["2 critical", "1 major", "2 observations"])],
)
def test_severities_are_counted_in_words_that_fit_the_number(session, app, sign_in, language, shown):
    with app.app_context():
        case = a_case(session)
        for severity in ("critical", "critical", "major", "observation", "observation"):
            an_open(session, case, severity=Severity(severity))
    person = case.people["buyer"]
    person.language = language
    counted = re.sub(r"<[^>]+>", "", page(sign_in(person)))
    for words in shown:
        assert words in counted


@pytest.mark.parametrize("role", ["contact", "reviewer", "buyer"])
def test_a_start_page_costs_the_same_for_one_as_for_many(session, app, sign_in, count_statements, role):
    with app.app_context():
        case = a_case(session)
        an_open(session, case)
    browser = sign_in(case.people[role])
    page(browser)
    with count_statements() as few:
        page(browser)
    with app.app_context():
        for _ in range(40):
            an_open(session, case)
    with count_statements() as many:
        page(browser)
    assert len(many) == len(few) <= MOST, "\n".join(many)


def test_a_self_report_is_continued_where_it_stands(session, app, sign_in):
    with app.app_context():
        started = a_report(session)
    shown = page(sign_in(started.people["contact"]))
    assert f"/reports/{started.report.id}" in shown
