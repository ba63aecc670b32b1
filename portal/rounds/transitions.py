"""The states of a round as one table: act, from, to, who, and what it needs (architecture, States)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from portal.accounts.actor import Role
from portal.rounds.models import RoundStatus


class Act(StrEnum):
    """What people do with a round as a whole."""

    OPEN = "open"
    CLOSE = "close"
    DISCARD = "discard"


class Need(StrEnum):
    """What must be so before an act; opening.py holds the test of each."""

    FORM = "form"  # compiles, and is what was frozen under its version
    CONTRACTS = "contracts"  # one at least is chosen
    DAYS = "days"  # the due day is still to come
    FINISHED = "finished"  # every self-report is reviewed, missing or cancelled


@dataclass(frozen=True)
class Transition:
    """One line of the table."""

    before: RoundStatus
    after: RoundStatus
    who: Role
    needs: tuple[Need, ...]


ACTS: Final[dict[Act, Transition]] = {
    Act.OPEN: Transition(
        RoundStatus.PLANNED, RoundStatus.OPEN, Role.ADMINISTRATOR, (Need.FORM, Need.CONTRACTS, Need.DAYS)
    ),
    Act.CLOSE: Transition(RoundStatus.OPEN, RoundStatus.CLOSED, Role.ADMINISTRATOR, (Need.FINISHED,)),
    Act.DISCARD: Transition(RoundStatus.PLANNED, RoundStatus.DISCARDED, Role.ADMINISTRATOR, ()),
}
