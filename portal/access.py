"""Who may open what: one table of routes, roles and whose object. A route that is not in it does not exist.

`portal.guard` enforces the roles before a view runs; whose object it is stands in the where clause of the view's
query, and in the tests that this table generates.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from portal.accounts.actor import ROLES_OF, OrganisationKind, Role


class Whose(StrEnum):
    """Whose objects a page shows, and so who is asked for."""

    PUBLIC = "public"  # anybody's: no sign-in
    PERSON = "person"  # one's own as a person: signed in, whatever the organisation
    AUTHORITY = "authority"  # the authority's one acts for
    SUPPLIER = "supplier"  # the supplier's one acts for
    EITHER = "either"  # both sides have their own view of it


@dataclass(frozen=True)
class Access:
    """One line of the table: any of these roles, at the organisation that the object belongs to."""

    whose: Whose
    roles: frozenset[Role] = frozenset()


PUBLIC: Final = Access(Whose.PUBLIC)
PERSON: Final = Access(Whose.PERSON)


def authority(*roles: Role) -> Access:
    """Open to these roles of an authority; to all of them when none is named."""
    return Access(Whose.AUTHORITY, frozenset(roles) or ROLES_OF[OrganisationKind.AUTHORITY])


def supplier(*roles: Role) -> Access:
    """Open to these roles of a supplier; to all of them when none is named."""
    return Access(Whose.SUPPLIER, frozenset(roles) or ROLES_OF[OrganisationKind.SUPPLIER])


def either(*roles: Role) -> Access:
    """Open to these roles on both sides; to everybody who acts for an organisation when none is named."""
    return Access(Whose.EITHER, frozenset(roles) or frozenset(Role))


HOUSE: Final = {
    "static": PUBLIC,
    "health.live": PUBLIC,
    "health.ready": PUBLIC,
    "components.gallery": PUBLIC,
}

ACCOUNTS: Final = {
    "accounts.sign_in": PUBLIC,
    "accounts.ask_for_link": PUBLIC,
    "accounts.link_sent": PUBLIC,
    "accounts.open_link": PUBLIC,
    "accounts.use_link": PUBLIC,
    "accounts.choose_language": PUBLIC,
    "accounts.demo_mail": PUBLIC,
    "accounts.sign_out": PERSON,
    "accounts.sign_out_everywhere": PERSON,
    "accounts.organisations": PERSON,
    "accounts.choose_organisation": PERSON,
    "accounts.profile": PERSON,
    "accounts.save_profile": PERSON,
    "accounts.end_session": PERSON,
    "accounts.kept": PERSON,
    "accounts.send_kept": PERSON,
    "accounts.discard": PERSON,
    "accounts.people": either(),
    "accounts.invite": either(Role.SUPPLIER_CONTACT, Role.ADMINISTRATOR),
    "accounts.remove_role": either(Role.SUPPLIER_CONTACT, Role.ADMINISTRATOR),
    "accounts.send_invitation": either(Role.SUPPLIER_CONTACT, Role.ADMINISTRATOR),
}

REGISTER: Final = {
    "register.suppliers": authority(),
    "register.supplier": authority(),
    "register.new_supplier": authority(Role.ADMINISTRATOR),
    "register.add_supplier": authority(Role.ADMINISTRATOR),
    "register.change_supplier": authority(Role.ADMINISTRATOR),
    "register.invite_contact": authority(Role.ADMINISTRATOR),
    "register.agreements": authority(),
    "register.agreement": authority(),
    "register.new_agreement": authority(Role.ADMINISTRATOR),
    "register.add_agreement": authority(Role.ADMINISTRATOR),
    "register.edit_agreement": authority(Role.ADMINISTRATOR),
    "register.change_agreement": authority(Role.ADMINISTRATOR),
    "register.contracts": authority(),
    "register.contract": authority(),
    "register.new_contract": authority(Role.ADMINISTRATOR),
    "register.add_contract": authority(Role.ADMINISTRATOR),
    "register.edit_contract": authority(Role.ADMINISTRATOR),
    "register.change_contract": authority(Role.ADMINISTRATOR),
    "register.limits": authority(),
    "register.set_limit": authority(Role.ADMINISTRATOR),
    "register.sites": supplier(),
    "register.new_site": supplier(),
    "register.add_site": supplier(),
    "register.site": supplier(),
    "register.change_site": supplier(),
}

ROUNDS: Final = {
    "rounds.rounds": authority(),
    "rounds.round": authority(),
    "rounds.new_round": authority(Role.ADMINISTRATOR),
    "rounds.plan_round": authority(Role.ADMINISTRATOR),
    "rounds.edit_round": authority(Role.ADMINISTRATOR),
    "rounds.change_round": authority(Role.ADMINISTRATOR),
    "rounds.choose": authority(Role.ADMINISTRATOR),
    "rounds.opening": authority(Role.ADMINISTRATOR),
    "rounds.discard_round": authority(Role.ADMINISTRATOR),
    "rounds.open_round": authority(Role.ADMINISTRATOR),
    "rounds.close_round": authority(Role.ADMINISTRATOR),
}

REPORTING: Final = {
    "reporting.reports": supplier(),
    "reporting.report": supplier(),
    "reporting.section": supplier(),
    "reporting.save_section": supplier(),
    "reporting.save_answer": supplier(),
    "reporting.new_row": supplier(),
    "reporting.add_row": supplier(),
    "reporting.row": supplier(),
    "reporting.change_row": supplier(),
    "reporting.paste": supplier(),
    "reporting.paste_rows": supplier(),
    "reporting.evidence": supplier(),
    "reporting.check": supplier(),
    "reporting.ready": supplier(),
    "reporting.sign": supplier(Role.SIGNATORY),
    "reporting.submit": supplier(Role.SIGNATORY),
    "reporting.receipt": supplier(),
    "reporting.progress": authority(),
    "reporting.standing": authority(),
    "reporting.cancel": authority(Role.ADMINISTRATOR),
    "reporting.reopen": authority(Role.ADMINISTRATOR),
}

FOLLOWUP: Final = {
    "followup.deviations": either(),
    "followup.deviation": either(),
    "followup.act": either(),
    "followup.do_act": either(),
    "followup.action": either(),
    "followup.file": either(),
    "followup.acknowledge": supplier(),
    "followup.plan": supplier(),
    "followup.save_plan": supplier(),
    "followup.row": supplier(),
    "followup.save_row": supplier(),
    "followup.new_action": supplier(),
    "followup.add_new_action": supplier(),
    "followup.start_action": supplier(),
    "followup.add_file": supplier(),
    "followup.remove_file": supplier(),
    "followup.finish_action": supplier(),
    "followup.cancel_action": supplier(),
    "followup.approve_plan": authority(Role.BUYER),
    "followup.send_back_action": authority(Role.BUYER),
    "followup.answer_cancel": authority(Role.BUYER),
    "followup.drafts": authority(Role.REVIEWER),
    "followup.draft": authority(Role.REVIEWER),
    "followup.open_draft": authority(Role.REVIEWER),
    "followup.dismiss_draft": authority(Role.REVIEWER),
}

REVIEWING: Final = {
    "reviewing.queue": authority(Role.REVIEWER, Role.ADMINISTRATOR),
    "reviewing.review": authority(Role.REVIEWER, Role.ADMINISTRATOR),
    "reviewing.question": authority(Role.REVIEWER, Role.ADMINISTRATOR),
    "reviewing.file": authority(Role.REVIEWER, Role.ADMINISTRATOR),
    "reviewing.draft": authority(Role.REVIEWER, Role.ADMINISTRATOR),
    "reviewing.take": authority(Role.REVIEWER),
    "reviewing.facts": authority(Role.REVIEWER),
    "reviewing.save_question": authority(Role.REVIEWER),
    "reviewing.decide": authority(Role.REVIEWER),
    "reviewing.conclusion": authority(Role.REVIEWER),
    "reviewing.conclude": authority(Role.REVIEWER),
    "reviewing.return_page": authority(Role.REVIEWER),
    "reviewing.return_report": authority(Role.REVIEWER),
    "reviewing.reopen": authority(Role.ADMINISTRATOR),
    "reviewing.outcome": either(),
    "reviewing.version": authority(Role.ADMINISTRATOR),
    "reviewing.move": authority(Role.ADMINISTRATOR),
}

HOME: Final = {
    "home.start": PUBLIC,  # each sees their own; who is not signed in is sent to sign in, or in the demo shown around
    "home.try_as": PUBLIC,  # in the demo only
}

ROUTES: Final[dict[str, Access]] = {
    **HOUSE,
    **ACCOUNTS,
    **REGISTER,
    **ROUNDS,
    **REPORTING,
    **FOLLOWUP,
    **REVIEWING,
    **HOME,
}
