"""What no good average outweighs: the caps on a report's level (form-language.md, Scoring; scoring-and-risk.md 5.2).

The lowest cap wins, each is listed with its reason, and the uncapped level is kept beside.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.engine.definition import Form, Severity
from portal.engine.evaluation import Evaluation

Levels = Sequence[tuple[str, Decimal]]

GRAVE = frozenset({Severity.ZERO_TOLERANCE, Severity.CRITICAL})
"""The severities that cap while a deviation is open."""

REJECTED_SHARE = 3
"""One part in three: evidence rejected for more than that costs one level (5.2)."""


@dataclass(frozen=True, slots=True)
class OpenDeviation:
    """An open deviation of the contract as far as caps go."""

    severity: Severity
    self_reported: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a review knows beside the answers.

    `uncontained` are deviations not contained in time, or found by others and not contained yet; `open` are all that
    are contained and on plan. `evidence_demanded` and `evidence_rejected` count questions.
    """

    uncontained: tuple[OpenDeviation, ...] = ()
    open: tuple[OpenDeviation, ...] = ()
    false_information: bool = False
    refusal: bool = False
    evidence_demanded: int = 0
    evidence_rejected: int = 0


@dataclass(frozen=True, slots=True)
class AppliedCap:
    """A cap that holds: the level it allows at most, its code, and a form's own words for it.

    The code is `lead/<question>`, `form/<number from 0>` or `facts/<name>`.
    """

    level: str | None
    code: str
    reason: str = ""


def caps_of(evaluation: Evaluation, facts: Facts, uncapped: str | None) -> tuple[AppliedCap, ...]:
    """Every cap that holds, whether or not it lowers the level; without an `uncapped` level a drop has none."""
    form = evaluation.form.form
    return (*_lead_caps(evaluation), *_form_caps(evaluation, uncapped), *_fact_caps(form, facts, uncapped))


def capped_level(levels: Levels, uncapped: str | None, caps: Sequence[AppliedCap]) -> str | None:
    """The lowest of the uncapped level and the caps; None when nothing counted."""
    if uncapped is None:
        return None
    order = [key for key, _ in levels]
    allowed = [uncapped, *(cap.level for cap in caps if cap.level in order)]
    return max(allowed, key=lambda level: order.index(level or uncapped))


def _lead_caps(evaluation: Evaluation) -> Iterator[AppliedCap]:
    form = evaluation.form.form
    for question in form.questions():
        if question.lead and evaluation.values.get(question.key) in (False, "no"):
            yield AppliedCap(_from_bottom(form, 1), f"lead/{question.key}")


def _form_caps(evaluation: Evaluation, uncapped: str | None) -> Iterator[AppliedCap]:
    form = evaluation.form.form
    for number, cap in enumerate(form.caps):
        if evaluation.run.holds(cap.when, ""):
            level = cap.level if cap.level is not None else _dropped(form, uncapped, cap.drop)
            yield AppliedCap(level, f"form/{number}", cap.reason)


def _fact_caps(form: Form, facts: Facts, uncapped: str | None) -> Iterator[AppliedCap]:
    lowest = _from_bottom(form, 1)
    if any(deviation.severity in GRAVE for deviation in facts.uncontained):
        yield AppliedCap(lowest, "facts/uncontained")
    if any(deviation.severity in GRAVE and not deviation.self_reported for deviation in facts.open):
        yield AppliedCap(_from_bottom(form, 2), "facts/open")
    if facts.false_information:
        yield AppliedCap(lowest, "facts/false_information")
    if facts.refusal:
        yield AppliedCap(lowest, "facts/refusal")
    if facts.evidence_rejected * REJECTED_SHARE > facts.evidence_demanded:
        yield AppliedCap(_dropped(form, uncapped, 1), "facts/evidence_rejected")


def _from_bottom(form: Form, place: int) -> str:
    """The lowest level for 1, the one above it for 2; the highest when the form has fewer."""
    return form.levels[max(0, len(form.levels) - place)][0]


def _dropped(form: Form, level: str | None, steps: int) -> str | None:
    order = [key for key, _ in form.levels]
    return None if level is None else order[min(order.index(level) + steps, len(order) - 1)]
