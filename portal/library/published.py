"""The published versions of a questionnaire, beside its form.yaml: versions/<version>.json, one canonical text each.

Such a file holds what opening a round would freeze, and its SHA-256 is the hash it would be frozen under.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from portal.engine.changes.record import Published, Record
from portal.engine.compiled import CompiledForm
from portal.engine.texts import Catalogue, whole_translations
from portal.engine.versions import Plain, canonical, plain, restored
from portal.library.beside import translations_of
from portal.library.folder import ReferenceTables, plain_reference, read_reference, shelves

NAME_OF_A_FILE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class NotPublishedError(ValueError):
    """A file among the versions that is none, or a version that cannot be the name of a file; says which and why."""


def content_of(form: CompiledForm, translations: Mapping[str, Catalogue], tables: ReferenceTables) -> dict[str, Plain]:
    """All that freezing keeps of a form, in JSON's own types."""
    return {"form": plain(form.form), **_beside(translations, tables)}


def read_record(path: Path) -> Record:
    """The published versions of the form.yaml at `path`, and what stands beside it now. Raises NotPublishedError."""
    files = sorted((path.parent / "versions").glob("*.json"))
    if not files:
        return Record()
    versions = tuple(read_published(file) for file in files)
    tables = read_reference(shelves()[0].forms / "reference")
    newest = versions[-1].form
    return Record(versions, _beside(whole_translations(newest, translations_of(path, newest.key)), tables))


def read_published(file: Path) -> Published:
    """One published version. Raises NotPublishedError."""
    try:
        content = json.loads(file.read_bytes())
        return Published(restored(content["form"]), content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotPublishedError(f"{file} is no published version: {error}") from error


def publish(path: Path, form: CompiledForm) -> Path:
    """Write the version of the form.yaml at `path` as it is now; gives its file. Raises NotPublishedError, OSError.

    Whether a version of that number says something else is what checking finds (F601).
    """
    if not NAME_OF_A_FILE.fullmatch(form.form.version):
        raise NotPublishedError(f"The version {form.form.version!r} cannot be the name of a file.")
    tables = read_reference(shelves()[0].forms / "reference")
    file = path.parent / "versions" / f"{form.form.version}.json"
    file.parent.mkdir(exist_ok=True)
    translations = whole_translations(form.form, translations_of(path, form.form.key))
    file.write_text(canonical(content_of(form, translations, tables)), encoding="utf-8")
    return file


def _beside(translations: Mapping[str, Catalogue], tables: ReferenceTables) -> dict[str, Plain]:
    words: Any = {
        language: {path: dict(texts) for path, texts in catalogue.items()}
        for language, catalogue in translations.items()
    }
    return {"translations": words, "reference": plain_reference(tables)}
