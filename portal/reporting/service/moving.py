"""Drafts of an open round go over to a new version of its form, when an administrator says so.

Answers stay where they are. One whose question is gone is kept and not submitted; one whose question was replaced is
offered at its successor (offers.py). What has been sent once is sealed under its version and does not move.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from portal.accounts.actor import Actor, Role
from portal.engine.changes.record import new_meanings
from portal.errors import NotFound
from portal.library.keeping import FrozenForm, frozen
from portal.reporting.errors import VersionTurnsKeys
from portal.reporting.models import SelfReport, SelfReportStatus
from portal.reporting.service.answers import note_progress
from portal.reporting.service.draft import read_draft
from portal.reporting.service.previous import find_previous
from portal.reporting.service.telling import tell
from portal.rounds import forms
from portal.rounds.models import RoundStatus
from portal.rounds.service import find_new_version, get_round, require_acceptance


def move_drafts(
    session: Session, actor: Actor, round_id: UUID, report_ids: Collection[UUID], *, accepted: str, now: datetime
) -> int:
    """Move those of an open round's self-reports that were not sent yet to the form as it is now; gives how many moved.

    `accepted` is the hash of the version that the administrator said yes to. Raises NotFound (also for a round that is
    not open), VersionNotAccepted, VersionTurnsKeys, and library's FrozenFormDiffers.
    """
    if not actor.has(Role.ADMINISTRATOR):
        raise NotFound
    round_ = get_round(session, actor, round_id)
    version = find_new_version(session, round_, now=now) if round_.status is RoundStatus.OPEN else None
    if version is None:
        raise NotFound
    require_acceptance(version, accepted)
    forms.freeze(session, round_.form_key, now=now)
    drafts = (
        select(SelfReport)
        .where(SelfReport.round_id == round_.id, SelfReport.authority_id == actor.organisation_id)
        .where(col(SelfReport.id).in_(report_ids), SelfReport.form_hash != version.new.hash)
        .where(SelfReport.status == SelfReportStatus.DRAFT, col(SelfReport.first_submitted_on).is_(None))
    )
    locked = session.exec(drafts.order_by(col(SelfReport.id)).with_for_update()).all()
    _require_same_meanings(session, {report.form_hash for report in locked}, version.new)
    previous = find_previous(session, [report.contract_id for report in locked], round_.form_key)
    for report in locked:
        before = previous.get(report.contract_id)
        if before is not None and before.report.id == report.previous_id:
            report.circumstances = {**report.circumstances, "previous": before.kept(version.new)}
        _move(session, report, version.new, actor, now)
    return len(locked)


def _move(session: Session, report: SelfReport, form: FrozenForm, actor: Actor, now: datetime) -> None:
    before, report.form_hash = report.form_hash, form.hash
    note_progress(session, report, read_draft(session, report), now)
    detail = {"version": form.compiled.form.version, "form_hash": form.hash, "form_before": before}
    tell(session, report, "report_moved", actor=actor, at=now, detail={**detail}, to_authority=True)


def _require_same_meanings(session: Session, before: Collection[str], form: FrozenForm) -> None:
    """A key that means something else now would give answers a meaning that nobody gave them."""
    for fingerprint in before:
        turned = new_meanings(frozen(session, fingerprint).compiled.form, form.compiled.form)
        if turned:
            raise VersionTurnsKeys(question=turned[0].path[0].name)
