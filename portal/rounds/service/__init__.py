"""What people of an authority do with rounds."""

from portal.rounds.service.opening import Outlook, close_round, foresee_opening, open_round
from portal.rounds.service.planning import change_round, discard_round, plan_round
from portal.rounds.service.proposals import Counts, Only, Proposal, choose, count_contracts, list_proposals
from portal.rounds.service.reading import RoundEntry, get_round, list_rounds
from portal.rounds.service.versions import NewVersion, find_new_version, require_acceptance

__all__ = [
    "Counts",
    "NewVersion",
    "Only",
    "Outlook",
    "Proposal",
    "RoundEntry",
    "change_round",
    "choose",
    "close_round",
    "count_contracts",
    "discard_round",
    "find_new_version",
    "foresee_opening",
    "get_round",
    "list_proposals",
    "list_rounds",
    "open_round",
    "plan_round",
    "require_acceptance",
]
