"""What the pages of a review show, in the page's language: drawn from the case, without a query of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.components.formats import day, number, page_language
from portal.deadlines import is_working_day, today
from portal.engine.definition import Question, Section, TypeKey
from portal.engine.scoring import Why
from portal.engine.types.country import names
from portal.explaining.figures import QuestionFigure, SectionFigure
from portal.explaining.scores import Explainer
from portal.followup.models import Decision, Deviation, DeviationStatus
from portal.followup.rules import GRAVE
from portal.followup.words import PLACE_WORDS
from portal.history import Event
from portal.reviewing.models import EvidenceVerdict, Grade, Review
from portal.reviewing.service.figures import (
    automatic_points,
    demands,
    stored_caps,
    stored_questions,
    stored_sections,
)
from portal.reviewing.service.reading import Case
from portal.reviewing.wording import RowWords, Wording
from portal.reviewing.words import EVENT_WORDS

FREE_TEXT: Final = frozenset({TypeKey.TEXT, TypeKey.LONG_TEXT})
TARGET_DAYS: Final = 15
"""Working days from submission to feedback (scoring-and-risk.md 5.3)."""


QuestionLine = tuple[Question, QuestionFigure | None, bool]
"""A question in a list: its points, and whether it needs attention."""


@dataclass(frozen=True)
class AnswerShown:
    """One year's answer: its words and language, or its rows; `points` is what it got."""

    year: int
    words: str
    language: str
    rows: tuple[RowWords, ...] = ()
    is_table: bool = False
    points: str = ""


@dataclass(frozen=True)
class FileShown:
    """One file of an answer, and what was found of it."""

    id: str
    name: str
    kind: str
    facts: str
    verdict: EvidenceVerdict | None


@dataclass(frozen=True)
class QuestionShown:
    """One question as a reviewer sees it. `automatic` is None when it waits for a reviewer; `scored`: it has points."""

    question: Question
    section: Section
    label: str
    place: int
    count: int
    before: str | None
    after: str | None
    now: AnswerShown
    then: AnswerShown | None
    files: tuple[FileShown, ...]
    demand: str
    part: QuestionFigure | None
    scored: bool
    automatic: str
    why: str
    grade: Grade | None


class ReviewShown:
    """A case in the page's language."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.review = case.review
        self.language = page_language()
        self.wording = Wording(case.material.sealed, self.language)
        self.explainer = Explainer(
            case.material.evaluation.form,
            self.wording.form,
            case.material.sealed.circumstances,
            self.language,
            {key: grade.reason for key, grade in case.material.grades.items()},
        )
        self._questions = case.questions()
        self._parts = stored_questions(case.review)

    @property
    def title(self) -> str:
        """Whose report on which contract."""
        return f"{self.case.supplier}: {self.case.contract.title}"

    def section(self, key: str) -> Section:
        """A section in the page's language."""
        return next(section for section in self.wording.form.sections if section.key == key)

    def meters(self) -> list[tuple[str, float | None, str]]:
        """The sections with their scores, as `meter_list` draws them."""
        return meters(stored_sections(self.review), {s.key: s.title for s in self.wording.form.sections})

    def caps(self) -> list[tuple[str | None, str]]:
        """What caps the level: the level it allows, and why."""
        return [(cap.level, self.explainer.cap(cap)) for cap in stored_caps(self.review)]

    def waiting_words(self) -> str:
        """Say what still waits, and what the caps take."""
        said = []
        if self.review.waiting:
            said.append(
                ngettext("%(num)d answer waits for points.", "%(num)d answers wait for points.", self.review.waiting)
            )
        if self.review.uncapped_level != self.review.level:
            said.append(_("Without caps the level would be %(level)s.", level=self.review.uncapped_level))
        return " ".join(said)

    def listed(self) -> list[tuple[Section, SectionFigure | None, list[QuestionLine], int]]:
        """All questions by section, with their points and whether they need attention; and how many of them do."""
        figures = {figure.key: figure for figure in stored_sections(self.review)}
        listed = []
        for section in self.wording.form.sections:
            own = {question.key for question in section.questions}
            rows = [
                (self.wording.form.question(q.key), self._parts.get(q.key), self.case.needs_attention(q.key))
                for q in self._questions
                if q.key in own
            ]
            if rows:
                listed.append((section, figures.get(section.key), rows, sum(wants for *_rest, wants in rows)))
        return listed

    def question(self, key: str) -> QuestionShown:
        """One question with this year's and last year's answer. Raises NotFound."""
        question = self.case.question(key)
        keys = [other.key for other in self._questions]
        place = keys.index(key)
        part = self._parts.get(key)
        scored, automatic = self._automatic(key)
        demanded = question.evidence is not None and demands(self.case.material.evaluation, question)
        worded = self.wording.form.question(key)
        return QuestionShown(
            question=worded,
            section=self.wording.form.section_of(key),
            label=self.wording.label(key),
            place=place + 1,
            count=len(keys),
            before=keys[place - 1] if place else None,
            after=keys[place + 1] if place + 1 < len(keys) else None,
            now=_answer(self.wording, key, self.case.material.report.year, self.case.material.submission.language),
            then=self._then(key),
            files=tuple(self._file(key, file) for file in self.case.material.files(key)),
            demand=self.wording.text(worded.evidence.what) if demanded and worded.evidence else "",
            part=part,
            scored=scored,
            automatic=automatic,
            why=self.explainer.why(part) if part else "",
            grade=self.case.material.grades.get(key),
        )

    def draft(self, draft: Deviation) -> dict[str, Any]:
        """One draft as a card shows it."""
        like = self.case.likes.get((draft.type, draft.place))
        return {
            "draft": draft,
            "where": where_words(draft),
            "confirmed": draft.decision is Decision.CONFIRM and draft.status is DeviationStatus.DRAFT,
            "joins": draft.decision is Decision.JOIN,
            "dismissed": draft.status is DeviationStatus.DISMISSED,
            "grave": draft.severity in GRAVE,
            "like": like,
            "grounds": self.case.grounds[draft.id],
        }

    def drafts(self, key: str = "") -> list[dict[str, Any]]:
        """The drafts of the review, or those of one question; the undecided ones first."""
        own = self.case.drafts_at(key) if key else self.case.drafts
        shown = [self.draft(draft) for draft in own]
        return sorted(shown, key=lambda one: one["confirmed"] or one["joins"] or one["dismissed"])

    def _automatic(self, key: str) -> tuple[bool, str]:
        try:
            points = automatic_points(self.case.material, key)
        except KeyError:
            return False, ""
        return True, "" if points is None else number(points)

    def _then(self, key: str) -> AnswerShown | None:
        """Last year's answer to the question, or to the one that it took the place of."""
        previous = self.case.previous
        if previous is None:
            return None
        asked = {question.key for question in previous.sealed.form.compiled.form.questions()}
        keys = (key, *self.case.material.sealed.form.earlier.get(key, ()))
        then = next((one for one in keys if one in asked), None)
        if then is None:
            return None
        part = stored_questions(previous.review).get(then)
        points = "" if part is None or part.points is None else number(part.points)
        wording = Wording(previous.sealed, self.language)
        return _answer(wording, then, previous.report.year, previous.sealed.submission.language, points)

    def _file(self, key: str, file: Mapping[str, Any]) -> FileShown:
        dated = _("from %(day)s", day=day(date.fromisoformat(file["dated_on"]))) if file["dated_on"] else ""
        facts = " · ".join(filter(None, (size_words(int(file["size"])), dated)))
        name = str(file["name"])
        kind = name.rpartition(".")[2].upper()
        return FileShown(file["id"], name, kind, facts, self.case.material.verdicts.get((key, UUID(file["id"]))))


def meters(sections: Sequence[SectionFigure], titles: Mapping[str, str]) -> list[tuple[str, float | None, str]]:
    """The sections that have questions with points, as `meter_list` draws them."""
    return [
        (
            titles[section.key],
            None if section.score is None else float(section.score),
            _("not counted") if section.score is None else number(round(section.score)),
        )
        for section in sections
        if any(part.why is not Why.HIDDEN for part in section.questions)
    ]


def where_words(deviation: Deviation) -> str:
    """Say where in the chain a deviation is, and in which country."""
    country = names(page_language()).get(deviation.country, deviation.country) if deviation.country else ""
    return ", ".join(filter(None, (str(PLACE_WORDS[deviation.place]), country)))


def size_words(size: int) -> str:
    """Say how large a file is."""
    kilobytes = max(1, round(size / 1024))
    return f"{number(round(kilobytes / 1024, 1))} MB" if kilobytes >= 1024 else f"{number(kilobytes)} kB"


def waited_days(submitted_at: datetime, now: datetime) -> int:
    """Count the working days that a submission has waited; the day it came does not count."""
    first, last = today(submitted_at), today(now)
    return sum(is_working_day(first + timedelta(days=each)) for each in range(1, (last - first).days + 1))


def score_words(review: Review) -> str:
    """Say the score beside the level."""
    if review.score is None:
        return _("no score")
    score = number(review.score, 1)
    return _("score %(score)s, provisional", score=score) if review.provisional else _("score %(score)s", score=score)


def story(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Give the events of a review as `timeline` draws them, newest first."""
    return [
        {"at": event.at, "words": str(EVENT_WORDS[event.name]) % {"who": event.by_name or "Aktsom"}}
        for event in reversed(events)
    ]


def _answer(wording: Wording, key: str, year: int, signed_in: str, points: str = "") -> AnswerShown:
    question = wording.form.question(key)
    is_table = question.type is TypeKey.TABLE
    rows = tuple(wording.rows(key)) if is_table else ()
    written = question.type in FREE_TEXT
    language = signed_in if written else wording.language
    return AnswerShown(year, "" if is_table else wording.answer(key), language, rows, is_table, points)
