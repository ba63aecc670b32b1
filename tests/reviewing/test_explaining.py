"""The figures of a review in words: choices, caps, and what would raise a score."""

from decimal import Decimal

import pytest
from flask_babel import force_locale

from portal.engine.caps import AppliedCap
from portal.engine.scoring import Why
from portal.explaining.figures import QuestionFigure
from portal.explaining.scores import Explainer
from portal.reviewing.service.figures import stored_sections
from portal.reviewing.service.reviews import read_material
from tests.reviewing.build import ANSWERS, a_review


def explainer(session, **answers) -> tuple[Explainer, list]:
    review = a_review(session, {**ANSWERS, **answers}).review
    material = read_material(session, review)
    form = material.evaluation.form
    worded = material.sealed.form.in_language("en")
    return Explainer(form, worded, material.sealed.circumstances, "en", {}), stored_sections(review)


def test_what_would_raise_the_score_comes_by_its_gain(session, in_app):
    explained, sections = explainer(session, has_policy=False, sources=("unions",))

    with force_locale("en"):
        raises = explained.raises(sections)

    assert [(one.key, round(one.gain, 1)) for one in raises] == [
        ("has_policy", Decimal("50.0")),
        ("sources", Decimal("33.3")),
    ]
    assert raises[0].how == "3 points when you can answer “Yes”."
    assert raises[1].how == "3 points when: at least 3 chosen."


@pytest.mark.parametrize(
    ("why", "detail", "words"),
    [
        (Why.CHOICE, "no", "The answer “No” gives this."),
        (Why.UNANSWERED, "", "Not answered."),
        (Why.WAITING, "", "Waits for a reviewer's points."),
        (Why.NOT_COUNTED, "", "Does not count here, because of other answers."),
        (Why.NO_LINE, "", "None of the conditions that give points is fulfilled."),
    ],
)
def test_points_are_explained(session, in_app, why, detail, words):
    explained, _ = explainer(session)
    part = QuestionFigure("has_policy", Decimal(3), Decimal(0), why, detail)

    with force_locale("en"):
        assert explained.why(part) == words


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("lead/has_policy", "Answered no to the opening question of a step: “Have you a policy?”"),
        ("form/0", "More than 30 days late"),
        ("facts/refusal", "The supplier refuses to take part in control"),
    ],
)
def test_caps_are_explained(session, in_app, code, words):
    explained, _ = explainer(session)

    with force_locale("en"):
        assert explained.cap(AppliedCap("D", code)) == words
