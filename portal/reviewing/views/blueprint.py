"""What all pages of the review hang on, and what their templates may ask."""

from typing import Any

from flask import Blueprint

from portal.followup import words as followup_words
from portal.followup.views.blueprint import in_my_language
from portal.reviewing import words

# The templates stand one folder up, beside the views.
blueprint = Blueprint("reviewing", __name__, template_folder="../templates")


@blueprint.context_processor
def words_of_reviews() -> dict[str, Any]:
    """Give every template of the review the words for what it shows."""
    return {
        "status_words": words.STATUS_WORDS,
        "status_tones": words.STATUS_TONES,
        "level_words": words.LEVEL_WORDS,
        "level_meanings": words.LEVEL_MEANINGS,
        "evidence_options": [(status.value, str(said)) for status, said in words.EVIDENCE_WORDS.items()],
        "evidence_words": words.EVIDENCE_WORDS,
        "evidence_tones": words.EVIDENCE_TONES,
        "type_words": followup_words.TYPE_WORDS,
        "place_words": followup_words.PLACE_WORDS,
        "severity_words": followup_words.SEVERITY_WORDS,
        "severity_tones": followup_words.SEVERITY_TONES,
        "deviation_words": followup_words.STATUS_WORDS,
        "deviation_tones": followup_words.STATUS_TONES,
        "in_my_language": in_my_language,
    }
