"""The base of what every page reads."""

from typing import Any

from flask_wtf import FlaskForm


class Input(FlaskForm):
    """A FlaskForm that says its types: Flask-WTF ships none.

    `Input()` reads the request, `Input(formdata=None, name=…)` shows values without reading it.
    """

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)  # type: ignore[no-untyped-call]


def errors_of(fields: FlaskForm) -> list[tuple[str, str]]:
    """Give what is wrong with an input for the error summary: the field's name, which is its id, and the words."""
    return [(field.id, str(field.errors[0])) for field in fields if field.errors]
