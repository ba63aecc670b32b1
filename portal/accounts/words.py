"""The words for what accounts hold, refuse and remember."""

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from portal.accounts.actor import OrganisationKind, Role

ROLE_WORDS: Final[dict[Role, LazyString]] = {
    Role.SUPPLIER_CONTACT: _l("Contact person"),
    Role.SIGNATORY: _l("Signatory"),
    Role.REVIEWER: _l("Reviewer"),
    Role.BUYER: _l("Contract manager"),
    Role.ADMINISTRATOR: _l("Administrator"),
}

ROLE_DESCRIPTIONS: Final[dict[Role, LazyString]] = {
    Role.SUPPLIER_CONTACT: _l("Answers the questions and follows up deviations."),
    Role.SIGNATORY: _l("Can also sign and send in a self-report for the company."),
    Role.REVIEWER: _l("Reviews self-reports and decides on deviations."),
    Role.BUYER: _l("Follows up the suppliers of their own contracts."),
    Role.ADMINISTRATOR: _l("Registers suppliers and contracts, opens rounds and invites colleagues."),
}

KIND_WORDS: Final[dict[OrganisationKind, LazyString]] = {
    OrganisationKind.AUTHORITY: _l("Contracting authority"),
    OrganisationKind.SUPPLIER: _l("Supplier"),
}

REFUSALS: Final[dict[str, LazyString]] = {
    "too_many_requests": _l("Too many links were asked for. Wait %(minutes)s minutes, then try again."),
    "link_not_valid": _l(
        "This link no longer works: it has been used, or is more than 15 minutes old. Ask for a new one."
    ),
    "role_not_yours": _l("Your role does not let you give this role to others."),
    "already_member": _l("%(name)s has this role already."),
    "last_of_role": _l("Nobody else is %(role)s. Give somebody else the role first."),
    "number_not_valid": _l("This is not a valid organisation number. Check it against the register of the country."),
    "number_taken": _l("An organisation with the number %(number)s is registered already."),
}

EVENT_WORDS: Final[dict[str, LazyString]] = {
    "signed_in": _l("%(who)s signed in"),
    "signed_out": _l("%(who)s signed out of one browser"),
    "signed_out_everywhere": _l("%(who)s signed out everywhere"),
    "profile_saved": _l("%(who)s changed their own name or language"),
    "organisation_registered": _l("%(who)s registered the organisation"),
    "member_added": _l("%(who)s gave somebody a role"),
    "member_removed": _l("%(who)s took a role away from somebody"),
}
