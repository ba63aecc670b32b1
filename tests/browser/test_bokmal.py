"""The same pages in bokmål: words, and numbers and days as they are written there."""

import pytest
from playwright.sync_api import expect

from tests.browser.build import a_cast, a_report

PEOPLE = "Hvor mange arbeider hos dere?"
WHY = "Hvordan bruker dere retningslinjene?"
POLICY = "Har styret vedtatt retningslinjer?"


@pytest.fixture
def cast(house):
    return a_cast(house, language="nb")


def test_a_supplier_answers_in_bokmal(visit, house, cast, javascript):
    contact = visit(cast.contact, javascript=javascript)
    contact.open(f"/reports/{a_report(house, cast)}/sections/policy")
    contact.is_on("Retningslinjer")
    expect(contact.page.locator("html")).to_have_attribute("lang", "nb")
    contact.choose(POLICY, "Nei")
    contact.write(PEOPLE, "omtrent femti")
    contact.write(WHY, "Ved hvert innkjøp")
    contact.press("Neste: Risiko")
    contact.sees("Skriv et tall med sifre, for eksempel 50. Det dere skrev, er tatt vare på.")
    expect(contact.box(PEOPLE)).to_have_value("omtrent femti")
    contact.write(PEOPLE, "1 250")
    contact.press("Neste: Risiko")
    contact.is_on("Risiko")
    contact.press("Lagre og kontroller")
    contact.is_on("Kontroller og send")
