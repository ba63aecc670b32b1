"""Who is in the demo: the authority's people, the suppliers, and the contract of each."""

from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from portal.accounts.actor import Actor
from portal.demo.calendar import Calendar
from portal.demo.goods import Goods


@dataclass
class Delivery:
    """One supplier with its contract: what it sells, who answers for it, and who manages the contract."""

    name: str
    country: str
    goods: Goods
    supplier_id: UUID
    contract_id: UUID
    title: str
    contact: Actor
    email: str
    signatory: Actor
    buyer: Actor

    @property
    def language(self) -> str:
        """The language its people write in."""
        return "nb" if self.country in {"NO", "SE"} else "en"


@dataclass
class World:
    """Everything that later steps stand on."""

    calendar: Calendar
    administrator: Actor
    head: Actor
    reviewers: list[Actor]
    buyers: list[Actor]
    deliveries: list[Delivery] = field(default_factory=list)

    def of_supplier(self, supplier_id: UUID) -> Delivery:
        """Give the delivery of a supplier."""
        return self._by_supplier[supplier_id]

    @cached_property
    def _by_supplier(self) -> dict[UUID, Delivery]:
        return {delivery.supplier_id: delivery for delivery in self.deliveries}

    @property
    def star(self) -> Delivery:
        """The delivery that a visitor sees from the supplier's side."""
        return self.deliveries[0]
