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


def _harm(points: int) -> str:
    return (
        '- {key: harm, type: single_choice, label: "Harm?", required: true, weight: 1, choices: [\n'
        '    {key: none, label: "None", points: 3}, {key: not_checked, label: "Not checked", points: 0},\n'
        f'    {{key: some, label: "Some", points: {points}, discloses: true}}]}}'
    )


def _answered(when: str) -> str:
    return (
        '- {key: policy, type: yes_no, label: "A policy?", required: true, deviations: [\n'
        f'    {{when: "{when}", type: dd_policy_missing, severity: major}}]}}'
    )


def _graded_up(least: int) -> str:
    """A form whose lowest answer gives one point in three, or none."""
    question = _LEAD.replace('"no": 0', f'"no": {2 if least else 0}')
    levels = "levels: {A: 80, B: 60, C: 50, D: 40, E: 30, F: 0}" if least else "levels: {A: 80, B: 60, C: 0}"
    return Frame.SCORED.around(question).replace("levels: {A: 80, B: 60, C: 40, D: 0}", levels)


def _counted(*most: int) -> str:
    lines = ", ".join(
        f"{{when: count(topics) >= {number}, points: {points}}}" for number, points in zip(most, (3, 1), strict=True)
    )
    return (
        '- {key: topics, type: multi_choice, label: "Topics", required: true, weight: 1, choices: [\n'
        '    {key: a, label: "A"}, {key: b, label: "B"}, {key: c, label: "C"}, {key: d, label: "D"}],\n'
        f"    score: [{lines}, {{when: answered.topics, points: 0}}]}}"
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
        "No answer to {key} gives 3 points{where}: let the best answer give 3, so that its whole weight can be earned.",
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
        "{key} has weight, so it must be required: nobody can tell an untouched table from 'Nothing to report'.",
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
        "Telling of {told} costs {what}: what discloses harm gives what having nothing to tell gives.",
        wrong=_harm(2),
        at="some",
        right=_harm(3),
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
    Code.NOBODY_OPENS: Entry(
        "Deviation nobody can open",
        "Nobody can open this deviation.",
        wrong=_answered("!answered.policy"),
        at="!answered",
        right=_answered("!policy"),
    ),
    Code.LEVEL_UNREACHED: Entry(
        "Level nobody can reach",
        "No report gets level {level}{where}: the scores go from {scores}.",
        wrong=_graded_up(1),
        at="levels",
        right=_graded_up(0),
        frame=Frame.FILE,
    ),
    Code.NO_DIFFERENCE: Entry(
        "Points that change nothing",
        "Whatever is answered to {key} gives {points} points, so they can never matter.",
        wrong=_LEAD.replace('"no": 0', '"no": 3'),
        at="policy",
        right=_LEAD,
        frame=Frame.SCORED,
    ),
    Code.LINE_UNREACHED: Entry(
        "Score line nobody reaches",
        "This line is never the first that is true: the lines above it take every answer for which it holds.",
        wrong=_counted(2, 3),
        at="count(topics) >= 3",
        right=_counted(3, 2),
        frame=Frame.SCORED,
    ),
    Code.POINTS_UNCLEAR: Entry(
        "Answer whose points are not clear",
        "{problem}",
        wrong=_LEAD.replace(', "no": 0', ""),
        at="policy",
        right=_LEAD,
        frame=Frame.SCORED,
    ),
}
