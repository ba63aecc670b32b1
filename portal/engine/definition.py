"""What a form is once it is read: frozen data with places in its file. Texts are in the source language, rules text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property


class TypeKey(StrEnum):
    """The question and column types of the form language."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    SINGLE_CHOICE = "single_choice"
    MULTI_CHOICE = "multi_choice"
    SCALE = "scale"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    FILE = "file"
    TABLE = "table"
    COMPUTED = "computed"
    NOTE = "note"
    REF = "ref"


class Severity(StrEnum):
    """How grave a deviation is (deviations.md 6.3), gravest first."""

    ZERO_TOLERANCE = "zero_tolerance"
    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"


class Level(StrEnum):
    """Whether a broken check stops a submission or only warns."""

    ERROR = "error"
    WARNING = "warning"


class Required(StrEnum):
    """`soft` may be left out of a submission; the form then holds a rule on the missing answer."""

    YES = "true"
    SOFT = "soft"
    NO = "false"


class Scope(StrEnum):
    """Where an answer is offered again: all the supplier's contracts, this contract, or a site's row."""

    SUPPLIER = "supplier"
    CONTRACT = "contract"
    SITE = "site"


class Demand(StrEnum):
    """Whether evidence is asked of everybody or when a reviewer asks."""

    REQUIRED = "required"
    ON_REQUEST = "on_request"


@dataclass(frozen=True, slots=True)
class Place:
    """A position in the form's file; lines and columns count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one expression, and where its first character stands in the file."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list; `points` is None where the list does not score."""

    key: str
    label: str
    points: Decimal | None = None
    na: bool = False
    exclusive: bool = False
    discloses: bool = False
    place: Place = Place(1, 1)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; `ref` or `register` names what it points to, `total` says that its numbers are summed."""

    key: str
    type: TypeKey
    label: str
    required: bool = False
    required_when: Source | None = None
    help: str = ""
    unit: str = ""
    currency: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    max_length: int | None = None
    choices: tuple[Choice, ...] = ()
    list_key: str = ""
    ref: str = ""
    register: str = ""
    total: bool = False
    discloses: bool = False
    pii: bool = False
    place: Place = Place(1, 1)


@dataclass(frozen=True, slots=True)
class Rows:
    """How many rows a table takes."""

    minimum: int = 0
    maximum: int = 500


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One line of a score list: the first whose condition is true gives its points."""

    when: Source
    points: Decimal


@dataclass(frozen=True, slots=True)
class Evidence:
    """The files a question asks for; `when` is None where they are always asked for."""

    demand: Demand
    what: str
    when: Source | None = None
    max_age_months: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A rule across questions, or for each row of a table, shown at the question `at`; it holds while `when` is not."""

    when: Source
    at: str
    message: str
    level: Level
    for_each: str | None = None


@dataclass(frozen=True, slots=True)
class DeviationRule:
    """When a draft deviation opens. `type` is a key, or None where `from_theme` names the row's theme.

    `for_each` is the table walked, whose `row` every expression then knows. `due_in_days` None is the severity's own.
    """

    when: Source
    severity: Severity
    action: str = ""
    type: str | None = None
    from_theme: Source | None = None
    for_each: str | None = None
    place_in_chain: Source | None = None
    country: Source | None = None
    due_in_days: int | None = None
    place: Place = Place(1, 1)


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit that no good average outweighs: a level, or `drop` levels down."""

    when: Source
    reason: str
    level: str | None = None
    drop: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One question, whatever its type; fields that its type does not use are empty."""

    key: str
    type: TypeKey
    label: str
    help: str = ""
    required: Required = Required.NO
    required_when: Source | None = None
    show_when: Source | None = None
    counts_when: Source | None = None
    lead: bool = False
    core: bool = False
    scope: Scope = Scope.CONTRACT
    clause: str = ""
    weight: Decimal = Decimal(0)
    pii: bool = False
    discloses: bool = False
    rubric: bool = False
    prefill: str = ""
    replaces: str = ""
    unit: str = ""
    currency: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    max_length: int | None = None
    choices: tuple[Choice, ...] = ()
    list_key: str = ""
    points: tuple[tuple[str, Decimal], ...] = ()
    score: tuple[ScoreLine, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: Rows = Rows()
    value: Source | None = None
    evidence: Evidence | None = None
    checks: tuple[Check, ...] = ()
    deviations: tuple[DeviationRule, ...] = ()
    place: Place = Place(1, 1)

    @property
    def scored(self) -> bool:
        """True when the question can count in its section's score."""
        by_choice = any(choice.points is not None for choice in self.choices)
        return bool(self.points or self.score or self.rubric or by_choice) and self.weight > 0

    def column(self, key: str) -> Column:
        """The column of that key. Raises KeyError."""
        return {column.key: column for column in self.columns}[key]

    def has_column(self, key: str) -> bool:
        """True when the table has a column of that key."""
        return any(column.key == key for column in self.columns)


@dataclass(frozen=True, slots=True)
class Section:
    """A step of the questionnaire; `weight` is its share of the form's score."""

    key: str
    title: str
    weight: Decimal
    questions: tuple[Question, ...]
    help: str = ""
    checks: tuple[Check, ...] = ()
    place: Place = Place(1, 1)


@dataclass(frozen=True)
class Form:
    """A whole questionnaire."""

    key: str
    version: str
    title: str
    source_language: str
    sections: tuple[Section, ...]
    levels: tuple[tuple[str, Decimal], ...]
    introduction: str = ""
    applies_when: Source | None = None
    short_when: Source | None = None
    answer_within_days: int = 42
    caps: tuple[Cap, ...] = ()
    lists: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    retired: tuple[str, ...] = ()
    restricted: bool = False
    repeats: str = "yearly"
    text: str = ""
    place: Place = Place(1, 1)
    place_of_levels: Place = Place(1, 1)

    def questions(self) -> Iterator[Question]:
        """Every question in the order it is asked."""
        for section in self.sections:
            yield from section.questions

    @cached_property
    def _by_key(self) -> dict[str, Question]:
        return {question.key: question for question in self.questions()}

    def question(self, key: str) -> Question:
        """The question of that key. Raises KeyError."""
        return self._by_key[key]

    def section_of(self, key: str) -> Section:
        """The section in which the question of that key stands. Raises KeyError."""
        return next(section for section in self.sections if self.question(key) in section.questions)
