"""F2: expressions."""

from portal.engine.catalogue.entry import Code, Entry

_POLICY = '- {key: policy, type: yes_no, label: "A policy?"}\n'
_COLOURS = (
    '- {key: colour, type: single_choice, label: "Colour",\n'
    '    choices: [{key: red, label: "Red"}, {key: blue, label: "Blue"}]}\n'
)
_SITES = (
    '- {key: sites, type: table, label: "Sites", columns: [{key: town, type: text, label: "Town", required: true},\n'
    '    {key: workers, type: integer, label: "Workers"}]}\n'
)


def _shown(when: str, before: str = _POLICY) -> str:
    return f'{before}- {{key: why, type: text, label: "Why?", show_when: "{when}"}}'


ENTRIES: dict[Code, Entry] = {
    Code.EXPRESSION_SYNTAX: Entry(
        "Expression that does not parse",
        "This is no expression: {problem}.",
        wrong=_shown("policy &&"),
        at='"}',
        right=_shown("policy && true == policy"),
    ),
    Code.UNKNOWN_NAME: Entry(
        "Unknown name",
        "There is no question and no other name {name}.",
        wrong=_shown("polcy"),
        at="polcy",
        right=_shown("policy"),
    ),
    Code.UNKNOWN_COLUMN: Entry(
        "Unknown column",
        "There is no column or field {column} in {of}.",
        wrong=_shown("sites.exists(s, s.twon == 'Voss')", _SITES),
        at="twon",
        right=_shown("sites.exists(s, s.town == 'Voss')", _SITES),
    ),
    Code.UNKNOWN_FUNCTION: Entry(
        "Unknown function",
        "There is no function {name}.",
        wrong=_shown("cuont(sites) > 2", _SITES),
        at="cuont",
        right=_shown("count(sites) > 2", _SITES),
    ),
    Code.TYPE_MISMATCH: Entry(
        "Types that do not fit",
        "{what} does not go with {types}.",
        wrong=_shown("policy == 3"),
        at="==",
        right=_shown("policy == true"),
    ),
    Code.WRONG_RESULT: Entry(
        "Expression of the wrong kind",
        "{name} needs {wanted}, and this is {found}.",
        wrong=_shown("count(sites)", _SITES),
        at="count",
        right=_shown("count(sites) > 0", _SITES),
    ),
    Code.UNKNOWN_CHOICE: Entry(
        "Unknown choice",
        "{key} has no choice {choice}.",
        wrong=_shown("colour == 'rde'", _COLOURS),
        at="'rde'",
        right=_shown("colour == 'red'", _COLOURS),
    ),
    Code.LOOK_AHEAD: Entry(
        "Looking ahead",
        "{name} is not answered yet where this is decided: it may name only what stands before it.",
        wrong='- {key: why, type: text, label: "Why?", show_when: policy}\n' + _POLICY,
        at="policy}",
        right=_shown("policy"),
    ),
    Code.NESTED_LOOP: Entry(
        "Loop in a loop",
        "A loop inside a loop is not allowed: share_covered, count and sum do it in one.",
        wrong=_shown("sites.exists(s, sites.exists(t, t.town == s.town))", _SITES),
        at="sites.exists(t",
        right=_shown("sites.exists(s, s.town == 'Voss')", _SITES),
    ),
    Code.DIVISION: Entry(
        "Division by what may be zero",
        "Divide by a number written out, not zero; a percentage of two amounts is share(a, b).",
        wrong=_shown("count(sites) / count(sites) > 2", _SITES),
        at="/",
        right=_shown("count(sites) / 2 > 2", _SITES),
    ),
    Code.WITHOUT_HAS: Entry(
        "Optional column without has",
        "{column} may be empty: read it behind has({column}) &&.",
        wrong=_shown("sites.exists(s, s.workers > 5)", _SITES),
        at="s.workers",
        right=_shown("sites.exists(s, has(s.workers) && s.workers > 5)", _SITES),
    ),
    Code.ALWAYS_SAME: Entry(
        "Always the same",
        "This is always {value}.",
        wrong=_shown("policy || true"),
        at="policy ||",
        right=_shown("policy"),
    ),
    Code.COLUMN_NAME: Entry(
        "Column name that is no text",
        "{function} wants the name of a column, written out in quotes.",
        wrong=_SITES + '- {key: most, type: computed, label: "Most", value: "sum(sites, today)"}',
        at="today",
        right=_SITES + '- {key: most, type: computed, label: "Most", value: "sum(sites, \'workers\')"}',
    ),
    Code.LOOP_NAME: Entry(
        "Loop with a taken name",
        "{name} means something else already; give each row another name.",
        wrong=_shown("sites.exists(sites, sites.town == 'Voss')", _SITES),
        at="sites.exists",
        right=_shown("sites.exists(s, s.town == 'Voss')", _SITES),
    ),
}
