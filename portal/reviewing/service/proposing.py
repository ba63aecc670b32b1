"""The drafts that a submission proposes, handed to the follow-up; what was decided about earlier ones is kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from portal.catalogues.offered import offered
from portal.engine.definition import Question
from portal.engine.deviations import Deviation as Proposal
from portal.engine.deviations import Draft, drafts, merged
from portal.engine.taxonomy import TYPES, Family
from portal.followup.models import Decision, Deviation, DeviationGround, DeviationStatus
from portal.followup.service import (
    MISSING_REPORT,
    NewDraft,
    NewGround,
    draft_deviation,
    renew_draft,
    withdraw_draft,
)
from portal.followup.transitions import ACTIVE
from portal.reviewing.models import Review
from portal.reviewing.service.reviews import Material
from portal.reviewing.wording import Wording

EVIDENCE_RULE: Final = -1
"""The number of a ground that no rule of the form stands behind: evidence is missing or too old."""

Grounds = Mapping[UUID, Sequence[DeviationGround]]


def drafts_of(session: Session, review: Review) -> list[Deviation]:
    """Give the drafts of a review's self-report, dismissed ones too, in the order they were proposed.

    A missing self-report is decided outside of any review, so its draft is not one of them.
    """
    own = select(Deviation).where(is_draft_of(review), Deviation.authority_id == review.authority_id)
    return list(session.exec(own.order_by(col(Deviation.id))))


def is_draft_of(review: Review) -> sa.ColumnElement[bool]:
    """Give the where clause of the drafts of a review's self-report."""
    return sa.and_(
        col(Deviation.self_report_id) == review.self_report_id,
        col(Deviation.type) != MISSING_REPORT,
        col(Deviation.number).is_(None),
    )


def is_proposed_by(review: Review, deviation: Deviation) -> bool:
    """Tell whether a deviation, opened or not, came out of the answers of a review's self-report."""
    return deviation.self_report_id == review.self_report_id and deviation.type != MISSING_REPORT


def grounds_by_draft(session: Session, deviations: Iterable[Deviation]) -> dict[UUID, list[DeviationGround]]:
    """Give the grounds of several deviations, in one statement."""
    ids = [deviation.id for deviation in deviations]
    found: dict[UUID, list[DeviationGround]] = {deviation_id: [] for deviation_id in ids}
    grounds = select(DeviationGround).where(col(DeviationGround.deviation_id).in_(ids))
    for ground in session.exec(grounds.order_by(col(DeviationGround.id))) if ids else ():
        found[ground.deviation_id].append(ground)
    return found


def propose(session: Session, material: Material, *, at: datetime) -> list[Deviation]:
    """Bring the drafts of a self-report up to date with its newest submission, and give them.

    A decided draft keeps its decision, and is marked if it now stands on other answers; an undecided one that no rule
    proposes any more disappears; what is open already from this very self-report is not proposed again.
    """
    known = drafts_of(session, material.review)
    opened = _opened_of(session, material.review)
    grounds = grounds_by_draft(session, [*known, *opened])
    worded = {language: Wording(material.sealed, language) for language in offered()}
    left = list(known)
    for proposal in merged(drafts(material.evaluation)):
        draft = _new_draft(material, worded, proposal)
        old = _same(draft, left, grounds)
        if old is not None:
            left.remove(old)
            renew_draft(session, old.id, draft, at=at)
        elif not any(_stands_in(draft, grounds[deviation.id]) for deviation in opened):
            draft_deviation(session, draft, at=at)
    for old in left:
        _let_go(session, material, old, at)
    return drafts_of(session, material.review)


def _let_go(session: Session, material: Material, old: Deviation, at: datetime) -> None:
    if old.status is not DeviationStatus.DRAFT:
        return
    if old.decision is Decision.NONE:
        withdraw_draft(session, old.id, at=at)
    else:
        nothing = NewDraft(
            authority_id=old.authority_id,
            supplier_id=old.supplier_id,
            contract_id=old.contract_id,
            year=old.year,
            type=old.type,
            severity=old.severity,
            place=old.place,
            self_report_id=material.report.id,
        )
        renew_draft(session, old.id, nothing, at=at)


def _opened_of(session: Session, review: Review) -> list[Deviation]:
    opened = select(Deviation).where(
        Deviation.self_report_id == review.self_report_id,
        Deviation.authority_id == review.authority_id,
        col(Deviation.status).in_(ACTIVE),
    )
    return list(session.exec(opened.order_by(col(Deviation.id))))


def _same(draft: NewDraft, known: Sequence[Deviation], grounds: Grounds) -> Deviation | None:
    """The known draft that is proposed again: equal in type, place and country, else standing on the same rule.

    A reviewer may have changed the type or the place, and then only the rule tells.
    """
    kind = (draft.type, draft.place, draft.country)
    alike = (old for old in known if (old.type, old.place, old.country) == kind)
    rules = {(ground.question_key, ground.rule, ground.row_id) for ground in draft.grounds}
    based = (
        old
        for old in known
        if rules & {(ground.question_key, ground.rule, ground.row_id) for ground in grounds[old.id]}
    )
    return next(alike, None) or next(based, None)


def _stands_in(draft: NewDraft, grounds: Iterable[DeviationGround]) -> bool:
    """True when an opened deviation has every ground of the draft, with the answers that the draft has."""
    stated = [(ground.question_key, ground.rule, ground.answer) for ground in grounds]
    return all((ground.question_key, ground.rule, dict(ground.answer)) in stated for ground in draft.grounds)


def _new_draft(material: Material, worded: Mapping[str, Wording], proposal: Proposal) -> NewDraft:
    review, form = material.review, material.evaluation.form.form
    grounds = [_ground(material, worded, draft) for draft in proposal.grounds]
    disclosed = all(_is_disclosed(material, draft) for draft in proposal.grounds)
    clauses = dict.fromkeys(ground.clause for ground in grounds if ground.clause)
    return NewDraft(
        authority_id=review.authority_id,
        supplier_id=review.supplier_id,
        contract_id=review.contract_id,
        self_report_id=material.report.id,
        year=material.report.year,
        type=proposal.type,
        severity=proposal.severity,
        place=proposal.place,
        country=proposal.country,
        clause=", ".join(clauses),
        facts=_facts(grounds, material.submission.language),
        self_reported=disclosed,
        people_harmed=disclosed and TYPES[proposal.type].family in {Family.PRINCIPLE, Family.NORWAY},
        action={
            language: "\n".join(dict.fromkeys(_action(wording, form.question(d.question), d) for d in proposal.grounds))
            for language, wording in worded.items()
        },
        due_in_days=proposal.due_in_days,
        grounds=grounds,
    )


def _ground(material: Material, worded: Mapping[str, Wording], draft: Draft) -> NewGround:
    """One answer as it was shown, in every language, with its files where they are too old."""
    question = material.evaluation.form.form.question(draft.question)
    table = _table(question, draft)
    files = ", ".join(str(file["name"]) for file in material.files(draft.question)) if draft.rule is None else ""
    return NewGround(
        question_key=draft.question,
        rule=EVIDENCE_RULE if draft.rule is None else draft.rule,
        row_id=draft.row,
        clause=question.clause,
        wording={language: wording.label(draft.question) for language, wording in worded.items()},
        answer={
            language: "\n".join(filter(None, (wording.impersonal(draft.question, draft.row, table), files)))
            for language, wording in worded.items()
        },
        submission_id=material.submission.id,
    )


def _table(question: Question, draft: Draft) -> str | None:
    return None if draft.rule is None else question.deviations[draft.rule].for_each


def _action(wording: Wording, question: Question, draft: Draft) -> str:
    worded = wording.form.question(question.key)
    if draft.rule is not None:
        return wording.text(worded.deviations[draft.rule].action)
    return wording.text(worded.evidence.what) if worded.evidence else ""


def _facts(grounds: Iterable[NewGround], language: str) -> str:
    """The facts as the supplier stated them, in the language it signed in; a reviewer may change them."""
    return "\n".join(f"{ground.wording[language]} {ground.answer[language]}".strip() for ground in grounds)


def _is_disclosed(material: Material, draft: Draft) -> bool:
    """True when the supplier told it itself: at a question, in a table or by a choice that is marked so in the form."""
    form = material.evaluation.form.form
    question = form.question(draft.question)
    told_in = form.question(_table(question, draft) or question.key)
    value = material.sealed.values.get(question.key)
    chosen = value if isinstance(value, tuple) else (value,)
    return (
        question.discloses
        or told_in.discloses
        or any(column.discloses for column in told_in.columns)
        or any(choice.discloses for choice in question.choices if choice.key in chosen)
    )
