"""Every no of the follow-up, each with a code; the sentences stand in words.py."""

from portal.errors import Refused


class ActNotAllowed(Refused):
    """The deviation, or the action, is not where this act begins; perhaps a colleague was faster."""

    code = "deviation_act_not_allowed"


class RoleMissing(Refused):
    """The person may see the deviation but not do this."""

    code = "deviation_role_missing"
    status = 403


class NeedMissing(Refused):
    """The act needs something that is not there; `field` names what, as the page's field is called."""

    code = "deviation_need_missing"
    status = 422


class NotConfirmed(Refused):
    """The draft has not been confirmed by a reviewer, so it cannot be opened."""

    code = "deviation_not_confirmed"


class NotGrave(Refused):
    """Only zero tolerance and critical are opened before the review is concluded."""

    code = "deviation_not_grave"


class SamePerson(Refused):
    """Who approved the plan does not verify it, when it is zero tolerance or critical."""

    code = "deviation_same_person"


class NotInOneStep(Refused):
    """Plan and evidence are sent together only when both are due on one day, or for a minor deviation."""

    code = "deviation_not_in_one_step"


class PlanLocked(Refused):
    """The plan is with the authority, or approved, and is not changed now."""

    code = "deviation_plan_locked"


class DeviationChanged(Refused):
    """A colleague changed this since the page was loaded."""

    code = "deviation_changed_meanwhile"


class TypeUnknown(Refused):
    """There is no such deviation type or place."""

    code = "deviation_type_unknown"
    status = 422
