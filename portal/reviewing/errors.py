"""Every no of the review, each with a code; the sentences stand in words.py."""

from portal.errors import Refused


class ReviewClosed(Refused):
    """The review is concluded, returned or superseded, so nothing in it changes."""

    code = "review_closed"


class ReviewNotConcluded(Refused):
    """Only a concluded review can be taken up again."""

    code = "review_not_concluded"


class ReasonMissing(Refused):
    """A reason of at least one sentence is asked for; `field` is what it belongs to."""

    code = "review_reason_missing"
    status = 422


class QuestionNotScored(Refused):
    """The question has no points in this self-report: not shown, not scored, or answered as not applicable."""

    code = "question_not_scored"


class QuestionNotAsked(Refused):
    """The submission does not have the question."""

    code = "review_question_not_asked"


class PointsOutOfRange(Refused):
    """Points are 0, 1, 2 or 3."""

    code = "points_out_of_range"
    status = 422


class ReviewWaits(Refused):
    """Some answers wait for a grade, or some drafts for a decision; `graded` and `drafts` count them."""

    code = "review_waits"


class NothingFlagged(Refused):
    """A return names at least one question, with what to mend there."""

    code = "nothing_flagged"
    status = 422


class DayNotAhead(Refused):
    """The new day of a return is a day to come."""

    code = "day_not_ahead"
    status = 422
