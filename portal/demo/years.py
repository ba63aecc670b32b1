"""Acts out the two years, self-report by self-report, in the order in which they were sent."""

import random
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlmodel import Session

from portal.accounts.actor import Actor
from portal.demo.answering import Answering
from portal.demo.calendar import LAST_CLOSED, LAST_DUE
from portal.demo.fates import Fate, Story, last_year, this_year
from portal.demo.profiles import GOOD, STRONG, Profile, any_profile
from portal.demo.progress import Progress
from portal.demo.reports import fill_in, leave_unread, send
from portal.demo.reviews import begin_review, conclude_review, return_review
from portal.demo.rounds import open_last_years, open_this_years
from portal.demo.world import World
from portal.followup.jobs import missing_texts
from portal.followup.service import confirm, open_now
from portal.followup.service.lists import list_waiting_drafts
from portal.followup.service.missing import draft_missing_reports
from portal.reporting.service.returns import cancel_report, reopen_missing
from portal.rounds.service import close_round

SHARES: Final = {Fate.UNTOUCHED: 0.0, Fate.HALF: 0.5, Fate.NEARLY: 0.9}
UNTIL_MISSING: Final = 95  # days: 91, and a weekend
WHY_CANCELLED: Final = "Kontrakten er avsluttet etter avtale; det er ikke levert varer i perioden."
WHY_REOPENED: Final = "Ny kontaktperson hos leverandøren. Vi har avtalt en ny frist."


def load_last_year(session: Session, world: World, progress: Progress) -> None:
    """Act out the first round and close it."""
    stories = last_year(world.deliveries)
    round_, reports = open_last_years(session, world, {story.delivery.supplier_id for story in stories})
    for story in progress.through("Last year's self-reports and reviews", stories):
        _act(session, world, story, reports[story.delivery.supplier_id], round_.year)
    draft_missing_reports(session, now=world.calendar.at(LAST_DUE - UNTIL_MISSING), texts=missing_texts)
    _decide_missing(session, world.reviewers[0], now=world.calendar.at(LAST_CLOSED + 5))
    close_round(session, world.administrator, round_.id, now=world.calendar.at(LAST_CLOSED))


def load_this_year(session: Session, world: World, progress: Progress) -> None:
    """Act out the round that is going on."""
    stories = this_year(world.deliveries)
    round_, reports = open_this_years(session, world)
    for story in progress.through("This year's self-reports and reviews", stories):
        _act(session, world, story, reports[story.delivery.supplier_id], round_.year)
    for ago in (93, 63, 3, 0):
        draft_missing_reports(session, now=world.calendar.at(ago), texts=missing_texts)
    leave_unread(session, reports[world.star.supplier_id], world.star, now=world.calendar.at(3))
    for story in stories:
        if story.fate is Fate.REOPENED_LATE:
            reopen_missing(
                session,
                world.administrator,
                reports[story.delivery.supplier_id],
                reason=WHY_REOPENED,
                due_on=world.calendar.day(1),
                now=world.calendar.at(2),
            )


def _decide_missing(session: Session, reviewer: Actor, *, now: datetime) -> None:
    """Open what was drafted for the self-reports that never came."""
    for listed in list_waiting_drafts(session, reviewer):
        confirm(session, reviewer, listed.deviation.id, now=now)
        open_now(session, reviewer, listed.deviation.id, now=now)


def _act(session: Session, world: World, story: Story, report_id: UUID, year: int) -> None:
    calendar, dice = world.calendar, random.Random(f"{story.delivery.name} {year}")
    about = Answering(
        delivery=story.delivery,
        profile=_profile(world, story, year, dice),
        calendar=calendar,
        ago=story.sent_ago + 4,
        year=year,
        discloses=dice.random() < 0.05,
        dice=dice,
    )
    match story.fate:
        case Fate.CANCELLED:
            now = calendar.at(story.sent_ago)
            cancel_report(session, world.administrator, report_id, reason=WHY_CANCELLED, now=now)
        case Fate.MISSING if year == calendar.day(LAST_DUE).year:
            return
        case Fate.UNTOUCHED | Fate.HALF | Fate.NEARLY:
            if SHARES[story.fate]:
                fill_in(session, report_id, about, share=SHARES[story.fate])
        case _:
            fill_in(session, report_id, about)
            send(session, report_id, story.delivery, now=calendar.at(story.sent_ago, minute=30))
            _after_sending(session, world, story, report_id, dice)


def _profile(world: World, story: Story, year: int, dice: random.Random) -> Profile:
    """The one that a visitor may be did well last year, and does better now."""
    if story.delivery is not world.star:
        return any_profile(dice)
    return GOOD if year == world.calendar.day(LAST_DUE).year else STRONG


def _after_sending(session: Session, world: World, story: Story, report_id: UUID, dice: random.Random) -> None:
    calendar, reviewer = world.calendar, dice.choice(world.reviewers)
    match story.fate:
        case Fate.REVIEWED:
            moment = calendar.at(story.sent_ago - dice.randint(6, 20), minute=200)
            conclude_review(session, reviewer, report_id, dice, now=moment)
        case Fate.RETURNED:
            ago = story.sent_ago - 14
            return_review(session, reviewer, report_id, due_on=calendar.due(dice.randint(3, 9)), now=calendar.at(ago))
        case Fate.RETURNED_LATE:
            due_on = calendar.day(dice.randint(2, 5))
            return_review(session, reviewer, report_id, due_on=due_on, now=calendar.at(story.sent_ago - 14))
        case Fate.MISSING | Fate.REOPENED_LATE:
            due_on = calendar.day(story.sent_ago - 18)
            return_review(session, reviewer, report_id, due_on=due_on, now=calendar.at(story.sent_ago - 4))
        case Fate.SUBMITTED if dice.random() < 0.15:
            begin_review(session, reviewer, report_id, now=calendar.at(0.1))
        case _:
            return
