"""One contract with several questionnaires in one year: a round each, and one list for the supplier."""

from sqlmodel import Session

from portal.reporting.service.answers import judge
from portal.reporting.service.draft import read_draft
from portal.reporting.service.offers import find_offers
from portal.reporting.service.reports import form_of
from tests.build import NOW
from tests.reporting.build import FORM, a_report, answer
from tests.reporting.pages import words

LABOUR = FORM.replace("form: small", "form: labour").replace('title: "Small"', 'title: "Labour crime"')


def test_a_supplier_sees_them_together_each_with_its_title(session: Session, sign_in):
    yearly = a_report(session)
    labour = a_report(session, LABOUR, like=yearly)
    assert yearly.report.contract_id == labour.report.contract_id
    assert yearly.report.year == labour.report.year
    page = sign_in(yearly.people["contact"]).get("/reports")
    assert f"/reports/{yearly.report.id}" in page.text
    assert f"/reports/{labour.report.id}" in page.text
    assert "Labour crime" in words(page)
    assert "Small" in words(page)


def test_each_has_its_own_answers_and_offers_the_others_about_the_supplier(session: Session):
    yearly = a_report(session)
    labour = a_report(session, LABOUR, like=yearly)
    answer(session, yearly, has_policy=True)
    draft = read_draft(session, labour.report)
    assert "has_policy" not in judge(session, labour.report, draft, NOW).values
    questions = list(form_of(session, labour.report).compiled.form.questions())
    assert find_offers(session, labour.report, questions, draft)["has_policy"].value is True
