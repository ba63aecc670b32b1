"""A frozen form stays what it was."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from portal.engine.catalogue import Frame
from portal.engine.circumstances import Circumstances
from portal.engine.compiling import compile_form
from portal.engine.evaluation import evaluate
from portal.engine.functions import Reference
from portal.errors import NotFound
from portal.library import keeping
from portal.library.current import CurrentForm, get_form
from portal.library.folder import Rating, ReferenceTables
from portal.library.keeping import FrozenFormDiffers, freeze, freeze_form, frozen

NOW = datetime(2026, 2, 1, 12, tzinfo=UTC)
TABLES = ReferenceTables((Rating("XA", "low", "2025-01-01"), Rating("XA", "high", "2026-06-01")), ())


def a_form(label="A policy?", *, tables=TABLES, translations=None):
    question = (
        f'- {{key: policy, type: yes_no, label: "{label}"}}\n'
        '- {key: why, type: text, label: "Why?", show_when: "!policy"}'
    )
    return CurrentForm(compile_form(Frame.QUESTIONS.around(question)), translations or {}, tables)


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(keeping, "_FROZEN", {})


def test_freezing_twice_keeps_one(session):
    first, again = freeze_form(session, a_form(), now=NOW), freeze_form(session, a_form(), now=NOW)
    assert first is again
    assert session.scalar(sa.text("SELECT count(*) FROM frozen_form WHERE form_key = 'sample'")) == 1


@pytest.mark.parametrize(
    "changed",
    [
        a_form("Another question?"),
        a_form(tables=ReferenceTables()),
        a_form(translations={"nb": {"policy.label": {"A policy?": "Policy?"}}}),
    ],
    ids=["text", "reference tables", "translation"],
)
def test_a_folder_that_says_something_else_under_the_same_version_is_refused(session, changed):
    freeze_form(session, a_form(), now=NOW)
    with pytest.raises(FrozenFormDiffers) as refused:
        freeze_form(session, changed, now=NOW)
    assert refused.value.params == {"form": "sample", "version": "1"}


def test_a_frozen_form_is_given_back_as_it_was_by_another_process(session, monkeypatch):
    translations = {"nb": {"policy.label": {"A policy?": "En policy?"}}}
    fingerprint = freeze_form(session, a_form(translations=translations), now=NOW).hash
    monkeypatch.setattr(keeping, "_FROZEN", {})
    session.expire_all()
    form = frozen(session, fingerprint)
    assert form.compiled.hash == a_form().compiled.hash
    assert form.in_language("nb").question("policy").label == "En policy?"
    assert form.in_language("en").question("policy").label == "A policy?"
    assert form.reference == Reference(country_risk={"XA": "low"})
    evaluation = evaluate(form.compiled, {"policy": False}, Circumstances(today=NOW.date()))
    assert evaluation.shown == ("policy", "why")


def test_what_was_tampered_with_is_not_used(session, monkeypatch):
    fingerprint = freeze_form(session, a_form(), now=NOW).hash
    session.execute(sa.text("UPDATE frozen_form SET content = jsonb_set(content, '{form,title}', '\"Other\"')"))
    monkeypatch.setattr(keeping, "_FROZEN", {})
    session.expire_all()
    with pytest.raises(ValueError, match="is not what was frozen"):
        frozen(session, fingerprint)


def test_a_hash_that_nothing_was_frozen_under_is_not_found(session):
    with pytest.raises(NotFound):
        frozen(session, "0" * 64)


def test_the_shipped_questionnaire_freezes(session):
    form = freeze(session, "due_diligence", now=NOW)
    assert form.hash == get_form("due_diligence").fingerprint
    assert form.in_language("nb").title != form.in_language("en").title


def a_version(number, questions):
    text = Frame.QUESTIONS.around(questions).replace('version: "1"', f'version: "{number}"')
    return CurrentForm(compile_form(text), {}, TABLES)


def test_a_question_knows_those_it_took_the_place_of_through_the_versions_between(session):
    first = a_version(1, '- {key: oldest, type: text, label: "Policy"}\n- {key: heads, type: integer, label: "Count"}')
    second = a_version(2, '- {key: older, type: long_text, label: "P", replaces: oldest}')
    third = a_version(
        3,
        '- {key: newest, type: long_text, label: "P", replaces: older}\n'
        '- {key: counted, type: decimal, label: "C", replaces: heads}\n'
        '- {key: named, type: text, label: "N", replaces: never}',
    )
    for number, form in enumerate((first, second)):
        freeze_form(session, form, now=NOW + timedelta(days=number))
    kept = freeze_form(session, third, now=NOW + timedelta(days=2))
    assert kept.earlier == {"newest": ("older", "oldest"), "counted": ("heads",)}


def test_what_does_not_fit_is_passed_over_and_what_it_replaced_may_fit_again(session):
    versions = [
        a_version(1, '- {key: a, type: integer, label: "A", unit: people}'),
        a_version(2, '- {key: b, type: text, label: "B", replaces: a}'),
        a_version(3, '- {key: c, type: integer, label: "C", unit: people, replaces: b}'),
    ]
    kept = [freeze_form(session, form, now=NOW + timedelta(days=day)) for day, form in enumerate(versions)]
    assert [form.earlier for form in kept] == [{}, {}, {"c": ("a",)}]
