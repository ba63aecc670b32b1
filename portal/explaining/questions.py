"""One question of a form in words: when it is asked, and what each answer leads to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.components.formats import number
from portal.engine.compiled import CompiledForm
from portal.engine.conditions import Condition, Part, conditions_of
from portal.engine.definition import Check, Demand, Form, Level, Question, Required, Scope, Source, TypeKey
from portal.explaining.conditions import in_words
from portal.explaining.drafts import evidence_in_words, rule_in_words
from portal.explaining.nouns import labelled
from portal.explaining.placeholders import unfilled
from portal.explaining.scores import points_words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading and the sentences below it."""

    heading: str
    lines: tuple[str, ...]


def explain(compiled: CompiledForm, worded: Form, key: str) -> list[Paragraph]:
    """Say of a question all that the form says, in the page's language; what it says nothing of is left out.

    `worded` is the form in that language. Raises KeyError when the form has no such question.
    """
    about = _About(compiled, worded, compiled.form.question(key))
    found = (
        (_("When it is asked"), about.asked()),
        (_("Answering"), about.answering()),
        (_("Points"), about.points()),
        (_("Evidence"), about.evidence()),
        (_("Deviations"), about.deviations()),
        (_("Checks"), about.checks()),
        (_("Caps"), about.caps()),
        (_("What depends on it"), about.dependants()),
    )
    said = ((heading, tuple(unfilled(line) for line in lines)) for heading, lines in found)
    return [Paragraph(heading, lines) for heading, lines in said if lines]


class _About:
    """What there is to say of one question."""

    def __init__(self, compiled: CompiledForm, worded: Form, question: Question) -> None:
        self.compiled = compiled
        self.form = worded
        self.question = question
        self.worded = worded.question(question.key)

    def when(self, source: Source, row_of: str | None = None) -> str:
        """A condition in words, to a reader of this question."""
        return in_words(self.compiled, self.form, source, self.question.key, row_of)

    def asked(self) -> Iterator[str]:
        question = self.question
        if question.show_when is None:
            yield _("Always.")
        else:
            yield _("When: %(condition)s.", condition=self.when(question.show_when))
        if any(other.core for other in self.compiled.form.questions()):
            yield _("The short form asks it too.") if question.core else _("The short form does not ask it.")

    def answering(self) -> Iterator[str]:
        question = self.question
        if question.type is TypeKey.COMPUTED:
            yield _("It is computed from other answers.")
        elif question.type is TypeKey.NOTE:
            yield _("It is only read.")
        else:
            yield from self._demands()
            yield from self._offers()

    def _demands(self) -> Iterator[str]:
        question = self.question
        if question.required_when is not None:
            yield _("It must be answered when: %(condition)s.", condition=self.when(question.required_when))
        else:
            yield {
                Required.YES: _("It must be answered before the self-report can be sent."),
                Required.SOFT: _("It may be left out, with a warning."),
                Required.NO: _("It may be left out."),
            }[question.required]
        for column in question.columns:
            if column.required_when is not None:
                label = self.worded.column(column.key).label
                condition = self.when(column.required_when, question.key)
                yield _("“%(column)s” must be filled in when: %(condition)s.", column=label, condition=condition)

    def _offers(self) -> Iterator[str]:
        question = self.question
        if question.scope is Scope.SUPPLIER:
            yield _("The supplier's latest answer to it is offered, whatever the contract.")
        if question.scope is Scope.SITE:
            yield _("The rows of the supplier's register of sites are offered.")
        if question.prefill:
            yield self._proposal(question.prefill)
        if question.replaces:
            yield _("It takes the place of the earlier question “%(key)s”.", key=question.replaces)
        if question.pii:
            yield _("The answer is personal: it is not shown to others, and deleted when its time is over.")
        if question.discloses:
            yield _("It tells of harm or findings, and telling never costs points.")

    def _proposal(self, source: str) -> str:
        """From where an answer is proposed; a fact beside the answers has a dot in its name."""
        if "." in source:
            return _("What is known as “%(name)s” is proposed, to be confirmed.", name=source)
        return _("What is computed as “%(name)s” is proposed, to be confirmed.", name=self.form.question(source).label)

    def points(self) -> Iterator[str]:
        question = self.question
        if not question.scored:
            return
        section = self.form.section_of(question.key)
        everything = sum(other.weight for other in section.questions if other.scored)
        yield _(
            "Weight %(own)s of %(all)s in “%(section)s”, which weighs %(section_weight)s.",
            own=number(question.weight),
            all=number(everything),
            section=section.title,
            section_weight=number(section.weight),
        )
        for line in question.score:
            yield _("%(points)s when: %(condition)s.", points=points_words(line.points), condition=self.when(line.when))
        if question.score:
            yield _("The first of these that holds gives the points; without any of them 0 points.")
        for answer, points in self._answers():
            yield _("%(points)s for “%(answer)s”.", points=points_words(points), answer=answer)
        for choice in self.worded.choices:
            if choice.na:
                yield _("“%(answer)s” leaves it out of the score.", answer=choice.label)
        if question.rubric:
            yield _("A reviewer gives 0 to 3 points.")
        if question.counts_when is not None:
            yield _("It counts only when: %(condition)s.", condition=self.when(question.counts_when))

    def _answers(self) -> Iterator[tuple[str, Decimal]]:
        yes_no = {"yes": _("Yes"), "no": _("No")}
        for key, points in self.question.points:
            yield yes_no.get(key) or labelled(self.worded.choices, key), points
        for choice in self.worded.choices:
            if choice.points is not None and not self.question.score:
                yield choice.label, choice.points

    def evidence(self) -> Iterator[str]:
        asked = self.worded.evidence
        if asked is not None:
            condition = self.when(asked.when) if asked.when else ""
            yield from evidence_in_words(asked, condition, is_demanded=asked.demand is Demand.REQUIRED)

    def deviations(self) -> Iterator[str]:
        for rule, worded in zip(self.question.deviations, self.worded.deviations, strict=True):
            yield rule_in_words(self.compiled, self.form, self.question, rule, worded.action)

    def checks(self) -> Iterator[str]:
        for condition in self._reading(Part.CHECKS, own=True):
            check = self._check(condition)
            words = _("Cannot be sent") if check.level is Level.ERROR else _("A warning")
            said = self.when(condition.source, condition.row_of)
            if condition.row_of is None:
                pattern = _("%(what)s: “%(message)s” When: %(condition)s.")
            else:
                pattern = _("%(what)s: “%(message)s” For each row where: %(condition)s.")
            yield pattern % {"what": words, "condition": said, "message": check.message}

    def caps(self) -> Iterator[str]:
        lowest = self.compiled.form.levels[-1][0]
        if self.question.lead:
            yield _("It opens a step: a no gives level %(level)s at most.", level=lowest)
        for condition in self._reading(Part.CAPS):
            cap = self.form.caps[condition.number or 0]
            limit = (
                _("Level %(level)s at most", level=cap.level)
                if cap.level
                else ngettext("%(num)d level down", "%(num)d levels down", cap.drop)
            )
            said = self.when(condition.source)
            yield _("%(limit)s: %(reason)s. When: %(condition)s.", limit=limit, condition=said, reason=cap.reason)

    def dependants(self) -> Iterator[str]:
        said = {
            Part.SHOW_WHEN: _("“%(question)s” is asked when: %(condition)s."),
            Part.REQUIRED_WHEN: _("“%(question)s” must be answered when: %(condition)s."),
            Part.COUNTS_WHEN: _("“%(question)s” counts when: %(condition)s."),
            Part.EVIDENCE: _("“%(question)s” asks for evidence when: %(condition)s."),
            Part.SCORE: _("“%(question)s” gets points when: %(condition)s."),
            Part.DEVIATIONS: _("“%(question)s” opens a deviation when: %(condition)s."),
            Part.COLUMNS: _("“%(question)s” needs a cell filled in when: %(condition)s."),
        }
        for condition in conditions_of(self.compiled.form):
            if condition.part in said and condition.owner != self.question.key and self._reads(condition):
                label = self.form.question(condition.owner).label
                words = self._said_elsewhere(condition)
                yield said[condition.part] % {"question": label, "condition": words}
        for other in self.form.questions():
            if other.value is not None and self.question.key in self.compiled.program(other.value).names:
                yield _("“%(question)s” is computed from it.", question=other.label)

    def _said_elsewhere(self, condition: Condition) -> str:
        """A condition of another question, in which this one is called so."""
        others = _with_label(self.form, self.question.key, _("this question"))
        return in_words(self.compiled, others, condition.source, condition.owner, condition.row_of)

    def _reading(self, part: Part, *, own: bool = False) -> Iterator[Condition]:
        """The conditions of a part that read this question, or with `own` take effect at it."""
        for condition in conditions_of(self.compiled.form):
            here = own and condition.question == self.question.key
            if condition.part is part and (here or self._reads(condition)):
                yield condition

    def _reads(self, condition: Condition) -> bool:
        """Whether a condition reads this question, or walks its rows."""
        program = self.compiled.program(condition.source, condition.row_of)
        return self.question.key in program.names or condition.row_of == self.question.key

    def _check(self, condition: Condition) -> Check:
        """The check of a condition, in the page's language."""
        section = next((section for section in self.form.sections if section.key == condition.owner), None)
        owner = section or self.form.question(condition.owner)
        return owner.checks[condition.number or 0]


def _with_label(form: Form, key: str, label: str) -> Form:
    """The form with another wording of one question."""
    sections = tuple(
        replace(section, questions=tuple(replace(q, label=label) if q.key == key else q for q in section.questions))
        for section in form.sections
    )
    return replace(form, sections=sections)
