"""Points, weights and levels (F4)."""

from decimal import Decimal

from portal.engine.catalogue import Code
from portal.engine.checks.subject import Subject
from portal.engine.definition import Choice, Place, Question, Required, TypeKey
from portal.engine.diagnostics import closest

TOP = 3
"""Points of the best answer (form-language, Scoring)."""

MOST_STEPS = 100
"""Steps of a scale whose points are compared with them one by one."""

_MAPPED = frozenset({TypeKey.YES_NO, TypeKey.SCALE})
_SILENT = frozenset({TypeKey.NOTE, TypeKey.COMPUTED})


def _report(subject: Subject, code: Code, question: Question, **words: object) -> None:
    subject.unclear.add(question.key)
    subject.findings.note(code, question.place, len(question.key), "", words)


def check_points(subject: Subject) -> None:
    """Points stand where the type can give them, in one way, with weight, and with 3 within reach."""
    for question in subject.form.questions():
        ways = _ways(question)
        if not _check_type(subject, question, ways):
            continue
        if len(ways) > 1:
            _report(subject, Code.TWO_WAYS, question, key=question.key, ways=" and ".join(ways))
        elif ways and not question.weight:
            _report(subject, Code.WEIGHTS, question, problem=f"{question.key} has points but no weight.")
        elif question.weight and not ways:
            _report(subject, Code.WITHOUT_POINTS, question, key=question.key)
        if ways and _best(question) != TOP:
            _report(subject, Code.UNREACHABLE, question, key=question.key, where="")
        _check_answers(subject, question)


def _check_answers(subject: Subject, question: Question) -> None:
    """Each answer of a question with points has points, or does not count; none has points without being an answer."""
    answers = [key for key, _ in question.points]
    possible = _answers(question) if question.points else answers
    for key in answers:
        if key not in possible:
            hint = closest(key, possible) or f"it is one of {', '.join(possible)}"
            length, words = len(question.key), {"key": question.key, "choice": key}
            subject.findings.note(Code.UNKNOWN_CHOICE, question.place, length, hint, words)
            subject.unclear.add(question.key)
    unclear = [
        f"{key} of {question.key} has no points, while other answers have: give it some."
        for key in possible
        if key not in answers
    ]
    scored = any(choice.points is not None for choice in question.choices)
    unclear += [_unclear(question, choice) for choice in question.choices if scored]
    for problem in filter(None, unclear):
        _report(subject, Code.POINTS_UNCLEAR, question, problem=problem)


def _answers(question: Question) -> list[str]:
    if question.type is TypeKey.YES_NO:
        return ["yes", "no"]
    if question.minimum is None or question.maximum is None or question.maximum - question.minimum > MOST_STEPS:
        return [key for key, _ in question.points]
    return [str(step) for step in range(int(question.minimum), int(question.maximum) + 1)]


def _unclear(question: Question, choice: Choice) -> str:
    if choice.na and choice.points is not None:
        return f"{choice.key} of {question.key} does not count (na), so its points can never matter."
    if not choice.na and choice.points is None:
        return f"{choice.key} of {question.key} has no points, while other choices have: give it some, or na: true."
    return ""


def check_column_points(subject: Subject) -> None:
    """Cells give no points; choices shared with a question that scores may have some."""
    for question in subject.form.questions():
        for column in question.columns:
            for choice in column.choices if not column.list_key else ():
                if choice.points is not None:
                    problem = f"{choice.key} of the column {column.key} has points, but a cell gives none."
                    subject.findings.add(Code.POINTS_UNCLEAR, choice.place, length=len(choice.key), problem=problem)


def _ways(question: Question) -> list[str]:
    ways = {
        "points": bool(question.points),
        "points at its choices": any(choice.points is not None for choice in question.choices),
        "score": bool(question.score),
        "graded": question.rubric,
    }
    return [name for name, used in ways.items() if used]


def _check_type(subject: Subject, question: Question, ways: list[str]) -> bool:
    instead, field = "", ""
    if question.type in _SILENT and (ways or question.weight):
        field = ways[0] if ways else "weight"
    elif "points" in ways and question.type not in _MAPPED:
        field, instead = "points", ": use points at the choices, or score"
    elif "points at its choices" in ways and question.type is TypeKey.MULTI_CHOICE:
        field, instead = "points at its choices", ": use score"
    if field:
        _report(subject, Code.CANNOT_SCORE, question, type=question.type, field=field, instead=instead)
    return not field


def _best(question: Question) -> Decimal:
    if question.rubric:
        return Decimal(TOP)
    points = [
        *(points for _, points in question.points),
        *(choice.points for choice in question.choices if choice.points is not None and not choice.na),
        *(line.points for line in question.score),
    ]
    return max(points, default=Decimal(0))


def check_weights(subject: Subject) -> None:
    """A section's weight and what can score in it come to something together, or both to nothing."""
    for section in subject.form.sections:
        scores = any(question.scored for question in section.questions)
        problem = ""
        weighed = any(question.weight for question in section.questions)
        if section.weight and not scores and not weighed:
            problem = f"The section {section.key} has weight, but no question in it has points and weight."
        elif scores and not section.weight:
            problem = f"Questions of {section.key} have points, but the section has no weight."
        if problem:
            subject.findings.add(Code.WEIGHTS, section.place, length=len(section.key), problem=problem)


def check_levels(subject: Subject) -> None:
    """A form that scores says which scores make which level, and its caps name levels that it has."""
    levels = {level for level, _ in subject.form.levels}
    if not levels and any(question.scored for question in subject.form.questions()):
        problem = "The form gives points but has no levels."
        subject.findings.add(Code.LEVELS_HOLE, Place(1, 1), problem=problem)
    for cap in subject.form.caps:
        if cap.level is not None and cap.level not in levels:
            hint = f"it is one of {', '.join(sorted(levels))}" if levels else ""
            subject.findings.add(Code.UNKNOWN_LEVEL, cap.when.place, hint=hint, level=cap.level)


def check_tables_with_weight(subject: Subject) -> None:
    """Untouched and 'none to report' are told apart only where one of them is asked for."""
    for question in subject.form.questions():
        if question.type is TypeKey.TABLE and question.weight and question.required is not Required.YES:
            _report(subject, Code.TABLE_NOT_REQUIRED, question, key=question.key)


def check_leads(subject: Subject) -> None:
    """The opening question of a step is a yes or no: its no is a breach and caps the level."""
    for question in subject.form.questions():
        if question.lead and question.type is not TypeKey.YES_NO:
            _report(subject, Code.LEAD, question, key=question.key)
