"""What the register refuses; the sentences are in words.py."""

from portal.errors import Refused


class SupplierRegistered(Refused):
    """The supplier with this number stands in the register already; `name` is its name."""

    code = "supplier_registered"


class NotASupplier(Refused):
    """The number is that of an authority."""

    code = "not_a_supplier"


class SupplierHasPeople(Refused):
    """Only the first contact is invited by an authority; then the supplier invites its own colleagues."""

    code = "supplier_has_people"


class NumberInUse(Refused):
    """Another agreement, or another contract, has this `number`."""

    code = "number_in_use"


class PeriodBackwards(Refused):
    """It ends before it starts."""

    code = "period_backwards"


class SiteKnown(Refused):
    """The supplier has a site of this `name` in this country already."""

    code = "site_known"


class BuyerUnknown(Refused):
    """The person is no buyer of this authority."""

    code = "buyer_unknown"
