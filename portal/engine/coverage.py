"""What the cases of a form reached: its rules, the branches of its conditions, its bands, and its deviations.

A condition counts where it decides something: a question's once it is asked, a score line's when no line above it held.
Unknown is neither true nor false, but for score lines, where it is passed by as false is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal.engine.compiled import CompiledForm
from portal.engine.conditions import RULES, Condition, Part, conditions_of
from portal.engine.definition import Place
from portal.engine.examination import may_lack_evidence
from portal.engine.judgement import Judgement
from portal.engine.remaining import Remaining
from portal.engine.scoring import QuestionScore, Why
from portal.engine.taxonomy import EVIDENCE_SEVERITY, EVIDENCE_TYPE
from portal.engine.themes import types_of


class Kind(StrEnum):
    """What can be reached: a rule takes effect, a condition comes out true or false, a level, a type and severity."""

    RULE = "rule"
    BRANCH = "branch"
    BAND = "band"
    DEVIATION = "deviation"


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a case should reach. `text` is its expression, level, or type and severity.

    The id of a rule or branch is its condition's with the outcome (`policy_topics/score/1/true`), that of a band is
    its level, that of a deviation `type/severity`.
    """

    kind: Kind
    id: str
    text: str
    place: Place
    question: str = ""


@dataclass(frozen=True)
class Coverage:
    """All the targets of a form, and those that some case reached."""

    targets: tuple[Target, ...]
    reached: frozenset[tuple[Kind, str]]

    @property
    def unreached(self) -> tuple[Target, ...]:
        """The targets that no case reached, in the order of the form."""
        return tuple(target for target in self.targets if (target.kind, target.id) not in self.reached)

    def counts(self) -> dict[Kind, tuple[int, int]]:
        """How many of each kind were reached, and how many there are."""
        missed = self.unreached
        totals = {kind: sum(target.kind is kind for target in self.targets) for kind in Kind}
        return {kind: (all_ - sum(one.kind is kind for one in missed), all_) for kind, all_ in totals.items()}


def cover(form: CompiledForm, judgements: Iterable[Judgement]) -> Coverage:
    """What these judgements of a form reached together."""
    conditions = tuple(conditions_of(form.form))
    reached = {one for judgement in judgements for one in _reached(conditions, judgement)}
    return Coverage(tuple(_targets(form, conditions)), frozenset(reached))


def _targets(form: CompiledForm, conditions: Iterable[Condition]) -> Iterator[Target]:
    remaining = Remaining(form)
    for condition in conditions:
        outcomes = (True,) if remaining.takes_what_is_left(condition) else (True, False)
        for outcome in outcomes:
            kind, name = _branch(condition, outcome=outcome)
            yield Target(kind, name, condition.source.text, condition.source.place, condition.question)
    for level, _least in form.form.levels:
        yield Target(Kind.BAND, level, level, form.form.place_of_levels)
    opened: dict[str, Target] = {}
    for target in _deviations(form):
        opened.setdefault(target.id, target)
    yield from opened.values()


def _deviations(form: CompiledForm) -> Iterator[Target]:
    """The types with severities that the form can open, at the first rule that opens them."""
    for question in form.form.questions():
        for rule in question.deviations:
            for key in types_of(form, rule):
                name = f"{key}/{rule.severity.value}"
                yield Target(Kind.DEVIATION, name, name, rule.when.place, question.key)
        if may_lack_evidence(question):
            name = f"{EVIDENCE_TYPE}/{EVIDENCE_SEVERITY.value}"
            yield Target(Kind.DEVIATION, name, name, question.place, question.key)


def _branch(condition: Condition, *, outcome: bool) -> tuple[Kind, str]:
    kind = Kind.RULE if outcome and condition.part in RULES else Kind.BRANCH
    return kind, f"{condition.id}/{str(outcome).lower()}"


def _reached(conditions: Iterable[Condition], judgement: Judgement) -> Iterator[tuple[Kind, str]]:
    parts = {part.question: part for section in judgement.score.tree for part in section.questions}
    shown = frozenset(judgement.evaluation.shown)
    for condition in conditions:
        for outcome in set(_outcomes(condition, judgement, shown, parts)):
            yield _branch(condition, outcome=outcome)
    if judgement.score.uncapped_level is not None:
        yield Kind.BAND, judgement.score.uncapped_level
    for draft in judgement.drafts:
        yield Kind.DEVIATION, f"{draft.type}/{draft.severity.value}"


def _outcomes(
    condition: Condition, judgement: Judgement, shown: frozenset[str], parts: dict[str, QuestionScore]
) -> Iterator[bool]:
    """How a condition came out where it decided something: once, or once a row."""
    evaluation = judgement.evaluation
    if condition.part is Part.SCORE:
        yield from _line(condition, parts.get(condition.question))
        return
    if condition.part is Part.SHOW_WHEN:
        asked = evaluation.form.form.question(condition.question).core or not evaluation.circumstances.short
    else:
        asked = not condition.question or condition.question in shown
    if not asked:
        return
    run, source = evaluation.run, condition.source
    if condition.row_of is None:
        outcomes = [run.outcome(source, condition.question)]
    else:
        rows = run.rows.get(condition.row_of, ())
        outcomes = [run.row_outcome(source, condition.question, condition.row_of, seen.message) for seen in rows]
    yield from (outcome for outcome in outcomes if isinstance(outcome, bool))


def _line(condition: Condition, part: QuestionScore | None) -> Iterator[bool]:
    """True for the line that gave the points, false for those above it, nothing for those below."""
    number = condition.number or 0
    if part is None or part.why not in (Why.LINE, Why.NO_LINE):
        return
    held = int(part.detail) if part.why is Why.LINE else number + 1
    if number <= held:
        yield number == held
