"""Everything that a set of answers gives at once: what a submission stores, what `portal forms evaluate` prints."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from portal.engine.caps import Facts
from portal.engine.circumstances import Circumstances
from portal.engine.compiled import CompiledForm
from portal.engine.definition import TypeKey
from portal.engine.deviations import Deviation, Draft, drafts, drafts_of, merged
from portal.engine.evaluation import Evaluation, EvidenceDays, evaluate
from portal.engine.evaluation import change as change_evaluation
from portal.engine.problems import Problem
from portal.engine.scoring import Score, score
from portal.engine.types.contract import Json
from portal.engine.values import Value


@dataclass(frozen=True)
class Judgement:
    """An evaluation with its score, its drafts and the deviations they become."""

    evaluation: Evaluation
    score: Score
    drafts: tuple[Draft, ...]
    deviations: tuple[Deviation, ...]
    grades: Mapping[str, Decimal] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, faults of scores and drafts among them."""
        return self.evaluation.problems

    @property
    def blocks(self) -> bool:
        """True when this may not be submitted."""
        return self.evaluation.blocks


def judge(
    form: CompiledForm,
    answers: Mapping[str, Value],
    circumstances: Circumstances,
    *,
    evidence: EvidenceDays | None = None,
    grades: Mapping[str, Decimal] | None = None,
    facts: Facts | None = None,
    unreadable: Sequence[Problem] = (),
) -> Judgement:
    """Evaluate, score and open drafts; the arguments are evaluate's and score's."""
    evaluation = evaluate(form, answers, circumstances, evidence=evidence, unreadable=unreadable)
    opened = tuple(drafts(evaluation))
    marks = score(evaluation, grades=grades, facts=facts)
    return Judgement(evaluation, marks, opened, tuple(merged(opened)), grades or {}, facts or Facts())


def change(judgement: Judgement, key: str, value: Value | None, *, unreadable: Sequence[Problem] = ()) -> Judgement:
    """The judgement of the same answers but for one, as `judge` would give it; see evaluation.change."""
    before = judgement.evaluation
    after = change_evaluation(before, key, value, unreadable=unreadable)
    same = {key for key, part in after.parts.items() if part is before.parts[key]}
    known = {part.question: part for section in judgement.score.tree for part in section.questions}
    kept = {question: [*some] for question, some in groupby(judgement.drafts, key=lambda draft: draft.question)}
    opened = tuple(
        draft
        for question in after.shown
        for draft in (kept.get(question, ()) if question in same else drafts_of(after, question))
    )
    marks = score(
        after,
        grades=judgement.grades,
        facts=judgement.facts,
        known={question: part for question, part in known.items() if question in same},
    )
    return Judgement(after, marks, opened, tuple(merged(opened)), judgement.grades, judgement.facts)


def as_json(judgement: Judgement) -> dict[str, Json]:
    """The judgement as one JSON object; rows are numbers from 0."""
    marks, evaluation = judgement.score, judgement.evaluation
    derived = [question.key for question in evaluation.form.form.questions() if question.type is TypeKey.COMPUTED]
    return {
        "shown": list(evaluation.shown),
        "problems": _problems(judgement.problems),
        "computed": {key: _plain(evaluation.computed.get(key)) for key in derived},
        "sections": {key: None if part is None else float(part) for key, part in marks.sections.items()},
        "score": None if marks.total is None else float(marks.total),
        "level": marks.level,
        "uncapped_level": marks.uncapped_level,
        "provisional": marks.provisional,
        "caps": [{"level": cap.level, "code": cap.code, "reason": cap.reason} for cap in marks.caps],
        "drafts": [_draft(draft) for draft in judgement.drafts],
        "deviations": [_deviation(deviation) for deviation in judgement.deviations],
    }


def _problems(problems: Iterable[Problem]) -> Json:
    """Each question, row and code once: two empty cells of a row are one problem of that row here."""
    places = {(problem.question, problem.row, problem.code.value, problem.level.value): None for problem in problems}
    return [{"question": question, "row": row, "code": code, "level": level} for question, row, code, level in places]


def _draft(draft: Draft) -> Json:
    return {
        "question": draft.question,
        "row": draft.position,
        "type": draft.type,
        "severity": draft.severity.value,
        "place": draft.place,
        "country": draft.country,
        "due_in_days": draft.due_in_days,
    }


def _deviation(deviation: Deviation) -> Json:
    return {
        "type": deviation.type,
        "severity": deviation.severity.value,
        "place": deviation.place,
        "country": deviation.country,
        "due_in_days": deviation.due_in_days,
        "grounds": [{"question": draft.question, "row": draft.position} for draft in deviation.grounds],
        "actions": list(deviation.actions),
    }


def _plain(value: Value | None) -> Json:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return [str(part) for part in value]
    return value if value is None or isinstance(value, bool) else str(value)
