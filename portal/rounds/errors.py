"""What rounds refuse; the sentences are in words.py."""

from portal.errors import Refused


class RoundExists(Refused):
    """The authority has a round for this form and `year` already."""

    code = "round_exists"


class RoundNotPlanned(Refused):
    """Only a planned round can be changed, opened or discarded; `status` is what it is."""

    code = "round_not_planned"


class RoundNotOpen(Refused):
    """Only an open round can be closed; `status` is what it is."""

    code = "round_not_open"


class DaysContradict(Refused):
    """The period ends before it starts, or the due day comes before the period."""

    code = "days_contradict"


class DueTooSoon(Refused):
    """Suppliers could not answer until the due day: it has passed."""

    code = "due_too_soon"


class NothingChosen(Refused):
    """A round needs one contract at least."""

    code = "nothing_chosen"


class FormNotUsable(Refused):
    """There is no form of the key `form` in the library (any more)."""

    code = "form_not_usable"


class VersionNotAccepted(Refused):
    """The form has another version (`new`) than in the round before (`old`), and nobody said yes to it as it is now."""

    code = "version_not_accepted"


class ReportsUnfinished(Refused):
    """`count` self-reports are neither reviewed, missing nor cancelled."""

    code = "reports_unfinished"
