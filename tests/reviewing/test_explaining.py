"""Figures in words: conditions, choices, caps, and what would raise a score."""

from decimal import Decimal

import pytest
from flask_babel import force_locale

from portal.engine.caps import AppliedCap
from portal.engine.compiling import compile_form
from portal.engine.scoring import Why
from portal.library.current import current_forms
from portal.reviewing.conditions import in_words
from portal.reviewing.explaining import Explainer
from portal.reviewing.service.figures import QuestionFigure, stored_sections
from portal.reviewing.service.reviews import read_material
from tests.reviewing.build import ANSWERS, a_review

FORM = """\
form: said
version: "1"
source_language: en
title: "Said"
levels: {{A: 85, D: 0}}
lists: {{tiers: [{{key: t0, label: "Own"}}, {{key: t1, label: "Tier 1"}}]}}
sections:
  - key: one
    title: "One"
    weight: 100
    questions:
      - {{key: portion, type: percent, label: "Which share?"}}
      - {{key: mapped_on, type: date, label: "Mapped when?"}}
      - {{key: sources, type: multi_choice, label: "Which sources?",
         choices: [{{key: unions, label: "Unions"}}, {{key: ngos, label: "NGOs"}}, {{key: none, label: "None"}}]}}
      - key: chain
        type: table
        label: "Which sites?"
        rows: {{min: 0, max: 9}}
        columns:
          - {{key: tier, type: single_choice, choices: tiers, label: "Tier", required: true}}
          - {{key: traced, type: percent, label: "Traced"}}
      - key: sum_up
        type: yes_no
        label: "Is it so?"
        weight: 3
        score:
          - {{when: '{condition}', points: 3}}
"""


def said(condition: str, own: str = "sum_up") -> str:
    """The words for a condition, to a reader of the question `own`."""
    form = compile_form(FORM.format(condition=condition))
    line = form.form.question("sum_up").score[0]
    return in_words(form, form.form, line.when, form.form.question(own))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("sum_up", "the answer is yes"),
        ("!sum_up", "the answer is no"),
        ("portion >= 95", "“Which share?”: at least 95 %"),
        ("portion < 20 || sum_up", "“Which share?”: less than 20 % or the answer is yes"),
        ("!(portion < 20 || sum_up)", "“Which share?”: at least 20 % and the answer is no"),
        ("months_since(mapped_on) <= 12", "“Mapped when?”: the day is at most 12 months ago"),
        ("count(sources) >= 2", "“Which sources?”: at least 2 chosen"),
        ("count(chain) == 1", "“Which sites?”: exactly 1 row"),
        ('"none" in sources', "“Which sources?”: “None” is chosen"),
        ('!("none" in sources)', "“Which sources?”: “None” is not chosen"),
        ('sources.exists(s, s in ["unions", "ngos"])', "“Which sources?”: at least one chosen of: Unions, NGOs"),
        ('chain.exists(r, r.tier == "t1")', "“Which sites?”: a row where Tier is “Tier 1”"),
        ('!chain.exists(r, r.tier in ["t0", "t1"])', "“Which sites?”: no row where Tier is one of: Own, Tier 1"),
        ('mean(chain, "traced") >= 75', "“Which sites?”: Traced is at least 75 % on average"),
        ("answered.mapped_on", "“Mapped when?”: it is answered"),
        ("!answered.mapped_on", "“Mapped when?”: it is not answered"),
    ],
)
def test_a_condition_is_said_in_the_words_of_the_form(in_app, condition, words):
    with force_locale("en"):
        assert said(condition) == words


def test_the_readers_own_question_needs_no_name(in_app):
    with force_locale("en"):
        assert said("count(sources) >= 2", own="sources") == "at least 2 chosen"


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_condition_of_the_shipped_forms_is_said_without_code(in_app, language):
    for form in current_forms().values():
        worded = form.in_language(language)
        for question in form.compiled.form.questions():
            for line in question.score:
                with force_locale(language):
                    words = in_words(form.compiled, worded, line.when, question)
                assert words
                assert not any(sign in words for sign in ("_", "&&", "||", "==", ">=", "<=")), words


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
