"""The engine beside its peers and its floor: medians of one run, in milliseconds of the processor, and their ratios.

The processor's time and not the clock's, on both sides, so that other work on the machine weighs less.
"""

import resource
import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from bench import peers
from bench.floor_of_engine import Floor
from bench.questions import answers_of, text_of
from bench.reference import CIRCUMSTANCES, questionnaire
from bench.surveyjs import Translation
from bench.workbook import workbook_of
from portal.engine.compiled import assemble
from portal.engine.compiling import check_form, compile_form
from portal.engine.judgement import change, judge
from portal.engine.values import Row, Value
from portal.engine.versions import plain, restored

ROUNDS = 15
MANY = 1000
FEW = 60
TABLE_ROWS = 500


def run() -> list[str]:
    """Measure, and give the lines of the report."""
    return [*_scoring(), *_changing(), *_compiling(), *_memory()]


def _scoring() -> list[str]:
    """A full evaluation of questionnaire 1 with a long table, and 120 rules."""
    form, answers = questionnaire(rows=TABLE_ROWS)
    few = compile_form(text_of(FEW))
    translated, translated_few = Translation(form), Translation(few)
    floor, bare = Floor(form, answers, CIRCUMSTANCES), Floor(few, answers_of(FEW), CIRCUMSTANCES)
    ours = _median(
        full=lambda: judge(form, answers, CIRCUMSTANCES, evidence={}),
        floor=floor.run,
        few=lambda: judge(few, answers_of(FEW), CIRCUMSTANCES),
        bare=bare.loop,
    )
    theirs = peers.survey_core(
        _order(
            translated,
            _job("score", "score", translated, answers, 5),
            _job("validate", "validate", translated, answers, 1),
            {"name": "rules", "what": "rules", "rules": _rules(translated_few), "data": _plain(answers_of(FEW))}
            | {"rounds": 200},
        )
    )
    judgement = judge(form, answers, CIRCUMSTANCES)
    points = {part.question: part.points for section in judgement.score.tree for part in section.questions}
    same = [key for key, theirs_ in theirs["score.points"].items() if points[key] == Decimal(str(theirs_))]
    agreed = f"{len(same)} of {len(theirs['score.points'])} questions get the same points"
    return [
        f"Questionnaire 1 with {TABLE_ROWS} rows: {_beside(ours['full'], theirs['score'], 'survey-core')} ({agreed})",
        f"The same with problems on both sides: {_beside(ours['full'], theirs['validate'], 'survey-core')}",
        f"The same beside the bare loop: {_over(ours['full'], ours['floor'], 'floor')}",
        f"{FEW} conditions and {FEW} scores, all of it: {_over(ours['few'], theirs['rules'], 'the runner alone')}",
        f"The same expressions alone: {_over(ours['bare'], theirs['rules'], 'the runner alone')}",
    ]


def _changing() -> list[str]:
    """One answer changed in a form of a thousand questions: one that nothing depends on, and one that nine do."""
    form, answers = compile_form(text_of(MANY)), answers_of(MANY)
    before = judge(form, answers, CIRCUMSTANCES)
    leaf, lead = _turns("q501", Decimal(3), Decimal(12)), _turns("q500", False, True)
    ours = _median(
        leaf=lambda: change(before, *next(leaf)),
        lead=lambda: change(before, *next(lead)),
        full=lambda: judge(form, answers, CIRCUMSTANCES),
    )
    translated = Translation(form)
    theirs = peers.survey_core(
        _order(
            translated,
            _job("leaf", "change", translated, answers, 9) | {"key": "q501", "values": [3, 12]},
            _job("lead", "change", translated, answers, 9) | {"key": "q500", "values": [False, True]},
            _job("full", "score", translated, answers, 3),
        )
    )
    return [
        f"One answer of {MANY} changed: {_beside(ours['leaf'], theirs['leaf'], 'setValue')}",
        f"One that hides nine questions: {_beside(ours['lead'], theirs['lead'], 'setValue')}",
        f"All {MANY} questions: {_beside(ours['full'], theirs['full'], 'survey-core')}",
    ]


def _compiling() -> list[str]:
    """Forms read and checked; and, as the server does with a form that was frozen, only made ready to run."""
    few, many, first = text_of(FEW), text_of(MANY), questionnaire(rows=1)[0].form
    frozen = plain(compile_form(many).form)
    ours = _median(
        few=lambda: check_form(few),
        first=lambda: check_form(first.text),
        frozen=lambda: assemble(restored(frozen)),
    )
    ours["many"] = _median(rounds=1, many=lambda: check_form(many))["many"]
    theirs = peers.survey_core(_order(None, _job("model", "model", Translation(compile_form(many)), {}, 5)))
    converted = peers.pyxform({"workbook": workbook_of(compile_form(few).form), "rounds": ROUNDS})
    same = peers.pyxform({"workbook": workbook_of(first), "rounds": ROUNDS})
    return [
        f"Parse and check {FEW} questions: {_over(ours['few'], converted, 'pyxform')}",
        f"Questionnaire 1, {len([*first.questions()])} questions: {_over(ours['first'], same, 'pyxform')}",
        f"Parse and check {MANY} questions: {_over(ours['many'], theirs['model'], 'new Model')}",
        f"{MANY} questions, frozen before, made ready to run: {_over(ours['frozen'], theirs['model'], 'new Model')}",
    ]


def _memory() -> list[str]:
    """A hundred thousand evaluations of ten questions, no two alike."""
    form, answers = compile_form(text_of(10)), answers_of(10)
    marks = []
    for number in range(100_000):
        if number in (10_000, 99_999):
            marks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        judge(form, {**answers, "q1": Decimal(number)}, CIRCUMSTANCES)
    return [f"Memory after 10,000 evaluations {marks[0]:.1f} MiB, after 100,000 {marks[1]:.1f} MiB"]


def _turns(key: str, first: Value, second: Value) -> Any:
    while True:
        yield key, first
        yield key, second


def _median(*, rounds: int = ROUNDS, **works: Callable[[], object]) -> dict[str, float]:
    """Milliseconds of the processor for each work, median over rounds in which they take turns."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _round in range(rounds):
        for name, work in works.items():
            start = time.process_time()
            work()
            taken[name].append((time.process_time() - start) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def _beside(ours: float, theirs: float, name: str) -> str:
    return f"{ours:.2f} ms, {name} {theirs:.1f} ms: {theirs / ours:.0f} times as fast"


def _over(ours: float, theirs: float, name: str) -> str:
    return f"{ours:.2f} ms, {name} {theirs:.2f} ms: {ours / theirs:.2f} times it"


def _order(translated: Translation | None, *jobs: dict[str, Any]) -> dict[str, Any]:
    facts = {f"contract_{key}": value for key, value in CIRCUMSTANCES.contract.items()}
    variables = {**facts, "previous_exists": CIRCUMSTANCES.previous is not None}
    return {
        "today": CIRCUMSTANCES.today.isoformat(),
        "rowConditions": translated.row_conditions if translated else [],
        "variables": {key: str(value) if hasattr(value, "isoformat") else value for key, value in variables.items()},
        "jobs": [*jobs],
    }


def _job(name: str, what: str, translated: Translation, answers: dict[str, Value], rounds: int) -> dict[str, Any]:
    return {"name": name, "what": what, "form": translated.json, "data": _plain(answers), "rounds": rounds}


def _plain(answers: dict[str, Value]) -> dict[str, Any]:
    return {key: _value(value) for key, value in answers.items()}


def _value(value: object) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Row):
        return {key: _value(cell) for key, cell in value.cells.items()}
    if isinstance(value, tuple):
        return [_value(part) for part in value]
    return value if isinstance(value, (bool, str)) else str(value)


def _rules(translated: Translation) -> list[str]:
    shown = [one["visibleIf"] for page in translated.json["pages"] for one in page["elements"] if "visibleIf" in one]
    return [*shown, *(value["expression"] for value in translated.json["calculatedValues"])]
