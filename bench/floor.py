"""The floor: the same forty boxes and the same save with nothing around them. No sign-in, no rules, no history."""

from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa
from flask import Flask, render_template_string, request
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import Engine
from sqlmodel import SQLModel, col, select
from wtforms import Form, IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from bench.form import QUESTIONS, key_of, kind_of
from portal.engine.definition import TypeKey
from portal.reporting.models import Answer, new_salt
from portal.schema import new_id

LETTERS = [("a", "First"), ("b", "Second"), ("c", "Third")]

PAGE = """<!doctype html><html lang="en"><title>Floor</title><form method="post">
{% for field in form %}<div>{{ field.label }}{{ field }}<p>One sentence is enough.</p></div>{% endfor %}
</form></html>"""


def make_floor(engine: Engine, report_id: UUID, supplier_id: UUID, person_id: UUID) -> Flask:
    """An app on the same tables: a page that WTForms draws and reads; one answer or all of them saved by one upsert."""
    app = Flask("floor")
    page = _form_class()

    def shared() -> dict[str, object]:
        whose = {"self_report_id": report_id, "supplier_id": supplier_id, "answered_by_id": person_id}
        return {**whose, "revision": 1, "answered_at": datetime.now(UTC)}

    @app.get("/page")
    def show() -> str:
        with engine.connect() as connection:
            stored = connection.execute(
                select(Answer.question_key, Answer.value).where(Answer.self_report_id == report_id)
            )
            values = {key: value for key, value in stored}  # noqa: C416  rows are not pairs to a type checker
        return render_template_string(PAGE, form=page(data=values))

    @app.post("/save/<key>")
    def save(key: str) -> str:
        upsert = insert(Answer).values({**shared(), **_own(key, request.form[key])})
        with engine.begin() as connection:
            connection.execute(
                upsert.on_conflict_do_update(
                    constraint="uq_answer_self_report_id_question_key",
                    set_={"value": upsert.excluded.value, "revision": col(Answer.revision) + sa.literal(1)},
                )
            )
        return "saved"

    @app.post("/page")
    def save_page() -> str:
        form = page(formdata=request.form)
        if not form.validate():
            raise ValueError(form.errors)
        common = shared()
        rows = [_own(field.name, field.data) | common for field in form]
        with engine.begin() as connection:
            connection.execute(_UPSERT_ALL, rows)
        return "saved"

    return app


def _own(key: str, value: object) -> dict[str, object]:
    return {"id": new_id(), "question_key": key, "value": value, "salt": new_salt()}


def _upsert_all() -> sa.Executable:
    table = SQLModel.metadata.tables["answer"]
    upsert = insert(table)
    return upsert.on_conflict_do_update(
        constraint="uq_answer_self_report_id_question_key",
        set_={"value": upsert.excluded.value, "revision": table.c.revision + 1},
    )


_UPSERT_ALL = _upsert_all()


def _form_class() -> type[Form]:
    return type("FloorForm", (Form,), {key_of(number): _field(number) for number in range(QUESTIONS)})


def _field(number: int) -> object:
    label = f"Question {number}: what do you do about it?"
    match kind_of(number):
        case TypeKey.LONG_TEXT:
            return TextAreaField(label)
        case TypeKey.INTEGER:
            return IntegerField(label)
        case TypeKey.SINGLE_CHOICE:
            return RadioField(label, choices=LETTERS)
        case TypeKey.MULTI_CHOICE:
            boxes = ListWidget(prefix_label=False)
            return SelectMultipleField(label, choices=LETTERS, widget=boxes, option_widget=CheckboxInput())
        case _:
            return StringField(label)
