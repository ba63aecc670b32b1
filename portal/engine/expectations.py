"""Whether what came out of a case is what it expects; each difference is one sentence."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from portal.engine.cases import Case, CaseError
from portal.engine.inputs import Object, as_list, as_object
from portal.engine.judgement import Judgement, as_json
from portal.engine.types.contract import Json

_EVIDENCE_WARNINGS = ("evidence_missing", "evidence_old")


def differences(case: Case, judgement: Judgement) -> list[str]:
    """What differs from the case's expectations. Raises CaseError for an expectation that does not exist."""
    found = as_json(judgement)
    said: list[str] = []
    for field, expected in case.expect.items():
        if field not in _CHECKS:
            raise CaseError(f"{case.path}: {case.title}: nothing can be expected of {field}")
        said += _CHECKS[field](field, expected, found, judgement)
    return said


_Check = Callable[[str, Json, Mapping[str, Json], Judgement], Iterator[str]]


def _equal(field: str, expected: Json, found: Mapping[str, Json], _: Judgement) -> Iterator[str]:
    if found[field] != expected:
        yield f"{field}: expected {expected}, got {found[field]}"


def _shown(field: str, expected: Json, found: Mapping[str, Json], _: Judgement) -> Iterator[str]:
    for key in as_list(expected, field):
        if (key in as_list(found["shown"], "shown")) is not (field == "shown"):
            yield f"{key} is {'hidden' if field == 'shown' else 'shown'}"


def _sections(field: str, expected: Json, found: Mapping[str, Json], _: Judgement) -> Iterator[str]:
    scores = as_object(found[field], field)
    for key, percent in as_object(expected, field).items():
        exact = scores.get(key)
        whole = int(exact + 0.5) if isinstance(exact, (int, float)) else None
        if whole != percent:
            yield f"section {key}: expected {percent}, got {exact}"


def _points(_: str, expected: Json, __: Mapping[str, Json], judgement: Judgement) -> Iterator[str]:
    points = {part.question: part.points for section in judgement.score.tree for part in section.questions}
    for key, wanted in as_object(expected, "points").items():
        got = points.get(key)
        if (None if got is None else float(got)) != wanted:
            yield f"points of {key}: expected {wanted}, got {got}"


def _caps(_: str, expected: Json, __: Mapping[str, Json], judgement: Judgement) -> Iterator[str]:
    codes = [cap.code for cap in judgement.score.caps]
    if sorted(codes) != sorted(str(code) for code in as_list(expected, "caps")):
        yield f"caps: expected {expected}, got {codes}"


def _rules(field: str, expected: Json, _: Mapping[str, Json], judgement: Judgement) -> Iterator[str]:
    fired = {f"{draft.question}/{draft.rule}" for draft in judgement.drafts}
    for rule in as_list(expected, field):
        if (rule in fired) is not (field == "fires"):
            yield f"rule {rule} {'is silent' if field == 'fires' else 'fires'}"


def _problems(_: str, expected: Json, found: Mapping[str, Json], __: Judgement) -> Iterator[str]:
    problems = [as_object(one, "problems") for one in as_list(found["problems"], "problems")]
    judged = [problem for problem in problems if problem["code"] not in _EVIDENCE_WARNINGS]
    yield from _same("problems", as_list(expected, "problems"), judged)


def _has_problems(field: str, expected: Json, found: Mapping[str, Json], _: Judgement) -> Iterator[str]:
    problems = [as_object(one, "problems") for one in as_list(found["problems"], "problems")]
    codes = {f"{problem['question']}/{problem['code']}" for problem in problems}
    for code in as_list(expected, field):
        if (code in codes) is not (field == "has_problems"):
            yield f"problem {code} is {'missing' if field == 'has_problems' else 'there'}"


def _list(field: str, expected: Json, found: Mapping[str, Json], _: Judgement) -> Iterator[str]:
    yield from _same(field, as_list(expected, field), [as_object(one, field) for one in as_list(found[field], field)])


def _same(field: str, expected: Sequence[Json], found: Sequence[Object]) -> Iterator[str]:
    """Each expected object has its own among the found, compared by the fields it gives, and nothing is left over."""
    left = list(found)
    for wanted in sorted((as_object(one, field) for one in expected), key=len, reverse=True):
        match = next((one for one in left if all(one.get(key) == value for key, value in wanted.items())), None)
        if match is None:
            yield f"{field}: expected {wanted}"
        else:
            left.remove(match)
    yield from (f"{field}: not expected {dict(one)}" for one in left)


_CHECKS: Mapping[str, _Check] = {
    "shown": _shown,
    "hidden": _shown,
    "problems": _problems,
    "has_problems": _has_problems,
    "no_problems": _has_problems,
    "score": _equal,
    "level": _equal,
    "uncapped_level": _equal,
    "provisional": _equal,
    "computed": _equal,
    "sections": _sections,
    "points": _points,
    "caps": _caps,
    "drafts": _list,
    "deviations": _list,
    "fires": _rules,
    "silent": _rules,
}
