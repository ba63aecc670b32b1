"""The words of the house itself, where no feature has its own."""

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

REFUSALS: Final[dict[str, LazyString]] = {
    "refused": _l("This cannot be done now."),
    "not_found": _l("We cannot find this page."),
}
