"""Signing in by a mailed link: a button uses it, once; a scanner that follows it does not."""

import urllib.request

import pytest

from tests.browser.build import a_cast


@pytest.fixture
def person(house):
    return a_cast(house).contact


def ask_for_link(visitor, house, person):
    visitor.open("/reports")
    visitor.is_on("Sign in")
    visitor.write("Your e-mail address", person.email)
    visitor.press("Send me a link")
    visitor.is_on("Look in your mail")
    house.run_jobs()
    return house.mailed_link(person)


def test_a_person_signs_in_by_a_button_and_comes_to_the_page_they_wanted(visit, house, person, javascript):
    visitor = visit(javascript=javascript)
    link = ask_for_link(visitor, house, person)
    for _ in range(3):
        with urllib.request.urlopen(link, timeout=5) as answer:  # a scanner of mail
            assert answer.status == 200
    visitor.open(link)
    visitor.is_on("Welcome to Aktsom")
    visitor.press("Sign in to Aktsom")
    visitor.is_on("My reports")
    visitor.sees("No self-reports yet")
    visitor.press("Sign out")
    visitor.open(link)
    visitor.is_on("The link no longer works")


def test_an_address_that_is_none_stays_in_its_box(visit, javascript):
    visitor = visit(javascript=javascript)
    visitor.open("/sign-in")
    visitor.write("Your e-mail address", "kari at example")
    visitor.press("Send me a link")
    visitor.sees("This is not an e-mail address.")
    assert visitor.box("Your e-mail address").input_value() == "kari at example"
    visitor.looks()


def test_a_stranger_reads_in_the_language_of_the_browser_and_may_change_it(visit, javascript):
    visitor = visit(javascript=javascript)
    visitor.open("/sign-in")
    visitor.is_on("Sign in")
    visitor.speak("Norsk bokmål")
    assert visitor.page.locator("html").get_attribute("lang") == "nb"
    visitor.speak("English")
    visitor.is_on("Sign in")
