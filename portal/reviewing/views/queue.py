"""The queue: what waits for review, what is one's own, what is done."""

from flask import render_template, request

from portal.accounts.access import current_actor
from portal.database import get_session
from portal.deadlines import now
from portal.reviewing.presenting import TARGET_DAYS, score_words, waited_days
from portal.reviewing.service import queue as service
from portal.reviewing.service.queue import Part
from portal.reviewing.views.blueprint import blueprint
from portal.reviewing.words import PART_WORDS


@blueprint.get("/reviews")
def queue() -> str:
    """List the reviews of one part, what waited longest first."""
    session, actor, moment = get_session(), current_actor(), now()
    asked = request.args.get("show", "")
    part = Part(asked) if asked in set(Part) else Part.ALL
    seen = request.args.get("after", "")
    counts = service.count_reviews(session, actor)
    return render_template(
        "reviewing/queue.html",
        part=part,
        parts=[(each, words, getattr(counts, each.value)) for each, words in PART_WORDS.items()],
        page=service.list_reviews(session, actor, part, seen=seen),
        seen=seen,
        waited=lambda line: waited_days(line.submitted_at, moment),
        target=TARGET_DAYS,
        score_words=score_words,
    )
