"""Two at one answer, a session that ends in a long text, a file that is not what it says: nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.build import a_cast, a_report
from tests.browser.files import a_pdf, a_program_called_pdf

POLICY = "Has the board adopted a policy?"
PEOPLE = "How many people work for you?"
WHY = "How do you use the policy?"
LONG = "We read it aloud every Monday." + " And again." * 100


@pytest.fixture
def cast(house):
    return a_cast(house)


@pytest.fixture
def policy(house, cast):
    return f"/reports/{a_report(house, cast)}/sections/policy"


def test_two_at_one_answer_see_both_and_choose(visit, cast, policy, javascript):
    first, second = (visit(person, javascript=javascript) for person in (cast.contact, cast.colleague))
    for visitor in (first, second):
        visitor.open(policy)
    first.write(PEOPLE, "40")
    first.press("Save")
    second.write(PEOPLE, "60")
    second.write(WHY, "At every purchase")
    second.press("Save")
    second.sees(
        "Kari Kontakt has changed this answer to:", "Your own answer is still in the box below, and is not saved yet."
    )
    expect(second.page.get_by_role("blockquote").filter(has_text="40")).to_be_visible()
    expect(second.box(PEOPLE)).to_have_value("60")
    expect(second.box(WHY)).to_have_value("At every purchase")
    second.looks()
    second.press("Save mine")
    second.sees_no("has changed this answer to:")
    expect(second.box(PEOPLE)).to_have_value("60")
    first.open(policy)
    expect(first.box(PEOPLE)).to_have_value("60")
    expect(first.box(WHY)).to_have_value("At every purchase")


def test_the_later_of_two_may_keep_the_earlier(visit, cast, policy, javascript):
    first, second = (visit(person, javascript=javascript) for person in (cast.contact, cast.colleague))
    for visitor in (first, second):
        visitor.open(policy)
    first.write(PEOPLE, "40")
    first.press("Save")
    second.write(PEOPLE, "60")
    second.write(WHY, "At every purchase")
    if not javascript:
        second.press("Save")
    second.sees("Kari Kontakt has changed this answer to:")
    expect(second.box(PEOPLE)).to_have_value("60")
    second.looks()
    second.press("Save")  # says nothing about which shall stand
    second.sees("Kari Kontakt has changed this answer to:")
    second.press("Keep theirs")
    expect(second.box(PEOPLE)).to_have_value("40")
    second.sees_no("has changed this answer to:")


def sign_in_again(visitor, house, person):
    visitor.write("Your e-mail address", person.email)
    visitor.press("Send me a link")
    house.run_jobs()
    visitor.open(house.mailed_link(person))
    visitor.press("Sign in to Aktsom")


def test_a_text_of_an_ended_session_is_kept_and_sent_after_sign_in(visit, house, cast, policy):
    contact = visit(cast.contact, javascript=False)
    contact.open(policy)
    contact.write(WHY, LONG)
    house.end_sessions_of(cast.contact)
    contact.press("Save")
    contact.is_on("Sign in")
    contact.sees("We kept what you wrote")
    sign_in_again(contact, house, cast.contact)
    contact.is_on("We kept what you wrote")
    contact.sees(LONG)
    contact.press("Send it again")
    expect(contact.box(WHY)).to_have_value(LONG)
    contact.open(policy)
    expect(contact.box(WHY)).to_have_value(LONG)


def test_with_javascript_the_text_stays_on_the_page_while_one_signs_in_beside_it(visit, house, cast, policy):
    contact = visit(cast.contact)
    contact.open(policy)
    contact.write(WHY, LONG)
    house.end_sessions_of(cast.contact)
    contact.leave(WHY)
    contact.sees("Not saved: you are no longer signed in. What you wrote is still on this page.")
    expect(contact.box(WHY)).to_have_value(LONG)
    contact.looks()
    page = contact.page
    with contact.context.expect_page() as opened:
        contact.follow("Sign in in a new tab, then come back here and save again")
    contact.page = opened.value
    sign_in_again(contact, house, cast.contact)
    contact.is_on("Policy")
    contact.page = page
    contact.press("Save")
    expect(contact.box(WHY)).to_have_value(LONG)
    contact.sees("1 of 7 questions answered")
    contact.sees_no("Not saved: you are no longer signed in.")


def test_a_file_with_a_false_ending_is_refused_and_the_rest_of_the_page_kept(visit, cast, policy, tmp_path, javascript):
    contact = visit(cast.contact, javascript=javascript)
    contact.open(policy)
    contact.choose(POLICY, "Yes")
    if not javascript:
        contact.press("Save")
    contact.write("When was it adopted?", "3 April 2026")
    contact.attach("File", a_program_called_pdf(tmp_path))
    contact.write(WHY, "At every purchase")
    contact.press("Add the file")
    contact.sees("invoice.pdf was not taken.")
    expect(contact.box(WHY)).to_have_value("At every purchase")
    contact.looks()
    contact.attach("File", a_pdf(tmp_path))
    contact.press("Add the file")
    expect(contact.page.get_by_role("link", name="Open: policy.pdf")).to_be_visible()
    contact.looks()
    contact.press("Remove policy.pdf")
    expect(contact.page.get_by_role("link", name="Open: policy.pdf")).to_have_count(0)


def test_a_page_of_somebody_else_is_not_found(visit, house, cast, policy, javascript):
    stranger = visit(a_cast(house).contact, javascript=javascript)
    stranger.open(policy)
    stranger.is_on("We cannot find this page")
    stranger.open("/reports/00000000-0000-0000-0000-000000000000")
    stranger.is_on("We cannot find this page")
    stranger.open("/nowhere")
    stranger.is_on("We cannot find this page")
