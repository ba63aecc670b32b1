"""What a supplier writes row by row: sites, materials, risks, measures, findings, harm."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from portal.demo.goods import Place, Words
from portal.demo.profiles import GOOD, STRONG, WEAK, Profile
from portal.demo.world import Delivery

Rows = list[dict[str, Any]]

HARM: Final[Words] = (
    "Ni arbeidere fikk ikke betalt for overtid i tre måneder. Det ble funnet ved vårt besøk.",
    "Nine workers were not paid for overtime during three months. We found it during our visit.",
)
OWN_PRACTICE: Final[Words] = (
    "Våre sene endringer i bestillinger kan gi overtid på kort varsel.",
    "Our late changes of orders can lead to overtime at short notice.",
)
FORECASTS: Final[Words] = (
    "Bestillinger låses fire uker før levering, og prognosene deles hver måned.",
    "Orders are fixed four weeks before delivery, and forecasts are shared every month.",
)


@dataclass(frozen=True)
class Teller:
    """A supplier that fills in its tables on a day."""

    delivery: Delivery
    profile: Profile
    today: date
    dice: random.Random
    discloses: bool

    def words(self, words: Words) -> str:
        """Give a text in the supplier's language."""
        return self.delivery.write(words)

    @property
    def is_thorough(self) -> bool:
        """Whether it looks beyond its direct suppliers."""
        return self.profile in {STRONG, GOOD}

    def later(self, days: int) -> str:
        """Give a day to come, as JSON."""
        return (self.today + timedelta(days=days)).isoformat()


def tables(about: Teller) -> dict[str, Rows]:
    """Give the rows of every table; an empty list says that there is nothing to tell."""
    risks = _risks(about)
    return {
        "supply_chain": _sites(about),
        "material_origin": _origins(about),
        "risks_found": risks,
        "measures": _measures(about, risks),
        "audit_findings": _findings(about),
        "harm_cases": _harm(about),
    }


def _sites(about: Teller) -> Rows:
    goods = about.delivery.goods
    rows = [_site(about, "t1", "final_assembly", goods.factory)]
    if about.profile is not WEAK:
        rows.append(_site(about, "t2", "component", goods.second))
    if about.is_thorough:
        rows.append(_site(about, "raw", "raw_extraction", goods.source))
    return rows


def _site(about: Teller, tier: str, activity: str, place: Place) -> dict[str, Any]:
    audits = ("last_12m", "last_24m") if about.is_thorough else ("last_24m", "older", "no", "unknown")
    name = {"t1": ("Fabrikk 1", "Factory 1"), "t2": ("Underleverandør", "Sub-supplier")}.get(tier, ("Råvare", "Source"))
    row = {
        "tier": tier,
        "name": f"{about.words(name)}, {place.town}",
        "country": place.country,
        "city": place.town,
        "activity": activity,
        "product": about.words(place.product),
        "workers": about.dice.choice((45, 120, 380, 900, 2400)),
        "audited": about.dice.choice(audits),
    }
    return {**row, "representation": about.dice.choice(("union", "elected_committee", "unknown"))}


def _origins(about: Teller) -> Rows:
    goods = about.delivery.goods
    traced = {STRONG: (75, 95), GOOD: (45, 85), WEAK: (0, 10)}.get(about.profile, (15, 60))
    row = {
        "material": about.words(goods.source.product),
        "country": goods.source.country,
        "assurance": "own_audit" if about.is_thorough else "unknown",
        "traced_share": about.dice.randint(*traced),
    }
    return [row]


def _risks(about: Teller) -> Rows:
    if about.profile is WEAK and not about.discloses and about.dice.random() < 0.35:
        return []
    goods = about.delivery.goods
    row = {
        "theme": goods.theme,
        "description": about.words(goods.risk),
        "tier": "production_site",
        "country": goods.factory.country,
        "status": "actual" if about.discloses and goods.theme != "forced_labour" else "potential",
        "likelihood": about.dice.randint(2, 4),
        "severity": about.dice.randint(3, 5),
        "involvement": "directly_linked",
        "prioritised": True,
    }
    return [row, _own_risk(about)] if about.is_thorough else [row]


def _own_risk(about: Teller) -> dict[str, Any]:
    return {
        "theme": "working_hours",
        "description": about.words(OWN_PRACTICE),
        "tier": "own_company",
        "country": about.delivery.country,
        "status": "potential",
        "likelihood": 3,
        "severity": 3,
        "involvement": "contribute",
        "prioritised": about.profile is STRONG,
    }


def _measures(about: Teller, risks: Rows) -> Rows:
    main = {
        "measure": about.words(about.delivery.goods.measure),
        "kind": "supplier_development",
        "owner": about.delivery.contact.name,
        "due": about.later(about.dice.randint(40, 300)),
        "status": about.dice.choice(("in_progress", "in_progress", "not_started", "delayed")),
    }
    if not risks:
        return [main]
    own = {**main, "risk": 1, "measure": about.words(FORECASTS), "kind": "purchasing_change", "status": "in_progress"}
    return [{**main, "risk": 0}, own] if about.profile is STRONG else [{**main, "risk": 0}]


def _findings(about: Teller) -> Rows:
    if not about.is_thorough or about.dice.random() < 0.5:
        return []
    row = {
        "site": 0,
        "date": about.later(-120),
        "source": "announced_audit",
        "theme": "hse",
        "severity": "minor",
        "action": about.words(("Rømningsveier merket på nytt og øvd.", "Escape routes marked anew, and a drill held.")),
        "due": about.later(-60),
        "status": "closed_verified",
    }
    return [row]


def _harm(about: Teller) -> Rows:
    if not about.discloses:
        return []
    row = {
        "what": about.words(HARM),
        "where": "production_site",
        "country": about.delivery.goods.factory.country,
        "persons": 9,
        "involvement": "contribute",
        "remedy": about.dice.choice((["back_pay"], ["none_yet"])),
        "status": "agreed",
    }
    return [row]
