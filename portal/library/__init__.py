"""The questionnaires: those of the folder, compiled once when the portal starts, and the frozen ones, each once.

Opening a round freezes its form: definition, translations and reference tables, canonical, under a SHA-256.
Self-reports point to the frozen form, and pages, scores and receipts use it, never the folder.
"""

from portal.library.keeping import FrozenForm, FrozenFormDiffers, freeze, freeze_form, frozen
from portal.library.shipped import ShippedForm, get_form, load, shipped

__all__ = [
    "FrozenForm",
    "FrozenFormDiffers",
    "ShippedForm",
    "freeze",
    "freeze_form",
    "frozen",
    "get_form",
    "load",
    "shipped",
]
