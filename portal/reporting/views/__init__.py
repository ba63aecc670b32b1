"""The pages of the supplier's side. Importing this package adds all of them to its blueprint."""

from portal.reporting.views import filters, pasting, progress, reports, rows, sections, sending, uploads
from portal.reporting.views.blueprint import blueprint

__all__ = ["blueprint", "filters", "pasting", "progress", "reports", "rows", "sections", "sending", "uploads"]
