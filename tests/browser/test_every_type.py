"""Every type is filled in once, by boxes that look right, with and without JavaScript."""

import pytest
from playwright.sync_api import Locator, expect

from portal.library.current import current_forms
from tests.browser.build import a_cast, a_report
from tests.browser.every_type import EVERY_TYPE
from tests.browser.files import a_pdf
from tests.browser.visitor import Visitor


@pytest.fixture
def contact(house, visit, javascript, monkeypatch) -> Visitor:
    """Somebody with a self-report on the questionnaire, and one site in the register."""
    monkeypatch.setitem(current_forms(), EVERY_TYPE.key, EVERY_TYPE)
    cast = a_cast(house)
    report = a_report(house, cast, EVERY_TYPE)
    contact = visit(cast.contact, javascript=javascript)
    contact.open("/sites/new")
    contact.write("Name", "Narayan Mill")
    contact.pick("Country", "Bangladesh")
    contact.write("Address", "Plot 7, Gazipur")
    contact.press("Add the site")
    contact.is_on("Sites")
    contact.open(f"/reports/{report}/sections/words")
    return contact


def _amount(visitor: Visitor, label: str) -> Locator:
    """The box of an amount, which is a group of its own together with its currency."""
    return visitor.page.get_by_role("textbox", name=label)


def test_words_choices_and_files_are_answered(contact, tmp_path):
    contact.is_on("Words and choices")
    contact.write("What is it called?", "Rope")
    contact.write("What happened?", "It was made.\nThen it was sold.")
    contact.choose("Have you a policy?", "Yes")
    contact.choose("Which theme?", "Wages")
    contact.choose("Which themes?", "Wages")
    contact.choose("Which themes?", "Health and safety")
    contact.choose("How sure are you?", "4")
    contact.pick("Where is it made?", "Bangladesh")
    contact.write("Who is your partner?", "SE 5560360793")
    contact.attach("Which file shows it?", a_pdf(tmp_path))
    contact.press("Add the file")
    contact.sees("policy.pdf")
    contact.looks()
    contact.page.reload()
    expect(contact.box("What happened?")).to_have_value("It was made.\nThen it was sold.")
    expect(contact.group("Which themes?").get_by_role("checkbox", checked=True)).to_have_count(2)
    expect(contact.group("How sure are you?").get_by_label("4", exact=True)).to_be_checked()
    expect(contact.box("Who is your partner?")).to_have_value("SE 556036-0793")
    contact.sees("9 of 17 questions answered")
    contact.page.get_by_role("button", name="Remove policy.pdf").click()
    expect(contact.page.get_by_text("policy.pdf")).to_have_count(0)
    contact.sees("8 of 17 questions answered")


def test_numbers_money_and_days_are_answered(contact):
    contact.press("Next: Numbers and days")
    contact.is_on("Numbers and days")
    contact.write("How many people?", "1 200 people")
    contact.write("How heavy?", "12.5")
    contact.write("How large a share?", "45 %")
    contact.write("Which hourly wage?", "240,-")
    _amount(contact, "How much did you buy for?").fill("EUR 1 250")
    contact.write("When was it adopted?", "31 grudnia 2026")
    contact.press("Save")
    contact.sees("2\u00a0400 people")
    expect(contact.box("When was it adopted?")).to_have_value("31 December 2026")
    expect(contact.page.get_by_label("Currency")).to_have_value("EUR")
    contact.looks()
    contact.write("How heavy?", "1,250")
    contact.write("When was it adopted?", "01/02/2026")
    contact.press("Save")
    contact.sees("This number can be read in two ways.", "This date can be read in two ways.")
    expect(contact.box("How heavy?")).to_have_value("1,250")


def test_rows_are_written_pasted_checked_and_summed(contact):
    contact.press("Next: Numbers and days")
    contact.press("Next: Rows")
    contact.page.get_by_role("button", name="Add a row").first.click()
    contact.is_on("New row")
    contact.pick("Site", "Narayan Mill, Bangladesh")
    contact.write("Town", "Gazipur")
    contact.write("People", "3")
    contact.write("Women", "4")
    _amount(contact, "Paid").fill("500")
    contact.pick("Currency", "NOK · Norwegian Krone")
    contact.press("Save the row")
    contact.sees("There are more women than people.")
    contact.write("Women", "2")
    contact.press("Save the row")
    contact.is_on("Rows")
    contact.press("Paste rows")
    contact.is_on("Paste rows")
    contact.write("Rows from the spreadsheet", "Town\tPeople\tPaid\nDhaka\t1 200\t10 EUR\nSavar\tmany\t5 NOK")
    contact.press("Read the rows")
    contact.sees("Write a number in digits", "many")
    contact.looks()
    contact.press("Add 2 rows")
    contact.sees("2 rows were added.", "1\u00a0203", "505\u00a0NOK, 10\u00a0EUR")
    contact.reads_row("Savar", "Not complete")
    contact.looks()
