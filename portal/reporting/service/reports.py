"""Finding, locking and starting self-reports; each is fetched with its owner in the where clause."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal import jobs, paging
from portal.accounts.actor import Actor
from portal.deadlines import today
from portal.engine.circumstances import Circumstances
from portal.engine.evaluation import evaluate
from portal.engine.functions import Reference
from portal.errors import NotFound
from portal.library.keeping import FrozenForm, frozen
from portal.paging import ROWS_A_PAGE, Page, page_of
from portal.register.service.limits import limits as authority_limits
from portal.reporting.errors import ReportClosed
from portal.reporting.models import SelfReport, SelfReportStatus, Submission
from portal.reporting.service.previous import Previous, find_previous, previous_values
from portal.reporting.service.telling import tell
from portal.reporting.states import WRITABLE
from portal.rounds.models import Round, RoundContract


def get_report(session: Session, actor: Actor, report_id: UUID) -> SelfReport:
    """Fetch a self-report of the actor's own supplier. Raises NotFound."""
    return _one(session, _OWN_ONE, actor, report_id)


def lock_report(session: Session, actor: Actor, report_id: UUID) -> SelfReport:
    """Fetch a self-report of the actor's own supplier for writing; an autosave and a submission never pass each other.

    Raises NotFound.
    """
    return _one(session, _OWN_ONE_LOCKED, actor, report_id)


def lock_draft(session: Session, actor: Actor, report_id: UUID) -> SelfReport:
    """Fetch a self-report whose answers may change, for writing. Raises NotFound, ReportClosed."""
    report = lock_report(session, actor, report_id)
    if report.status not in WRITABLE:
        raise ReportClosed(status=report.status)
    return report


def list_reports(session: Session, actor: Actor, *, after: str = "") -> Page[SelfReport]:
    """Give the supplier's self-reports, those to answer first, then by day; `after` is the mark of the page before."""
    order = sa.case((col(SelfReport.status).in_(WRITABLE), "0"), else_="1") + sa.cast(SelfReport.due_on, sa.Text)
    rows = _own(actor).where(paging.after(order, col(SelfReport.id), after)).order_by(order, col(SelfReport.id))
    return page_of(session.exec(rows.limit(ROWS_A_PAGE + 1)).all(), _mark)


def _mark(report: SelfReport) -> tuple[str, UUID]:
    return ("0" if report.status in WRITABLE else "1") + report.due_on.isoformat(), report.id


def form_of(session: Session, report: SelfReport) -> FrozenForm:
    """The form as it was frozen when the round opened."""
    return frozen(session, report.form_hash)


def days_late(report: SelfReport, on: date) -> int:
    """Days from the first due day to the first submission, or to `on` while nothing is submitted; 0 if in time."""
    return max(0, ((report.first_submitted_on or on) - report.first_due_on).days)


def circumstances_of(session: Session, report: SelfReport, on: date) -> Circumstances:
    """What the form's conditions read besides the answers, on a day: the current one, or that of the submission."""
    form = form_of(session, report)
    return circumstances(report.circumstances, form, short=report.short, on=on, late=days_late(report, on))


def circumstances(kept: Mapping[str, Any], form: FrozenForm, *, short: bool, on: date, late: int = 0) -> Circumstances:
    """Make the engine's circumstances from what a self-report keeps of them."""
    reference = Reference(
        country_risk=form.reference.country_risk,
        boycott=form.reference.boycott,
        limits={key: float(value) for key, value in kept["limits"].items()},
    )
    return Circumstances(
        today=on,
        contract=kept["contract"],
        supplier=kept["supplier"],
        round=kept["round"],
        previous=previous_values(form.compiled.form, kept["previous"]),
        days_late=late,
        reference=reference,
        short=short,
    )


def start_reports(
    session: Session, round_: Round, chosen: Sequence[RoundContract], actor: Actor, now: datetime
) -> None:
    """Make one draft self-report for each chosen contract, and have its contacts invited. Called when a round opens."""
    form = frozen(session, round_.form_hash or "")
    limits = authority_limits(session, round_.authority_id, today(now))
    previous = find_previous(session, [line.contract_id for line in chosen], round_.form_key)
    reports = [_start(form, round_, line, limits, previous.get(line.contract_id), now) for line in chosen]
    session.add_all(reports)
    session.flush()
    for report in reports:
        tell(
            session,
            report,
            "report_opened",
            actor=actor,
            at=now,
            detail={"round": str(round_.id), "short": report.short, "due_on": report.due_on.isoformat()},
            to_authority=True,
        )
        jobs.defer(session, "reporting.invite", report_id=str(report.id))


def _start(
    form: FrozenForm,
    round_: Round,
    line: RoundContract,
    limits: Mapping[str, Any],
    previous: Previous | None,
    now: datetime,
) -> SelfReport:
    contract = line.facts["contract"]
    kept = {
        "contract": contract,
        "supplier": line.facts["supplier"],
        "round": {
            "year": round_.year,
            "period_start_on": round_.period_start_on.isoformat(),
            "period_end_on": round_.period_end_on.isoformat(),
            "due_on": round_.due_on.isoformat(),
        },
        "limits": {key: str(value) for key, value in limits.items()},
        "previous": None if previous is None else previous.kept(form),
    }
    nothing = evaluate(form.compiled, {}, circumstances(kept, form, short=line.short, on=today(now)))
    return SelfReport(
        authority_id=line.authority_id,
        supplier_id=line.supplier_id,
        contract_id=line.contract_id,
        round_id=round_.id,
        form_hash=form.hash,
        short=line.short,
        title=contract["title"],
        year=round_.year,
        due_on=round_.due_on,
        first_due_on=round_.due_on,
        previous_id=None if previous is None else previous.report.id,
        circumstances=kept,
        asked=sum(part.asked for part in nothing.progress.values()),
        created_at=now,
        changed_at=now,
    )


def count_unfinished(session: Session, round_id: UUID) -> int:
    """How many self-reports of a round still need somebody, before it can be closed."""
    finished = (SelfReportStatus.REVIEWED, SelfReportStatus.MISSING, SelfReportStatus.CANCELLED)
    rest = select(sa.func.count()).where(SelfReport.round_id == round_id, col(SelfReport.status).not_in(finished))
    return session.exec(rest).one()


def latest_submission(session: Session, report: SelfReport) -> Submission | None:
    """The last sealed submission of a self-report, if there is one."""
    last = select(Submission).where(Submission.self_report_id == report.id).order_by(col(Submission.number).desc())
    return session.exec(last.limit(1)).one_or_none()


def submission_of(session: Session, report: SelfReport, number: int) -> Submission:
    """One sealed submission of a self-report, by its number from 1. Raises NotFound."""
    one = select(Submission).where(Submission.self_report_id == report.id, Submission.number == number)
    submission = session.exec(one).one_or_none()
    if submission is None:
        raise NotFound
    return submission


def _own(actor: Actor) -> Any:
    return select(SelfReport).where(SelfReport.supplier_id == actor.organisation_id)


def _one(session: Session, query: Any, actor: Actor, report_id: UUID) -> SelfReport:
    found = session.exec(query, params={"report": report_id, "supplier": actor.organisation_id})
    report: SelfReport | None = found.one_or_none()
    if report is None:
        raise NotFound
    return report


_OWN_ONE: Final = select(SelfReport).where(
    col(SelfReport.id) == sa.bindparam("report"), col(SelfReport.supplier_id) == sa.bindparam("supplier")
)
_OWN_ONE_LOCKED: Final = _OWN_ONE.with_for_update().execution_options(populate_existing=True)
"""Made once: every page and every save of a self-report begins with one of them."""
