"""What people read about files."""

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

REFUSALS: Final[dict[str, LazyString]] = {
    "file_empty": _l("The file is empty. Choose a file with content."),
    "file_too_large": _l("The file is larger than %(megabytes)s MB. Make it smaller, or split it into several files."),
    "file_kind_unknown": _l("We cannot take files of this kind. You can upload: %(allowed)s."),
    "file_content_mismatch": _l(
        "The name ends in .%(ending)s, but the content is something else. Save the file again in the right format."
    ),
    "archive_unsafe": _l(
        "The file is locked with a password, or packed in a way we cannot check. Save it again without it."
    ),
    "file_refused": _l("We could not take the file."),
}

EVENT_WORDS: Final[dict[str, LazyString]] = {
    "evidence_stored": _l("%(who)s uploaded the file %(name)s"),
}
