"""What is wrong with a self-report: problems, where they are, and whether they stop a submission."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.engine.definition import Level
from portal.engine.types.contract import Flaw, ProblemCode


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem at a question; `row` counts from 0 and `column` is its key, where it is a cell's.

    The question is empty where one of the form's own caps failed. `message` is a check's own text, in the form's
    language; `params` fill the sentence of the other codes. A `fault` holds the expression that failed as `rule`, and
    what CEL said of it as `said`, for the log.
    """

    question: str
    code: ProblemCode
    level: Level = Level.ERROR
    row: int | None = None
    column: str | None = None
    message: str | None = None
    params: Mapping[str, str] = field(default_factory=dict)


def of_flaw(flaw: Flaw, question: str, row: int | None = None, column: str | None = None) -> Problem:
    """The problem that a flaw of a value is, at its place."""
    return Problem(question, flaw.code, row=row, column=column, params=flaw.params)
