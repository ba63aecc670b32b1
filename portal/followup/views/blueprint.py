"""What all pages of the follow-up hang on, and what their templates may ask."""

from typing import Any

from flask import Blueprint

from portal.components.formats import page_language
from portal.followup import words

# The templates stand one folder up, beside the views.
blueprint = Blueprint("followup", __name__, template_folder="../templates")


@blueprint.context_processor
def words_of_deviations() -> dict[str, Any]:
    """Give every template of the follow-up the words for what it shows."""
    return {
        "type_words": words.TYPE_WORDS,
        "place_words": words.PLACE_WORDS,
        "status_words": words.STATUS_WORDS,
        "status_tones": words.STATUS_TONES,
        "severity_words": words.SEVERITY_WORDS,
        "severity_tones": words.SEVERITY_TONES,
        "action_words": words.ACTION_WORDS,
        "action_tones": words.ACTION_TONES,
        "in_my_language": in_my_language,
    }


def in_my_language(texts: dict[str, str]) -> tuple[str, str]:
    """Give a text of several languages in the page's, else in the first there is; and the language it is in."""
    language = page_language()
    if language in texts:
        return texts[language], language
    return next(((text, code) for code, text in texts.items()), ("", language))
