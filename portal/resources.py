"""Where the files beside the code are: in a checkout at its root, in a wheel inside the package."""

from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).parent
CARRIED = PACKAGE / "_data"  # put there by hatch_build.py, for wheels only


def folder(name: Literal["forms", "migrations", "translations"]) -> Path:
    """Return the folder of what the product is shipped with."""
    return (CARRIED if CARRIED.is_dir() else PACKAGE.parent) / name
