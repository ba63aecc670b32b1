import pytest

from tests.engine.judging import a_form, judged, outcome

FORM = a_form(
    """
    - key: policy
      type: yes_no
      label: P
      lead: true
      weight: 1
      points: {"yes": 3, "no": 0}
      deviations: [{when: "!policy", type: dd_policy_missing, severity: major, action: Adopt one}]
    - key: topics
      type: integer
      label: T
      deviations:
        - {when: topics < 5, type: dd_policy_missing, severity: minor, action: Extend it, due_in_days: 10}
        - {when: topics < 3, type: dd_policy_missing, severity: major, action: Write it anew, due_in_days: 60}
        - {when: topics < 1, type: p06_hse, severity: observation, action: Look again}
    - key: sites
      type: table
      label: S
      columns: [{key: name, type: text, label: N, required: true}, {key: country, type: country, label: C}]
    - key: risks
      type: table
      label: R
      columns:
        - key: theme
          type: single_choice
          label: T
          required: true
          choices: [{key: child_labour, label: C}, {key: wages, label: W}]
        - key: tier
          type: single_choice
          label: W
          required: true
          choices: [{key: raw_material, label: R}, {key: transport, label: T}]
        - {key: site, type: ref, ref: {table: sites}, label: S}
        - {key: actual, type: yes_no, label: A, required: true, discloses: true}
      deviations:
        - for_each: {row: risks}
          when: row.actual
          type: {from_theme: row.theme}
          place: row.tier
          severity: critical
          action: Stop the harm
    """,
    weight=1,
)


def drafts(answers):
    return outcome(FORM, answers)["drafts"]


def test_a_rule_opens_at_its_types_place_and_a_lead_no_has_thirty_days():
    assert drafts({"policy": False}) == [
        {
            "question": "policy",
            "row": None,
            "type": "dd_policy_missing",
            "severity": "major",
            "place": "own_company",
            "country": None,
            "due_in_days": 30,
        }
    ]


def test_an_unknown_condition_opens_nothing():
    assert drafts({}) == []


def test_a_rule_for_each_row_gives_one_draft_a_row_with_the_rows_theme_place_and_country():
    answers = {
        "sites": [{"name": "Mine", "country": "CD"}],
        "risks": [
            {"theme": "wages", "tier": "transport", "actual": False},
            {"theme": "child_labour", "tier": "raw_material", "site": 0, "actual": True},
            {"actual": True},
            {"theme": "wages", "tier": "transport", "actual": True},
        ],
    }
    found = [(one["row"], one["type"], one["place"], one["country"]) for one in drafts(answers)]
    assert found == [(1, "p03_child_labour", "raw_material", "CD"), (3, "p07_wages", "transport", None)]


def test_drafts_of_one_type_place_and_country_are_merged():
    deviation, other = judged(FORM, {"policy": False, "topics": 0}).deviations
    assert (deviation.type, deviation.severity, deviation.due_in_days) == ("dd_policy_missing", "major", 30)
    assert [(draft.question, draft.rule) for draft in deviation.grounds] == [
        ("policy", 0),
        ("topics", 0),
        ("topics", 1),
    ]
    assert deviation.actions == ("Adopt one", "Extend it", "Write it anew")
    assert (other.type, other.due_in_days) == ("p06_hse", None)


@pytest.mark.parametrize(("topics", "severity", "days"), [(4, "minor", 10), (2, "major", 60)])
def test_the_days_are_the_shortest_of_the_highest_severity(topics, severity, days):
    [deviation] = judged(FORM, {"topics": topics}).deviations
    assert (deviation.severity, deviation.due_in_days) == (severity, days)
