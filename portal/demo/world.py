"""Who is in the demo: the authority's people, the suppliers, and the contract of each."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from uuid import UUID

from portal.accounts.actor import Actor
from portal.catalogues.offered import language_of_country
from portal.demo.calendar import Calendar
from portal.demo.goods import Goods
from portal.languages import FIRST, SOURCE

INVENTED_IN: Final = (FIRST, SOURCE)
"""The languages of invented texts, each of which stands here twice."""


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
        """The language in which its people read the pages."""
        return language_of_country(self.country)

    def write(self, words: tuple[str, str]) -> str:
        """Give what its people write, of a text that was invented in INVENTED_IN: English outside of Norway."""
        return words[0 if self.country == "NO" else 1]


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
