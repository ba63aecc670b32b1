"""What nobody can earn, reach or open in a form, and telling that costs: found where it is, and only there."""

import pytest

from portal.engine.catalogue import Frame
from tests.engine import checking

POLICY = '- {key: policy, type: yes_no, label: "?", required: true, weight: 1, points: {"yes": 3, "no": 0}}\n'


def codes(example, frame=Frame.SCORED):
    return checking.codes(example, frame)


TOPICS = (
    '- {key: topics, type: multi_choice, label: "T", required: true, weight: 1, %s\n'
    "    choices: [{key: a, label: A}, {key: b, label: B}, {key: none, label: N, exclusive: true}],\n    score: [%s]}"
)


def lines(score, more=""):
    return codes(POLICY + TOPICS % (more, score))


@pytest.mark.parametrize(
    ("score", "found"),
    [
        ("{when: count(topics) >= 2, points: 3}, {when: count(topics) >= 1, points: 1}", []),
        ("{when: count(topics) >= 1, points: 3}, {when: count(topics) >= 2, points: 1}", ["F212"]),
        ("{when: count(topics) >= 2, points: 3}, {when: \"'none' in topics && 'a' in topics\", points: 1}", ["F212"]),
        ('{when: "\'a\' in topics", points: 3}, {when: "count(topics) == 2", points: 2}', ["F417"]),
        ("{when: \"'a' in topics\", points: 3}, {when: \"'b' in topics && !policy\", points: 2}", []),
        ("{when: answered.topics, points: 3}", ["F416"]),
        ("{when: \"'none' in topics\", points: 0}, {when: answered.topics, points: 3}", []),
    ],
)
def test_each_line_of_a_score_list_is_taken_by_somebody(score, found):
    assert sorted(lines(score)) == sorted(found)


def test_a_line_may_be_for_the_short_form_alone():
    big = '- {key: big, type: yes_no, label: "?", required: true}\n'
    line = (
        '- {key: why, type: text, label: "?", core: true, required: true, weight: 1, score: [\n'
        '    {when: big, points: 3}, {when: "!answered.big", points: 3}]}'
    )
    assert codes(POLICY.replace("required", "core: true, required") + big + line) == []
    assert codes(POLICY + big + line.replace("core: true, ", "")) == ["F417"]


def test_three_points_may_be_out_of_reach_though_they_are_written():
    score = "{when: policy, points: 3}, {when: count(topics) > 1, points: 1}"
    assert sorted(lines(score, 'show_when: "!policy",')) == ["F402", "F417"]


def test_points_that_are_the_same_for_all_change_nothing():
    same = '- {key: a, type: single_choice, label: "?", required: true, weight: 1, choices: [\n    %s]}'
    three = "{key: x, label: X, points: 3}, {key: y, label: Y, points: 3}"
    assert codes(POLICY + same % three) == ["F416"]
    assert codes(POLICY + same % f"{three}, {{key: z, label: Z, na: true}}") == []
    assert codes(POLICY + same.replace("required: true, ", "") % three) == []


@pytest.mark.parametrize(
    ("choices", "found"),
    [
        ("{key: x, label: X, points: 3}, {key: y, label: Y, points: 0}", []),
        ("{key: x, label: X, points: 3}, {key: y, label: Y}", ["F418"]),
        ("{key: x, label: X, points: 3}, {key: y, label: Y, points: 0}, {key: z, label: Z, na: true}", []),
        (
            "{key: x, label: X, points: 3}, {key: y, label: Y, points: 0}, {key: z, label: Z, na: true, points: 1}",
            ["F418"],
        ),
    ],
)
def test_every_choice_has_points_or_does_not_count(choices, found):
    question = f'- {{key: a, type: single_choice, label: "?", required: true, weight: 1,\n    choices: [{choices}]}}'
    assert codes(POLICY + question) == found


def test_a_cell_gives_no_points():
    table = (
        '- {key: t, type: table, label: "T", columns: [{key: c, type: single_choice, label: "C", choices: [\n'
        "    {key: x, label: X%s}]}]}"
    )
    assert codes(table % "", Frame.QUESTIONS) == []
    assert codes(table % ", points: 3", Frame.QUESTIONS) == ["F418"]


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ('{"1": 0, "2": 1, "3": 3}', []),
        ('{"1": 0, "3": 3}', ["F418"]),
        ('{"1": 0, "2": 1, "3": 2, "4": 3}', ["F207"]),
    ],
)
def test_points_of_a_scale_are_those_of_its_steps(points, found):
    question = f'- {{key: a, type: scale, min: 1, max: 3, label: "?", required: true, weight: 1, points: {points}}}'
    assert codes(POLICY + question) == found


RULE = (
    '- {key: a, type: yes_no, label: "?", %s}\n'
    '- {key: b, type: yes_no, label: "?", show_when: a}\n'
    '- {key: rows, type: table, label: "?", required: true, rows: {max: 3}, columns: [\n'
    '    {key: kind, type: single_choice, label: "?", required: true,\n'
    "     choices: [{key: x, label: X}, {key: y, label: Y}]}]}\n"
    '- {key: c, type: yes_no, label: "?", show_when: "!a", deviations: [\n'
    '    {when: "%s", type: p07_wages, severity: minor%s}]}'
)


def rule(when, required="required: true", more=""):
    return codes(RULE % (required, when, more), Frame.QUESTIONS)


@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("!c", []),
        ("a && !c", ["F414"]),
        ("b && !c", ["F414"]),
        ("!answered.a", ["F414"]),
        ("!answered.c", []),
        ("count(rows) > 3", ["F212"]),
        ("count(rows) == 3 || !answered.rows", []),
        ("!answered.rows", ["F414"]),
        ("rows.exists(r, r.kind == 'x') && count(rows) > 2", []),
    ],
)
def test_somebody_can_open_each_deviation(when, found):
    assert rule(when) == found


def test_what_may_be_left_out_can_open_one():
    assert rule("!answered.b", "required: false") == []


def test_a_check_that_stops_a_report_leaves_nothing_to_open():
    example = (
        '- {key: a, type: yes_no, label: "?", checks: [{when: "!a", message: "Hm"%s}],\n'
        '    deviations: [{when: "!a", type: p07_wages, severity: minor}]}'
    )
    assert codes(example % "", Frame.QUESTIONS) == ["F414"]
    assert codes(example % ", level: warning", Frame.QUESTIONS) == []


def test_a_rule_for_each_row_is_asked_of_rows_there_are():
    for_each = ", for_each: {row: rows}"
    assert rule("row.kind == 'x' && !c", more=for_each) == []
    assert rule("row.kind == 'x' && row.kind == 'y'", more=for_each) == ["F212"]
    assert rule("row.kind == 'x' && a", more=for_each) == ["F414"]


def test_a_check_or_cap_that_nobody_meets_is_always_false():
    example = (
        'caps: [{when: "b && !a", drop: 1, reason: "R"}]\nlevels: {A: 50, B: 0}\nsections:\n'
        '  - {key: s, title: S, questions: [{key: a, type: yes_no, label: "?"},\n'
        '      {key: b, type: yes_no, label: "?", show_when: a, checks: [{when: "!a", message: "Hm"}]}]}'
    )
    form = f'form: sample\nversion: "1"\nsource_language: en\ntitle: "A"\n{example}'
    assert codes(form, Frame.FILE) == ["F212", "F212"]


def test_a_question_asked_when_another_is_not():
    chain = (
        '- {key: a, type: yes_no, label: "?"}\n- {key: b, type: yes_no, label: "?", show_when: a}\n'
        '- {key: c, type: yes_no, label: "?", show_when: "b && !a"}'
    )
    assert codes(chain, Frame.QUESTIONS) == ["F301"]


def harm(harmful, *, column="", weight="weight: 1, ", more=""):
    table = (
        '- {key: harm, type: table, label: "H", required: true, %s%s\n'
        '    columns: [{key: kind, type: text, label: "K", required: true},\n'
        '      {key: real, type: yes_no, label: "R", required: true%s}]%s}'
    )
    return codes(POLICY + table % (weight, "" if column else "discloses: true,", column, harmful) + more)


@pytest.mark.parametrize(
    ("score", "found"),
    [
        ('"count(harm) >= 0 && answered.policy && policy", points: 3', []),
        ('"count(harm) == 0", points: 3', ["F411"]),
        ('"count(harm) < 2", points: 3', ["F411"]),
        ('"count(harm) >= 1", points: 3', []),
        ('"!harm.exists(h, h.real)", points: 3', ["F411"]),
    ],
)
def test_rows_that_tell_of_harm_give_what_no_rows_give(score, found):
    assert harm(f", score: [{{when: {score}}}]") == found


@pytest.mark.parametrize(
    ("score", "found"),
    [
        ('"!harm.exists(h, h.real)", points: 3', ["F411"]),
        ("\"harm.exists(h, h.kind == 'x')\", points: 3", []),
        ('"count(harm) == 0", points: 3', []),
    ],
)
def test_a_cell_that_tells_of_harm_changes_no_points(score, found):
    assert harm(f", score: [{{when: {score}}}]", column=", discloses: true") == found


def test_telling_costs_no_points_elsewhere_and_no_level():
    other = (
        '\n- {key: other, type: yes_no, label: "O", required: true, weight: 1, score: [\n'
        '    {when: "count(harm) == 0 && other", points: 3}]}'
    )
    assert harm("", weight="", more=other) == ["F411"]
    caps = 'caps: [{when: "count(harm) > 0", level: D, reason: "R"}]\nsections:'
    text = Frame.SCORED.around(
        POLICY
        + '- {key: harm, type: table, label: "H", discloses: true, columns: [\n    {key: k, type: text, label: K}]}'
    )
    assert codes(text, Frame.FILE) == []
    assert codes(text.replace("sections:", caps), Frame.FILE) == ["F411"]


SIGNS = (
    '- {key: signs, type: multi_choice, label: "S", required: true, weight: 1, choices: [\n'
    "    {key: nothing, label: N, exclusive: true}, {key: fees, label: F, discloses: true},\n"
    "    {key: debt, label: D, discloses: true}, {key: unchecked, label: U, exclusive: true}],\n    score: [%s]}"
)


@pytest.mark.parametrize(
    ("score", "found"),
    [
        ("{when: \"'unchecked' in signs\", points: 0}, {when: answered.signs, points: 3}", []),
        ("{when: \"'nothing' in signs\", points: 3}", ["F411", "F411"]),
        ("{when: \"'nothing' in signs\", points: 3}, {when: \"'fees' in signs\", points: 3}", ["F411"]),
    ],
)
def test_ticking_a_sign_gives_what_finding_nothing_gives(score, found):
    assert codes(POLICY + SIGNS % score) == found


def levels(points, bands="{A: 80, B: 60, C: 40, D: 0}"):
    text = Frame.SCORED.around(POLICY.replace('{"yes": 3, "no": 0}', points).rstrip())
    return codes(text.replace("{A: 80, B: 60, C: 40, D: 0}", bands), Frame.FILE)


def test_a_level_that_no_score_and_no_cap_gives():
    assert levels('{"yes": 3, "no": 2}') == []
    assert levels('{"yes": 3, "no": 2}', "{A: 80, B: 60, C: 50, D: 40, E: 0}") == ["F415"]
    assert levels('{"yes": 3, "no": 0}', "{A: 80, B: 60, C: 50, D: 40, E: 0}") == []


def test_the_best_level_is_within_reach_of_the_short_form_too():
    hard = (
        '- {key: hard, type: integer, label: "?", core: true, required: true, weight: 9, min: 0, score: [\n'
        '    {when: "policy && hard > 5", points: 3}, {when: hard > 5, points: 2}]}'
    )
    easy = (
        '- {key: easy, type: yes_no, label: "?", core: true, required: true, weight: 1, points: {"yes": 3, "no": 0}}\n'
    )
    assert codes(POLICY + easy + hard) == ["F402"]
    assert codes(POLICY + easy + hard.replace("policy && hard > 5", "policy && hard > 7 || hard > 9")) == []


def test_more_rows_than_a_form_takes():
    table = (
        '- {{key: t{0}, type: table, label: "T", rows: {{max: {1}}}, columns: [{{key: c, type: text, label: "C"}}]}}\n'
    )
    tables = [(1, 1000), (2, 1000), (3, 1000)]
    assert codes("".join(table.format(*one) for one in tables), Frame.QUESTIONS) == []
    assert codes("".join(table.format(*one) for one in [*tables, (4, 1)]), Frame.QUESTIONS) == ["F310"]


def test_what_else_is_wrong_is_found_beside_a_name_that_there_is_not():
    example = (
        '- {key: colour, type: single_choice, label: "C", choices: [{key: red, label: R}]}\n'
        '- {key: b, type: yes_no, label: "?", show_when: "polcy && colour == \'gren\'"}'
    )
    assert codes(example, Frame.QUESTIONS) == ["F202", "F207"]
