"""F3: how the parts of a form fit together."""

from portal.engine.catalogue.entry import Code, Entry

_RISKS = (
    '- {key: risks, type: table, required: true, label: "Risks", rows: {min: 0},\n'
    '    columns: [{key: theme, type: text, label: "Theme", required: true}]}\n'
)


def _measures(ref: str) -> str:
    return (
        f'{_RISKS}- {{key: measures, type: table, label: "Measures",\n'
        f'    columns: [{{key: risk, type: ref, label: "Risk", {ref}}}]}}'
    )


def _tables(*rows: int) -> str:
    column = 'columns: [{key: name, type: text, label: "Name"}]'
    return "\n".join(
        f'- {{key: table_{number}, type: table, label: "Table {number}", rows: {{max: {most}}},\n    {column}}}'
        for number, most in enumerate(rows, 1)
    )


ENTRIES: dict[Code, Entry] = {
    Code.NEVER_SHOWN: Entry(
        "Question that can never be shown",
        "{key} can never be shown{where}.",
        wrong='- {key: policy, type: yes_no, label: "A policy?"}\n'
        '- {key: why, type: text, label: "Why?", core: true, show_when: policy}',
        at="policy}",
        right='- {key: policy, type: yes_no, label: "A policy?", core: true}\n'
        '- {key: why, type: text, label: "Why?", core: true, show_when: policy}',
    ),
    Code.COLUMN_AS_QUESTION: Entry(
        "Column used as a question",
        "{name} is a column of {table}, not a question.",
        wrong=_RISKS + '- {key: why, type: text, label: "Why?", show_when: "theme == \'fire\'"}',
        at="theme == 'fire'",
        right=_RISKS + '- {key: why, type: text, label: "Why?", show_when: "risks.exists(r, r.theme == \'fire\')"}',
    ),
    Code.REF_TO_NOTHING: Entry(
        "Reference to nothing",
        "There is no table {table} to refer to.",
        wrong=_measures("ref: {table: riks}"),
        at="risk, type: ref",
        right=_measures("ref: {table: risks}"),
    ),
    Code.REF_TO_EMPTY: Entry(
        "Required reference to a table that may be empty",
        "{column} is required and points to {table}, which may have no rows: use required_when instead.",
        wrong=_measures("ref: {table: risks}, required: true"),
        at="risk, type: ref",
        right=_measures('ref: {table: risks}, required_when: "count(risks) > 0"'),
    ),
    Code.SOFT_WITHOUT_RULE: Entry(
        "Soft without its rule",
        "{key} may be left out, so a deviation has to say what then: when: '!answered.{key}'.",
        wrong='- {key: address, type: text, label: "Address", required: soft}',
        at="address",
        right='- {key: address, type: text, label: "Address", required: soft, deviations: [\n'
        '    {when: "!answered.address", type: documentation_missing, severity: minor}]}',
    ),
    Code.CHECK_AT_NOTHING: Entry(
        "Check at nothing",
        "There is no question {key} to show this check at.",
        wrong='- {key: policy, type: yes_no, label: "A policy?", checks: [\n'
        '    {when: "!policy", at: polciy, message: "You need one."}]}',
        at="!policy",
        right='- {key: policy, type: yes_no, label: "A policy?", checks: [\n'
        '    {when: "!policy", message: "You need one."}]}',
    ),
    Code.NOT_A_TABLE: Entry(
        "Not a table",
        "{key} is no table whose rows could be walked.",
        wrong='- {key: policy, type: yes_no, label: "A policy?", deviations: [{for_each: {row: policy},\n'
        "    when: policy, type: documentation_missing, severity: minor}]}",
        at="documentation_missing",
        right=_RISKS.rstrip()[:-1]
        + ",\n    deviations: [{for_each: {row: risks}, when: \"row.theme == 'fire'\","
        + " type: documentation_missing, severity: minor}]}",
    ),
    Code.UNKNOWN_LIST: Entry(
        "Unknown list",
        "There is no list {name} under lists.",
        wrong='- {key: colour, type: single_choice, label: "Colour", choices: colours}',
        at="colours",
        right='- {key: colour, type: single_choice, label: "Colour", choices: [{key: red, label: "Red"}]}',
    ),
    Code.PREFILL: Entry(
        "Prefill from nowhere",
        "{prefill} cannot propose an answer: name a known fact or a computed question above, of the same kind.",
        wrong='- {key: town, type: text, label: "Town", prefill: contract.town}',
        at="town, type",
        right='- {key: heading, type: text, label: "Heading", prefill: contract.title}',
    ),
    Code.TOO_MANY_ROWS: Entry(
        "More rows than a form takes",
        "The tables of this form may have {rows} rows together, more than {most}: give {key} fewer.",
        wrong=_tables(1000, 1000, 1000, 500),
        at="table_4",
        right=_tables(1000, 1000, 500, 500),
    ),
}
