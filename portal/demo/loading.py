"""Loads the demo, once, in one transaction: whoever stops it half-way finds nothing, and begins anew."""

from collections.abc import Callable

import sqlalchemy as sa
from flask import Flask, url_for
from sqlmodel import Session

from portal.accounts.links import make_link
from portal.accounts.service import find_person
from portal.database import transaction
from portal.deadlines import now
from portal.demo.calendar import Calendar
from portal.demo.cases import load_cases
from portal.demo.deviations import load_courses
from portal.demo.labour import load_small_rounds
from portal.demo.progress import Progress
from portal.demo.register import load_register
from portal.demo.years import load_last_year, load_this_year
from portal.home.visitors import ADMINISTRATOR, VISITORS
from portal.mail import address_of


def load(app: Flask, *, tell: Callable[[str], object]) -> dict[str, str]:
    """Fill an empty database with the demo, and give a fresh link to sign in for each role.

    What is there already stays as it is. `tell` is called with a line every few seconds.
    """
    with app.app_context():
        with transaction() as session:
            if find_person(session, ADMINISTRATOR.email) is None:
                tell("Loading invented data, once ...")
                fill(session, Progress(tell))
        with transaction() as session:
            return _links(session)


def fill(session: Session, progress: Progress) -> None:
    """Make everything the demo shows."""
    world = load_register(session, Calendar(now()), progress)
    load_last_year(session, world, progress)
    load_courses(session, world, "Last year's deviations", progress)
    load_this_year(session, world, progress)
    load_small_rounds(session, world, progress)
    load_courses(session, world, "This year's deviations", progress)
    _forget_mail(session)
    load_cases(session, world)


def _forget_mail(session: Session) -> None:
    """Take what would be mailed out of the queue: those mails were sent long ago."""
    session.execute(sa.text("DELETE FROM procrastinate_jobs WHERE status = 'todo'"))


def _links(session: Session) -> dict[str, str]:
    links: dict[str, str] = {}
    for visitor in VISITORS:
        person = find_person(session, visitor.email)
        if person is not None:
            token = make_link(session, person.id, next_path="/", now=now())
            links[visitor.key] = address_of(url_for("accounts.open_link", token=token, _external=False))
    return links
