"""The start page: what waits for whoever comes; in the demo, for somebody new, what to try."""

from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.accounts.access import current_sign_in
from portal.accounts.actor import Actor, OrganisationKind
from portal.accounts.links import make_link
from portal.accounts.service import find_person
from portal.database import get_session
from portal.deadlines import now, today
from portal.errors import NotFound
from portal.followup import words
from portal.followup.duties import next_duty
from portal.followup.presenting import left
from portal.followup.service.lists import Filters, count_waiting_drafts, list_deviations
from portal.home.duties import waiting_for_us
from portal.home.figures import deviation_figures, report_figures, review_figures
from portal.home.visitors import ADMINISTRATOR, BUYER, CONTACT, HEAD, REVIEWER, SIGNATORY, VISITORS
from portal.register.service import SEES_ALL
from portal.reporting.service.reports import list_reports
from portal.reporting.words import STATUS_WORDS
from portal.reviewing.presenting import TARGET_DAYS, waited_days
from portal.reviewing.service.queue import Part, list_reviews
from portal.rounds.models import Round, RoundStatus
from portal.rounds.service import list_rounds
from portal.settings import Settings

blueprint = Blueprint("home", __name__, template_folder="templates")

FIRST = 5
"""So many lines of a list stand on the start page; the list has the rest."""


@blueprint.get("/")
def start() -> Response | str:
    """Show what waits for the person who is signed in; anybody else signs in, or in the demo chooses whom to be."""
    signed_in = current_sign_in()
    if signed_in is None:
        return _first_page() if _is_demo() else redirect(url_for("accounts.sign_in"))
    actor = signed_in.actor
    if actor is None:
        return redirect(url_for("accounts.organisations"))
    if actor.kind is OrganisationKind.SUPPLIER:
        return _supplier(actor)
    return _staff(actor) if actor.has(*SEES_ALL) else _buyer(actor)


@blueprint.post("/try")
def try_as() -> Response:
    """Give a visitor of the demo the link that would have been mailed to one of its people."""
    chosen = next((one for one in VISITORS if one.key == request.form.get("visitor")), None)
    person = find_person(get_session(), chosen.email) if chosen and _is_demo() else None
    if person is None:
        raise NotFound
    token = make_link(get_session(), person.id, next_path=url_for("home.start"), now=now())
    return redirect(url_for("accounts.open_link", token=token), 303)


def _is_demo() -> bool:
    """Only where everything is invented, as the page of mails."""
    settings: Settings = current_app.extensions["settings"]
    return settings.shows_mail


def _first_page() -> str:
    return render_template(
        "home/first.html",
        contact=CONTACT,
        signatory=SIGNATORY,
        reviewer=REVIEWER,
        buyer=BUYER,
        head=HEAD,
        administrator=ADMINISTRATOR,
    )


def _supplier(actor: Actor) -> str:
    session, moment = get_session(), now()
    reports = list_reports(session, actor).rows
    deviations = list_deviations(session, actor, Filters()).rows
    waiting = waiting_for_us(reports, deviations)
    ours = {one.deviation.deviation.id for one in waiting if one.deviation}
    return render_template(
        "home/supplier.html",
        waiting=waiting,
        sent=[report for report in reports if report.status == "submitted"],
        answered=[listed for listed in deviations if listed.deviation.id not in ours],
        reviewed=[report for report in reports if report.status == "reviewed"][:FIRST],
        report_words=STATUS_WORDS,
        **_surroundings(),
        today=today(moment),
    )


def _staff(actor: Actor) -> str:
    session, moment = get_session(), now()
    reviews = review_figures(session, actor)
    return render_template(
        "home/staff.html",
        **_round(actor),
        deviations=deviation_figures(session, actor, now=moment),
        first_due=list_deviations(session, actor, Filters()).rows[:FIRST],
        reviews=reviews,
        oldest_days=waited_days(reviews.oldest_at, moment) if reviews.oldest_at else 0,
        queue=list_reviews(session, actor, Part.ALL).rows[:FIRST],
        missing=count_waiting_drafts(session, actor),
        target=TARGET_DAYS,
        waited=lambda line: waited_days(line.submitted_at, moment),
        **_surroundings(),
    )


def _buyer(actor: Actor) -> str:
    session = get_session()
    return render_template(
        "home/buyer.html",
        **_round(actor),
        deviations=deviation_figures(session, actor, now=now()),
        first_due=list_deviations(session, actor, Filters()).rows[: 2 * FIRST],
        **_surroundings(),
    )


def _round(actor: Actor) -> dict[str, Any]:
    """Give the largest round that is open, and how far its self-reports are; nothing when none is open."""
    session = get_session()
    entries = [entry for entry in list_rounds(session, actor).rows if entry.round.status is RoundStatus.OPEN]
    open_one: Round | None = max(entries, key=lambda entry: entry.chosen).round if entries else None
    figures = report_figures(session, actor, open_one, now=now()) if open_one else None
    return {"round": open_one, "reports": figures}


def _surroundings() -> dict[str, Any]:
    """Give what the lines of a list of deviations are told with."""
    return {
        "at": now(),
        "next_duty": next_duty,
        "left": left,
        "type_words": words.TYPE_WORDS,
        "task_words": words.TASK_WORDS,
        "ball_words": words.BALL_WORDS,
        "severity_words": words.SEVERITY_WORDS,
        "severity_counts": words.SEVERITY_COUNTS,
        "severity_tones": words.SEVERITY_TONES,
        "status_words": words.STATUS_WORDS,
        "status_tones": words.STATUS_TONES,
    }
