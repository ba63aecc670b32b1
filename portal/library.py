"""The questionnaires: those of the folder, compiled once when the portal starts, and the frozen ones, each once.

Opening a round freezes its form: definition, translations and reference tables, canonical, under a SHA-256.
Self-reports point to the frozen form, and pages, scores and receipts use it, never the folder.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, select

from portal import resources
from portal.deadlines import today
from portal.engine.compiled import CompiledForm, assemble
from portal.engine.compiling import compile_form
from portal.engine.definition import Form
from portal.engine.diagnostics import FormRefused
from portal.engine.functions import Reference
from portal.engine.texts import Catalogue, in_language
from portal.engine.versions import Plain, digest, plain, restored
from portal.errors import NotFound, Refused
from portal.library_folder import Rating, ReferenceTables, form_paths, read_catalogues, read_reference
from portal.library_models import KeptForm


class FrozenFormDiffers(Refused):
    """The folder says something else than what was frozen under that version: it needs a new number (F601)."""

    code: ClassVar[str] = "frozen_form_differs"


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


@dataclass(frozen=True)
class FrozenForm:
    """A form as it was when a round opened. `reference` is what held on that day."""

    hash: str
    compiled: CompiledForm
    translations: Mapping[str, Catalogue]
    reference: Reference
    _worded: dict[str, Form] = field(default_factory=dict)

    def in_language(self, language: str) -> Form:
        """The form in a language, made once; texts without a translation stay in the source language."""
        if language not in self._worded:
            self._worded[language] = in_language(self.compiled.form, self.translations.get(language, {}))
        return self._worded[language]


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


def freeze(session: Session, key: str, *, now: datetime) -> FrozenForm:
    """Keep a questionnaire as it is now, for a round. Raises NotFound, FrozenFormDiffers."""
    return freeze_form(session, get_form(key), now=now)


def freeze_form(session: Session, form: ShippedForm, *, now: datetime) -> FrozenForm:
    """Keep this form, once. Another text under the same version is refused: FrozenFormDiffers."""
    content = form.content()
    fingerprint, version = digest(content), form.compiled.form.version
    new = {"hash": fingerprint, "form_key": form.key, "version": version, "content": content, "frozen_at": now}
    session.execute(insert(KeptForm).values(new).on_conflict_do_nothing())
    kept = session.exec(select(KeptForm).where(KeptForm.form_key == form.key, KeptForm.version == version)).one()
    if kept.hash != fingerprint:
        raise FrozenFormDiffers(form=form.key, version=version)
    return frozen(session, fingerprint)


_FROZEN: dict[str, FrozenForm] = {}
"""By hash: what a hash stands for never changes, so nothing is ever thrown away."""


def frozen(session: Session, fingerprint: str) -> FrozenForm:
    """The frozen form of that hash, compiled once. Raises NotFound; ValueError when the table was tampered with."""
    if fingerprint not in _FROZEN:
        kept = session.get(KeptForm, fingerprint)
        if kept is None:
            raise NotFound(form=fingerprint)
        _FROZEN[fingerprint] = _thawed(kept)
    return _FROZEN[fingerprint]


def _thawed(kept: KeptForm) -> FrozenForm:
    content: Any = kept.content
    if digest(content) != kept.hash:
        raise ValueError(f"the frozen form {kept.hash} is not what was frozen")
    tables = ReferenceTables(
        *(tuple(Rating(**line) for line in content["reference"][name]) for name in ("country_risk", "boycott"))
    )
    return FrozenForm(
        hash=kept.hash,
        compiled=assemble(restored(content["form"]), digest=digest(content["form"])),
        translations=content["translations"],
        reference=tables.on(today(kept.frozen_at)),
    )
