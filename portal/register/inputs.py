"""What the pages of the register read. The templates say the labels."""

from decimal import Decimal
from typing import Any

from wtforms import BooleanField, StringField

from portal.accounts.actor import Role
from portal.accounts.inputs import check_email, check_name
from portal.engine.types.country import CODES
from portal.inputs import Input
from portal.register.fields import (
    ChoiceField,
    DayField,
    IdField,
    NumberField,
    SeveralField,
    keys_of,
    one_line,
    required,
)
from portal.register.models import Agreement, AgreementKind, Contract, Site, TransparencyLevel
from portal.register.service import DEFAULT_LIMITS, AgreementFields, ContractFields, SiteFields
from portal.register.words import BAND_WORDS, CATEGORY_WORDS, RISK_WORDS, WORK_TYPE_WORDS


class SearchInput(Input):
    """What a list is searched for."""

    search = StringField()


class SupplierInput(Input):
    """What the authority knows about a supplier."""

    is_manufacturer = BooleanField()
    small = BooleanField()


class NewSupplierInput(SupplierInput):
    """A supplier that is not in the register yet."""

    country = ChoiceField(keys=CODES, validators=[required], default="NO")
    number = StringField(validators=[one_line])
    name = StringField(validators=[one_line])


class ContactInput(Input):
    """The first person of a supplier."""

    name = StringField(validators=[check_name])
    email = StringField(validators=[check_email])
    role = ChoiceField(keys=(Role.SUPPLIER_CONTACT, Role.SIGNATORY), validators=[required])


def _percent() -> NumberField:
    return NumberField(most=100, validators=[required])


class AgreementInput(Input):
    """An agreement, with every field that expressions name."""

    number = StringField(validators=[one_line])
    title = StringField(validators=[one_line])
    kind = ChoiceField(keys=keys_of(AgreementKind), validators=[required])
    goods_included = BooleanField()
    categories = SeveralField(keys=tuple(CATEGORY_WORDS))
    work_types = SeveralField(keys=tuple(WORK_TYPE_WORDS))
    value_nok = NumberField(validators=[required])
    start_on = DayField(validators=[required])
    end_on = DayField(validators=[required])
    transparency_level = ChoiceField(keys=keys_of(TransparencyLevel), validators=[required])
    requires_social_dialogue = BooleanField()
    requires_circular = BooleanField()
    apprentice_duty = BooleanField()
    min_apprentice_share = _percent()
    min_skilled_share = _percent()
    min_permanent_share = _percent()
    max_tiers = NumberField(most=9, whole=True, validators=[required])
    zero_emission_required = _percent()
    machinery_zero_required = _percent()
    fair_share_target = _percent()
    organic_share_target = _percent()
    slow_breed_target = _percent()
    min_hourly_wage = NumberField(most=10_000)

    @classmethod
    def of(cls, agreement: Agreement) -> "AgreementInput":
        """Show an agreement as it is."""
        return cls(formdata=None, **agreement.model_dump())

    @classmethod
    def blank(cls) -> "AgreementInput":
        """Show the form for a new agreement, with the defaults of the form language."""
        defaults = AgreementFields.__dataclass_fields__
        known = {name: defaults[name].default for name in defaults if name in cls.__dict__ and _has_default(name)}
        return cls(formdata=None, **known)

    def values(self) -> AgreementFields:
        """Give what was read; the input has been validated."""
        read: dict[str, Any] = {name: self[name].data for name in AgreementFields.__dataclass_fields__}
        read["number"], read["title"] = read["number"].strip(), read["title"].strip()
        read["kind"] = AgreementKind(read["kind"])
        read["transparency_level"] = TransparencyLevel(read["transparency_level"])
        read["categories"], read["work_types"] = tuple(read["categories"] or ()), tuple(read["work_types"] or ())
        read["max_tiers"] = int(read["max_tiers"])
        return AgreementFields(**read)


def _has_default(name: str) -> bool:
    return hasattr(AgreementFields, name)


class ContractInput(Input):
    """One supplier's part of an agreement."""

    agreement_id = IdField(validators=[required])
    supplier_id = IdField(validators=[required])
    number = StringField(validators=[one_line])
    title = StringField(validators=[one_line])
    risk = ChoiceField(keys=tuple(str(risk) for risk in RISK_WORDS), validators=[required], default="3")
    band = ChoiceField(keys=tuple(str(band) for band in BAND_WORDS), validators=[required], default="2")
    buyer_id = IdField()
    end_on = DayField()

    @classmethod
    def of(cls, contract: Contract) -> "ContractInput":
        """Show a contract as it is."""
        known = contract.model_dump() | {"risk": str(contract.risk), "band": str(contract.band)}
        return cls(formdata=None, **known)

    def values(self) -> ContractFields:
        """Give what was read; the input has been validated."""
        return ContractFields(
            agreement_id=self.agreement_id.data,
            supplier_id=self.supplier_id.data,
            number=(self.number.data or "").strip(),
            title=(self.title.data or "").strip(),
            risk=int(self.risk.data),
            band=int(self.band.data),
            buyer_id=self.buyer_id.data,
            end_on=self.end_on.data,
        )


class SiteInput(Input):
    """A site of a supplier."""

    name = StringField(validators=[one_line])
    country = ChoiceField(keys=CODES, validators=[required])
    address = StringField(validators=[one_line])

    @classmethod
    def of(cls, site: Site) -> "SiteInput":
        """Show a site as it is."""
        return cls(formdata=None, name=site.name, country=site.country, address=site.address)

    def values(self) -> SiteFields:
        """Give what was read; the input has been validated."""
        return SiteFields(
            name=(self.name.data or "").strip(),
            country=str(self.country.data),
            address=(self.address.data or "").strip(),
        )


class LimitInput(Input):
    """A limit from a day on."""

    key = ChoiceField(keys=tuple(DEFAULT_LIMITS), validators=[required])
    value = NumberField(validators=[required])
    valid_from = DayField(validators=[required])

    def amount(self) -> Decimal:
        """Give the limit in NOK."""
        return Decimal(self.value.data)
