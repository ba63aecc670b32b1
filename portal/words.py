"""The words of the house itself, where no feature has its own."""

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

REFUSALS: Final[dict[str, LazyString]] = {
    "refused": _l("This cannot be done now."),
    "not_found": _l("We cannot find this page."),
    "frozen_form_differs": _l(
        "The questionnaire has changed since version %(version)s was first used. It needs a new version number."
    ),
}
