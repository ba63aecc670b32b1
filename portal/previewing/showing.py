"""What the pages of the preview show: the supplier's drawing of a section, and where every figure comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from flask_babel import gettext as _

from portal.components.formats import number
from portal.engine.compiled import CompiledForm
from portal.engine.definition import Form, Level, Question, Section
from portal.engine.deviations import Deviation, Draft
from portal.engine.filling import fill
from portal.engine.problems import Problem
from portal.engine.types.country import names
from portal.engine.values import Value
from portal.explaining.conditions import in_words
from portal.explaining.figures import QuestionFigure, SectionFigure, figures_of
from portal.explaining.scores import Explainer, points_words
from portal.followup.words import PLACE_WORDS, SEVERITY_TONES, SEVERITY_WORDS, TYPE_WORDS
from portal.previewing.source import Source
from portal.previewing.trial import NOBODY, Trial
from portal.reporting.models import SelfReport
from portal.reporting.presenting import Drawing
from portal.reporting.service.offers import proposal
from portal.reporting.views.drawing import Task, tasks

SOME_DAYS: Final = timedelta(days=42)


@dataclass(frozen=True)
class Reason:
    """Why a question is asked or not, and what its answer gives so far. `key` is what conditions call it."""

    key: str
    label: str
    asked: bool
    when: str
    points: str = ""
    opens: tuple[tuple[str, str], ...] = ()


class Showing:
    """One state of a trial in the page's language."""

    def __init__(self, trial: Trial, source: Source, compiled: CompiledForm, *, strict: bool) -> None:
        self.trial = trial
        self.source = source
        self.compiled = compiled
        self.language = trial.language
        self.worded: Form = source.in_language(compiled.form, trial.language)
        self.judgement = trial.judge(compiled, source.tables)
        self.evaluation = self.judgement.evaluation
        self.score = self.judgement.score
        self.figures = figures_of(self.score)
        self.explainer = Explainer(compiled, self.worded, self.evaluation.circumstances, trial.language)
        self.report = self._report()
        self.drawing = Drawing(
            report=self.report,
            worded=self.worded,
            draft=trial.draft,
            evaluation=self.evaluation,
            language=trial.language,
            strict=strict,
        )
        self._parts = {part.key: part for section in self.figures for part in section.questions}

    @property
    def tasks(self) -> list[Task]:
        """The sections that ask something."""
        return tasks(self.drawing)

    def text(self, text: str) -> str:
        """A text of the form with its placeholders filled."""
        circumstances, minutes = self.evaluation.circumstances, self.evaluation.minutes_left
        return fill(text, circumstances, minutes=minutes, locale=self.language)

    def reason(self, question: Question) -> Reason:
        """Why one question is asked or not, and what its answer gives."""
        part = self._parts.get(question.key)
        drafts = [draft for draft in self.judgement.drafts if draft.question == question.key]
        return Reason(
            key=question.key,
            label=self.text(question.label),
            asked=self.evaluation.is_shown(question.key),
            when=self._when(question),
            points=self._points(part) if part and self.evaluation.is_shown(question.key) else "",
            opens=tuple((self.kind(draft), SEVERITY_TONES[draft.severity]) for draft in drafts),
        )

    def reasons(self, section: Section) -> list[Reason]:
        """The same of all questions of a section."""
        return [self.reason(question) for question in section.questions]

    def hidden(self) -> list[Reason]:
        """The questions that are not asked now."""
        questions = (question for question in self.worded.questions() if not self.evaluation.is_shown(question.key))
        return [self.reason(question) for question in questions]

    def _when(self, question: Question) -> str:
        if self.trial.short and not question.core:
            return _("The short form does not ask it.")
        if question.show_when is None:
            return _("Always.")
        words = in_words(self.compiled, self.worded, question.show_when, question.key)
        return _("When: %(condition)s.", condition=self.text(words))

    def _points(self, part: QuestionFigure) -> str:
        why = self.text(self.explainer.why(part))
        if part.points is None:
            return why
        return (
            _("%(points)s, weight %(weight)s.", points=points_words(part.points), weight=number(part.weight))
            + f" {why}"
        )

    def kind(self, draft: Draft | Deviation) -> str:
        """The type and severity of a draft in words."""
        return f"{TYPE_WORDS[draft.type]}, {str(SEVERITY_WORDS[draft.severity]).lower()}"

    def tree(self) -> Iterator[tuple[Section, SectionFigure, list[dict[str, Any]]]]:
        """The score's parts: each section that has points, with its questions, their points and why."""
        sections = {section.key: section for section in self.worded.sections}
        for figure in self.figures:
            lines = [
                {
                    "key": part.key,
                    "label": self.explainer.label(part.key),
                    "weight": number(part.weight),
                    "points": "–" if part.points is None else number(part.points),
                    "why": self.text(self.explainer.why(part)),
                }
                for part in figure.questions
            ]
            if lines:
                yield sections[figure.key], figure, lines

    def caps(self) -> list[tuple[str | None, str]]:
        """What caps the level: the level it allows, and why."""
        return [(cap.level, self.text(self.explainer.cap(cap))) for cap in self.score.caps]

    def deviations(self) -> list[dict[str, Any]]:
        """What a submission would open, merged, each with its grounds."""
        return [
            {
                "type": TYPE_WORDS[one.type],
                "severity": SEVERITY_WORDS[one.severity],
                "tone": SEVERITY_TONES[one.severity],
                "where": self._where(one),
                "days": one.due_in_days,
                "actions": [self._worded_action(action) for action in one.actions],
                "grounds": [self._ground(draft) for draft in one.grounds],
            }
            for one in self.judgement.deviations
        ]

    def _where(self, one: Deviation) -> str:
        country = names(self.language).get(one.country, one.country) if one.country else ""
        return ", ".join(filter(None, (str(PLACE_WORDS[one.place]), country)))

    def _ground(self, draft: Draft) -> tuple[str, str]:
        label = self.explainer.label(draft.question)
        row = _(", row %(number)s", number=draft.position + 1) if draft.position is not None else ""
        return draft.question, label + row

    def _worded_action(self, action: str) -> str:
        """An action in the page's language, found by its place in the form."""
        pairs = zip(self.compiled.form.questions(), self.worded.questions(), strict=True)
        for ours, theirs in pairs:
            for rule, worded in zip(ours.deviations, theirs.deviations, strict=True):
                if rule.action == action:
                    return worded.action
            if ours.evidence and theirs.evidence and ours.evidence.what == action:
                return theirs.evidence.what
        return action

    def problems(self, level: Level) -> list[tuple[str, str, str]]:
        """What is wrong: the question's key, its label, and the sentence."""
        return [
            (problem.question, self._place(problem), str(self.drawing.sentence(problem, self._row(problem))))
            for problem in self.judgement.problems
            if problem.level is level and problem.question
        ]

    def _place(self, problem: Problem) -> str:
        label = self.explainer.label(problem.question)
        return label if problem.row is None else label + _(", row %(number)s", number=problem.row + 1)

    def _row(self, problem: Problem) -> Any:
        return None if problem.row is None else self.trial.draft.rows[problem.question][problem.row]

    def proposed(self, question: Question) -> Value | None:
        """What the contract says itself to a question, or what was computed above it."""
        return proposal(self.report, question, self.evaluation.computed)

    def whom(self) -> list[tuple[str, str, bool | None]]:
        """For which contracts the form and its short form are: what is decided, when, and how it comes out here."""
        form, run = self.compiled.form, self.evaluation.run
        found = ((_("The contract is asked"), form.applies_when), (_("It gets the short form"), form.short_when))
        return [
            (what, in_words(self.compiled, self.worded, source), outcome if isinstance(outcome, bool) else None)
            for what, source in found
            if source is not None
            for outcome in (run.outcome(source, ""),)
        ]

    def section_of(self, key: str) -> Section:
        """The section in which a question stands, in the page's language. Raises KeyError."""
        return self.worded.section_of(key)

    def _report(self) -> SelfReport:
        """The report that templates speak of; it belongs to no session."""
        progress = self.evaluation.progress.values()
        about = self.trial.given.get("round", {})
        contract = self.trial.given.get("contract", {})
        moment = datetime.now(UTC)
        return SelfReport(
            id=NOBODY,
            authority_id=NOBODY,
            supplier_id=NOBODY,
            contract_id=NOBODY,
            round_id=NOBODY,
            form_hash=self.compiled.hash,
            first_due_on=self.trial.today + SOME_DAYS,
            created_at=moment,
            title=str(contract.get("title") or self.worded.title),
            year=int(str(about.get("year") or self.trial.today.year)),
            due_on=self.trial.today + SOME_DAYS,
            short=self.trial.short,
            circumstances={"contract": dict(contract), "supplier": dict(self.trial.given.get("supplier", {}))},
            asked=sum(one.asked for one in progress),
            answered=sum(one.answered for one in progress),
            changed_at=moment,
        )
