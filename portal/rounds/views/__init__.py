"""The pages of rounds. Importing this package adds all of them to its blueprint."""

from portal.rounds.views import opening, planning, proposals
from portal.rounds.views.blueprint import blueprint

__all__ = ["blueprint", "opening", "planning", "proposals"]
