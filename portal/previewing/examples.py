"""The cases that stand beside a form, as places to begin a trial from."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from portal.engine.cases import Case, CaseError
from portal.engine.definition import Form, Question, TypeKey
from portal.engine.inputs import InputError, Object, read_answers
from portal.engine.types import TYPES
from portal.engine.types.file import files_of
from portal.engine.types.table import cells_to_json, rows_of
from portal.engine.values import Row
from portal.library.case_files import cases_beside
from portal.previewing.facts import beginning
from portal.previewing.trial import NOBODY, SITES, Trial
from portal.reporting.service.draft import Draft, KeptAnswer, KeptFile, KeptRow
from portal.reporting.service.sites import SiteRow


def examples_beside(path: Path) -> list[Case]:
    """The cases of the form.yaml at `path`; none when they cannot be read, which `portal forms test` explains."""
    try:
        return cases_beside(path)
    except CaseError:
        return []


def begin_with(form: Form, case: Case, *, language: str, at: datetime) -> Trial:
    """A trial with all that a case says, and a title and a period for the texts that name them. Raises InputError."""
    objects: dict[str, Object] = {key: value for key, value in case.given.items() if isinstance(value, dict)}
    read = read_answers(form, objects.pop("answers", {}))
    case_sites = objects.pop("sites", {})
    try:
        today = date.fromisoformat(str(case.given.get("today")))
    except ValueError as error:
        raise InputError(f"{case.title}: `today` is an ISO date") from error
    draft, ids = Draft(), {("sites", key): uuid4() for key in case_sites}
    draft.sites = (
        tuple(
            SiteRow(ids["sites", key], {"name": key, "country": str(country), "address": ""})
            for key, country in case_sites.items()
        )
        or SITES
    )
    for question in form.questions():
        if question.type is TypeKey.TABLE:
            ids |= {(question.key, row.id): uuid4() for row in rows_of(read.values.get(question.key, ()))}
    for question in form.questions():
        value = read.values.get(question.key)
        if question.type is TypeKey.TABLE and value:
            draft.rows[question.key] = [
                KeptRow(ids[question.key, row.id], place, _cells(question, row, ids), {}, 1, None, "")
                for place, row in enumerate(rows_of(value))
            ]
        elif question.type is TypeKey.FILE and value is not None:
            draft.files[question.key] = [KeptFile(uuid4(), file.name, file.dated_on) for file in files_of(value)]
        elif value is not None:
            draft.answers[question.key] = KeptAnswer(uuid4(), TYPES[question.type].to_json(value), None, 1, NOBODY, at)
    for key, days in (read.evidence or {}).items():
        draft.files.setdefault(key, []).extend(KeptFile(uuid4(), f"{key}.pdf", day) for day in days)
    usual = beginning(today)
    objects["round"] = {**usual["round"], **objects.get("round", {})}
    objects["contract"] = {"title": usual["contract"]["title"], **objects.get("contract", {})}
    return Trial(today, language, objects, short=case.given.get("short") is True, draft=draft)


def _cells(table: Question, row: Row, ids: Mapping[tuple[str, str], UUID]) -> dict[str, Any]:
    """The cells as they are stored; a `ref` holds the id that its row has here."""
    cells: dict[str, Any] = dict(cells_to_json(row))
    for column in table.columns:
        place = (column.ref or column.register, str(row.cells.get(column.key)))
        if column.type is TypeKey.REF and (pointed := ids.get(place)):
            cells[column.key] = str(pointed)
    return cells
