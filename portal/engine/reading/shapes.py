"""Every field of a form: where it stands, what it takes and what it is for. type_fields.py says which types take which.

The sentences are the author's: they stand in docs/forms/fields.md and in editors.
"""

from typing import Final

from portal.engine.definition import Demand, Level, Required, Rows, Scope, Severity, TypeKey
from portal.engine.names import REGISTERS
from portal.engine.reading.takes import (
    Either,
    Expression,
    Field,
    Flag,
    Key,
    Many,
    Named,
    Number,
    One,
    Prose,
    Shape,
    Text,
    Whole,
    Word,
)
from portal.engine.reading.type_fields import NO_COLUMN, NO_QUESTION
from portal.engine.taxonomy import TYPES as DEVIATIONS

MOST_ROWS: Final = 1000
"""Rows of one table, where its form asks for more than the usual 500 (form-language, Expressions)."""

_BOUND: Final = 10**12
_POINTS: Final = Number(0, 3)
_WEIGHT: Final = Number(0, 1000)
_DAYS: Final = Whole(1, 365)

CHOICE = Shape(
    "a choice",
    {
        "key": Field(Key(), "What is stored and what expressions compare with; never changes.", required=True),
        "label": Field(Prose(), "What the supplier reads.", required=True),
        "points": Field(_POINTS, "What the answer gives; of a single_choice. A multi_choice has `score` lines."),
        "na": Field(Flag(), "Not applicable: whoever chooses it is not scored on this question."),
        "exclusive": Field(Flag(), "Of a multi_choice: goes with no other choice, such as 'None of these'."),
        "discloses": Field(Flag(), "It tells of harm, so it may not give fewer points than having nothing to tell."),
    },
)
CHOICES = Field(
    Either(Key(), Many(One(CHOICE))), "The choices, written here, or the key of a shared list under `lists`."
)
FOR_EACH = Shape("for_each", {"row": Field(Text(), "The key of the table that is walked.", required=True)})
FROM_THEME = Shape(
    "a deviation's type",
    {"from_theme": Field(Expression(), "Gives a theme; the portal knows each theme's deviation.", required=True)},
)
REF = Shape(
    "ref",
    {
        "table": Field(Text(), "The key of a table of this form."),
        "register": Field(Word(tuple(sorted(REGISTERS))), "A register of the supplier, whose rows are offered."),
    },
    one_of=("table", "register"),
)
ROWS = Shape(
    "rows",
    {
        "min": Field(Whole(0, MOST_ROWS), "The fewest rows; with 1 or more, 'Nothing to report' is no answer."),
        "max": Field(Whole(1, MOST_ROWS, Rows().maximum), f"The most rows; {Rows().maximum} without it."),
    },
)
SCORE_LINE = Shape(
    "a score line",
    {
        "when": Field(Expression(), "The condition; the first line whose condition is true counts.", required=True),
        "points": Field(_POINTS, "What the answer then gives.", required=True),
    },
)
EVIDENCE = Shape(
    "evidence",
    {
        "demand": Field(
            Word.of(Demand, Demand.ON_REQUEST),
            "`required` asks everybody and warns without it; `on_request` says what a reviewer may ask for.",
            required=True,
        ),
        "what": Field(Prose(), "Which document, and what it must show.", required=True),
        "when": Field(Expression(), "When it is asked for; without it always. May read this question's own answer."),
        "max_age_months": Field(Whole(1, 120), "An older document is a warning."),
    },
)
CHECK = Shape(
    "a check",
    {
        "when": Field(Expression(), "What is wrong: the message is shown while this is true.", required=True),
        "message": Field(Prose(), "What the supplier should do.", required=True),
        "at": Field(Text(), "The question it is shown at. A check at a question is shown there without it."),
        "level": Field(
            Word.of(Level, Level.ERROR), "`error` stops a submission; `warning` asks the supplier to look again."
        ),
        "for_each": Field(One(FOR_EACH), "Asked of each row of a table: expressions know `row`."),
    },
)
DEVIATION = Shape(
    "a deviation",
    {
        "when": Field(Expression(), "When a draft opens, for the reviewer to confirm or dismiss.", required=True),
        "type": Field(
            Either(Key(tuple(DEVIATIONS)), One(FROM_THEME)),
            "The type of deviation, or `{from_theme: row.theme}`.",
            required=True,
        ),
        "severity": Field(Word.of(Severity, Severity.MINOR), "How grave it is.", required=True),
        "action": Field(Prose(), "What the supplier should do to put it right."),
        "for_each": Field(One(FOR_EACH), "One draft for each row of a table; expressions then know `row`."),
        "place": Field(Expression(), "Where in the chain, as an expression that gives a place's key."),
        "country": Field(Expression(), "Which country; without it the row's only country column."),
        "due_in_days": Field(_DAYS, "When it must be right; without it the severity's own days."),
    },
)
CAP = Shape(
    "a cap",
    {
        "when": Field(Expression(), "When the level is held down, whatever the score.", required=True),
        "reason": Field(Prose(), "Why, in words that the supplier reads.", required=True),
        "level": Field(Text(), "The best level that is left."),
        "drop": Field(Whole(1, 3), "How many levels down."),
    },
    one_of=("level", "drop"),
)

_SHARED = {
    "help": Field(Prose(), "Why it is asked and what counts. Shown under the label."),
    "required_when": Field(Expression(), "Required while this is true."),
    "unit": Field(Prose(), "What the number counts: people, hours, tonnes."),
    "currency": Field(Text(), "The only currency, ISO 4217 such as NOK; only then expressions know the amount."),
    "min": Field(Number(-_BOUND, _BOUND), "The smallest value that is taken."),
    "max": Field(Number(-_BOUND, _BOUND), "The largest value that is taken."),
    "max_length": Field(Whole(1, 20_000), "The most characters."),
    "choices": CHOICES,
    "discloses": Field(Flag(), "It tells of harm; see the same field of a choice."),
    "pii": Field(Flag(), "Its answers are about persons: they are kept apart and can be deleted."),
}

COLUMN = Shape(
    "a column",
    {
        "key": Field(Key(), "Unique in its table; expressions write `row.key`.", required=True),
        "type": Field(Word.of(TypeKey, TypeKey.TEXT, NO_COLUMN), "What a cell is.", required=True),
        "label": Field(Prose(), "What stands above the column.", required=True),
        "required": Field(Flag(), "A row without this cell is a draft row, which expressions do not see."),
        "ref": Field(One(REF), "The rows that a cell of type ref points to."),
        "total": Field(Flag(), "The sum of the column is shown below it."),
        **_SHARED,
    },
)
QUESTION = Shape(
    "a question",
    {
        "key": Field(Key(), "Unique in the form and never reused with another meaning.", required=True),
        "type": Field(Word.of(TypeKey, TypeKey.TEXT, NO_QUESTION), "What an answer is.", required=True),
        "label": Field(Prose(), "The question as the supplier reads it.", required=True),
        "required": Field(
            Word.of(Required, Required.NO),
            "`true` must be answered; `soft` may be left out, and a deviation says what then; `false` is optional.",
        ),
        "show_when": Field(Expression(), "When it is asked: a condition on questions before it."),
        "counts_when": Field(Expression(), "When it counts in the score; without it always."),
        "lead": Field(Flag(), "The step's opening question, of type yes_no: a no gives the lowest level."),
        "core": Field(Flag(), "Asked in the short form too."),
        "scope": Field(
            Word.of(Scope, Scope.CONTRACT),
            "Whom the answer is about: `supplier` is offered again in other contracts, `site` offers rows of sites.",
        ),
        "clause": Field(Text(), 'The clause of the contract that it follows up, in quotes: "2.10".'),
        "weight": Field(_WEIGHT, "Its share of the section's score; without it the question does not count."),
        "graded": Field(Word(("rubric",)), "`rubric`: a reviewer gives the points."),
        "prefill": Field(
            Text(),
            "What proposes an answer to confirm: a fact like contract.categories, or a computed question above.",
        ),
        "replaces": Field(Key(), "The question of an earlier version whose answers this one takes over."),
        "points": Field(Named(_POINTS), 'What each answer gives: {"yes": 3, "no": 0} or {1: 0, 2: 1, 3: 3}.'),
        "score": Field(Many(One(SCORE_LINE)), "Points by conditions; the first line that is true counts, else 0."),
        "columns": Field(Many(One(COLUMN)), "The columns of a table."),
        "rows": Field(One(ROWS), "How many rows a table takes."),
        "value": Field(Expression(), "What a computed question shows."),
        "evidence": Field(One(EVIDENCE), "The file that supports the answer."),
        "checks": Field(Many(One(CHECK)), "What does not fit together."),
        "deviations": Field(Many(One(DEVIATION)), "Which breach an answer opens."),
        **_SHARED,
    },
)
SECTION = Shape(
    "a section",
    {
        "key": Field(Key(), "Unique in the form, among questions too.", required=True),
        "title": Field(Prose(), "What the step is called.", required=True),
        "questions": Field(Many(One(QUESTION)), "What is asked, in order.", required=True),
        "help": Field(Prose(), "What the step is about."),
        "weight": Field(_WEIGHT, "Its share of the form's score."),
        "checks": Field(Many(One(CHECK)), "What does not fit together, with `at` each."),
    },
)
FORM = Shape(
    "a form",
    {
        "form": Field(Key(), "The form's key, which its folder has too.", required=True),
        "version": Field(Text(), 'Changes when the form does: "2026.1". A round freezes it.', required=True),
        "source_language": Field(Text(), "The language that the texts here are in: en, nb.", required=True),
        "title": Field(Prose(), "What the questionnaire is called.", required=True),
        "introduction": Field(Prose(), "What the supplier reads first."),
        "applies_when": Field(Expression(), "Which contracts it is proposed for."),
        "short_when": Field(Expression(), "Which contracts get the short form: the questions marked core."),
        "answer_within_days": Field(Whole(1, 365, 42), "How long the supplier has; 42 without it."),
        "levels": Field(Named(Number(0, 100)), "Bands in percent, highest first: {A: 85, B: 70, C: 50, D: 0}."),
        "lists": Field(Named(Many(One(CHOICE))), "Choices that several questions share, by key."),
        "sections": Field(Many(One(SECTION)), "The steps, in order.", required=True),
        "caps": Field(Many(One(CAP)), "What no good average outweighs."),
        "retired": Field(Many(Key()), "Questions of earlier versions that are gone for good."),
        "audience": Field(
            Word(("everybody", "restricted"), "everybody"), "`restricted` marks answers that are confidential."
        ),
        "repeats": Field(Word(("yearly", "before_control"), "yearly"), "When it is asked again."),
    },
)
