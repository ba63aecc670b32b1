"""Where the files beside the code are: in a checkout at its root, in a wheel inside the package."""

import os
from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).parent
CARRIED = PACKAGE / "_data"  # put there by hatch_build.py, for wheels only


def folder(name: Literal["forms", "migrations", "translations"]) -> Path:
    """Return the folder of what the product is shipped with."""
    return (CARRIED if CARRIED.is_dir() else PACKAGE.parent) / name


def own_forms() -> Path | None:
    """Return the folder of the installation's own questionnaires, FORMS_FOLDER, if the environment names one.

    settings.py describes it with the others; it is read here because an author's commands need no other setting.
    """
    named = os.environ.get("FORMS_FOLDER", "")
    return Path(named).resolve() if named else None
