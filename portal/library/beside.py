"""What stands beside one form.yaml, wherever it is: its translations."""

from collections.abc import Mapping
from pathlib import Path

from portal.engine.texts import Catalogue
from portal.library.folder import read_catalogues, shelves


def translations_of(path: Path, key: str) -> Mapping[str, Catalogue]:
    """The catalogues of the form `key` at `path` by language; none for a form that stands in no folder of forms."""
    shelf = next((shelf for shelf in shelves() if shelf.holds(path)), None)
    found = read_catalogues(shelf.translations) if shelf else {}
    return {language: forms[key] for language, forms in found.items() if key in forms}
