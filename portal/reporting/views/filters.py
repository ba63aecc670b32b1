"""What the templates of the supplier's side ask for beside the macros: choices as pairs, sections as tasks."""

from collections.abc import Iterable, Sequence
from typing import Any

from babel.numbers import get_currency_name
from flask import url_for
from flask_babel import gettext as _

from portal.database import get_session
from portal.engine.definition import Choice, Column, Question
from portal.engine.types.country import names
from portal.reporting.models import SelfReport
from portal.reporting.service.reports import form_of
from portal.reporting.shown import QuestionShown
from portal.reporting.views.blueprint import blueprint
from portal.reporting.views.drawing import Task, page_language
from portal.schema import sort_key


@blueprint.app_template_filter("pairs")
def pairs(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    """Choices as the macros take them: key and label."""
    return [(choice.key, choice.label) for choice in choices]


@blueprint.app_template_filter("named_alike")
def named_alike(names: Iterable[str]) -> list[tuple[str, str]]:
    """Names as the macros take choices: each is its own key."""
    return [(name, name) for name in names]


@blueprint.app_template_filter("scale")
def scale(part: Question | Column) -> list[tuple[str, str]]:
    """The steps of a scale."""
    lowest, highest = int(part.minimum or 1), int(part.maximum or 5)
    return [(str(step), str(step)) for step in range(lowest, highest + 1)]


@blueprint.app_template_filter("form_title")
def form_title(report: SelfReport) -> str:
    """The questionnaire's title in the page's language: one contract may have several in a year."""
    return form_of(get_session(), report).in_language(page_language()).title


@blueprint.app_template_filter("task_lines")
def task_lines(report: SelfReport, tasks: Sequence[Task], current: str = "") -> list[dict[str, Any]]:
    """The sections as the task list takes them."""
    return [
        {
            "title": task.section.title,
            "href": url_for("reporting.section", report_id=report.id, section_key=task.section.key),
            "state": task.state,
            "count": _("%(answered)s of %(asked)s", answered=task.answered, asked=task.asked),
            "current": task.section.key == current,
        }
        for task in tasks
    ]


@blueprint.app_template_filter("error_lines")
def error_lines(wrong: Iterable[QuestionShown]) -> list[tuple[str, str]]:
    """Errors as the summary takes them: what to link to, and the question with what is wrong."""
    return [(f"q-{shown.key}", f"{shown.question.label} {shown.error}") for shown in wrong]


@blueprint.app_template_global("countries")
def countries() -> list[tuple[str, str]]:
    """Every country in the page's language, sorted; names come from CLDR."""
    return sorted(names(page_language()).items(), key=lambda country: sort_key(country[1]))


@blueprint.app_template_global("currencies")
def currencies(chosen: str = "") -> list[tuple[str, str]]:
    """What a currency is chosen from: nothing, the usual ones, and the chosen one where it is none of them."""
    codes = CURRENCIES if chosen in {"", *CURRENCIES} else (*CURRENCIES, chosen)
    named = [(code, f"{code} · {get_currency_name(code, locale=page_language())}") for code in codes]
    return [("", _("Choose the currency")), *named]


CURRENCIES = ("NOK", "EUR", "SEK", "DKK", "USD", "GBP", "PLN", "CHF", "CNY", "JPY", "INR", "BDT", "VND", "TRY")
