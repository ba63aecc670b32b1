"""Which types of deviation a rule can open, where its type follows from the theme of a row."""

from portal.engine.compiled import CompiledForm
from portal.engine.definition import DeviationRule
from portal.engine.syntax import Call, Items, Literal, Node, Select, parse
from portal.engine.taxonomy import THEME_TYPES


def types_of(form: CompiledForm, rule: DeviationRule) -> tuple[str, ...]:
    """The types that a rule can open, each once: its own, or those of the themes that its condition leaves."""
    if rule.type is not None:
        return (rule.type,)
    themes = themes_of(form, rule)
    return tuple(dict.fromkeys(THEME_TYPES[theme] for theme in themes if theme in THEME_TYPES))


def themes_of(form: CompiledForm, rule: DeviationRule) -> tuple[str, ...]:
    """The themes that a row can have for a rule with `from_theme`, as far as the parts of its `&&` say it."""
    if rule.from_theme is None or rule.for_each is None:
        return ()
    program = form.program(rule.from_theme, rule.for_each)
    theme = parse(program.checked)
    if not isinstance(theme, Select):
        return ()
    left = [choice.key for choice in form.form.question(rule.for_each).column(theme.field).choices]
    for part in _parts(parse(form.program(rule.when, rule.for_each).checked)):
        left = [key for key in left if _allows(part, theme.field, key)]
    return tuple(left)


def _parts(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Call) and node.function == "_&&_":
        return tuple(part for argument in node.arguments for part in _parts(argument))
    return (node,)


def _allows(part: Node, column: str, key: str) -> bool:
    """Whether a part of a condition leaves a row whose cell is `key`; what says something else leaves every row."""
    match part:
        case Call(function="!_", arguments=(Call(function="@in", arguments=(Select(field=field), Items())) as inner,)):
            return field != column or not _allows(inner, column, key)
        case Call(function="@in", arguments=(Select(field=field), Items(items=items))) if field == column:
            return key in {item.value for item in items if isinstance(item, Literal)}
        case Call(function="_==_" | "_!=_" as function, arguments=(Select(field=field), Literal(value=value))):
            return field != column or (value == key) is (function == "_==_")
        case _:
            return True
