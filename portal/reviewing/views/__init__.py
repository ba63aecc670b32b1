"""The pages of the review. Importing this package adds all of them to its blueprint."""

from portal.reviewing.views import carrying, conclusion, drafts, outcome, overview, questions, queue
from portal.reviewing.views.blueprint import blueprint

__all__ = ["blueprint", "carrying", "conclusion", "drafts", "outcome", "overview", "questions", "queue"]
