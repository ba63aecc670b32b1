"""One difference between two versions of a form, as data: where it stands, what of it differs, before and after."""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The kinds of parts of a form that a difference can stand at."""

    FORM = "form"
    SECTION = "section"
    QUESTION = "question"
    LIST = "list"
    COLUMN = "column"
    CHOICE = "choice"
    ANSWER = "answer"
    LEVEL = "level"
    EVIDENCE = "evidence"
    CHECK = "check"
    SCORE = "score"
    DEVIATION = "deviation"
    CAP = "cap"


class Aspect(StrEnum):
    """What of a part differs. Those from TYPE on are called as the field of definition.py is."""

    EXISTENCE = "existence"
    REPLACED = "replaced"
    SECTION = "section"
    ORDER = "order"
    BAND = "band"
    RETIRED = "retired"
    MOST_ROWS = "most_rows"
    LEAST_ROWS = "least_rows"

    TYPE = "type"
    KEY = "key"
    SOURCE_LANGUAGE = "source_language"
    TITLE = "title"
    INTRODUCTION = "introduction"
    LABEL = "label"
    HELP = "help"
    REQUIRED = "required"
    REQUIRED_WHEN = "required_when"
    SHOW_WHEN = "show_when"
    APPLIES_WHEN = "applies_when"
    SHORT_WHEN = "short_when"
    ANSWER_WITHIN_DAYS = "answer_within_days"
    RESTRICTED = "restricted"
    REPEATS = "repeats"
    LEAD = "lead"
    CORE = "core"
    SCOPE = "scope"
    CLAUSE = "clause"
    PII = "pii"
    DISCLOSES = "discloses"
    PREFILL = "prefill"
    REPLACES = "replaces"
    UNIT = "unit"
    CURRENCY = "currency"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    MAX_LENGTH = "max_length"
    LIST_KEY = "list_key"
    REF = "ref"
    REGISTER = "register"
    TOTAL = "total"
    VALUE = "value"
    NA = "na"
    EXCLUSIVE = "exclusive"
    WEIGHT = "weight"
    COUNTS_WHEN = "counts_when"
    RUBRIC = "rubric"
    POINTS = "points"
    DEMAND = "demand"
    WHAT = "what"
    MAX_AGE_MONTHS = "max_age_months"
    WHEN = "when"
    AT = "at"
    MESSAGE = "message"
    SEVERITY = "severity"
    ACTION = "action"
    FROM_THEME = "from_theme"
    FOR_EACH = "for_each"
    PLACE_IN_CHAIN = "place_in_chain"
    COUNTRY = "country"
    DUE_IN_DAYS = "due_in_days"
    REASON = "reason"
    LEVEL = "level"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class Step:
    """One part on the way to a difference. `name` is how people know it, `key` how the form does."""

    part: Part
    key: str
    name: str = ""


Path = tuple[Step, ...]
"""From the form, a section, a shared list or a question inwards."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `old` and `new` are the values as text; None where there was, or is, none."""

    path: Path
    aspect: Aspect
    old: str | None = None
    new: str | None = None

    @property
    def question(self) -> str:
        """The key of the question it stands at; empty when it stands at none."""
        return self.path[0].key if self.path[0].part is Part.QUESTION else ""
