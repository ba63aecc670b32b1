"""Why a form is proposed, in the reader's words: "Risk 4 of 5 · value NOK 38 million, above the limit of …"."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from babel.lists import format_list
from flask_babel import gettext as _

from portal.components.formats import money, number, page_language
from portal.engine.types.country import names
from portal.register.models import AgreementKind, TransparencyLevel
from portal.register.words import CATEGORY_WORDS, KIND_WORDS, TRANSPARENCY_WORDS, WORK_TYPE_WORDS
from portal.rounds.words import FACT_WORDS, YES_WORDS

MILLION: Final = 1_000_000

Kept = Mapping[str, Any]
"""A reason as a round keeps it (reasons.Reason.as_json)."""


def tell_all(reasons: Sequence[Kept]) -> list[str]:
    """Give each reason as a short sentence part, in the order of the form's condition."""
    return [tell(reason) for reason in reasons]


def tell(reason: Kept) -> str:
    """Give one reason in words."""
    name, value = reason["name"], reason["value"]
    if value is None:
        return _("%(what)s is not known", what=_what(name))
    if isinstance(value, bool):
        return _yes_or_no(name, value)
    if name == "contract.value_nok":
        return _value(reason)
    said = _SAID[name](value) if name in _SAID else f"{_what(name)}: {_plain(value)}"
    return said if reason["met"] is not False else _and_what_it_takes(reason, said)


def amount(value: float) -> str:
    """Give an amount in NOK, in millions where that is exact enough to be read at a glance."""
    if value >= MILLION and value % (MILLION / 10) == 0:
        return _("NOK %(count)s million", count=number(value / MILLION))
    return money(value)


def _value(reason: Kept) -> str:
    value, limit = amount(reason["value"]), reason.get("limit")
    if limit is None:
        return _("Value %(value)s", value=value)
    if reason["value"] > limit:
        return _("Value %(value)s, above the limit of %(limit)s", value=value, limit=amount(limit))
    if reason["value"] < limit:
        return _("Value %(value)s, below the limit of %(limit)s", value=value, limit=amount(limit))
    return _("Value %(value)s, exactly the limit", value=value)


def _yes_or_no(name: str, value: bool) -> str:  # noqa: FBT001  the value is a fact, not a switch
    yes, no = YES_WORDS.get(name, (None, None))
    if yes is None:
        return f"{_what(name)}: {_('yes') if value else _('no')}"
    return str(yes if value else no)


def _and_what_it_takes(reason: Kept, said: str) -> str:
    """Add what the form asks for, where a comparison failed."""
    limit = reason.get("limit")
    match reason.get("comparison"):
        case ">=" if limit is not None:
            return _("%(said)s; the questionnaire asks from %(limit)s", said=said, limit=_plain(limit))
        case ">" if limit is not None:
            return _("%(said)s; the questionnaire asks above %(limit)s", said=said, limit=_plain(limit))
        case "<=" if limit is not None:
            return _("%(said)s; the questionnaire asks up to %(limit)s", said=said, limit=_plain(limit))
        case "<" if limit is not None:
            return _("%(said)s; the questionnaire asks below %(limit)s", said=said, limit=_plain(limit))
        case "in" if reason["name"] in _KEYS:
            keys = limit if isinstance(limit, list) else [limit]
            wanted = format_list([str(_KEYS[reason["name"]].get(key, key)) for key in keys], "or", page_language())
            return _("%(said)s; the questionnaire asks for: %(wanted)s", said=said, wanted=wanted)
        case _:
            return said


def _what(name: str) -> str:
    return str(FACT_WORDS.get(name, name))


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(part) for part in value)
    return number(value) if isinstance(value, int | float) else str(value)


def _listed(words: Mapping[str, object]) -> Callable[[Sequence[str]], str]:
    return lambda keys: ", ".join(str(words.get(key, key)) for key in keys) or _("none")


_KEYS: Final[Mapping[str, Mapping[Any, object]]] = {
    "contract.kind": KIND_WORDS,
    "contract.categories": CATEGORY_WORDS,
    "contract.work_types": WORK_TYPE_WORDS,
}
"""The words of the keys that a fact can have."""

_SAID: Final[dict[str, Callable[[Any], str]]] = {
    "contract.risk": lambda risk: _("Risk %(risk)s of 5", risk=_plain(risk)),
    "contract.band": lambda band: _("Follow-up band %(band)s of 4", band=_plain(band)),
    "contract.kind": lambda kind: str(KIND_WORDS[AgreementKind(kind)]),
    "contract.transparency_level": lambda level: str(TRANSPARENCY_WORDS[TransparencyLevel(level)]),
    "contract.categories": lambda keys: f"{_what('contract.categories')}: {_listed(CATEGORY_WORDS)(keys)}",
    "contract.work_types": lambda keys: f"{_what('contract.work_types')}: {_listed(WORK_TYPE_WORDS)(keys)}",
    "supplier.country": lambda code: f"{_what('supplier.country')}: {names(page_language()).get(code, code)}",
}
"""How the facts are said that need more than their name and value."""
