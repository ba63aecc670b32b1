"""Every no of the supplier's side, each with a code; the sentences stand in words.py."""

from portal.errors import Refused


class ReportClosed(Refused):
    """The self-report is submitted, cancelled or closed, so its answers no longer change."""

    code = "report_closed"


class AnswerChanged(Refused):
    """A colleague saved this answer since the page was loaded; theirs is shown beside one's own."""

    code = "answer_changed"


class NotAsked(Refused):
    """The question is not part of this self-report now."""

    code = "question_not_asked"


class TooManyRows(Refused):
    """The table has as many rows as it takes."""

    code = "too_many_rows"


class RowsPresent(Refused):
    """'None to report' was ticked although the table has rows."""

    code = "rows_present"


class RowReferredTo(Refused):
    """Another table's row points to this one, so it cannot go without a word about that."""

    code = "row_referred_to"


class OfferGone(Refused):
    """The earlier answer that was offered is no longer there to confirm."""

    code = "offer_gone"


class VersionTurnsKeys(Refused):
    """A new version of the form takes answers to `question` for something else than they were given for (F602)."""

    code = "version_turns_keys"


class NotReady(Refused):
    """The self-report has problems that stop its submission."""

    code = "report_not_ready"


class ShownChanged(Refused):
    """What the signatory was shown is not what stands there now; `changed` names the questions."""

    code = "shown_changed"


class NotSigned(Refused):
    """Name, title or the declaration of the signatory is missing."""

    code = "not_signed"
    status = 422
