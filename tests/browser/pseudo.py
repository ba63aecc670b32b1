"""Two languages that nobody speaks, made in memory: every text of ours long, accented and in brackets.

One is read from the left, one from the right. They borrow the codes of languages that the portal does
not have, for which CLDR has days, numbers and countries.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from babel.support import Translations
from flask import Flask

from portal.catalogues.faults import PLACEHOLDERS
from portal.engine import texts
from portal.engine.definition import Form
from portal.engine.types.yes_no import WORDS
from portal.languages import LANGUAGES, Language
from portal.library.current import CurrentForm
from portal.library.keeping import FrozenForm

LEFT, RIGHT = "da", "he"
"""Danish's and Hebrew's codes."""

ACCENTED = str.maketrans("aceinorsuyACEINORSUY", "áçéîñöŕšůýÁÇÉÎÑÖŔŠŮÝ")
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
"""A text without another inside it."""


def said(text: str) -> str:
    """The text as these languages say it: a third longer, as German is, and never cut unseen."""
    parts = re.split(f"({PLACEHOLDERS['messages'].pattern})", text, flags=re.DOTALL)
    accented = "".join(part if at % 2 else part.translate(ACCENTED) for at, part in enumerate(parts))
    longer = " ünð" * (len(text.split()) // 3 + (len(text) > 3))
    return f"⟦{accented}{longer}⟧"


def unsaid(text: str) -> str:
    """What stands outside of all brackets: a text that is filled into another is in two pairs."""
    while (bare := BRACKETED.sub(" ", text)) != text:
        text = bare
    return text


class Said(Translations):
    """Every text of the pages in one of the two languages."""

    def gettext(self, message: str) -> str:
        return said(message)

    ugettext = gettext

    def ngettext(self, singular: str, plural: str, num: int) -> str:
        return said(singular if num == 1 else plural)

    ungettext = ngettext

    def pgettext(self, context: str, message: str) -> str:
        return said(message)

    upgettext = pgettext

    def npgettext(self, context: str, singular: str, plural: str, num: int) -> str:
        return self.ngettext(singular, plural, num)

    unpgettext = npgettext


def form_said(form: CurrentForm | FrozenForm, language: str) -> Form:
    """The questionnaire in one of the two languages."""
    whole = form.compiled.form
    catalogue = {text.path: {text.text: said(text.text)} for text in texts.texts_of(whole)}
    return texts.in_language(whole, catalogue)


@contextmanager
def spoken(app: Flask, language: str) -> Iterator[None]:
    """Let everybody read one of the two languages, whatever they chose."""
    babel = app.extensions["babel"]
    with app.app_context():
        catalogues = babel.instance.domain_instance.cache
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(LANGUAGES, language, Language(language))
        patch.setitem(WORDS, language, {True: said("Yes"), False: said("No")})
        for kind in (CurrentForm, FrozenForm):
            patch.setattr(kind, "in_language", form_said)
        patch.setattr(babel, "locale_selector", lambda: language)
        patch.setitem(catalogues, (language, "messages"), Said())
        yield
