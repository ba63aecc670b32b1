"""The pages of the follow-up. Importing this package adds all of them to its blueprint."""

from portal.followup.views import actions, acts, case, drafts, lists, plan
from portal.followup.views.blueprint import blueprint

__all__ = ["actions", "acts", "blueprint", "case", "drafts", "lists", "plan"]
