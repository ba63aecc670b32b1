"""Leaving a page, or reloading it, right after a change: the change is saved, though nobody waited for it."""

import pytest
from playwright.sync_api import expect

from tests.browser.build import a_cast, a_report
from tests.browser.files import a_pdf

POLICY = "Has the board adopted a policy?"
PEOPLE = "How many people work for you?"
WHY = "How do you use the policy?"


@pytest.fixture
def cast(house):
    return a_cast(house)


@pytest.fixture
def path(house, cast):
    return f"/reports/{a_report(house, cast)}/sections/policy"


@pytest.fixture
def contact(visit, cast, path):
    visitor = visit(cast.contact)
    visitor.open(path)
    return visitor


def test_a_reload_right_after_a_box_is_left(contact):
    contact.write(PEOPLE, "50")
    contact.leave(PEOPLE)
    contact.page.reload()
    expect(contact.box(PEOPLE)).to_have_value("50")


def test_a_reload_while_one_is_still_in_the_box(contact):
    contact.box(WHY).press_sequentially("At every purchase")
    contact.page.reload()
    expect(contact.box(WHY)).to_have_value("At every purchase")
    contact.write(WHY, "At every second purchase")
    contact.press("Save")
    contact.sees_no("has changed this answer to:")
    expect(contact.box(WHY)).to_have_value("At every second purchase")


def test_a_reload_with_a_choice_whose_answer_is_on_its_way_back(contact):
    contact.page.route("**/answers/*", lambda route: route.fetch() and None)  # saved, and nobody hears of it
    contact.choose(POLICY, "Yes")
    contact.box(PEOPLE).press_sequentially("70")
    contact.page.on("dialog", lambda dialog: dialog.accept())
    contact.page.reload()
    contact.page.unroute_all(behavior="ignoreErrors")
    expect(contact.group(POLICY).get_by_label("Yes")).to_be_checked()
    expect(contact.box(PEOPLE)).to_have_value("70")
    expect(contact.box("When was it adopted?")).to_be_visible()


def test_following_a_link_while_one_is_still_in_the_box(contact, visit, cast, path):
    contact.box(WHY).press_sequentially("At every purchase")
    contact.follow("Overview")
    colleague = visit(cast.colleague)
    colleague.open(path)
    for _ in range(50):  # the browser does not say when a request that outlives its page has ended
        if colleague.box(WHY).input_value():
            break
        colleague.page.wait_for_timeout(100)
        colleague.page.reload()
    expect(colleague.box(WHY)).to_have_value("At every purchase")


def test_a_page_that_stays_after_all_knows_what_was_saved(contact, tmp_path):
    contact.choose(POLICY, "Yes")
    contact.attach("File", a_pdf(tmp_path))
    contact.press("Add the file")
    contact.box(WHY).press_sequentially("At every purchase")
    with contact.page.expect_download(), contact.page.expect_response("**/sections/policy"):
        contact.follow("Open: policy.pdf")
    contact.box(WHY).press_sequentially(", and at every renewal")
    with contact.page.expect_response("**/answers/*"):
        contact.leave(WHY)
    contact.has_saved()
    contact.page.reload()
    expect(contact.box(WHY)).to_have_value("At every purchase, and at every renewal")
    contact.sees_no("has changed this answer to:")
