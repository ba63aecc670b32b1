"""Conditions in words: what an author wrote as CEL, as a supplier reads it."""

import pytest
from flask_babel import force_locale

from portal.engine.compiling import compile_form
from portal.engine.conditions import conditions_of
from portal.explaining.conditions import in_words
from portal.explaining.placeholders import unfilled
from portal.library.current import current_forms

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
    return in_words(form, form.form, line.when, own)


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
        ("count(chain) == 0", "“Which sites?”: no rows"),
        (
            'count(chain.filter(r, r.tier == "t1")) >= 2',
            "“Which sites?”: at least 2 rows where Tier is “Tier 1”",
        ),
        (
            "chain.exists(r, has(r.traced) && r.traced > 40)",
            "“Which sites?”: a row where Traced is more than 40 %",
        ),
        ('contract.kind == "goods"', "what the contract is for is “Goods”"),
        ("contract.risk >= 4", "the contract's risk (1 to 5) is at least 4"),
        ('"ict" in contract.categories', "“ICT products” is among the categories of the contract"),
        ("!contract.apprentice_duty", "the contract does not demand apprentices"),
        (
            "previous.exists && previous.sum_up",
            "there is a reviewed self-report from before and the earlier answer to “Is it so?”: the answer is yes",
        ),
        (
            'sum(chain, "traced") > contract.max_tiers',
            "the sum of Traced in “Which sites?” is more than the contract's highest number of tiers",
        ),
        ("share(portion, 50) < 20", "“Which share?” as a share of 50 is less than 20"),
        (
            'contract.value_nok < limit("full_form")',
            "the value of the agreement (NOK) is less than the authority's limit for the full form (NOK)",
        ),
        (
            "chain.all(r, has(r.traced) && r.traced > 40)",
            "“Which sites?”: in every row Traced is more than 40 %",
        ),
        ('sources.exists(s, s == "ngos")', "“Which sources?”: “NGOs” is chosen"),
        (
            "portion >= 0.5 * contract.fair_share_target",
            "“Which share?”: at least 0.5 × the contract's target for fair trade (%)",
        ),
        (
            "portion < contract.min_skilled_share - 10",
            "“Which share?”: less than the contract's lowest share of skilled workers (%) − 10",
        ),
        ("count(contract.work_types) > 0", "the kinds of work in the contract: at least 1 chosen"),
        (
            'contract.work_types.exists(w, w in ["moving", "cleaning"])',
            "the kinds of work in the contract: at least one chosen of: Moving services, Cleaning",
        ),
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
        for condition in conditions_of(form.compiled.form):
            with force_locale(language):
                words = in_words(form.compiled, worded, condition.source, condition.owner, condition.row_of)
            assert words
            words = unfilled(words)
            assert not any(sign in words for sign in ("_", "&&", "||", "==", ">=", "<=")), words
            assert "fulfil" not in words, (condition.id, words)
