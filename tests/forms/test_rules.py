"""What opens, how grave, by when, and what a choice is worth: questionnaire 1 as the domain's source gives it."""

from collections.abc import Iterator

from portal.engine.definition import Form

# question/rule, type of deviation, severity, days to put it right
RULES = """
s1_lead_policy/0 dd_policy_missing major 30
policy_topics/0 dd_policy_missing minor 90
policy_last_reviewed/0 dd_policy_missing minor 90
responsibility_defined/0 dd_responsibility_unclear major 30
purchasing_practices/0 purchasing_practice minor 180
requirements_cascaded/0 requirements_not_cascaded minor 90
requirements_cascaded/1 requirements_not_cascaded major 60
s2_lead_risk_mapping/0 dd_risk_mapping_insufficient major 30
risk_mapping_date/0 dd_risk_mapping_insufficient minor 60
traceability_depth/0 supply_chain_opacity major 60
traceability_depth/1 supply_chain_opacity major 90
supply_chain/0 supply_chain_opacity major 60
supply_chain/1 dd_monitoring_missing minor 180
supply_chain/2 sanctions_boycott critical 14
supply_chain_coverage/0 supply_chain_opacity major 60
supply_chain_coverage/1 supply_chain_opacity minor 120
critical_materials/0 supply_chain_opacity minor 60
material_origin/0 supply_chain_opacity major 90
conflict_minerals_report/0 documentation_missing minor 60
risks_found/0 from_theme zero_tolerance 30
risks_found/1 from_theme critical 45
risks_found/2 from_theme major 90
risks_found/3 dd_risk_mapping_insufficient major 45
prioritisation_method/0 dd_risk_mapping_insufficient minor 60
forced_labour_indicators/0 p01_forced_labour zero_tolerance 30
forced_labour_indicators/1 p01_forced_labour critical 30
forced_labour_indicators/2 p01_forced_labour critical 90
forced_labour_indicators/3 dd_risk_mapping_insufficient major 60
s3_lead_measures/0 dd_action_plan_missing major 30
measures/0 dd_action_plan_missing major 45
measures/1 dd_action_plan_missing minor 60
corrective_action_process/0 dd_action_plan_missing major 45
responsible_exit/0 requirements_not_cascaded minor 120
social_dialogue_work/0 social_dialogue_not_implemented major 90
freedom_of_association_support/0 p02_freedom_of_association minor 120
wage_work/0 p07_wages minor 120
hours_hse_control/0 dd_monitoring_missing major 120
environment_measures/0 p11_environment minor 120
anticorruption_measures/0 p12_corruption minor 120
s4_lead_tracking/0 dd_monitoring_missing major 30
audit_coverage/0 dd_monitoring_missing minor 180
audit_findings/0 from_theme zero_tolerance 30
audit_findings/1 from_theme critical 30
audit_findings/2 from_theme major 60
s5_lead_communication/0 dd_communication_missing major 30
statement_url/0 dd_communication_missing major 30
statement_date/0 dd_communication_missing minor 30
info_request_routine/0 dd_communication_missing minor 60
notify_buyer_routine/0 dd_communication_missing minor 60
s6_lead_remedy/0 dd_remedy_missing major 30
grievance_channel/0 grievance_channel_missing major 60
grievance_channel/1 grievance_channel_missing minor 120
harm_cases/0 dd_remedy_missing critical 60
"""

# question: choice and its points
POINTS = """
policy_adopted_by: board 3 ceo 3 department 1 not_formal 0
responsibility_defined: management_and_roles 3 one_person 2 informal 1 none 0
staff_training: all_documented 3 some 2 planned 1 none 0
requirements_cascaded: all_and_onward 3 all_tier1 2 some 1 none 0
traceability_depth: raw_material 3 processing 2 final_production 1 unknown 0
conflict_minerals_report: complete 3 partial 2 not_available 0
prioritisation_method: severity_likelihood 3 severity_only 2 business_risk 1 none 0
supplier_followup_plan: risk_based 3 list_only 2 case_by_case 1 none 0
corrective_action_process: routine_verified 3 routine 2 ad_hoc 1 none 0
responsible_exit: last_resort 3 can_suspend 2 immediately 1 no_right 0
social_dialogue_work: active 3 required 1 planned 1 none 0
wage_work: living_wage_plan 3 legal_verified 2 assumed 1 not_checked 0
effect_evaluation: indicators_baseline 3 indicators 2 qualitative 1 none 0
info_request_routine: routine 3 ad_hoc 2 no 0
supply_chain_public: public 3 to_customers 2 partly 1 no 0
notify_buyer_routine: two_weeks 3 yes_informal 2 on_request 0
grievance_channel: chain_and_communities 3 tier1 2 own_employees 1 none 0
child_labour_remedy: documented 3 partly 1 none 0
"""


def test_opens_what_the_source_says(form: Form) -> None:
    assert list(_rules(form)) == RULES.split("\n")[1:-1]


def _rules(form: Form) -> Iterator[str]:
    for question in form.questions():
        for number, rule in enumerate(question.deviations):
            yield f"{question.key}/{number} {rule.type or 'from_theme'} {rule.severity} {rule.due_in_days}"


def test_gives_each_choice_the_points_of_the_source(form: Form) -> None:
    assert list(_points(form)) == POINTS.split("\n")[1:-1]


def _points(form: Form) -> Iterator[str]:
    for question in form.questions():
        if any(choice.points is not None for choice in question.choices):
            yield f"{question.key}: " + " ".join(f"{choice.key} {choice.points}" for choice in question.choices)
