"""Builders of the reviewer's side: a submitted self-report on a form with a rubric question, and its review."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from portal.accounts.actor import Actor, Role
from portal.engine.values import Row
from portal.evidence.models import Evidence
from portal.followup.models import Deviation
from portal.reporting.models import AnswerEvidence, AnswerRow, SelfReport, Submission
from portal.reporting.service.submission import Signature, show_report, submit_report
from portal.reviewing.models import Review
from portal.reviewing.service.opening import open_review
from portal.reviewing.service.proposing import drafts_of
from portal.schema import new_id
from tests.build import NOW, somebody
from tests.reporting.build import Started, a_report, answer

FORM = """\
form: reviewed
version: "1"
source_language: en
title: "Reviewed"
levels: {A: 85, B: 70, C: 50, D: 0}
lists:
  themes: [{key: child_labour, label: "Child labour"}, {key: wages, label: "Wages"}]
  statuses: [{key: potential, label: "Risk"}, {key: actual, label: "Actual harm"}]
sections:
  - key: policy
    title: "Policy"
    weight: 50
    questions:
      - {key: has_policy, type: yes_no, label: "Have you a policy?", required: true, clause: "2.1",
         points: {"yes": 3, "no": 0}, weight: 3,
         evidence: {demand: required, when: has_policy, what: "Send the policy"},
         deviations: [{when: "!has_policy", type: dd_policy_missing, severity: major, action: "Adopt a policy"}]}
      - {key: how, type: long_text, label: "How do you use it?", required: true, graded: rubric, weight: 2}
  - key: risks
    title: "Risks"
    weight: 50
    questions:
      - {key: sources, type: multi_choice, label: "Which sources?", weight: 1,
         choices: [{key: unions, label: "Unions"}, {key: ngos, label: "NGOs"}, {key: media, label: "Media"}],
         score: [{when: count(sources) >= 3, points: 3}, {when: count(sources) >= 1, points: 1}]}
      - {key: person, type: text, label: "Who is responsible?", pii: true}
      - key: harms
        type: table
        label: "Which harm?"
        clause: "2.3"
        columns:
          - {key: theme, type: single_choice, choices: themes, label: "Theme", required: true}
          - {key: status, type: single_choice, choices: statuses, label: "Status", required: true, discloses: true}
        deviations:
          - {for_each: {row: harms}, when: row.status == "actual", type: {from_theme: row.theme},
             severity: critical, action: "Stop it", due_in_days: 30}
caps: [{when: report.days_late > 30, level: D, reason: "More than 30 days late"}]
"""

ANSWERS: dict[str, Any] = {
    "has_policy": True,
    "how": "We rank risks by how grave they are.",
    "sources": ("unions", "ngos", "media"),
    "person": "Ingrid Moen",
}
"""A good report: 100 when the rubric gets 3, and a draft because the policy's file is missing."""


@dataclass
class Case:
    """A submitted self-report, its review, and everybody who may or may not look at it."""

    started: Started
    review: Review
    reviewer: Actor
    colleague: Actor
    administrator: Actor
    buyer: Actor
    signatory: Actor
    stranger: Actor

    @property
    def report(self) -> SelfReport:
        return self.started.report


def a_review(
    session: Session,
    answers: dict[str, Any] | None = None,
    *,
    harms: Sequence[tuple[str, str]] = (),
    with_policy: bool = False,
    form: str = FORM,
    like: Started | None = None,
    year: int = 2027,
) -> Case:
    """A self-report answered and sent on 1 March of its year, and its review; `harms` are rows (theme, status)."""
    started = a_report(session, form, like=like, year=year)
    answer(session, started, **(ANSWERS if answers is None else answers))
    for place, (theme, status) in enumerate(harms):
        add_harm(session, started, place, theme, status)
    if with_policy:
        add_file(session, started, "has_policy")
    submit(session, started, now=NOW.replace(year=year))
    return case_of(session, started)


def case_of(session: Session, started: Started) -> Case:
    return Case(
        started=started,
        review=newest_review(session, started.report),
        reviewer=started.reviewer,
        colleague=somebody(session, started.authority, Role.REVIEWER),
        administrator=started.administrator,
        buyer=somebody(session, started.authority, Role.BUYER),
        signatory=started.signatory,
        stranger=somebody(session, a_report(session).authority, Role.REVIEWER),
    )


def submit(session: Session, started: Started, *, now: datetime = NOW) -> Submission:
    """Sign and send what stands there; the review is made in the same transaction."""
    showing = show_report(session, started.report, language="en", now=now)
    signature = Signature(showing.hash, showing.hashes(), "Kari Nes", "Manager")
    submission = submit_report(session, started.signatory, started.report.id, signature, language="en", now=now)
    if newest_review(session, started.report, submission) is None:
        open_review(session, started.report, submission, started.signatory, now)
    return submission


def newest_review(session: Session, report: SelfReport, submission: Submission | None = None) -> Any:
    own = select(Review).where(Review.self_report_id == report.id).order_by(col(Review.id).desc())
    if submission is not None:
        own = own.where(Review.submission_id == submission.id)
    return session.exec(own.limit(1)).one_or_none()


def add_harm(session: Session, started: Started, position: int, theme: str, status: str) -> None:
    session.add(
        AnswerRow(
            id=new_id(),
            self_report_id=started.report.id,
            supplier_id=started.supplier.id,
            question_key="harms",
            position=position,
            cells={"theme": theme, "status": status},
            changed_by_id=started.contact.person_id,
            changed_at=NOW,
        )
    )
    session.flush()


def add_file(session: Session, started: Started, question_key: str, name: str = "policy.pdf") -> Evidence:
    evidence = Evidence(
        supplier_id=started.supplier.id,
        sha256=new_id().hex * 2,
        name=name,
        media_type="application/pdf",
        size=1000,
        uploaded_by_id=started.contact.person_id,
        uploaded_at=NOW,
    )
    session.add(evidence)
    session.flush()
    session.add(
        AnswerEvidence(
            self_report_id=started.report.id,
            supplier_id=started.supplier.id,
            question_key=question_key,
            evidence_id=evidence.id,
            added_by_id=started.contact.person_id,
            added_at=NOW,
        )
    )
    session.flush()
    return evidence


def drafts(session: Session, case: Case) -> list[Deviation]:
    return drafts_of(session, case.review)


def the_draft(session: Session, case: Case, type_key: str) -> Deviation:
    return next(draft for draft in drafts(session, case) if draft.type == type_key)


def row(theme: str, status: str, row_id: UUID | None = None) -> Row:
    return Row(str(row_id or new_id()), {"theme": theme, "status": status})


LATER = NOW + timedelta(days=3)
