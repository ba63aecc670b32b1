"""The words for what the register holds, refuses and remembers."""

from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from portal.register.models import AgreementKind, TransparencyLevel

KIND_WORDS: Final[dict[AgreementKind, LazyString]] = {
    AgreementKind.GOODS: _l("Goods"),
    AgreementKind.SERVICES: _l("Services"),
    AgreementKind.WORKS: _l("Building and construction"),
}

TRANSPARENCY_WORDS: Final[dict[TransparencyLevel, LazyString]] = {
    TransparencyLevel.NONE: _l("No names demanded"),
    TransparencyLevel.FINAL: _l("Final production"),
    TransparencyLevel.RAW: _l("Down to raw materials"),
}

TRANSPARENCY_NOTES: Final[dict[TransparencyLevel, LazyString]] = {
    TransparencyLevel.NONE: _l("The contract does not ask where the goods are made."),
    TransparencyLevel.FINAL: _l("The supplier must name the places where the goods are finished."),
    TransparencyLevel.RAW: _l("The supplier must name every step, down to mine, farm or forest."),
}

CATEGORY_WORDS: Final[dict[str, LazyString]] = {
    "building_materials": _l("Building and construction materials"),
    "ict": _l("ICT products"),
    "food_drink": _l("Food and drink"),
    "medical": _l("Medical consumables and equipment"),
    "office": _l("Office supplies"),
    "chemicals": _l("Chemicals and cleaning products"),
    "toys_sports": _l("Toys and sports equipment"),
    "furniture": _l("Furniture"),
    "textiles": _l("Textiles, workwear and footwear"),
    "vehicles": _l("Cars and other vehicles, batteries"),
    "solar_energy": _l("Solar panels and energy storage"),
    "natural_stone": _l("Natural stone"),
    "other": _l("Other goods"),
}
"""The high-risk product categories, with the keys of the question `goods_scope` of questionnaire 1."""

WORK_TYPE_WORDS: Final[dict[str, LazyString]] = {
    "construction": _l("Building and civil works"),
    "craft": _l("Craft services"),
    "cleaning": _l("Cleaning"),
    "transport_goods": _l("Goods transport"),
    "transport_people": _l("Passenger transport"),
    "moving": _l("Moving services"),
    "security": _l("Security"),
    "catering": _l("Catering"),
    "staffing": _l("Temporary staffing"),
    "other": _l("Other work"),
}
"""The kinds of work, with the keys of the question `work_type` of questionnaire 2."""

RISK_WORDS: Final[dict[int, LazyString]] = {
    1: _l("1: low"),
    2: _l("2: medium"),
    3: _l("3: medium high"),
    4: _l("4: high"),
    5: _l("5: very high"),
}

BAND_WORDS: Final[dict[int, LazyString]] = {
    1: _l("Band 1: basic"),
    2: _l("Band 2: standard"),
    3: _l("Band 3: enhanced"),
    4: _l("Band 4: intensive"),
}

BAND_NOTES: Final[dict[int, LazyString]] = {
    1: _l("A self-declaration or nothing; checked when the contract is renewed."),
    2: _l("A self-report, the short form below the limit, and feedback in writing."),
    3: _l("The full form, a sample of answers checked, and one meeting a year."),
    4: _l("The full form, the chain mapped down to raw materials, meetings, and an audit on site."),
}

LIMIT_WORDS: Final[dict[str, LazyString]] = {
    "due_diligence": _l("Due diligence is reported from"),
    "full_form": _l("The full form is used from"),
}

LIMIT_NOTES: Final[dict[str, LazyString]] = {
    "due_diligence": _l("Agreements of a lower value are not asked for a self-report on due diligence."),
    "full_form": _l("Agreements of a lower value get the short form, unless they are followed up closely."),
}

REFUSALS: Final[dict[str, LazyString]] = {
    "supplier_registered": _l("%(name)s is in your register already."),
    "not_a_supplier": _l("This is the number of a contracting authority, not of a supplier."),
    "supplier_has_people": _l("The supplier has people of its own, who invite their colleagues themselves."),
    "number_in_use": _l("The number %(number)s is in use already. Write another one."),
    "period_backwards": _l("The last day comes before the first one."),
    "site_known": _l("%(name)s is in the list already. Write how this site is told apart from it."),
    "buyer_unknown": _l("Choose a contract manager of your own organisation."),
}

EVENT_WORDS: Final[dict[str, LazyString]] = {
    "supplier_added": _l("%(who)s added the supplier"),
    "supplier_changed": _l("%(who)s changed what we know about the supplier"),
    "contact_invited": _l("%(who)s invited a contact person"),
    "agreement_added": _l("%(who)s added the agreement"),
    "agreement_changed": _l("%(who)s changed the agreement"),
    "contract_added": _l("%(who)s added the contract"),
    "contract_changed": _l("%(who)s changed the contract"),
    "site_added": _l("%(who)s added the site"),
    "site_changed": _l("%(who)s changed the site"),
    "limit_set": _l("%(who)s set a limit"),
}
