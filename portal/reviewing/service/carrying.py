"""What another version of a form would make of the self-reports that stand on earlier ones, before anything moves.

Of what was sent the administrator sees which answers carry over and how the score would move; of a draft, whose answers
are the supplier's own, only how many.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import distinct_on
from sqlmodel import Session, col, select

from portal.accounts.actor import Actor, Role
from portal.accounts.models import Organisation
from portal.engine.changes.carrying import Fate, carried, fates, successors
from portal.engine.circumstances import Circumstances
from portal.engine.compiled import CompiledForm
from portal.engine.evaluation import EvidenceDays, evaluate
from portal.engine.scoring import Score, score
from portal.engine.values import Value
from portal.errors import NotFound
from portal.library.keeping import FrozenForm, frozen
from portal.paging import ROWS_A_PAGE, Page, after, page_of
from portal.reporting.models import Answer, AnswerRow, SelfReport, SelfReportStatus, Submission
from portal.reporting.service.reports import circumstances
from portal.reporting.service.sealed import SealedSubmission, read_several
from portal.reviewing.models import Grade, Review
from portal.rounds.models import Round, RoundStatus

STANDING = (
    SelfReportStatus.DRAFT,
    SelfReportStatus.SUBMITTED,
    SelfReportStatus.RETURNED,
    SelfReportStatus.REVIEWED,
)
"""The states in which a self-report has answers that count, or will."""


@dataclass(frozen=True)
class Carried:
    """One self-report on an earlier version. The labels of answered questions stand by what becomes of their answers.

    Of a draft `labels` is empty, `before` and `now` are None, and `counts` alone says how many.
    """

    report: SelfReport
    supplier: str
    sort_key: str
    version: str
    counts: Mapping[Fate, int]
    labels: Mapping[Fate, Sequence[str]]
    before: Score | None
    now: Score | None

    @property
    def movable(self) -> bool:
        """True for what was never sent."""
        return self.report.status is SelfReportStatus.DRAFT and self.report.first_submitted_on is None


def list_carried(
    session: Session, actor: Actor, round_: Round, new: FrozenForm, language: str, *, seen: str = ""
) -> Page[Carried]:
    """Give a page of self-reports on earlier versions by supplier, by as many statements for a full page as for one.

    For a round that is open those are its own, before it opens the latest of each contract. Raises NotFound.
    """
    if not actor.has(Role.ADMINISTRATOR) or round_.authority_id != actor.organisation_id:
        raise NotFound
    standing = _standing(round_, new.hash).subquery()
    wanted = (
        sa.select(SelfReport, col(Organisation.name), col(Organisation.sort_key))
        .join(Organisation, col(Organisation.id) == col(SelfReport.supplier_id))
        .where(col(SelfReport.id).in_(sa.select(standing.c.id)), after(Organisation.sort_key, SelfReport.id, seen))
        .order_by(col(Organisation.sort_key), col(SelfReport.id))
        .limit(ROWS_A_PAGE + 1)
    )
    page = page_of(session.execute(wanted).all(), lambda row: (row[2], row[0].id))
    reports = [row[0] for row in page.rows]
    sealed, answered = _sealed(session, reports), _answered(session, reports)
    grades = _grades(session, list(sealed.values()))
    olds = {fingerprint: frozen(session, fingerprint) for fingerprint in {report.form_hash for report in reports}}
    now = new.in_language(language)
    fate_of = {key: fates(old.in_language(language), now, new.earlier) for key, old in olds.items()}
    comparing = _Comparing(olds, new, language, fate_of, sealed, answered, grades)
    return Page(tuple(comparing.carried(*row) for row in page.rows), page.next)


def _standing(round_: Round, fingerprint: str) -> sa.Select[UUID]:
    reports = (
        sa.select(col(SelfReport.id))
        .join(Round, col(Round.id) == col(SelfReport.round_id))
        .where(col(SelfReport.authority_id) == round_.authority_id, col(Round.form_key) == round_.form_key)
        .where(col(SelfReport.status).in_(STANDING), col(SelfReport.form_hash) != fingerprint)
    )
    if round_.status is RoundStatus.OPEN:
        return reports.where(col(Round.id) == round_.id)
    latest = reports.ext(distinct_on(col(SelfReport.contract_id)))
    return latest.order_by(col(SelfReport.contract_id), col(SelfReport.year).desc(), col(SelfReport.id).desc())


def _sealed(session: Session, reports: Sequence[SelfReport]) -> dict[UUID, SealedSubmission]:
    """The last submission of each report that has one: two statements."""
    sent = {report.id: report for report in reports if report.first_submitted_on is not None}
    last = (
        select(Submission)
        .where(col(Submission.self_report_id).in_(sent))
        .ext(distinct_on(col(Submission.self_report_id)))
        .order_by(col(Submission.self_report_id), col(Submission.number).desc())
    )
    pairs = [(one, sent[one.self_report_id]) for one in session.exec(last)]
    return {sealed.submission.self_report_id: sealed for sealed in read_several(session, pairs)}


def _answered(session: Session, reports: Sequence[SelfReport]) -> dict[UUID, set[str]]:
    """Which questions have an answer, by draft: nothing of what it says."""
    drafts = [report.id for report in reports if report.first_submitted_on is None]
    given = sa.union(
        sa.select(col(Answer.self_report_id), col(Answer.question_key))
        .where(col(Answer.self_report_id).in_(drafts), col(Answer.value).is_not(None)),
        sa.select(col(AnswerRow.self_report_id), col(AnswerRow.question_key))
        .where(col(AnswerRow.self_report_id).in_(drafts)),
    )  # fmt: skip
    found: dict[UUID, set[str]] = {report_id: set() for report_id in drafts}
    for report_id, key in session.execute(given):
        found[report_id].add(key)
    return found


def _grades(session: Session, sealed: Sequence[SealedSubmission]) -> dict[UUID, dict[str, Decimal]]:
    """A reviewer's points by submission and question."""
    given = (
        sa.select(col(Review.submission_id), col(Grade.question_key), col(Grade.points))
        .join(Grade, col(Grade.review_id) == col(Review.id))
        .where(col(Review.submission_id).in_([one.submission.id for one in sealed]))
    )
    found: dict[UUID, dict[str, Decimal]] = {}
    for submission_id, key, points in session.execute(given):
        found.setdefault(submission_id, {})[key] = points
    return found


@dataclass(frozen=True)
class _Comparing:
    """What a page of reports is compared with."""

    olds: Mapping[str, FrozenForm]
    new: FrozenForm
    language: str
    fates: Mapping[str, Mapping[str, Fate]]
    sealed: Mapping[UUID, SealedSubmission]
    answered: Mapping[UUID, set[str]]
    grades: Mapping[UUID, Mapping[str, Decimal]]

    def carried(self, report: SelfReport, supplier: str, sort_key: str) -> Carried:
        old, sealed, fate_of = self.olds[report.form_hash], self.sealed.get(report.id), self.fates[report.form_hash]
        worded = old.in_language(self.language)
        given = self.answered.get(report.id, set()) if sealed is None else set(sealed.values)
        keys = {fate: [key for key in fate_of if key in given and fate_of[key] is fate] for fate in Fate}
        labels = {fate: [worded.question(key).label for key in keys[fate]] for fate in Fate}
        return Carried(
            report=report,
            supplier=supplier,
            sort_key=sort_key,
            version=old.compiled.form.version,
            counts={fate: len(keys[fate]) for fate in Fate},
            labels={} if sealed is None else labels,
            before=None if sealed is None else self._scored_then(sealed),
            now=None if sealed is None else self._scored_now(sealed, report),
        )

    def _scored_then(self, sealed: SealedSubmission) -> Score:
        grades = self.grades.get(sealed.submission.id, {})
        return _scored(sealed.form.compiled, sealed.values, sealed.circumstances, sealed.days(), grades)

    def _scored_now(self, sealed: SealedSubmission, report: SelfReport) -> Score:
        """The score of the same answers on the new version; a grade follows the answer that it was given for."""
        old, new = sealed.form.compiled.form, self.new.compiled.form
        become = successors(old, new, self.new.earlier)
        submission = sealed.submission
        about = circumstances(
            submission.content["circumstances"],
            self.new,
            short=report.short,
            on=submission.submitted_on,
            late=submission.days_late,
        )
        about = replace(about, sites=sealed.circumstances.sites)
        values = carried(sealed.values, old, new, self.new.earlier)
        days = {become[key]: files for key, files in sealed.days().items() if key in become}
        given = self.grades.get(submission.id, {})
        grades = {become[key]: points for key, points in given.items() if key in become}
        return _scored(self.new.compiled, values, about, days, grades)


def _scored(
    form: CompiledForm,
    values: Mapping[str, Value],
    about: Circumstances,
    days: EvidenceDays,
    grades: Mapping[str, Decimal],
) -> Score:
    """A score by the answers and grades alone: what caps it beside them is the same on every version."""
    return score(evaluate(form, values, about, evidence=days), grades=grades)
