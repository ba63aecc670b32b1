"""The words of the supplier's side: states, problems, refusals, events."""

from decimal import Decimal
from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from portal.components.formats import example_day, page_language
from portal.engine.types.contract import ProblemCode, Reading
from portal.engine.types.number import write_number
from portal.reporting.models import SelfReportStatus

STATUS_WORDS: Final[dict[SelfReportStatus, LazyString]] = {
    SelfReportStatus.DRAFT: _l("To be answered"),
    SelfReportStatus.SUBMITTED: _l("Sent, waiting for review"),
    SelfReportStatus.RETURNED: _l("Returned for changes"),
    SelfReportStatus.REVIEWED: _l("Reviewed"),
    SelfReportStatus.MISSING: _l("Closed without an answer"),
    SelfReportStatus.CANCELLED: _l("Cancelled"),
}

READING_WORDS: Final[dict[Reading, LazyString]] = {
    Reading.NOT_A_NUMBER: _l("Write a number in digits, for example 50. What you wrote is kept."),
    Reading.AMBIGUOUS_NUMBER: _l(
        "This number can be read in two ways. Write 1250 if you mean thousands, and %(number)s if you mean decimals. "
        "What you wrote is kept."
    ),
    Reading.NOT_WHOLE: _l("Write a whole number, without decimals. What you wrote is kept."),
    Reading.TOO_MANY_DIGITS: _l("This number has too many digits. Check it. What you wrote is kept."),
    Reading.NO_CURRENCY: _l("Choose the currency, or write its code, for example EUR. What you wrote is kept."),
    Reading.OTHER_CURRENCY: _l(
        "The amount names another currency than the one that stands beside it. Mend one of them. "
        "What you wrote is kept."
    ),
    Reading.NOT_A_DATE: _l("Write the date as day, month and year, for example %(day)s. What you wrote is kept."),
    Reading.AMBIGUOUS_DATE: _l(
        "This date can be read in two ways. Write the month as a word, for example 3 April 2026. "
        "What you wrote is kept."
    ),
    Reading.SHORT_YEAR: _l("Write the year with four digits, for example 2026. What you wrote is kept."),
    Reading.NOT_YES_OR_NO: _l("Choose yes or no."),
    Reading.NOT_A_COUNTRY: _l("Choose a country from the list. What you wrote is kept."),
    Reading.NOT_AN_ORGANISATION: _l(
        "This is not a valid organisation number: check each digit. Write a foreign number with its country "
        "before it, for example SE 5560360793. What you wrote is kept."
    ),
    Reading.NOT_A_TEXT: _l("Write a text. What you wrote is kept."),
    Reading.NOT_A_CHOICE: _l("Choose from the answers in the list. What you wrote is kept."),
    Reading.NOT_A_FILE: _l("Choose a file."),
    Reading.NOT_ROWS: _l("Fill in the table row by row."),
}


DECIMALS: Final = Decimal("1.25")
"""A number with decimals that nobody takes for thousands."""


def why_unread(code: Reading) -> str:
    """The sentence that says how to write what could not be read, with examples in the page's language."""
    return str(READING_WORDS[code]) % {"day": example_day(), "number": write_number(DECIMALS, page_language())}


PROBLEM_WORDS: Final[dict[ProblemCode, LazyString]] = {
    ProblemCode.REQUIRED: _l("This has not been answered yet."),
    ProblemCode.UNREADABLE: _l("We cannot read what is written here."),
    ProblemCode.TOO_SMALL: _l("The number must be at least %(limit)s."),
    ProblemCode.TOO_LARGE: _l("The number can be at most %(limit)s."),
    ProblemCode.TOO_LONG: _l("The text can have at most %(limit)s characters."),
    ProblemCode.TOO_FEW_ROWS: _l("Add at least %(limit)s rows."),
    ProblemCode.TOO_MANY_ROWS: _l("The table can have at most %(limit)s rows."),
    ProblemCode.UNKNOWN_CHOICE: _l("This choice is no longer in the list. Choose again."),
    ProblemCode.NOT_ALONE: _l("'%(choice)s' cannot be ticked together with others."),
    ProblemCode.BAD_REFERENCE: _l("The row that this points to is not there any more. Choose again."),
    ProblemCode.CHECK: _l("This does not go together with another answer."),
    ProblemCode.EVIDENCE_MISSING: _l("Documentation is missing. You can send without it; we will then ask for it."),
    ProblemCode.EVIDENCE_OLD: _l("The documentation is too old. You can send with it; we will then ask for newer."),
    ProblemCode.FAULT: _l("We could not check this answer. The error is ours and is recorded; try again later."),
}

REFUSALS: Final[dict[str, LazyString]] = {
    "report_closed": _l("This self-report has been sent or closed, so it can no longer be changed."),
    "answer_changed": _l(
        "A colleague changed this answer while you were writing. Nothing is lost: choose which to keep."
    ),
    "question_not_asked": _l(
        "This question is not part of the self-report now, because an earlier answer was changed."
    ),
    "too_many_rows": _l("The table takes at most %(maximum)s rows."),
    "rows_present": _l("Take away the rows first, or leave 'none to report' unticked."),
    "row_referred_to": _l(
        "Row %(row)s of the table '%(table)s' points to this row. Change that first, then take this row away."
    ),
    "offer_gone": _l("The earlier answer is no longer there. Answer the question yourself."),
    "version_turns_keys": _l(
        "The new version asks something else under the question '%(question)s', so answers cannot move to it."
    ),
    "report_not_ready": _l("Some answers must be mended before the self-report can be sent."),
    "shown_changed": _l("The self-report was changed after you opened this page. Read it again, then sign."),
    "not_signed": _l("Write your full name and title to sign."),
    "report_act_not_allowed": _l("This cannot be done with the self-report as it stands now."),
    "report_role_missing": _l("Your role does not let you do this. A signatory of the company signs self-reports."),
}

EVENT_WORDS: Final[dict[str, LazyString]] = {
    "report_opened": _l("%(who)s asked for the self-report"),
    "answer_saved": _l("%(who)s saved answers"),
    "row_saved": _l("%(who)s saved a row"),
    "row_deleted": _l("%(who)s took a row away"),
    "rows_pasted": _l("%(who)s pasted rows from a spreadsheet"),
    "rows_copied": _l("%(who)s confirmed rows of an earlier self-report"),
    "evidence_added": _l("%(who)s added documentation"),
    "evidence_removed": _l("%(who)s took documentation away"),
    "signature_asked_for": _l("%(who)s asked for a signature"),
    "report_moved": _l("%(who)s moved the self-report to version %(version)s of the questionnaire"),
    "report_submitted": _l("%(who)s signed and sent the self-report"),
    "report_returned": _l("%(who)s returned the self-report for changes"),
    "report_reviewed": _l("%(who)s finished the review"),
    "report_reopened": _l("%(who)s opened the self-report again"),
    "report_level_changed": _l("The level changed, because a deviation did"),
    "report_closed_as_missing": _l("The self-report was closed because it never came"),
    "report_cancelled": _l("%(who)s cancelled the self-report"),
}
