"""The questionnaires that the product is shipped with: read, compiled once, and their texts in each language."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from portal import resources
from portal.engine.compiled import CompiledForm
from portal.engine.compiling import compile_form
from portal.engine.definition import Form
from portal.engine.diagnostics import FormRefused
from portal.engine.texts import Catalogue, in_language
from portal.engine.versions import Plain, digest, plain
from portal.errors import NotFound
from portal.library.folder import ReferenceTables, form_paths, read_catalogues, read_reference


@dataclass(frozen=True)
class ShippedForm:
    """A questionnaire of the folder: compiled, with its translations by language, and the reference tables."""

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
        translations: dict[str, Plain] = {
            language: {path: dict(words) for path, words in texts.items()}
            for language, texts in self.translations.items()
        }
        reference: dict[str, Plain] = {
            "country_risk": [asdict(line) for line in self.tables.country_risk],
            "boycott": [asdict(line) for line in self.tables.boycott],
        }
        return {"form": plain(self.compiled.form), "translations": translations, "reference": reference}


def load(forms: Path, translations: Path) -> dict[str, ShippedForm]:
    """Read and compile every questionnaire of a folder, by key. Raises FormRefused with the faults of all of them."""
    catalogues, tables = read_catalogues(translations), read_reference(forms / "reference")
    loaded: dict[str, ShippedForm] = {}
    refused: list[FormRefused] = []
    for path in form_paths(forms):
        try:
            compiled = compile_form(path.read_text(encoding="utf-8"), path=str(path))
        except FormRefused as refusal:
            refused.append(refusal)
            continue
        key = compiled.form.key
        texts = {language: of_form[key] for language, of_form in catalogues.items() if key in of_form}
        loaded[key] = ShippedForm(compiled, texts, tables)
    if refused:
        raise FormRefused.of(refused)
    return loaded


@cache
def shipped() -> Mapping[str, ShippedForm]:
    """The questionnaires that the product is shipped with, compiled when first asked for. Raises FormRefused."""
    return load(resources.folder("forms"), resources.folder("translations"))


def get_form(key: str) -> ShippedForm:
    """The questionnaire of that key. Raises NotFound."""
    form = shipped().get(key)
    if form is None:
        raise NotFound(form=key)
    return form
