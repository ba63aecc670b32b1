"""The two sides of `portal forms diff`: a questionnaire as it stands, as it was published, or as it was frozen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click
from pydantic import ValidationError
from sqlmodel import Session, col, select

from portal.commands.shipped import compile_file, form_path
from portal.commands.storage import storage
from portal.database import make_engine
from portal.engine.definition import Form
from portal.engine.texts import Catalogue, in_language
from portal.engine.versions import restored
from portal.library.beside import translations_of
from portal.library.folder import shelves
from portal.library.models import KeptForm
from portal.library.published import NotPublishedError, read_published
from portal.settings import Settings

HASH: Final = re.compile(r"[0-9a-f]{8,64}")
"""The beginning of a frozen form's SHA-256, long enough to be nobody's key."""


@dataclass(frozen=True)
class Side:
    """One of the two versions, with its translations by language."""

    form: Form
    translations: Mapping[str, Catalogue]

    def in_language(self, language: str) -> Form:
        """The form in a language; texts without a translation stay in the source language."""
        return in_language(self.form, self.translations.get(language, {}))


def find_side(name: str) -> Side:
    """What a name stands for: a key or a path, `key@version`, or the hash of a frozen form. Raises click.UsageError."""
    if Path(name).suffix == ".json" and Path(name).is_file():
        return _published(Path(name))
    key, at, version = name.partition("@")
    if not at and not HASH.fullmatch(name):
        path = form_path(name)
        form = compile_file(path).form
        return Side(form, translations_of(path, form.key))
    files = [shelf.forms / key / "versions" / f"{version}.json" for shelf in shelves()] if at else []
    for file in files:
        if file.is_file():
            return _published(file)
    kept = _frozen(key, version) if at else _frozen_under(name)
    if kept is None:
        raise click.UsageError(f"Nothing is published as {name}, or frozen in the environment's database.")
    return kept


def _published(file: Path) -> Side:
    try:
        published = read_published(file)
    except NotPublishedError as error:
        raise click.UsageError(str(error)) from error
    content: Any = published.content
    return Side(published.form, content.get("translations", {}))


def _frozen(key: str, version: str) -> Side | None:
    return _kept(KeptForm.form_key == key, KeptForm.version == version)


def _frozen_under(fingerprint: str) -> Side | None:
    return _kept(col(KeptForm.hash).startswith(fingerprint))


def _kept(*which: Any) -> Side | None:
    """The one form that the database has frozen; None without a database, or when there are several or none."""
    try:
        settings = Settings()
    except ValidationError:  # an author's machine, which serves nothing
        return None
    if settings.embedded and not settings.database_folder.is_dir():
        return None
    with storage(settings, untouched=True) as url:
        engine = make_engine(url, connections=1)
        try:
            with Session(engine) as session:
                kept = session.exec(select(KeptForm).where(*which).limit(2)).all()
        finally:
            engine.dispose()
    return Side(restored(kept[0].content["form"]), kept[0].content["translations"]) if len(kept) == 1 else None
