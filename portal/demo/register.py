"""Fills the register: an authority and its people, 188 suppliers with theirs, 94 agreements with two contracts each."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final
from uuid import UUID

from sqlmodel import Session

from portal.accounts.actor import Actor, OrganisationKind, Role
from portal.accounts.models import Organisation, Person
from portal.accounts.service import add_member, invite_colleague, register_organisation
from portal.demo import names
from portal.demo.calendar import REGISTERED, Calendar
from portal.demo.goods import GOODS, Goods
from portal.demo.numbers import numbers
from portal.demo.progress import Progress
from portal.demo.world import Delivery, World
from portal.home import visitors
from portal.register.models import Agreement, AgreementKind, TransparencyLevel
from portal.register.service import (
    AgreementFields,
    ContractFields,
    add_agreement,
    add_contract,
    add_supplier,
    invite_contact,
)

AUTHORITY: Final = "Nordby kommune"
STAR: Final = "Fjordtek AS"

BUYERS: Final = ("jon", "anita", "bård", "camilla", "dag", "else", "frode", "gro")
CONTRACTS_AN_AGREEMENT: Final = 2
COUNTRIES: Final = ("NO",) * 15 + ("SE", "DE", "PL", "SE", "DE")

SERVICES: Final[Mapping[str, tuple[str, ...]]] = {
    "Leie av biler": ("transport_people",),
    "Ladestasjoner": ("craft",),
    "Vaskeritjenester med tekstil": ("cleaning",),
    "Montasje av solcelleanlegg": ("construction", "craft"),
    "Varmepumper": ("craft",),
    "LED-belysning": ("craft",),
    "Energistyring i bygg": ("craft",),
    "Trapper og murer": ("construction",),
}
"""The agreements in which people work here in Norway beside the goods, and the kinds of work."""

VALUES: Final = (2, 4, 6, 9, 12, 18, 24, 38, 55, 70, 120)
"""Million kroner; those above 50 are asked the whole form."""


@dataclass(frozen=True)
class Firm:
    """A supplier before it is registered."""

    name: str
    country: str
    number: str


def load_register(session: Session, calendar: Calendar, progress: Progress) -> World:
    """Make the authority, its people and its register; give who is who."""
    dice = random.Random("register")
    world = _authority(session, calendar)
    firms = _firms(dice)
    lines = [(goods, title) for goods in GOODS for title in goods.titles]
    for number, (goods, title) in enumerate(progress.through("Agreements, suppliers and contracts", lines), start=1):
        moment = calendar.at(REGISTERED - number % 20, minute=number)
        agreement = _agreement(session, world, goods, title, number, dice, moment)
        for part in range(1, CONTRACTS_AN_AGREEMENT + 1):
            firm = next(firms)
            world.deliveries.append(_delivery(session, world, agreement, goods, firm, part, dice, moment))
    return world


def _authority(session: Session, calendar: Calendar) -> World:
    moment = calendar.at(REGISTERED + 30)
    authority = register_organisation(
        session,
        None,
        kind=OrganisationKind.AUTHORITY,
        name=AUTHORITY,
        number=next(numbers("NO")),
        country="NO",
        now=moment,
    )
    dice = random.Random("people")

    def person(given: str, email: str, *roles: Role) -> Actor:
        full = f"{given} {names.surname('NO', dice)}"
        return _member(session, authority, full, email, roles, moment)

    return World(
        calendar=calendar,
        administrator=person("Siri", visitors.ADMINISTRATOR.email, Role.ADMINISTRATOR),
        head=person("Randi", visitors.HEAD.email, Role.REVIEWER, Role.BUYER),
        reviewers=[
            person("Mona", visitors.REVIEWER.email, Role.REVIEWER),
            person("Tarek", "tarek@nordby.example", Role.REVIEWER),
            person("Unni", "unni@nordby.example", Role.REVIEWER),
        ],
        buyers=[person(given.capitalize(), names.address(given, "nordby"), Role.BUYER) for given in BUYERS],
    )


def _member(
    session: Session, organisation: Organisation, name: str, email: str, roles: tuple[Role, ...], now: datetime
) -> Actor:
    found: Person | None = None
    for role in roles:
        found = add_member(session, None, organisation_id=organisation.id, name=name, email=email, role=role, now=now)
    if found is None:
        raise ValueError(f"{name} holds no role")
    return Actor(found.id, found.name, organisation.id, organisation.kind, frozenset(roles))


def _firms(dice: random.Random) -> Iterator[Firm]:
    """Give suppliers without end: the one that a visitor may be first, then three of four from Norway."""
    number_of = {country: numbers(country) for country in names.FORMS}
    next(number_of["NO"])  # the authority's
    stems = {country: names.stems(country, dice) for country in names.FORMS}
    yield Firm(STAR, "NO", next(number_of["NO"]))
    while True:
        country = dice.choice(COUNTRIES)
        yield Firm(next(stems[country]), country, next(number_of[country]))


def _agreement(
    session: Session, world: World, goods: Goods, title: str, number: int, dice: random.Random, now: datetime
) -> Agreement:
    value = Decimal(dice.choice(VALUES) * 1_000_000 if number > 1 else 120_000_000)
    start = date(now.year - dice.choice((1, 1, 2)), dice.choice((1, 3, 6, 9)), 1)
    fields = AgreementFields(
        number=f"{start.year}-{number:03}",
        title=title,
        kind=AgreementKind.SERVICES if title in SERVICES else AgreementKind.GOODS,
        goods_included=True,
        value_nok=value,
        start_on=start,
        end_on=date(start.year + 6, start.month, 28),
        categories=(goods.category,),
        work_types=SERVICES.get(title, ()),
        transparency_level=TransparencyLevel.RAW if value > Decimal(50_000_000) else TransparencyLevel.FINAL,
        requires_social_dialogue=goods.category in {"ict", "textiles"} and value > Decimal(50_000_000),
    )
    return add_agreement(session, world.administrator, fields, now=now)


def _delivery(
    session: Session,
    world: World,
    agreement: Agreement,
    goods: Goods,
    firm: Firm,
    part: int,
    dice: random.Random,
    now: datetime,
) -> Delivery:
    is_star = firm.name == STAR
    name = firm.name if is_star else names.company(firm.name, firm.country, goods.trade)
    supplier = add_supplier(
        session,
        world.administrator,
        name=name,
        number=firm.number,
        country=firm.country,
        is_manufacturer=dice.random() < 0.2,
        small=dice.random() < 0.4,
        now=now,
    )
    buyer = world.buyers[0] if is_star else world.buyers[GOODS.index(goods) % len(world.buyers)]
    fields = ContractFields(
        agreement_id=agreement.id,
        supplier_id=supplier.supplier_id,
        number=f"K-{agreement.number}-{part}",
        title=agreement.title,
        risk=5 if is_star else dice.choice((4, 4, 4, 5, 5)) if dice.random() < 0.93 else 3,
        band=4 if is_star else dice.choice((1, 2, 2, 2, 3, 4)),
        buyer_id=buyer.person_id,
    )
    contract = add_contract(session, world.administrator, fields, now=now)
    domain = f"{firm.name} {names.TRADES.get(firm.country, goods.trade)}"
    people = _people(session, world, supplier.supplier_id, firm, domain, dice, now)
    return Delivery(name, firm.country, goods, supplier.supplier_id, contract.id, agreement.title, *people, buyer=buyer)


def _people(
    session: Session, world: World, supplier_id: UUID, firm: Firm, domain: str, dice: random.Random, now: datetime
) -> tuple[Actor, str, Actor]:
    """Invite the contact, who invites the signatory; in most companies both are one person. Give also the address."""
    is_star = firm.name == STAR
    given = "Ingrid" if is_star else dice.choice(names.GIVEN[firm.country])
    email = visitors.CONTACT.email if is_star else names.address(given, domain)
    full = f"{given} {names.surname(firm.country, dice)}"
    person = invite_contact(
        session, world.administrator, supplier_id, name=full, email=email, role=Role.SUPPLIER_CONTACT, now=now
    )
    contact = _acting(person, supplier_id, Role.SUPPLIER_CONTACT)
    signs = email
    if is_star or dice.random() < 0.3:
        given = "Per" if is_star else dice.choice([name for name in names.GIVEN[firm.country] if name != given])
        signs = visitors.SIGNATORY.email if is_star else names.address(given, domain)
        full = f"{given} {names.surname(firm.country, dice)}"
    signing = invite_colleague(session, contact, name=full, email=signs, role=Role.SIGNATORY, now=now)
    if signing.id == person.id:
        both = _acting(person, supplier_id, Role.SUPPLIER_CONTACT, Role.SIGNATORY)
        return both, email, both
    return contact, email, _acting(signing, supplier_id, Role.SIGNATORY)


def _acting(person: Person, supplier_id: UUID, *roles: Role) -> Actor:
    return Actor(person.id, person.name, supplier_id, OrganisationKind.SUPPLIER, frozenset(roles))
