"""A supplier's register of sites: entered once by its own people, chosen in tables of any self-report."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from portal import history
from portal.accounts.actor import Actor, OrganisationKind
from portal.errors import NotFound
from portal.paging import ROWS_A_PAGE, Page, after, page_of
from portal.register.errors import SiteKnown
from portal.register.models import Site
from portal.register.service.changes import apply
from portal.schema import Json, sort_key

SUBJECT: Final = "site"


@dataclass(frozen=True)
class SiteFields:
    """What a person enters about a site; `country` is ISO 3166-1."""

    name: str
    country: str
    address: str


def list_sites(session: Session, actor: Actor, *, seen: str = "") -> Page[Site]:
    """Give a page of the supplier's sites, by name. Raises NotFound for anybody but a supplier's people."""
    own = _own(actor).where(after(col(Site.sort_key), col(Site.id), seen))
    in_order = own.order_by(col(Site.sort_key), col(Site.id)).limit(ROWS_A_PAGE + 1)
    return page_of(session.exec(in_order).all(), lambda site: (site.sort_key, site.id))


def sites_of(session: Session, supplier_id: UUID) -> list[Site]:
    """Give all sites of a supplier, by name: what a column that points to the register offers."""
    own = select(Site).where(Site.supplier_id == supplier_id)
    return list(session.exec(own.order_by(col(Site.sort_key), col(Site.id))))


def get_site(session: Session, actor: Actor, site_id: UUID) -> Site:
    """Give a site of the actor's own supplier. Raises NotFound."""
    site = session.exec(_own(actor).where(Site.id == site_id)).one_or_none()
    if site is None:
        raise NotFound
    return site


def add_site(session: Session, actor: Actor, fields: SiteFields, *, now: datetime) -> Site:
    """Enter a site. Raises NotFound for anybody but a supplier's people, SiteKnown."""
    _refuse_twins(session, actor, fields, own_id=None)
    site = Site(supplier_id=actor.organisation_id, sort_key=sort_key(fields.name), added_at=now, **asdict(fields))
    session.add(site)
    session.flush()
    _record(session, actor, site, "site_added", now, {name: str(value) for name, value in asdict(fields).items()})
    return site


def change_site(session: Session, actor: Actor, site_id: UUID, fields: SiteFields, *, now: datetime) -> Site:
    """Correct a site. What is sealed keeps what was said of it that day. Raises NotFound, SiteKnown."""
    site = session.exec(_own(actor).where(Site.id == site_id).with_for_update()).one_or_none()
    if site is None:
        raise NotFound
    _refuse_twins(session, actor, fields, own_id=site_id)
    changed = apply(site, asdict(fields))
    if changed:
        site.sort_key = sort_key(fields.name)
        session.add(site)
        _record(session, actor, site, "site_changed", now, changed)
    return site


def _own(actor: Actor) -> SelectOfScalar[Site]:
    if actor.kind is not OrganisationKind.SUPPLIER:
        raise NotFound
    return select(Site).where(Site.supplier_id == actor.organisation_id)


def _refuse_twins(session: Session, actor: Actor, fields: SiteFields, *, own_id: UUID | None) -> None:
    same = _own(actor).where(Site.country == fields.country, Site.name == fields.name)
    twin = session.exec(same).one_or_none()
    if twin is not None and twin.id != own_id:
        raise SiteKnown(name=fields.name)


def _record(session: Session, actor: Actor, site: Site, name: str, now: datetime, detail: Mapping[str, Json]) -> None:
    history.record(
        session,
        subject=SUBJECT,
        subject_id=site.id,
        name=name,
        actor=actor,
        at=now,
        supplier_id=site.supplier_id,
        detail=dict(detail),
    )
