"""The pages of the preview. Importing this package adds all of them to its blueprint."""

from portal.previewing.views import results, rows, sections, surroundings
from portal.previewing.views.blueprint import blueprint

__all__ = ["blueprint", "results", "rows", "sections", "surroundings"]
