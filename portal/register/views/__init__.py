"""The pages of the register. Importing this package adds all of them to its blueprint."""

from portal.register.views import agreements, contracts, limits, sites, suppliers
from portal.register.views.blueprint import blueprint

__all__ = ["agreements", "blueprint", "contracts", "limits", "sites", "suppliers"]
