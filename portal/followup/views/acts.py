"""Acts that need words: one page each, with its own fields, its own button, and nothing lost when it is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from flask import render_template
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response

from portal.accounts.access import current_actor
from portal.accounts.actor import Actor, OrganisationKind
from portal.database import get_session
from portal.deadlines import now
from portal.errors import NotFound
from portal.followup import service
from portal.followup.errors import NeedMissing
from portal.followup.inputs import EndInput, FactsInput, NothingInput, ReasonInput, ReopenInput, VerifyInput
from portal.followup.models import Deviation, EndReason
from portal.followup.service.ownership import get_deviation
from portal.followup.transitions import ACTS, Act, Need
from portal.followup.views.blueprint import blueprint
from portal.followup.views.case import back_to
from portal.followup.views.refusing import missing
from portal.followup.words import END_WORDS
from portal.inputs import Input, errors_of


@dataclass(frozen=True, slots=True)
class ActPage:
    """What one act's page reads, does, and at which field it says what is missing."""

    reads: type[Input]
    does: Callable[[Session, Actor, UUID, Any, datetime], Deviation]
    places: Mapping[Need, str] = field(default_factory=dict)


REASON: Final = {Need.REASON: "reason"}
FACTS: Final = {Need.FACTS: "facts", Need.CLOSING_DAY: "closing_on"}

PAGES: Final[dict[Act, ActPage]] = {
    Act.CONTAIN: ActPage(
        FactsInput,
        lambda session, actor, one, read, at: service.contain(session, actor, one, facts=read.facts.data, now=at),
        FACTS,
    ),
    Act.SUBMIT_EVIDENCE: ActPage(
        NothingInput, lambda session, actor, one, _read, at: service.submit_evidence(session, actor, one, now=at)
    ),
    Act.RETURN_PLAN: ActPage(
        ReasonInput,
        lambda session, actor, one, read, at: service.return_plan(session, actor, one, reason=read.reason.data, now=at),
        REASON,
    ),
    Act.REJECT_EVIDENCE: ActPage(
        ReasonInput,
        lambda session, actor, one, read, at: service.reject_evidence(
            session, actor, one, reason=read.reason.data, now=at
        ),
        REASON,
    ),
    Act.VERIFY: ActPage(
        VerifyInput,
        lambda session, actor, one, read, at: service.verify(
            session, actor, one, method=read.method.data, result=read.result.data, now=at
        ),
        {Need.METHOD_AND_RESULT: "method"},
    ),
    Act.WITHDRAW: ActPage(
        ReasonInput,
        lambda session, actor, one, read, at: service.withdraw(session, actor, one, reason=read.reason.data, now=at),
        REASON,
    ),
    Act.END_UNRESOLVED: ActPage(
        EndInput,
        lambda session, actor, one, read, at: service.end_unresolved(
            session,
            actor,
            one,
            reason=EndReason(read.end_reason.data) if read.end_reason.data else None,
            note_text=read.note.data,
            now=at,
        ),
        {Need.REASON_FROM_LIST: "end_reason"},
    ),
    Act.REOPEN: ActPage(
        ReopenInput,
        lambda session, actor, one, read, at: service.reopen(
            session, actor, one, facts=read.facts.data, closing_on=read.closing_on.data, now=at
        ),
        FACTS,
    ),
}


@blueprint.get("/deviations/<uuid:deviation_id>/acts/<act>")
def act(deviation_id: UUID, act: str) -> str:
    """Ask for what an act needs. Not found for an act that this person cannot do now."""
    chosen = known_act(act)
    shown = get_deviation(get_session(), current_actor(), deviation_id)
    line = ACTS[chosen]
    if not line.who.includes(current_actor()) or not line.starts_from(shown.status, shown.severity):
        raise NotFound
    return act_page(shown, chosen, PAGES[chosen].reads(formdata=None))


@blueprint.post("/deviations/<uuid:deviation_id>/acts/<act>")
def do_act(deviation_id: UUID, act: str) -> Response | tuple[str, int]:
    """Do an act, or show its page again with what is missing."""
    chosen = known_act(act)
    page, session, actor = PAGES[known_act(act)], get_session(), current_actor()
    read = page.reads()
    if not read.validate():
        return act_page(get_deviation(session, actor, deviation_id), chosen, read, errors_of(read)), 422
    try:
        page.does(session, actor, deviation_id, read, now())
    except NeedMissing as refusal:
        shown = get_deviation(session, actor, deviation_id)
        return act_page(shown, chosen, read, missing(refusal, page.places)), 422
    return back_to(deviation_id, _("Done. The other side sees it on this page."))


def known_act(name: str) -> Act:
    """Give the act that an address names. Raises NotFound."""
    if name not in {act.value for act in PAGES}:
        raise NotFound
    return Act(name)


def act_page(shown: Deviation, chosen: Act, read: Input, errors: list[tuple[str, str]] | None = None) -> str:
    """Draw the page of an act."""
    is_supplier = current_actor().kind is OrganisationKind.SUPPLIER
    return render_template(
        "followup/act.html",
        layout="base_supplier.html" if is_supplier else "base_staff.html",
        deviation=shown,
        act=chosen.value,
        read=read,
        errors=errors or [],
        wrong=dict(errors or []),
        end_options=[(reason.value, str(words)) for reason, words in END_WORDS.items()],
    )
