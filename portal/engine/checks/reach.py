"""What can be earned: points, score lines and levels that nobody reaches, and points that change nothing (F4)."""

from collections.abc import Sequence
from decimal import Decimal

from portal.engine.bounds.marks import FULL, Marks
from portal.engine.bounds.reach import outside_short, total_of
from portal.engine.catalogue import Code
from portal.engine.checks.subject import Subject
from portal.engine.definition import Question
from portal.engine.worlds.search import Facts, Setting
from portal.engine.worlds.world import Undecided


def check_reach(subject: Subject) -> None:
    """Three points, each line of a score list and every question's points are within somebody's reach."""
    outside = outside_short(subject.form)
    settings = [Setting(sent=True), *([Setting(sent=True, outside=outside)] if outside is not None else [])]
    for question in subject.form.questions():
        if any(line.when in subject.faulty for line in question.score):
            subject.unclear.add(question.key)
        if question.scored and question.key not in subject.unclear:
            _check(subject, question, [setting for setting in settings if question.key not in setting.outside])


def _check(subject: Subject, question: Question, settings: Sequence[Setting]) -> None:
    try:
        marks = Marks(subject.model, question)
        reached = [_given(subject, marks, setting) for setting in settings]
    except Undecided:
        return
    _check_lines(subject, question, frozenset[int]().union(*(lines for _, lines in reached)))
    for (points, _), where in zip(reached, ("", " in the short form"), strict=False):
        known = points - {None}
        if _promises_full(question) and known and FULL not in known:
            _report(subject, Code.UNREACHABLE, question, key=question.key, where=where)
        elif len(known) == 1 and not where and not any(choice.na for choice in question.choices):
            _report(subject, Code.NO_DIFFERENCE, question, key=question.key, points=next(iter(known)))


Given = tuple[set[Decimal | None], set[int]]
"""The points that a question can give, and the numbers of the score lines that give them."""


def _given(subject: Subject, marks: Marks, setting: Setting) -> Given:
    """Raises Undecided."""
    points, lines = set[Decimal | None](), set[int]()
    facts = Facts(subject.model, setting, marks.read, [marks.question.key])
    for world in facts.worlds():
        points.update(marks.given(facts, world))
        if marks.counts(facts, world) and (line := marks.line(world)) is not None:
            lines.add(line)
    return points, lines


def _check_lines(subject: Subject, question: Question, reached: frozenset[int]) -> None:
    """Each line is once the first that is true; the last may say what is left for no points."""
    for number, line in enumerate(question.score):
        closing = line is question.score[-1] and line.points == 0
        if number not in reached and not closing:
            place = subject.reading.place_in(line.when, 0)
            subject.findings.add(Code.LINE_UNREACHED, place, length=len(line.when.text.strip()))


def _promises_full(question: Question) -> bool:
    """False where no points of 3 are written at all, which is reported where they stand."""
    written = [points for _, points in question.points] + [choice.points for choice in question.choices]
    return question.rubric or FULL in [*written, *(line.points for line in question.score)]


def _report(subject: Subject, code: Code, question: Question, **words: object) -> None:
    subject.unclear.add(question.key)
    subject.findings.note(code, question.place, len(question.key), "", words)


def check_levels_reached(subject: Subject) -> None:
    """Somebody can get each level, by score or by a cap."""
    if not subject.form.levels or subject.unclear or not any(question.scored for question in subject.form.questions()):
        return
    _check_levels(subject, Setting(sent=True), "")
    outside = outside_short(subject.form)
    if outside is not None:
        _check_levels(subject, Setting(sent=True, outside=outside), " in the short form")


def _check_levels(subject: Subject, setting: Setting, where: str) -> None:
    total = total_of(subject.model, setting)
    if total.best is None or total.worst is None:
        return
    above: Decimal | None = None
    for number, (level, least) in enumerate(subject.form.levels):
        missed = total.best < least or (above is not None and total.worst >= above)
        if missed and not _is_capped_to(subject, number, total.best):
            scores = f"{total.worst:.1f} to {total.best:.1f}"
            subject.findings.add(
                Code.LEVEL_UNREACHED, subject.form.place_of_levels, level=level, scores=scores, where=where
            )
        above = least


def _is_capped_to(subject: Subject, number: int, best: Decimal) -> bool:
    """Whether a cap gives the level of that number: a review's facts give the two lowest, and one below any other."""
    levels = subject.form.levels
    highest = next((at for at, (_, least) in enumerate(levels) if best >= least), len(levels))
    named = any(cap.level == levels[number][0] for cap in subject.form.caps)
    return number > highest and (named or number >= len(levels) - 2 or number == highest + 1)
