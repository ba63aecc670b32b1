"""The history of a self-report: one place that says whose an event is."""

from datetime import datetime
from typing import Final

from sqlmodel import Session

from portal import history
from portal.accounts.actor import Actor
from portal.reporting.models import SelfReport
from portal.schema import Json

SUBJECT: Final = "self_report"


def tell(
    session: Session,
    report: SelfReport,
    name: str,
    *,
    actor: Actor | None,
    at: datetime,
    detail: dict[str, Json] | None = None,
    to_authority: bool = False,
) -> None:
    """Write what happened to a locked self-report.

    What the supplier writes in it is the supplier's alone; what happens to it as a whole is told `to_authority` too.
    """
    history.record(
        session,
        subject=SUBJECT,
        subject_id=report.id,
        name=name,
        actor=actor,
        at=at,
        authority_id=report.authority_id if to_authority else None,
        supplier_id=report.supplier_id,
        detail=detail,
    )
