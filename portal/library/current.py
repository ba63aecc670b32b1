"""The questionnaires as they stand in the folders now: read, compiled once, and their texts in each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from portal.engine.compiled import CompiledForm
from portal.engine.definition import Form
from portal.engine.diagnostics import FormRefused
from portal.engine.texts import Catalogue, in_language, whole_translations
from portal.engine.versions import Plain, digest
from portal.errors import NotFound
from portal.library.files import check_file
from portal.library.folder import (
    ReferenceTables,
    Shelf,
    form_paths,
    read_catalogues,
    read_reference,
    require_sound,
    shelves,
)
from portal.library.published import content_of


@dataclass(frozen=True)
class CurrentForm:
    """A questionnaire of the folder: compiled, with the languages it is whole in, and the reference tables."""

    compiled: CompiledForm
    translations: Mapping[str, Catalogue]
    tables: ReferenceTables

    @property
    def key(self) -> str:
        return self.compiled.form.key

    def in_language(self, language: str) -> Form:
        """The form in a language; texts without a translation stay in the source language."""
        return in_language(self.compiled.form, self.translations.get(language, {}))

    @property
    def fingerprint(self) -> str:
        """The hash under which it would be frozen now."""
        return digest(self.content())

    def content(self) -> dict[str, Plain]:
        """All that freezing keeps, in JSON's own types."""
        return content_of(self.compiled, self.translations, self.tables)


def load(*from_shelves: Shelf) -> dict[str, CurrentForm]:
    """Read and compile every questionnaire of these, by key; the reference tables are the first one's.

    Raises FormRefused with the faults of all of them.
    """
    tables = read_reference(from_shelves[0].forms / "reference")
    loaded: dict[str, CurrentForm] = {}
    refused: list[FormRefused] = []
    for shelf in from_shelves:
        require_sound(shelf.translations)
        catalogues = read_catalogues(shelf.translations)
        for path in form_paths(shelf.forms):
            checked = check_file(path, folder=path.parent.name, taken=loaded)
            if checked.compiled is None:
                refused.append(checked.refusal)
                continue
            key = checked.compiled.form.key
            begun = {language: forms[key] for language, forms in catalogues.items() if key in forms}
            texts = whole_translations(checked.compiled.form, begun)
            loaded[key] = CurrentForm(checked.compiled, texts, tables)
    if refused:
        raise FormRefused.of(refused)
    return loaded


@cache
def current_forms() -> Mapping[str, CurrentForm]:
    """The questionnaires that this portal offers, compiled when first asked for. Raises FormRefused."""
    return load(*shelves())


def get_form(key: str) -> CurrentForm:
    """The questionnaire of that key. Raises NotFound."""
    form = current_forms().get(key)
    if form is None:
        raise NotFound(form=key)
    return form
