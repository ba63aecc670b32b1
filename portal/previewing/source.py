"""The file that is tried: read again whenever it, or a translation beside it, has changed on disk."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock

from portal.engine.compiled import CompiledForm
from portal.engine.definition import Form
from portal.engine.diagnostics import LINE_BREAK
from portal.engine.texts import Catalogue, in_language
from portal.library.beside import translations_of
from portal.library.files import CheckedFile, check_file
from portal.library.folder import ReferenceTables, read_reference, shelves


@dataclass(frozen=True)
class Source:
    """A questionnaire as it stands in its file; `stamp` differs when anything of it does."""

    checked: CheckedFile
    translations: Mapping[str, Catalogue]
    tables: ReferenceTables
    stamp: str

    @property
    def compiled(self) -> CompiledForm | None:
        """The form; None when it does not compile."""
        return self.checked.compiled

    @property
    def pictures(self) -> list[str]:
        """Each fault of the form as a person reads it: where, the line, a caret, a hint."""
        lines = LINE_BREAK.split(self.checked.text)
        return [fault.render(lines) for fault in self.checked.faults]

    def in_language(self, form: Form, language: str) -> Form:
        """The form's texts in a language; those without a translation stay as they are."""
        return in_language(form, self.translations.get(language, {}))


class WatchedFile:
    """A form.yaml that is read when it is asked for and has changed. Safe with threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._read: Source | None = None

    def now(self) -> Source:
        """The file as it stands; while an editor has taken it away, as it stood. Raises OSError when it never did."""
        with self._lock:
            try:
                stamp = self._stamp()
                if self._read is None or self._read.stamp != stamp:
                    self._read = self._source(stamp)
            except OSError:
                if self._read is None:
                    raise
            return self._read

    def _stamp(self) -> str:
        catalogues = [path for shelf in shelves() for path in sorted(shelf.translations.glob("*/LC_MESSAGES/forms.po"))]
        parts = [(path.stat().st_mtime_ns, path.stat().st_size) for path in (self.path, *catalogues)]
        return sha256(repr(parts).encode()).hexdigest()[:16]

    def _source(self, stamp: str) -> Source:
        checked = check_file(self.path)
        key = checked.compiled.form.key if checked.compiled else ""
        return Source(checked, translations_of(self.path, key), read_reference(shelves()[0].forms / "reference"), stamp)
