"""A folder of questionnaires that a test writes itself, in place of the product's."""

from textwrap import dedent

import pytest

from portal.engine.compiling import compile_form
from portal.library.current import CurrentForm
from portal.library.folder import ReferenceTables
from portal.rounds import forms


def put_in_the_folder(monkeypatch: pytest.MonkeyPatch, text: str) -> CurrentForm:
    """Make this the one questionnaire that rounds can open on."""
    form = CurrentForm(compile_form(dedent(text)), {}, ReferenceTables())
    monkeypatch.setattr(forms, "current_forms", lambda: {form.key: form})
    return form


def next_version(text: str, number: int, *mends: tuple[str, str]) -> str:
    """The text under another version number, with these places changed."""
    for wrong, right in (('version: "1"', f'version: "{number}"'), *mends):
        assert wrong in text, wrong
        text = text.replace(wrong, right)
    return text
