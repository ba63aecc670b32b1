"""The supplier's register of sites as a self-report sees it: rows that `ref` columns can point to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol
from uuid import UUID

from sqlmodel import Session

from portal.engine.definition import Form
from portal.engine.table_rows import register_key
from portal.engine.types.country import names
from portal.register.service import sites_of
from portal.reporting.models import SelfReport
from portal.reporting.service.reports import form_of
from portal.schema import Json

SITES: Final = register_key("sites")
"""The register's key among the rows of a self-report."""


class StoredRow(Protocol):
    """A row that can be pointed to: as it is stored, as it was sealed, or of a register."""

    @property
    def id(self) -> UUID: ...
    @property
    def cells(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site as a row to point to; `cells` are its name, country (ISO 3166-1) and address."""

    id: UUID
    cells: Mapping[str, Any]


def read_sites(session: Session, report: SelfReport) -> list[SiteRow]:
    """The sites of the report's supplier, by name; none, and no statement, where its form does not point to them."""
    if not points_to_sites(form_of(session, report).compiled.form):
        return []
    sites = sites_of(session, report.supplier_id)
    return [SiteRow(one.id, {"name": one.name, "country": one.country, "address": one.address}) for one in sites]


def points_to_sites(form: Form) -> bool:
    """Tell whether a form has a column that points to the register of sites."""
    return any(column.register == "sites" for question in form.questions() for column in question.columns)


def countries_of(sites: Iterable[SiteRow]) -> dict[str, str]:
    """Id to country, as the engine takes them."""
    return {str(site.id): str(site.cells["country"]) for site in sites}


def site_words(cells: Mapping[str, Any], language: str) -> str:
    """A site in words: its name and its country."""
    return f"{cells['name']}, {names(language).get(cells['country'], cells['country'])}"


def sealed_sites(sites: Iterable[SiteRow], pointed: Iterable[str]) -> dict[str, Json]:
    """What a seal keeps of the sites that rows point to: they may be called something else tomorrow."""
    wanted = set(pointed)
    return {str(site.id): dict(site.cells) for site in sites if str(site.id) in wanted}


def unsealed_sites(kept: Mapping[str, Any]) -> list[SiteRow]:
    """The sites as a seal kept them."""
    return [SiteRow(UUID(site), cells) for site, cells in kept.items()]
