"""Why the figures are as they are, in words: points, caps, and what would raise the score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.components.formats import number
from portal.engine.caps import AppliedCap
from portal.engine.circumstances import Circumstances
from portal.engine.compiled import CompiledForm
from portal.engine.definition import Form, Question
from portal.engine.filling import fill
from portal.engine.scoring import FULL, Why
from portal.engine.types import TYPES
from portal.explaining.conditions import in_words
from portal.explaining.figures import QuestionFigure, SectionFigure
from portal.explaining.words import CAP_WORDS

HUNDRED = Decimal(100)
MOST_RAISES = 10


@dataclass(frozen=True, slots=True)
class Raise:
    """What would raise a score: at which question, by how much of 100, and how, in words."""

    key: str
    label: str
    points: Decimal
    gain: Decimal
    how: str


@dataclass(frozen=True)
class Explainer:
    """Explains the figures of one self-report in the page's language.

    `worded` is the form in that language; `reasons` are what a reviewer wrote to points of theirs, by question.
    """

    compiled: CompiledForm
    worded: Form
    circumstances: Circumstances
    language: str
    reasons: Mapping[str, str] = field(default_factory=dict)

    def label(self, key: str) -> str:
        """The wording of a question."""
        text = self.worded.question(key).label
        return fill(text, self.circumstances, minutes=0, locale=self.language)

    def why(self, part: QuestionFigure) -> str:
        """Say where a question's points come from, or why it has none."""
        question = self.worded.question(part.key)
        match part.why:
            case Why.CHOICE:
                return _("The answer “%(choice)s” gives this.", choice=self._choice(question, part.detail))
            case Why.LINE:
                return _("This is what the form gives when: %(condition)s.", condition=self._line(part))
            case Why.NO_LINE:
                return _("None of the conditions that give points is fulfilled.")
            case Why.GRADE:
                return self.reasons.get(part.key) or _("A reviewer's points.")
            case Why.UNANSWERED:
                return _("Not answered.")
            case Why.NOT_APPLICABLE:
                return _("Answered as not applicable, so it does not count.")
            case Why.NOT_COUNTED:
                return _("Does not count here, because of other answers.")
            case Why.WAITING:
                return _("Waits for a reviewer's points.")
            case Why.HIDDEN:
                return _("Was not asked.")

    def cap(self, cap: AppliedCap) -> str:
        """Say why a level is capped."""
        kind, _slash, name = cap.code.partition("/")
        if kind == "lead":
            return _("Answered no to the opening question of a step: “%(question)s”", question=self.label(name))
        if kind == "form":
            return self.worded.caps[int(name)].reason
        return str(CAP_WORDS[name])

    def raises(self, sections: Sequence[SectionFigure]) -> list[Raise]:
        """Give the questions with less than full points, the largest gain first; a gain is points of the total."""
        weights = sum((section.weight for section in sections if section.score is not None), Decimal(0))
        found = [
            Raise(part.key, self.label(part.key), part.points, gain, how)
            for section in sections
            for part in section.questions
            if part.points is not None and part.points < FULL
            if (gain := _gain(section, part, weights)) > 0
            if (how := self._how(part))
        ]
        return sorted(found, key=lambda one: -one.gain)[:MOST_RAISES]

    def _how(self, part: QuestionFigure) -> str:
        """Say what would give more points: the best choice or condition above the present points."""
        question, source = self.worded.question(part.key), self.compiled.form.question(part.key)
        if question.rubric or part.why is Why.GRADE:
            return _("Have a written, dated routine, and show that it was used in this supply chain in the period.")
        best = max((line for line in source.score), key=lambda line: line.points, default=None)
        if best is not None:
            condition = in_words(self.compiled, self.worded, best.when, part.key)
            return _("%(points)s when: %(condition)s.", points=points_words(best.points), condition=condition)
        choices = {choice.key: choice.points for choice in source.choices if choice.points is not None}
        choices |= dict(source.points)
        most = max(choices.values(), default=Decimal(0))
        keys = [key for key, points in choices.items() if points == most]
        named = _(" or ").join(_("“%(words)s”", words=self._choice(question, key)) for key in keys[:3])
        return _("%(points)s when you can answer %(choice)s.", points=points_words(most), choice=named)

    def _choice(self, question: Question, key: str) -> str:
        if not question.choices:  # yes or no
            return TYPES[question.type].show(key == "yes", question, self.language)
        return next((choice.label for choice in question.choices if choice.key == key), key)

    def _line(self, part: QuestionFigure) -> str:
        line = self.compiled.form.question(part.key).score[int(part.detail)]
        return in_words(self.compiled, self.worded, line.when, part.key)


def points_words(points: Decimal) -> str:
    """Say points: "2 points", "2.5 points"."""
    if points == points.to_integral_value():
        return ngettext("%(num)d point", "%(num)d points", int(points))
    return _("%(count)s points", count=number(points))


def _gain(section: SectionFigure, part: QuestionFigure, weights: Decimal) -> Decimal:
    """How much the total rises when this question alone gets full points."""
    counted = sum((one.weight * FULL for one in section.questions if one.points is not None), Decimal(0))
    if not counted or not weights or part.points is None:
        return Decimal(0)
    return HUNDRED * section.weight / weights * part.weight * (FULL - part.points) / counted
