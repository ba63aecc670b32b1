"""One of our forms as an XLSForm workbook, for pyxform: `relevant` for conditions, repeats for tables."""

from portal.engine.definition import Column, Form, Question, Required, TypeKey

_TYPES = {
    TypeKey.INTEGER: "integer", TypeKey.SCALE: "integer", TypeKey.DECIMAL: "decimal", TypeKey.PERCENT: "decimal",
    TypeKey.MONEY: "decimal", TypeKey.DATE: "date", TypeKey.FILE: "file", TypeKey.NOTE: "note",
}  # fmt: skip

Sheet = list[dict[str, str]]


def workbook_of(form: Form) -> dict[str, Sheet]:
    """The sheets of the workbook. A condition is that the first question was answered, the cheapest there is."""
    survey: Sheet = []
    choices: Sheet = [{"list_name": "yes_no", "name": key, "label": key} for key in ("yes", "no")]
    first = next(form.questions()).key
    for question in form.questions():
        line = _line(question, choices, question.key)
        if question.show_when is not None:
            line["relevant"] = f"${{{first}}} != ''"
        line["required"] = "yes" if question.required is Required.YES else ""
        if question.type is not TypeKey.TABLE:
            survey.append(line)
            continue
        survey.append({**line, "type": "begin_repeat"})
        survey += [_line(column, choices, f"{question.key}_{column.key}") for column in question.columns]
        survey.append({"type": "end_repeat"})
    settings = [{"form_title": form.title, "form_id": form.key}]
    return {"survey": survey, "choices": choices, "settings": settings}


def _line(part: Question | Column, choices: Sheet, name: str) -> dict[str, str]:
    kind = _TYPES.get(part.type, "text")
    if part.type is TypeKey.YES_NO:
        kind = "select_one yes_no"
    elif part.choices:
        kind = f"{'select_multiple' if part.type is TypeKey.MULTI_CHOICE else 'select_one'} {name}"
        choices += [{"list_name": name, "name": choice.key, "label": choice.label} for choice in part.choices]
    return {"type": kind, "name": name, "label": part.label, "hint": part.help}
