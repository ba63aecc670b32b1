"""Freezing a questionnaire, and giving back what was frozen, each compiled once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from portal.deadlines import today
from portal.engine.changes.lineage import lineage
from portal.engine.compiled import CompiledForm, assemble
from portal.engine.definition import Form
from portal.engine.functions import Reference
from portal.engine.texts import Catalogue, in_language
from portal.engine.versions import digest, restored
from portal.errors import NotFound, Refused
from portal.library.current import CurrentForm, get_form
from portal.library.folder import Rating, ReferenceTables
from portal.library.models import KeptForm


class FrozenFormDiffers(Refused):
    """The folder says something else than what was frozen under that version: it needs a new number (F601)."""

    code: ClassVar[str] = "frozen_form_differs"


@dataclass(frozen=True)
class FrozenForm:
    """A form as it was when a round opened. `reference` is what held on that day.

    `earlier` are, by question, the keys of the questions that it took the place of, as far as their answers fit.
    """

    hash: str
    compiled: CompiledForm
    translations: Mapping[str, Catalogue]
    reference: Reference
    earlier: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _worded: dict[str, Form] = field(default_factory=dict)

    def in_language(self, language: str) -> Form:
        """The form in a language, made once; texts without a translation stay in the source language."""
        if language not in self._worded:
            self._worded[language] = in_language(self.compiled.form, self.translations.get(language, {}))
        return self._worded[language]


def freeze(session: Session, key: str, *, now: datetime) -> FrozenForm:
    """Keep a questionnaire as it is now, for a round. Raises NotFound, FrozenFormDiffers."""
    return freeze_form(session, get_form(key), now=now)


def freeze_form(session: Session, form: CurrentForm, *, now: datetime) -> FrozenForm:
    """Keep this form, once. Another text under the same version is refused: FrozenFormDiffers."""
    content = form.content()
    fingerprint, version = digest(content), form.compiled.form.version
    new = {"hash": fingerprint, "form_key": form.key, "version": version, "content": content, "frozen_at": now}
    session.execute(insert(KeptForm).values(new).on_conflict_do_nothing())
    kept = session.exec(select(KeptForm).where(KeptForm.form_key == form.key, KeptForm.version == version)).one()
    if kept.hash != fingerprint:
        raise FrozenFormDiffers(form=form.key, version=version)
    return frozen(session, fingerprint)


def foreseen(session: Session, form: CurrentForm, *, now: datetime) -> FrozenForm:
    """The form as it would be frozen now; nothing is kept. Raises FrozenFormDiffers, as freezing it would."""
    fingerprint, version = form.fingerprint, form.compiled.form.version
    same = select(KeptForm.hash).where(KeptForm.form_key == form.key, KeptForm.version == version)
    kept = session.exec(same).one_or_none()
    if kept == fingerprint:
        return frozen(session, fingerprint)
    if kept is not None:
        raise FrozenFormDiffers(form=form.key, version=version)
    whole = form.compiled.form
    before = _versions(session, KeptForm.form_key == form.key) if _replaces_any(whole) else []
    return FrozenForm(
        fingerprint, form.compiled, form.translations, form.tables.on(today(now)), earlier=lineage(whole, before)
    )


_FROZEN: dict[str, FrozenForm] = {}
"""By hash: what a hash stands for never changes, so nothing is ever thrown away."""


def frozen(session: Session, fingerprint: str) -> FrozenForm:
    """The frozen form of that hash, compiled once. Raises NotFound; ValueError when the table was tampered with."""
    if fingerprint not in _FROZEN:
        kept = session.get(KeptForm, fingerprint)
        if kept is None:
            raise NotFound(form=fingerprint)
        _FROZEN[fingerprint] = _thawed(session, kept)
    return _FROZEN[fingerprint]


def _thawed(session: Session, kept: KeptForm) -> FrozenForm:
    content: Any = kept.content
    if digest(content) != kept.hash:
        raise ValueError(f"the frozen form {kept.hash} is not what was frozen")
    tables = ReferenceTables(
        *(tuple(Rating(**line) for line in content["reference"][name]) for name in ("country_risk", "boycott"))
    )
    form = restored(content["form"])
    return FrozenForm(
        hash=kept.hash,
        compiled=assemble(form, digest=digest(content["form"])),
        translations=content["translations"],
        reference=tables.on(today(kept.frozen_at)),
        earlier=lineage(form, _versions_before(session, kept)) if _replaces_any(form) else {},
    )


def _replaces_any(form: Form) -> bool:
    return any(question.replaces for question in form.questions())


def _versions_before(session: Session, kept: KeptForm) -> list[Form]:
    """The versions of a form that were frozen before this one, the newest first; they never change any more."""
    same_form = KeptForm.form_key == kept.form_key
    return _versions(session, same_form, KeptForm.frozen_at <= kept.frozen_at, KeptForm.hash != kept.hash)


def _versions(session: Session, *which: Any) -> list[Form]:
    in_order = select(KeptForm).where(*which).order_by(col(KeptForm.frozen_at).desc(), col(KeptForm.hash))
    return [restored(one.content["form"]) for one in session.exec(in_order)]
