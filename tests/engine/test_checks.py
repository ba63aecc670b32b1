"""What the checks of a form's parts find beyond the examples of the catalogue, and what they rightly let pass."""

import pytest

from portal.engine.catalogue import Frame
from tests.engine.checking import codes


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("row.kind == 'farm'", []),
        ("row.kind in ['farm']", []),
        ("has(row.people) && row.people > 3", []),
        ("row.people > 3", ["F211"]),
        ("row.kind.startsWith('f')", ["F211"]),
    ],
)
def test_any_cell_of_a_row_that_is_being_filled_in_may_be_empty(condition, found):
    example = (
        '- {key: sites, type: table, label: "S", columns: [\n'
        '    {key: kind, type: single_choice, label: "K", required: true, choices: [{key: farm, label: "F"}]},\n'
        '    {key: people, type: integer, label: "P", required: true},\n'
        f'    {{key: why, type: text, label: "W", required_when: "{condition}"}}]}}'
    )
    assert [code for code in codes(example) if code != "F212"] == found


@pytest.mark.parametrize("field", ["show_when", "required_when"])
def test_what_decides_whether_a_question_is_asked_may_not_name_itself(field):
    assert codes(f'- {{key: policy, type: yes_no, label: "A policy?", {field}: policy}}') == ["F208"]


def test_evidence_may_depend_on_its_own_question_but_not_on_a_later_one():
    own = '- {key: policy, type: yes_no, label: "?", evidence: {demand: required, what: "It", when: "%s"}}\n'
    later = '- {key: other, type: yes_no, label: "Other?"}'
    assert codes(own % "policy" + later) == []
    assert codes(own % "policy && other" + later) == ["F208"]


def test_whether_a_form_applies_is_known_before_anybody_answers():
    questions = 'sections: [{key: s, title: "S", questions: [{key: policy, type: yes_no, label: "?"}]}]'
    form = f'form: sample\nversion: "1"\nsource_language: en\ntitle: "A"\napplies_when: %s\n{questions}'
    assert codes(form % "contract.risk >= 4", Frame.FILE) == []
    assert codes(form % "policy", Frame.FILE) == ["F208"]


def test_scores_checks_and_deviations_see_the_whole_form():
    example = (
        '- {key: policy, type: yes_no, label: "?", checks: [{when: "!other", message: "Hm"}], deviations: [\n'
        '    {when: "!policy && other", type: dd_policy_missing, severity: minor}]}\n'
        '- {key: other, type: yes_no, label: "Other?"}'
    )
    assert codes(example) == []


SCORED = '- {key: policy, type: yes_no, label: "?", required: true, weight: 1, points: {"yes": 3, "no": 0}}\n'


def scored(lines):
    question = (
        '- {key: topics, type: multi_choice, label: "?", required: true, weight: 1,\n    choices: %s,\n    score: %s}'
    )
    return codes(SCORED + question % ('[{key: a, label: "A"}, {key: b, label: "B"}]', lines), Frame.SCORED)


def test_only_a_last_line_of_no_points_may_be_always_true():
    best = "{when: count(topics) > 1, points: 3}"
    assert scored(f"[{best}, {{when: count(topics) >= 0, points: 0}}]") == []
    assert scored(f"[{best}, {{when: count(topics) >= 0, points: 1}}]") == ["F212"]
    assert scored(f"[{{when: count(topics) >= 0, points: 0}}, {best}]") == ["F212"]


SHORT = (
    '- {key: big, type: yes_no, label: "Big?"}\n'
    '- {key: policy, type: yes_no, label: "?", core: true, required: true, weight: 1, points: {"yes": 3, "no": 0}}\n'
)


@pytest.mark.parametrize(
    ("score", "found"),
    [
        ("[{when: why == 'x' && big, points: 3}]", ["F402"]),
        ("[{when: why == 'x' && big, points: 3}, {when: why == 'y', points: 3}]", []),
        ("[{when: why == 'x' || big, points: 3}]", []),
        ("[{when: \"why == 'x' && !answered.big\", points: 3}]", []),
    ],
    ids=["only with a question outside", "also without it", "either", "because it is not answered"],
)
def test_three_points_stay_within_reach_in_the_short_form(score, found):
    question = f'- {{key: why, type: text, label: "Why?", core: true, required: true, weight: 1, score: {score}}}'
    assert codes(SHORT + question, Frame.SCORED) == found


def test_what_hangs_on_a_question_that_the_short_form_does_not_show_is_not_shown_either():
    chain = (
        '- {key: why, type: yes_no, label: "Why?", core: true, show_when: big}\n'
        '- {key: how, type: text, label: "How?", core: true, show_when: why}'
    )
    assert codes(SHORT + chain, Frame.SCORED) == ["F301", "F301"]


@pytest.mark.parametrize(
    ("target", "column", "found"),
    [
        ("rows: {min: 1}, required: true", "required: true", []),
        ("rows: {min: 0}, required: true", "required: true", ["F304"]),
        ("rows: {min: 1}", "required: true", ["F304"]),
        ("rows: {min: 1}, required: true, show_when: policy", "required: true", ["F304"]),
        ("rows: {min: 1}, required: true, show_when: '!policy || policy == false'", "required: true", ["F304"]),
        ("rows: {min: 0}", 'required_when: "count(risks) > 0"', []),
        ("rows: {min: 0}", "help: None needed", []),
    ],
)
def test_a_required_reference_has_a_row_to_point_to(target, column, found):
    example = (
        '- {key: policy, type: yes_no, label: "?"}\n'
        f'- {{key: risks, type: table, label: "R", {target},\n'
        '    columns: [{key: theme, type: text, label: "T", required: true}]}\n'
        '- {key: steps, type: table, label: "S",\n'
        f'    columns: [{{key: risk, type: ref, label: "R", ref: {{table: risks}}, {column}}}]}}'
    )
    assert codes(example) == found


def test_a_required_reference_has_a_row_in_the_short_form_too():
    example = (
        '- {key: risks, type: table, label: "R", rows: {min: 1}, required: true, core: %s,\n'
        '    columns: [{key: theme, type: text, label: "T", required: true}]}\n'
        '- {key: steps, type: table, label: "S", core: true,\n'
        '    columns: [{key: risk, type: ref, label: "R", ref: {table: risks}, required: true}]}'
    )
    assert codes(example % "true") == []
    assert codes(example % "false") == ["F304"]


def rule(fields):
    return codes(
        '- {key: risks, type: table, label: "R", columns: [\n'
        '    {key: theme, type: single_choice, label: "T", required: true, choices: [{key: wages, label: "W"}]},\n'
        '    {key: odd, type: single_choice, label: "O", required: true, choices: [{key: weather, label: "W"}]},\n'
        '    {key: where, type: single_choice, label: "P", required: true, choices: [{key: component, label: "C"}]},\n'
        '    {key: people, type: integer, label: "P", required: true}],\n'
        f"    deviations: [{{for_each: {{row: risks}}, when: row.people > 3, severity: minor, {fields}}}]}}"
    )


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("type: {from_theme: row.theme}, place: row.where", []),
        ("type: {from_theme: row.odd}", ["F407"]),
        ("type: {from_theme: row.theme}, place: row.odd", ["F409"]),
        ("type: p07_wages, place: \"'here'\"", ["F409"]),
        ("type: p07_wages, country: row.theme == 'wages'", ["F206"]),
        ("type: p07_wages, due_in_days: 0", ["F120"]),
    ],
)
def test_a_rule_for_each_row_opens_what_the_portal_knows(fields, found):
    assert rule(fields) == found


def test_severity_is_one_of_the_five():
    wrong = '- {key: a, type: yes_no, label: "?", deviations: [{when: "!a", type: p07_wages, severity: severe}]}'
    assert codes(wrong) == ["F114"]


def test_soft_finds_its_rule_anywhere_in_the_form():
    soft = '- {key: url, type: text, label: "URL", required: soft}\n'
    other = '- {key: a, type: yes_no, label: "?", deviations: [{when: "a && %s", type: p07_wages, severity: minor}]}'
    assert codes(soft + other % "!answered.url") == []
    assert codes(soft + other % "answered.url") == ["F305"]


def test_the_rule_of_what_is_soft_in_the_short_form_stands_in_the_short_form():
    soft = '- {key: url, type: text, label: "URL", required: soft, core: true}\n'
    other = (
        '- {key: a, type: yes_no, label: "?", core: %s, deviations: [\n'
        '    {when: "!answered.url", type: p07_wages, severity: minor}]}'
    )
    assert codes(soft + other % "true") == []
    assert codes(soft + other % "false") == ["F305"]


def test_a_form_that_scores_has_levels():
    text = Frame.SCORED.around(SCORED.strip()).replace("levels: {A: 80, B: 60, C: 40, D: 0}\n", "")
    assert codes(text, Frame.FILE) == ["F404"]


def test_a_form_that_does_not_score_needs_none():
    assert codes('- {key: name, type: text, label: "Name"}') == []


def test_a_section_cannot_score_without_weight():
    text = Frame.SCORED.around(SCORED.strip()).replace("    weight: 1\n", "")
    assert codes(text, Frame.FILE) == ["F405"]


@pytest.mark.parametrize(
    ("kind", "source", "found"),
    [
        ("percent", "sum_of", []),
        ("yes_no", "sum_of", ["F309"]),
        ("percent", "later", ["F309"]),
        ("percent", "typed", ["F309"]),
        ("integer", "contract.max_tiers", []),
        ("file", "contract.categories", ["F309"]),
    ],
)
def test_an_answer_is_proposed_from_what_was_computed_above_and_is_of_its_kind(kind, source, found):
    example = (
        '- {key: typed, type: percent, label: "T"}\n'
        '- {key: sum_of, type: computed, label: "S", value: typed + 1}\n'
        f'- {{key: asked, type: {kind}, label: "?", prefill: {source}}}\n'
        '- {key: later, type: computed, label: "L", value: typed + 2}'
    )
    assert codes(example) == found
