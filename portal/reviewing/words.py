"""The words of the review: levels, points, verdicts, caps, refusals and events, as people read them."""

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from portal.reviewing.models import EvidenceStatus, ReviewStatus
from portal.reviewing.service.queue import Part

LEVEL_WORDS: Final[dict[str, LazyString]] = {
    "A": _l("In place"),
    "B": _l("Mostly in place"),
    "C": _l("Incomplete"),
    "D": _l("Not in place"),
}
"""The names of the levels (scoring-and-risk.md 5.2)."""

LEVEL_MEANINGS: Final[dict[str, LazyString]] = {
    "A": _l("The work is systematic and documented in this supply chain."),
    "B": _l("The work is in place, with some gaps."),
    "C": _l("The work has begun, but important parts are missing."),
    "D": _l("The work is not in line with the contract."),
}

STATUS_WORDS: Final[dict[ReviewStatus, LazyString]] = {
    ReviewStatus.OPEN: _l("To be reviewed"),
    ReviewStatus.CONCLUDED: _l("Reviewed"),
    ReviewStatus.RETURNED: _l("Returned to the supplier"),
    ReviewStatus.SUPERSEDED: _l("Replaced by a newer submission"),
}

STATUS_TONES: Final[dict[ReviewStatus, str]] = {
    ReviewStatus.OPEN: "info",
    ReviewStatus.CONCLUDED: "success",
    ReviewStatus.RETURNED: "warning",
    ReviewStatus.SUPERSEDED: "neutral",
}

RUBRIC_WORDS: Final[tuple[LazyString, ...]] = (
    _l("0 Missing"),
    _l("1 Intention"),
    _l("2 Written routine"),
    _l("3 Routine with proof of use"),
)
"""Points for a text or for evidence (scoring-and-risk.md 5.3)."""

RUBRIC_MEANINGS: Final[tuple[LazyString, ...]] = (
    _l("Missing, off topic, or general words that are not about these goods"),
    _l("Intention, or a routine that is not written down"),
    _l("Written routine, dated, relevant to the contract"),
    _l("Written routine, and proof that it was used in this supply chain in the period"),
)

POINTS_WORDS: Final[tuple[LazyString, ...]] = (_l("0 points"), _l("1 point"), _l("2 points"), _l("3 points"))

EVIDENCE_WORDS: Final[dict[EvidenceStatus, LazyString]] = {
    EvidenceStatus.ACCEPTED: _l("Accepted"),
    EvidenceStatus.EVIDENCE_GAP: _l("Does not support the answer"),
    EvidenceStatus.DECLARATION_GAP: _l("Supports more than was answered"),
    EvidenceStatus.EXPIRED: _l("Too old"),
    EvidenceStatus.WRONG_SCOPE: _l("Another company or other goods"),
}

EVIDENCE_TONES: Final[dict[EvidenceStatus, str]] = {
    EvidenceStatus.ACCEPTED: "success",
    EvidenceStatus.EVIDENCE_GAP: "danger",
    EvidenceStatus.DECLARATION_GAP: "info",
    EvidenceStatus.EXPIRED: "warning",
    EvidenceStatus.WRONG_SCOPE: "danger",
}

REFUSALS: Final[dict[str, LazyString]] = {
    "review_closed": _l("This review is finished or returned, so it can no longer be changed."),
    "review_not_concluded": _l("Only a finished review can be taken up again."),
    "review_reason_missing": _l("Write a reason of at least one sentence, so that the supplier understands it."),
    "question_not_scored": _l("This question has no points in this self-report."),
    "review_question_not_asked": _l("This question is not part of the self-report."),
    "points_out_of_range": _l("Choose 0, 1, 2 or 3 points."),
    "review_waits": _l(
        "The review cannot be finished yet: %(graded)s answers wait for points, %(drafts)s drafts for a decision."
    ),
    "nothing_flagged": _l("Write at one question at least what must be mended there."),
    "day_not_ahead": _l("Choose a day that is still to come."),
}

EVENT_WORDS: Final[dict[str, LazyString]] = {
    "review_opened": _l("%(who)s sent the self-report, and the review began"),
    "review_superseded": _l("A newer submission replaced this one"),
    "review_taken": _l("%(who)s took the review"),
    "answer_graded": _l("%(who)s gave points to an answer"),
    "evidence_judged": _l("%(who)s judged documentation"),
    "review_facts_stated": _l("%(who)s stated facts that cap the level"),
    "review_concluded": _l("%(who)s finished the review"),
    "review_returned": _l("%(who)s returned the self-report"),
    "review_reopened": _l("%(who)s took the review up again"),
    "caps_applied": _l("The level was adjusted, because a deviation changed"),
}

PART_WORDS: Final[dict[Part, LazyString]] = {
    Part.ALL: _l("To be reviewed"),
    Part.MINE: _l("Mine"),
    Part.CONCLUDED: _l("Finished"),
}
"""The parts of the queue."""
