"""A reviewer sees last year's answer beside this year's, also where the question has taken another's place."""

from flask import Flask
from sqlmodel import Session

from tests.folder import next_version
from tests.reviewing.build import ANSWERS, FORM, a_review
from tests.reviewing.test_statements import finish

RENAMED = next_version(FORM, 2, ("key: how, type", "key: use, replaces: how, type"))


def test_last_years_answer_stands_beside_the_question_that_replaced_its_own(session: Session, app: Flask, sign_in):
    with app.app_context():
        first = a_review(session, with_policy=True, year=2026)
        finish(session, first)
        said = {**ANSWERS, "use": "We also talk to unions."}
        del said["how"]
        second = a_review(session, said, form=RENAMED, like=first.started, with_policy=True)
    page = sign_in(second.started.people["reviewer"]).get(f"/reviews/{second.review.id}/questions/use").text
    assert "We also talk to unions." in page
    assert "We rank risks by how grave they are." in page
