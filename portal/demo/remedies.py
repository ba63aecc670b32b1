"""What suppliers write when they put something right: why it happened, what they do, who does it, how it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from portal.demo.goods import Words


@dataclass(frozen=True, slots=True)
class Remedy:
    """A plan for one kind of deviation: the cause, two actions, and the file that shows the first one done."""

    cause: Words
    first: Words
    second: Words
    file: Words


_PAPERS: Final = Remedy(
    (
        "Dokumentet fantes, men lå hos morselskapet og ble ikke hentet fram i tide.",
        "The document existed, but was with the parent company and was not fetched in time.",
    ),
    ("Hente dokumentet og legge det ved.", "Fetch the document and attach it."),
    (
        "Samle all dokumentasjon ett sted, med en fast ansvarlig.",
        "Keep all papers in one place, with one person responsible.",
    ),
    ("Dokumentasjon", "Documentation"),
)
_CHAIN: Final = Remedy(
    (
        "Kontraktene våre ga ikke rett til å få vite hvem som leverer til fabrikken.",
        "Our contracts gave us no right to know who delivers to the factory.",
    ),
    (
        "Be fabrikken skriftlig om navn og sted for alle underleverandører.",
        "Ask the factory in writing for name and place of all sub-suppliers.",
    ),
    ("Ta inn krav om sporing i alle nye kontrakter.", "Put a demand for tracing into all new contracts."),
    ("Liste over underleverandører", "List of sub-suppliers"),
)
_PEOPLE: Final = Remedy(
    (
        "Sesongtopper og korte frister fra oss, og ingen tillitsvalgte som arbeiderne kunne gå til.",
        "Peaks and short deadlines from us, and no delegate whom the workers could turn to.",
    ),
    (
        "Etterbetale det som mangler, med kvittering fra hver enkelt.",
        "Pay what is owed, with a receipt from each person.",
    ),
    (
        "Uanmeldt kontroll hvert halvår, med intervjuer uten ledelsen til stede.",
        "An unannounced check every six months, with interviews without management present.",
    ),
    ("Kvitteringer for etterbetaling", "Receipts for back pay"),
)
_SYSTEM: Final = Remedy(
    (
        "Ansvaret var ikke fordelt, og ingen hadde satt av tid til arbeidet.",
        "Nobody was responsible, and no time was set aside for the work.",
    ),
    ("Vedta en skriftlig rutine i ledergruppen.", "Adopt a written routine in the management group."),
    ("Kurs for alle som kjøper inn, innen tre måneder.", "A course for everybody who buys, within three months."),
    ("Vedtatt rutine", "Adopted routine"),
)  # fmt: skip

_BY_TYPE: Final[Mapping[str, Remedy]] = {
    "documentation_missing": _PAPERS,
    "self_report_missing": _PAPERS,
    "supply_chain_opacity": _CHAIN,
    "requirements_not_cascaded": _CHAIN,
}

MAKING_GOOD: Final[Words] = (
    "De som ble berørt, har fått etterbetalt lønn og en skriftlig beklagelse.",
    "Those affected were paid what they were owed, and received a written apology.",
)
CONTAINED: Final[Words] = (
    "Arbeiderne er tatt ut av nattskiftet, og lokal fagforening er til stede ved fabrikken.",
    "The workers no longer work at night, and the local union is present at the factory.",
)
DISPUTED: Final[Words] = (
    "Vi mener at opplysningen gjelder en annen vare enn den vi leverer i denne kontrakten.",
    "We believe that this concerns other goods than those we deliver under this contract.",
)


def remedy_for(deviation_type: str) -> Remedy:
    """Give the plan that fits a type of deviation."""
    if deviation_type in _BY_TYPE:
        return _BY_TYPE[deviation_type]
    return _PEOPLE if deviation_type.startswith(("p0", "p1")) else _SYSTEM
