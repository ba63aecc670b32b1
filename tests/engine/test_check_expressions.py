"""What expressions are checked for, beyond the examples of the catalogue, and what rightly passes."""

import pytest

from tests.engine.checking import codes

QUESTIONS = """\
- {key: policy, type: yes_no, label: "A policy?"}
- {key: staff, type: integer, label: "Staff"}
- {key: colour, type: single_choice, label: "Colour", choices: [{key: red, label: "Red"}, {key: blue, label: "Blue"}]}
- {key: topics, type: multi_choice, label: "Topics", choices: [{key: hse, label: "HSE"}, {key: pay, label: "Pay"}]}
- key: sites
  type: table
  label: "Sites"
  columns:
    - {key: country, type: country, label: "Country", required: true}
    - {key: kind, type: single_choice, label: "Kind", required: true, choices: [{key: farm, label: "Farm"}]}
    - {key: staff, type: integer, label: "Staff"}
    - {key: audited, type: yes_no, label: "Audited"}
    - {key: groups, type: multi_choice, label: "Groups", choices: [{key: women, label: "Women"}]}
- {key: staff_twice, type: computed, label: "Twice", value: staff * 2}
- key: steps
  type: table
  label: "Steps"
  columns: [{key: site, type: ref, ref: {table: sites}, label: "Site"}]
"""


def shown_when(expression):
    quoted = expression.replace('"', '\\"')
    return codes(f'{QUESTIONS}- {{key: why, type: text, label: "Why?", show_when: "{quoted}"}}')


@pytest.mark.parametrize(
    "expression",
    [
        "policy && staff >= 50",
        "colour in ['red'] || answered.policy",
        "'hse' in topics",
        "topics.exists(t, t == 'pay')",
        "sites.exists(s, has(s.staff) && s.staff > 5 && s.kind == 'farm')",
        "sites.exists(s, !has(s.staff) || s.staff > 5)",
        "sites.exists(s, has(s.staff) ? s.staff > 5 : s.kind == 'farm')",
        "sites.all(s, s.kind == 'farm' && (has(s.audited) && s.audited))",
        "sites.exists(s, has(s.groups) && 'women' in s.groups)",
        "count(sites.filter(s, s.kind == 'farm')) > 2",
        "sites.filter(s, s.kind == 'farm').exists(s, country_risk(s.country) in ['high', 'very_high'])",
        "sum(sites, 'staff') / 2 > 10",
        "share_covered(sites, 'audited', steps, 'site') >= 50",
        "contract.kind == 'goods' && previous.exists && contract.value_nok > limit('full_form')",
        "previous.colour == 'red'",
        "previous.sites.exists(s, s.kind == 'farm')",
        "sum(previous.sites, 'staff') > 3",
        "months_since(round.due_on) > 3 && overdue('2026-01-31')",
        "under_boycott(supplier.country)",
        "months_between(contract.start_on, today) > 6",
        "staff > 2 ? policy : colour == 'red'",
        "(policy ? colour : 'red') == 'red'",
        "colour.startsWith('r') && topics.exists(t, t.contains('p'))",
        "'farm' in sites.map(s, s.kind) && sites.map(s, s.kind).exists(k, k == 'farm')",
        "['red'].exists(c, c == colour) && [colour].exists(c, c == 'red')",
        "supplier.country == 'NO' || sites.exists(s, s.country in ['SE', 'DK'])",
        "sites.exists(s, s.country == supplier.country)",
        "round.due_on < today && round.due_on >= '2026-01-31'",
        "previous.colour == 'a_colour_of_last_year'",
        "previous.staff_twice > 3 && answered.staff_twice",
        "count(topics) == 2 && !(count(topics) == 1)",
    ],
)
def test_what_makes_sense_passes(expression):
    assert shown_when(expression) == []


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("policy and colour == 'red'", "F201"),
        ("colour = 'red'", "F201"),
        ("{'a': 1} == {'a': 2}", "F201"),
        ("colour == red", "F202"),
        ("contract.rsk > 3", "F202"),
        ("answered.polcy", "F202"),
        ("row.kind == 'farm'", "F202"),
        ("sites.exists(s, s.kindd == 'farm')", "F203"),
        ("sum(sites, 'stafff') > 1", "F203"),
        ("size(topics) > 1", "F204"),
        ("colour.matches('r.*')", "F204"),
        ("double(colour) > 1.0", "F204"),
        ("sites[0].kind == 'farm'", "F204"),
        ("staff == 'many'", "F205"),
        ("sum(sites, 'kind') > 1", "F205"),
        ("share_covered(sites, 'kind', steps, 'site') > 1", "F205"),
        ("staff + 1", "F206"),
        ("sites", "F206"),
        ("colour == (policy ? 'red' : 'green')", "F207"),
        ("(policy ? colour : 'red') == 'green'", "F207"),
        ("colour.contains('gre')", "F207"),
        ("topics.exists(t, t.endsWith('xx'))", "F207"),
        ("topics == ['hsee']", "F207"),
        ("topics.filter(t, t == 'hsee') == []", "F207"),
        ("'frm' in sites.map(s, s.kind)", "F207"),
        ("sites.map(s, s.kind).exists(k, k == 'frm')", "F207"),
        ("['red', 'green'].exists(c, c == colour)", "F207"),
        ("supplier.country == 'Norway'", "F207"),
        ("sites.exists(s, s.country == 'XX')", "F207"),
        ("previous.level == 'Z' && false == policy && colour == 'gren'", "F207"),
        ("colour < 'blue'", "F205"),
        ("colour in topics", "F205"),
        ("sites.exists(s, s.kind == colour)", "F205"),
        ("round.due_on == '31.12.2026'", "F205"),
        ("round.due_on < '2026-02-30'", "F205"),
        ("round.due_on == colour", "F205"),
        ("overdue('2026-02-30')", "F205"),
        ("under_boycott('XX')", "F205"),
        ("steps.exists(t, has(t.site) && t.site == 'x')", "F205"),
        ("colour != 'green'", "F207"),
        ("colour in ['red', 'green']", "F207"),
        ("'hsee' in topics", "F207"),
        ("topics.exists(t, t == 'pau')", "F207"),
        ("sites.exists(s, s.kind == 'frm')", "F207"),
        ("contract.kind == 'good'", "F207"),
        ("sites.exists(s, country_risk(s.country) == 'extreme')", "F207"),
        ("answered.why", "F208"),
        ("why == 'x'", "F208"),
        ("sites.exists(s, sum(sites, 'staff') > 3)", "F209"),
        ("topics.exists(t, sites.exists(s, s.kind == 'farm'))", "F209"),
        ("staff / 0 > 3", "F210"),
        ("100 / staff > 3", "F210"),
        ("sites.exists(s, s.audited)", "F211"),
        ("sites.exists(s, has(s.staff) || s.staff > 3)", "F211"),
        ("sites.exists(s, 'women' in s.groups)", "F211"),
        ("sites.filter(s, has(s.staff)).exists(s, s.staff > 3)", "F211"),
        ("policy || !policy", "F212"),
        ("colour == 'red' && colour == 'blue'", "F212"),
        ("staff > 3 && staff < 2", "F212"),
        ("staff > 3 && staff / 2 < 1", "F212"),
        ("-staff > 3 && staff > 0", "F212"),
        ("count(topics) > 2", "F212"),
        ("contract.risk > 5 || contract.band == 9", "F212"),
        ("months_since(today) > 3", "F212"),
        ("report.days_late < 0", "F212"),
        ("sites.exists(s, s.kind == 'farm') && count(sites) == 0", "F212"),
        ("staff_twice > 10 && staff < 5", "F212"),
        ("months_since(colour) > 3", "F205"),
        ("months_since('31.12.2026') > 3", "F205"),
        ("sites.exists(s, country_risk(s.kind) == 'high')", "F205"),
        ("limit(colour) > 3", "F205"),
        ("sum(topics, 'staff') > 1", "F205"),
        ("previous.sites.exists(s, s.country.startsWith('N'))", "F211"),
        ("sum(sites, colour) > 3", "F213"),
        ("sites.exists(policy, policy.kind == 'farm')", "F214"),
        ("country == 'NO'", "F302"),
    ],
)
def test_what_makes_none_does_not(expression, code):
    assert shown_when(expression) == [code]
