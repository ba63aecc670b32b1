"""What becomes of answers under another version of a form."""

from decimal import Decimal

import pytest

from portal.engine.catalogue import Frame
from portal.engine.changes.carrying import Fate, carried, fates, successors
from portal.engine.changes.lineage import lineage
from portal.engine.compiling import compile_form
from portal.engine.definition import Form
from portal.engine.values import Row

OLD = """\
- {key: policy, type: yes_no, label: "A policy?"}
- {key: covered, type: percent, label: "How much?"}
- {key: heads, type: integer, unit: people, label: "How many?"}
- {key: theme, type: single_choice, label: "Theme", choices: [{key: wages, label: "Wages"}, {key: hse, label: "HSE"}]}
- key: sites
  type: table
  label: "Sites"
  columns: [{key: town, type: text, label: "Town"}, {key: people, type: integer, label: "People"}]
- {key: note, type: note, label: "Read this"}"""

ANSWERS = {
    "policy": True,
    "covered": Decimal(40),
    "heads": Decimal(7),
    "theme": "wages",
    "sites": (Row("1", {"town": "Voss", "people": Decimal(3)}),),
}


def a_form(questions: str) -> Form:
    return compile_form(Frame.QUESTIONS.around(questions)).form


def mended(*mends: tuple[str, str]) -> Form:
    text = OLD
    for wrong, right in mends:
        assert wrong in text
        text = text.replace(wrong, right)
    return a_form(text)


@pytest.mark.parametrize(
    ("mend", "key", "fate"),
    [
        (('"How much?"', '"How large a share?"'), "covered", Fate.REREAD),
        (("type: percent, label", "type: percent, help: Roughly, label"), "covered", Fate.KEPT),
        (('"HSE"', '"Safety"'), "theme", Fate.REREAD),
        (('{key: wages, label: "Wages"}, ', ""), "theme", Fate.REREAD),
        (('label: "Town"', 'label: "Place"'), "sites", Fate.REREAD),
        (("unit: people", "unit: years"), "heads", Fate.LOST),
        (("key: covered,", "key: portion, replaces: covered,"), "covered", Fate.KEPT),
        (("key: covered, type: percent,", "key: portion, replaces: covered, type: text,"), "covered", Fate.LOST),
        (('- {key: policy, type: yes_no, label: "A policy?"}\n', ""), "policy", Fate.LOST),
    ],
    ids=["reworded", "other help", "choice reworded", "choice gone", "column reworded", "another unit", "replaced",
         "replaced by another type", "gone"],
)  # fmt: skip
def test_an_answer_is_kept_read_again_or_lost(mend, key, fate):
    old, new = a_form(OLD), mended(mend)
    found = fates(old, new, lineage(new, [old]))
    assert found[key] is fate
    assert {other for other in found if found[other] is not Fate.KEPT} <= {key}
    assert "note" not in found


def test_answers_follow_to_the_question_that_took_the_place():
    old, new = (
        a_form(OLD),
        mended(("key: covered,", "key: portion, replaces: covered,"), ("type: integer, unit", "type: decimal, unit")),
    )
    earlier = lineage(new, [old])
    assert carried(ANSWERS, old, new, earlier) == {
        "policy": True, "portion": Decimal(40), "heads": Decimal(7), "theme": "wages", "sites": ANSWERS["sites"],
    }  # fmt: skip
    assert successors(old, new, earlier)["covered"] == "portion"


def test_what_the_new_form_does_not_take_is_left_out():
    old = a_form(OLD)
    new = mended(
        ('{key: wages, label: "Wages"}, ', ""),
        (', {key: people, type: integer, label: "People"}', ""),
        ("type: yes_no", "type: text"),
    )
    assert carried(ANSWERS, old, new, {}) == {
        "covered": Decimal(40), "heads": Decimal(7), "sites": (Row("1", {"town": "Voss"}),),
    }  # fmt: skip


def test_on_the_same_form_everything_stays():
    form = a_form(OLD)
    assert carried(ANSWERS, form, form, {}) == ANSWERS
    assert set(fates(form, form, {}).values()) == {Fate.KEPT}
