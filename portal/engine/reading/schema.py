"""The form language as a JSON Schema (draft 7, which editors know best), for completion while an author writes.

Made from shapes.py, by which forms are read. It says less than the compiler: no editor knows expressions.
"""

from typing import Any, Final

from portal.engine.definition import TypeKey
from portal.engine.names import KEY
from portal.engine.reading import shapes
from portal.engine.reading.fields import LONGEST
from portal.engine.reading.takes import (
    Either,
    Expression,
    Field,
    Flag,
    Key,
    Many,
    Named,
    Number,
    One,
    Prose,
    Shape,
    Takes,
    Text,
    Whole,
    Word,
)
from portal.engine.reading.type_fields import NEEDED, NO_COLUMN, NO_QUESTION, refused_by

Schema = dict[str, Any]

_NAMES: Final[dict[str, Shape]] = {
    "section": shapes.SECTION,
    "question": shapes.QUESTION,
    "column": shapes.COLUMN,
    "choice": shapes.CHOICE,
    "rows": shapes.ROWS,
    "score_line": shapes.SCORE_LINE,
    "evidence": shapes.EVIDENCE,
    "check": shapes.CHECK,
    "deviation": shapes.DEVIATION,
    "for_each": shapes.FOR_EACH,
    "from_theme": shapes.FROM_THEME,
    "ref": shapes.REF,
    "cap": shapes.CAP,
}
"""What each shape is called in the schema; the form itself is its root."""


def form_schema() -> Schema:
    """The schema of a form.yaml."""
    definitions = {name: _object(shape) for name, shape in _NAMES.items()}
    definitions["question"]["allOf"] = _by_type(shapes.QUESTION, NO_QUESTION)
    definitions["column"]["allOf"] = _by_type(shapes.COLUMN, NO_COLUMN)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A questionnaire of Aktsom",
        "description": "docs/forms/README.md says how one is written; `portal forms check` says more than this schema.",
        **_object(shapes.FORM),
        "definitions": definitions,
    }


def _object(shape: Shape) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {name: _field(field) for name, field in shape.fields.items()},
        "additionalProperties": False,
    }
    if shape.required:
        schema["required"] = list(shape.required)
    if shape.one_of:
        schema["oneOf"] = [{"required": [name]} for name in shape.one_of]
    return schema


def _field(field: Field) -> Schema:
    takes = _value(field.takes)
    return {"description": field.means, **({"allOf": [takes]} if "$ref" in takes else takes)}


def _value(takes: Takes) -> Schema:
    """What stands in a field of that kind."""
    match takes:
        case Text() | Prose() | Expression():
            return {"type": "string", "minLength": 1, "maxLength": LONGEST}
        case Key(known=known):
            return {"enum": list(known)} if known else {"type": "string", "pattern": f"^{KEY.pattern}$"}
        case Number(lowest=lowest, highest=highest):
            return {"type": "number", "minimum": lowest, "maximum": highest}
        case Whole(lowest=lowest, highest=highest):
            return {"type": "integer", "minimum": lowest, "maximum": highest}
        case Flag():
            return {"type": "boolean"}
        case Word(options=options):
            return {"enum": [{"true": True, "false": False}.get(option, option) for option in options]}
        case One(shape=shape):
            return {"$ref": f"#/definitions/{_name(shape)}"}
        case Many(of=of):
            return {"type": "array", "minItems": 1, "items": _value(of)}
        case Named(of=of):
            return {"type": "object", "additionalProperties": _value(of)}
        case Either(one=one, other=other):
            return {"anyOf": [_value(one), _value(other)]}


def _name(shape: Shape) -> str:
    return next(name for name, known in _NAMES.items() if known is shape)


def _by_type(shape: Shape, never: frozenset[TypeKey]) -> list[Schema]:
    """For each type the fields that have no meaning for it, and those it needs."""
    rules: list[Schema] = []
    for kind in TypeKey:
        refused = dict.fromkeys(sorted(refused_by(kind) & set(shape.known)), False)
        needed = [name for name in NEEDED.get(kind, ()) if name in shape.known]
        then: Schema = {**({"properties": refused} if refused else {}), **({"required": needed} if needed else {})}
        if then and kind not in never:
            rules.append({"if": {"properties": {"type": {"const": kind}}, "required": ["type"]}, "then": then})
    return rules
