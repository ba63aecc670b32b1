"""The words of the follow-up: statuses, severities, needs, refusals, events, types and places, as people read them."""

from collections.abc import Callable
from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel import npgettext
from flask_babel.speaklater import LazyString

from portal.engine.definition import Severity
from portal.followup.duties import Task
from portal.followup.models import ActionStatus, Ball, DeviationStatus, EndReason
from portal.followup.transitions import Need

S = DeviationStatus

STATUS_WORDS: Final[dict[DeviationStatus, LazyString]] = {
    S.DRAFT: _l("Draft"),
    S.OPEN: _l("Open"),
    S.ACKNOWLEDGED: _l("Receipt confirmed"),
    S.PLAN_SUBMITTED: _l("Action plan sent"),
    S.PLAN_RETURNED: _l("Action plan returned"),
    S.IN_PROGRESS: _l("Plan approved, in progress"),
    S.EVIDENCE_SUBMITTED: _l("Evidence sent"),
    S.DISPUTED: _l("Disputed"),
    S.CLOSED_VERIFIED: _l("Closed and verified"),
    S.CLOSED_UNRESOLVED: _l("Ended unresolved"),
    S.WITHDRAWN: _l("Withdrawn"),
    S.DISMISSED: _l("Dismissed"),
}

STATUS_TONES: Final[dict[DeviationStatus, str]] = {
    S.OPEN: "warning",
    S.PLAN_RETURNED: "warning",
    S.DISPUTED: "warning",
    S.CLOSED_VERIFIED: "success",
    S.DRAFT: "neutral",
    S.DISMISSED: "neutral",
    S.WITHDRAWN: "neutral",
    S.CLOSED_UNRESOLVED: "neutral",
}
"""The colour that repeats the words; what is not named is under way, `info`."""

SEVERITY_WORDS: Final[dict[Severity, LazyString]] = {
    Severity.ZERO_TOLERANCE: _l("Zero tolerance"),
    Severity.CRITICAL: _l("Critical"),
    Severity.MAJOR: _l("Major"),
    Severity.MINOR: _l("Minor"),
    Severity.OBSERVATION: _l("Observation"),
}

SEVERITY_COUNTS: Final[dict[Severity, Callable[[int], str]]] = {
    Severity.ZERO_TOLERANCE: lambda count: npgettext("so many deviations", "zero tolerance", "zero tolerance", count),
    Severity.CRITICAL: lambda count: npgettext("so many deviations", "critical", "critical", count),
    Severity.MAJOR: lambda count: npgettext("so many deviations", "major", "major", count),
    Severity.MINOR: lambda count: npgettext("so many deviations", "minor", "minor", count),
    Severity.OBSERVATION: lambda count: npgettext("so many deviations", "observation", "observations", count),
}
"""What stands behind a number of deviations; many languages bend the word."""

SEVERITY_TONES: Final[dict[Severity, str]] = {
    Severity.ZERO_TOLERANCE: "danger",
    Severity.CRITICAL: "danger",
    Severity.MAJOR: "danger",
    Severity.MINOR: "warning",
    Severity.OBSERVATION: "neutral",
}

BALL_WORDS: Final[dict[Ball, LazyString]] = {
    Ball.SUPPLIER: _l("The supplier"),
    Ball.AUTHORITY: _l("The contract manager"),
    Ball.NOBODY: _l("Nobody"),
}

TASK_WORDS: Final[dict[Task, LazyString]] = {
    Task.RECEIPT: _l("Confirm receipt"),
    Task.CONTAINMENT: _l("Report how the harm was stopped"),
    Task.PLAN: _l("Send an action plan"),
    Task.EVIDENCE: _l("Send evidence that all is done"),
    Task.ANSWER_PLAN: _l("Approve or return the plan"),
    Task.VERIFY: _l("Verify the evidence"),
    Task.ANSWER_DISPUTE: _l("Answer the dispute"),
    Task.NEXT_REPORT: _l("Answer it in the next self-report"),
}

ACTION_WORDS: Final[dict[ActionStatus, LazyString]] = {
    ActionStatus.PLANNED: _l("Planned"),
    ActionStatus.IN_PROGRESS: _l("Under way"),
    ActionStatus.DONE: _l("Done"),
    ActionStatus.VERIFIED: _l("Verified"),
    ActionStatus.CANCELLED: _l("Cancelled"),
}

ACTION_TONES: Final[dict[ActionStatus, str]] = {
    ActionStatus.PLANNED: "neutral",
    ActionStatus.IN_PROGRESS: "info",
    ActionStatus.DONE: "success",
    ActionStatus.VERIFIED: "success",
    ActionStatus.CANCELLED: "neutral",
}

END_WORDS: Final[dict[EndReason, LazyString]] = {
    EndReason.CONTRACT_TERMINATED: _l("The contract was terminated"),
    EndReason.CONTRACT_EXPIRED: _l("The contract expired"),
    EndReason.SUB_SUPPLIER_REPLACED: _l("The sub-supplier was replaced"),
    EndReason.SUPPLIER_CEASED: _l("The supplier no longer exists"),
    EndReason.CANNOT_BE_RESOLVED: _l("It cannot be put right"),
}

NEED_WORDS: Final[dict[Need, LazyString]] = {
    Need.FACTS: _l("Write what the facts are."),
    Need.CLAUSE: _l("Write which clause of the contract is broken."),
    Need.REASON: _l("Write the reason, so that the other side understands it."),
    Need.REASON_FROM_LIST: _l("Choose why it ends."),
    Need.ROOT_CAUSE: _l("Write why it happened: the root cause."),
    Need.ACTIONS: _l("Add at least one action, with what is done, who is responsible and a day."),
    Need.ACTIONS_IN_TIME: _l("Move the days of the actions: none may be later than the closing day."),
    Need.REMEDY: _l("Write how those who were harmed get it put right: the remedy."),
    Need.ACTIONS_DONE: _l("Finish or cancel every action first."),
    Need.EVIDENCE: _l("Add a file that shows it is done."),
    Need.METHOD_AND_RESULT: _l("Write how it was verified, and with what result."),
    Need.CLOSING_DAY: _l("Give a new closing day, today or later."),
    Need.CONFIRMED: _l("Confirm the draft first."),
    Need.ONE_STEP: _l("Send the plan first, and the evidence when it is approved."),
    Need.SECOND_PERSON: _l("Somebody other than the one who approved the plan must decide."),
}

REFUSALS: Final[dict[str, LazyString]] = {
    "deviation_act_not_allowed": _l(
        "This cannot be done now. Perhaps a colleague was faster; the page shows where the case stands."
    ),
    "deviation_role_missing": _l("Your role does not let you do this."),
    "deviation_need_missing": _l("Something is missing."),
    "deviation_not_confirmed": _l("Confirm the draft before you open it."),
    "deviation_not_grave": _l("Only zero tolerance and critical deviations are opened before the review is concluded."),
    "deviation_same_person": _l(
        "Somebody else must decide on the evidence: not who approved the plan, and never a member of the supplier."
    ),
    "deviation_not_in_one_step": _l("Send the plan first. The evidence follows when the plan is approved."),
    "deviation_plan_locked": _l("This can no longer be changed here."),
    "deviation_changed_meanwhile": _l(
        "A colleague changed this while you were writing. Compare the two texts, and save again."
    ),
    "deviation_type_unknown": _l("Choose a type and a place from the lists."),
}

EVENT_WORDS: Final[dict[str, LazyString]] = {
    "deviation_drafted": _l("A draft was proposed"),
    "deviation_changed": _l("%(who)s changed the draft"),
    "deviation_confirmed": _l("%(who)s confirmed the draft"),
    "deviation_dismissed": _l("%(who)s dismissed the draft"),
    "decision_taken_back": _l("%(who)s took back the decision on the draft"),
    "grounds_added": _l("%(who)s added a further ground from a self-report"),
    "draft_renewed": _l("The draft was renewed because the self-report came again"),
    "draft_withdrawn": _l("The draft disappeared because the answers changed"),
    "draft_raised": _l("The draft was raised because more time went by"),
    "deviation_opened": _l("%(who)s opened the deviation"),
    "receipt_acknowledged": _l("%(who)s confirmed receipt"),
    "containment_reported": _l("%(who)s reported how the harm was stopped"),
    "plan_saved": _l("%(who)s saved the draft of the plan"),
    "plan_submitted": _l("%(who)s sent the action plan"),
    "plan_and_evidence_submitted": _l("%(who)s sent action plan and evidence"),
    "plan_returned": _l("%(who)s returned the action plan"),
    "plan_approved": _l("%(who)s approved the action plan"),
    "evidence_submitted": _l("%(who)s sent the evidence"),
    "evidence_rejected": _l("%(who)s did not accept the evidence"),
    "deviation_verified": _l("%(who)s verified and closed the deviation"),
    "observation_settled": _l("The observation ended with the next self-report"),
    "deviation_disputed": _l("%(who)s disputed the deviation"),
    "deviation_upheld": _l("%(who)s upheld the deviation"),
    "deviation_withdrawn": _l("%(who)s withdrew the deviation"),
    "deviation_ended_unresolved": _l("%(who)s ended the deviation unresolved"),
    "deviation_reopened": _l("%(who)s reopened the deviation"),
    "deviation_overdue": _l("The deadline passed"),
    "action_added": _l("%(who)s added an action"),
    "action_changed": _l("%(who)s changed an action"),
    "action_removed": _l("%(who)s removed an action"),
    "action_started": _l("%(who)s started an action"),
    "action_finished": _l("%(who)s finished an action"),
    "action_sent_back": _l("%(who)s sent an action back"),
    "action_cancelled": _l("%(who)s cancelled an action"),
    "action_cancel_asked": _l("%(who)s asked to cancel an action"),
    "action_cancel_refused": _l("%(who)s wants the action carried out"),
    "evidence_added": _l("%(who)s added a file"),
    "evidence_removed": _l("%(who)s removed a file"),
}

TYPE_WORDS: Final[dict[str, LazyString]] = {
    "dd_policy_missing": _l("No adopted policy"),
    "dd_responsibility_unclear": _l("Responsibility not placed"),
    "dd_risk_mapping_insufficient": _l("Risk mapping missing or weak"),
    "dd_action_plan_missing": _l("No measures for prioritised risk"),
    "dd_monitoring_missing": _l("Effect of measures not checked"),
    "dd_communication_missing": _l("No account of due diligence"),
    "dd_remedy_missing": _l("Harm not put right, or no routine for it"),
    "grievance_channel_missing": _l("No safe channel for complaints"),
    "supply_chain_opacity": _l("Supply chain not disclosed"),
    "requirements_not_cascaded": _l("Requirements not passed on"),
    "purchasing_practice": _l("Own purchasing creates harm"),
    "social_dialogue_not_implemented": _l("Social dialogue not started or stopped"),
    "self_report_missing": _l("Self-report missing"),
    "documentation_missing": _l("Documentation missing"),
    "plan_overdue": _l("Action plan not followed"),
    "audit_refused": _l("Refuses to take part in control"),
    "false_information": _l("False information"),
    "p01_forced_labour": _l("Forced labour"),
    "p02_freedom_of_association": _l("Freedom of association and collective bargaining"),
    "p03_child_labour": _l("Child labour"),
    "p04_discrimination": _l("Discrimination"),
    "p05_harsh_treatment": _l("Harsh treatment"),
    "p06_hse": _l("Health, environment and safety at work"),
    "p07_wages": _l("Wages"),
    "p08_working_hours": _l("Working hours"),
    "p09_regular_employment": _l("Regular employment"),
    "p10_marginalised_groups": _l("Marginalised groups of people"),
    "p11_environment": _l("Environment"),
    "p12_corruption": _l("Corruption"),
    "p13_animal_welfare": _l("Animal welfare"),
    "ihl_illegal_occupation": _l("Contribution to illegal occupation"),
    "ihl_conflict_link": _l("Link to armed conflict"),
    "ihl_heightened_dd_missing": _l("Heightened due diligence not done"),
    "sanctions_boycott": _l("Sanctions or trade boycott"),
    "ns_wage_conditions": _l("Wages and working conditions in Norway"),
    "ns_overtime": _l("Overtime not paid"),
    "ns_employment_contract": _l("Employment contract missing or defective"),
    "ns_working_time": _l("Working time in Norway"),
    "ns_hse_card": _l("HSE card missing or invalid"),
    "ns_crew_list": _l("Crew list not kept"),
    "ns_apprentices": _l("Too few apprentices"),
    "ns_skilled_workers": _l("Too few skilled workers"),
    "ns_permanent_employment": _l("Too few permanent employees"),
    "ns_hired_labour": _l("Unlawful or undocumented hiring of labour"),
    "ns_subcontractor_tiers": _l("Too many tiers of subcontractors"),
    "ns_subcontractor_unapproved": _l("Subcontractor used without approval"),
    "ns_cash_payment": _l("Payment in cash"),
    "ns_pension_insurance": _l("Pension or insurance missing"),
    "ns_tax": _l("Taxes in arrears"),
    "ns_illegal_work": _l("Work permit missing"),
    "ns_language_information": _l("Rights not explained in a language people know"),
    "ns_housing": _l("Unworthy housing"),
    "ns_sector_approval": _l("Approval for the sector missing"),
    "ns_authority_reaction": _l("Reaction from a public authority"),
    "env_transport": _l("Requirements for transport not met"),
    "env_machinery": _l("Machinery not free of emissions"),
    "env_circular": _l("Circular services not offered"),
    "food_share_below_target": _l("Certified share below target"),
}

PLACE_WORDS: Final[dict[str, LazyString]] = {
    "own_company": _l("At the supplier"),
    "main_supplier": _l("At the main supplier"),
    "sub_supplier": _l("At a sub-supplier"),
    "production_site": _l("At a production site"),
    "component": _l("In the making of components"),
    "raw_material": _l("Where raw material is taken"),
    "transport": _l("In transport"),
    "worksite_norway": _l("At a worksite in Norway"),
    "contracting_authority": _l("In our own purchasing"),
}
