"""F4: points, levels, weights and deviations."""

from portal.engine.catalogue.entry import Code, Entry, Frame

_LEAD = '- {key: policy, type: yes_no, label: "A policy?", required: true, weight: 1, points: {"yes": 3, "no": 0}}'


def _breach(field: str) -> str:
    rule = f'{{when: "!policy", severity: major, {field}}}'
    return f'- {{key: policy, type: yes_no, label: "A policy?", deviations: [\n    {rule}]}}'


def _scored_table(required: str) -> str:
    return (
        f'- {{key: sites, type: table, label: "Sites", {required}weight: 1,\n'
        '    columns: [{key: town, type: text, label: "Town", required: true}],\n'
        '    score: [{when: "count(sites) > 0", points: 3}]}'
    )


ENTRIES: dict[Code, Entry] = {
    Code.CANNOT_SCORE: Entry(
        "Points on a type that cannot score",
        "The type {type} cannot have {field}{instead}.",
        wrong='- {key: name, type: text, label: "Name", required: true, weight: 1, points: {"yes": 3}}',
        at="name",
        right=_LEAD,
        frame=Frame.SCORED,
    ),
    Code.UNREACHABLE: Entry(
        "Three points out of reach",
        "No answer to {key} gives 3 points{where}.",
        wrong=_LEAD.replace("3", "2"),
        at="policy",
        right=_LEAD,
        frame=Frame.SCORED,
    ),
    Code.LEVELS_OVERLAP: Entry(
        "Levels out of order",
        "Levels stand highest first, each with a lower bound than the one before: {level} does not.",
        wrong="levels: {A: 60, B: 60, C: 0}",
        at="B",
        right="levels: {A: 80, B: 60, C: 0}",
        frame=Frame.FORM,
    ),
    Code.LEVELS_HOLE: Entry(
        "Scores without a level",
        "{problem}",
        wrong="levels: {A: 80, B: 60}",
        at="levels",
        right="levels: {A: 80, B: 0}",
        frame=Frame.FORM,
    ),
    Code.WEIGHTS: Entry(
        "Weights that come to nothing",
        "{problem}",
        wrong='- key: first\n  title: "First"\n  weight: 5\n  questions:\n    - {key: name, type: text, label: "Name"}',
        at="first",
        right='- key: first\n  title: "First"\n  questions:\n    - {key: name, type: text, label: "Name"}',
        frame=Frame.SECTIONS,
    ),
    Code.TABLE_NOT_REQUIRED: Entry(
        "Table with weight that is not required",
        "{key} has weight, so it must be required: nobody can tell an untouched table from 'none to report'.",
        wrong=_scored_table(""),
        at="sites",
        right=_scored_table("required: true, "),
        frame=Frame.SCORED,
    ),
    Code.UNKNOWN_DEVIATION: Entry(
        "Unknown type of deviation",
        "There is no type of deviation {type}.",
        wrong=_breach("type: dd_polcy_missing"),
        at="dd_polcy_missing",
        right=_breach("type: dd_policy_missing"),
    ),
    Code.UNKNOWN_LEVEL: Entry(
        "Unknown level",
        "The form has no level {level}.",
        wrong='levels: {A: 60, B: 0}\ncaps: [{when: "report.days_late > 30", level: D, reason: "Late"}]',
        at="report.days_late",
        right='levels: {A: 60, B: 0}\ncaps: [{when: "report.days_late > 30", level: B, reason: "Late"}]',
        frame=Frame.FORM,
    ),
    Code.UNKNOWN_PLACE: Entry(
        "Unknown place in the chain",
        "There is no place in the chain {place}.",
        wrong=_breach("type: dd_policy_missing, place: \"'own_compny'\""),
        at="'own_compny'",
        right=_breach("type: dd_policy_missing, place: \"'own_company'\""),
    ),
    Code.WITHOUT_POINTS: Entry(
        "Weight without points",
        "{key} has weight but no points.",
        wrong='- {key: policy, type: yes_no, label: "A policy?", required: true, weight: 1}',
        at="policy",
        right=_LEAD,
        frame=Frame.SCORED,
    ),
    Code.DISCLOSURE_COSTS: Entry(
        "Disclosure that costs",
        "{choice} tells of harm, so it gives the points of having nothing to tell ({points}).",
        wrong='- {key: harm, type: single_choice, label: "Harm?", required: true, weight: 1, choices: [\n'
        '    {key: none, label: "None", points: 3}, {key: some, label: "Some", points: 2, discloses: true}]}',
        at="some",
        right='- {key: harm, type: single_choice, label: "Harm?", required: true, weight: 1, choices: [\n'
        '    {key: none, label: "None", points: 3}, {key: some, label: "Some", points: 3, discloses: true}]}',
        frame=Frame.SCORED,
    ),
    Code.TWO_WAYS: Entry(
        "Points in two ways",
        "{key} has points in two ways, {ways}: keep one.",
        wrong=_LEAD[:-1] + ", score: [{when: policy, points: 3}]}",
        at="policy",
        right=_LEAD,
        frame=Frame.SCORED,
    ),
    Code.LEAD: Entry(
        "Lead that is no yes or no",
        "{key} is a lead, whose no is a breach, so its type is yes_no.",
        wrong='- {key: policy, type: text, label: "A policy?", lead: true}',
        at="policy",
        right='- {key: policy, type: yes_no, label: "A policy?", lead: true}',
    ),
}
