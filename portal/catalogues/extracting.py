"""Every text that is translated: of code and templates by their words, of questionnaires by where they stand."""

import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

from portal.engine.diagnostics import FormRefused, rendered
from portal.engine.loader import read_form
from portal.engine.texts import texts_of

KEYWORDS: Final = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None}
"""What marks a text in our code; Babel knows the rest."""

TRANSLATORS: Final = "Translators:"
"""How a comment in the code begins that is meant for translators."""


class Source(Protocol):
    """The file that Babel hands to an extractor."""

    name: str

    def read(self) -> bytes:
        """All of it."""


def texts_of_pages(root: Path) -> Catalog:
    """Every text of pages, mails and commands of a checkout, from the files that [tool.babel] in pyproject names."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    files = [(mapping["pattern"], mapping["method"]) for mapping in settings["tool"]["babel"]["mappings"]]
    found = extract_from_dir(
        root, files, keywords=KEYWORDS, comment_tags=(TRANSLATORS,), directory_filter=partial(_is_code, root)
    )
    template = Catalog()
    for _file, _line, text, comments, context in found:
        template.add(text, auto_comments=comments, context=context)
    return template


def _is_code(root: Path, folder: str) -> bool:
    return Path(folder) == root or Path(folder).relative_to(root).parts[0] == "portal"


def texts_of_forms(folder: Path) -> Catalog:
    """Every text of every questionnaire in a folder. Raises FormRefused for one that cannot be read."""
    template = Catalog()
    method = f"{extract.__module__}:{extract.__name__}"
    for _file, _line, text, _comments, context in extract_from_dir(
        folder, [("*/form.yaml", method)], keywords=KEYWORDS
    ):
        template.add(text, context=context).flags.clear()  # nothing of a form is a Python format, whatever has a %
    return template


def extract(
    file: Source, keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Babel's extractor of a form.yaml: each text as a `pgettext` whose context is `form:place`.

    The places are listed in docs/forms/publishing.md. Raises FormRefused for a file that is no form.
    """
    del keywords, comment_tags, options  # Babel's for every extractor; the texts of a form need no marks
    written = file.read().decode()
    form, faults = read_form(written, path=file.name)
    if form is None:
        raise FormRefused(faults, rendered(faults, written))
    for text in texts_of(form):
        yield text.near.line, "pgettext", (f"{form.key}:{text.path}", text.text), []
