"""What accounts refuses; the sentences are in words.py."""

from typing import ClassVar

from portal.errors import Refused


class TooManyRequests(Refused):
    """Links were asked for too often from this address, or for this e-mail."""

    code = "too_many_requests"
    status: ClassVar[int] = 429


class LinkNotValid(Refused):
    """The link is unknown, used, or older than fifteen minutes; which of them is nobody's business."""

    code = "link_not_valid"
    status: ClassVar[int] = 410


class RoleNotYours(Refused):
    """The inviter's own role does not let them give this one."""

    code = "role_not_yours"


class AlreadyMember(Refused):
    """The person holds this role at this organisation already."""

    code = "already_member"


class LastOfRole(Refused):
    """Nobody else has the role, and without it the organisation could not go on; `role` names it."""

    code = "last_of_role"


class NumberNotValid(Refused):
    """The organisation number breaks the rule of its country's register."""

    code = "number_not_valid"


class NumberTaken(Refused):
    """An organisation with this number is registered already."""

    code = "number_taken"
