"""How a case is told: whose turn it is, the way through the states, the story, and what the reader can do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.accounts.actor import Actor, OrganisationKind
from portal.components.formats import deadline, moment, short_day
from portal.deadlines import today
from portal.followup.duties import Duty, next_duty
from portal.followup.models import ActionStatus, Ball, Deviation, DeviationStatus
from portal.followup.rules import GRAVE
from portal.followup.service.reading import Case
from portal.followup.transitions import Act, possible
from portal.followup.words import END_WORDS, EVENT_WORDS, STATUS_WORDS, TASK_WORDS
from portal.history import Event

S = DeviationStatus

SIDE_OF: Final = {OrganisationKind.SUPPLIER: Ball.SUPPLIER, OrganisationKind.AUTHORITY: Ball.AUTHORITY}

LATER_PARTS: Final = frozenset({Act.DISPUTE, Act.UPHOLD})
"""Acts that the service knows and that have no page yet."""


QUIET_ACTS: Final = frozenset({Act.REOPEN.value, Act.END_UNRESOLVED.value, Act.WITHDRAW.value})
"""Acts that are always possible and seldom right: they stand last on the page."""


@dataclass(frozen=True, slots=True)
class Banner:
    """The first thing on the page: who has the ball, with what and until when."""

    tone: str
    title: str
    text: str


def banner(case: Case, actor: Actor, at: datetime) -> Banner:
    """Say who has the ball, what must be done and until when; or how it ended."""
    deviation = case.deviation
    duty = next_duty(deviation)
    if duty is None:
        return _ended(deviation)
    is_ours = duty.ball is SIDE_OF[actor.kind]
    tone = "danger" if deviation.is_overdue(at) else "warning" if is_ours else "info"
    return Banner(tone, _holder(case, actor, duty), when(duty, at))


def when(duty: Duty, at: datetime) -> str:
    """Say what must be done, by which day, and how long that is from now."""
    task = str(TASK_WORDS[duty.task])
    if duty.due_at is None:
        return f"{task}."
    day = moment(duty.due_at) if duty.on_the_clock else deadline(duty.due_at)
    return _("%(task)s by %(day)s, %(left)s.", task=task, day=day, left=left(duty.due_at, at))


def left(due_at: datetime, at: datetime) -> str:
    """Say how far away a deadline is: in days, by the calendar in Norway."""
    days = (today(due_at) - today(at)).days
    if due_at < at:
        return ngettext("%(num)d day overdue", "%(num)d days overdue", -days) if days else _("overdue since today")
    return ngettext("in %(num)d day", "in %(num)d days", days) if days else _("today")


def steps(case: Case) -> list[dict[str, str]]:
    """Give the way from opened to closed: behind, now and ahead; nothing for a case that ended otherwise."""
    deviation = case.deviation
    if deviation.status in {S.CLOSED_UNRESOLVED, S.WITHDRAWN}:
        return []
    status = S(deviation.status_before_dispute) if deviation.status_before_dispute else deviation.status
    here = _STEP_OF[status]
    notes = _step_notes(case)
    return [
        {"title": title, "note": notes.get(number, ""), "state": _step_state(number, here)}
        for number, title in enumerate(
            (
                _("Opened"),
                _("Receipt confirmed"),
                _("Plan approved"),
                _("Under way"),
                _("Evidence"),
                _("Verified and closed"),
            )
        )
    ]


def story(case: Case) -> list[dict[str, Any]]:
    """Give the events as `timeline` draws them, newest first."""
    return [
        {
            "at": event.at,
            "words": str(EVENT_WORDS[event.name]) % {"who": event.by_name or "Aktsom"},
            "detail": _detail(event),
        }
        for event in reversed(case.story)
    ]


def acts_for(case: Case, actor: Actor) -> frozenset[str]:
    """Give the acts that the reader can begin now, and that have a page."""
    deviation = case.deviation
    acts = {act for act in possible(deviation.status, deviation.severity, actor) if act not in LATER_PARTS}
    if deviation.severity in GRAVE and deviation.plan_approved_by_id == actor.person_id:
        acts -= {Act.VERIFY, Act.REJECT_EVIDENCE}
    return frozenset(act.value for act in acts)


_STEP_OF: Final[Mapping[DeviationStatus, int]] = {
    S.OPEN: 1,
    S.ACKNOWLEDGED: 2,
    S.PLAN_SUBMITTED: 2,
    S.PLAN_RETURNED: 2,
    S.IN_PROGRESS: 3,
    S.EVIDENCE_SUBMITTED: 5,
    S.CLOSED_VERIFIED: 6,
}


def _step_state(number: int, here: int) -> str:
    return "done" if number < here else "current" if number == here else "later"


def _step_notes(case: Case) -> dict[int, str]:
    deviation = case.deviation
    moments = (
        deviation.opened_at,
        deviation.acknowledged_at,
        deviation.plan_approved_at,
        None,
        deviation.evidence_submitted_at,
        deviation.closed_at,
    )
    notes = {number: short_day(at) for number, at in enumerate(moments) if at is not None}
    if deviation.status in {S.PLAN_SUBMITTED, S.PLAN_RETURNED, S.DISPUTED}:
        notes[_STEP_OF.get(deviation.status, 2)] = str(STATUS_WORDS[deviation.status])
    if deviation.status is S.IN_PROGRESS:
        notes.pop(4, None)
        notes[3] = _progress(case)
    return notes


def _progress(case: Case) -> str:
    actions = [each for each in (case.plan.actions if case.plan else ()) if each.status is not ActionStatus.CANCELLED]
    done = sum(each.status in {ActionStatus.DONE, ActionStatus.VERIFIED} for each in actions)
    return _("%(done)s of %(all)s actions done", done=done, all=len(actions))


def _holder(case: Case, actor: Actor, duty: Duty) -> str:
    if duty.ball is SIDE_OF[actor.kind]:
        mine = actor.kind is OrganisationKind.SUPPLIER or case.contract.buyer_id == actor.person_id
        return _("You have the ball.") if mine else _("The contract manager has the ball.")
    if duty.ball is Ball.SUPPLIER:
        return _("The supplier has the ball.")
    return _("%(authority)s has the ball.", authority=case.authority)


def _ended(deviation: Deviation) -> Banner:
    words = str(STATUS_WORDS[deviation.status])
    if deviation.status is S.CLOSED_VERIFIED:
        return Banner("success", f"{words}.", deviation.verification_result or "")
    reason = str(END_WORDS[deviation.end_reason]) if deviation.end_reason else ""
    return Banner("info", f"{words}.", " ".join(filter(None, (f"{reason}." if reason else "", deviation.reason))))


def _detail(event: Event) -> str:
    """Give what was said: a reason, a result, a file's name or an action's words."""
    if event.name == "deviation_overdue":
        return ""
    said = (event.detail.get(name) for name in ("reason", "facts", "result", "file", "what"))
    return next((str(text) for text in said if text), "")


def own_facts(case: Case) -> str:
    """Give what the facts say beyond the answers that stand beside them as grounds, in the reader's language."""
    facts = case.deviation.facts
    for ground in case.grounds:
        for language, wording in ground.wording.items():
            facts = facts.replace(f"{wording} {ground.answer.get(language, '')}".strip(), "")
    return "\n".join(line for line in facts.splitlines() if line.strip())
