"""One threshold of a law: about which charges, up to how much, for whom, and what comes of it.

Records stand in the rule set under ``threshold/JURISDICTION/NAME``. A name in a more particular jurisdiction
stands for the same name in a wider one: ``threshold/IE/tax-relief`` is asked before
``threshold/EU/tax-relief``. Where a law had nothing of the kind, a record with `Effect.NONE` says so: days on
which no record speaks are days of which nothing is known. All records of one key go by one day of the trade.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs.thresholds import ChargeClass, Effect, Limit, Threshold
    >>> print(Threshold({ChargeClass.DUTY}, Effect.RELIEF, Limit(Money("135.00", "GBP"))))
    relief of duty, <= 135.00 GBP intrinsic per consignment
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, member, member_of
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import Rounding
from xbcommerce.kernel.naming import name_set
from xbcommerce.logistics.customs.trade import DateBasis, TradeFacts
from xbcommerce.logistics.customs.when import ANY, When

from .limit import Basis, Limit


class ChargeClass(Enum):
    """The two charges that thresholds tell apart; additional duties follow the duty."""

    DUTY = "duty"
    TAX = "tax"
    """VAT, GST, consumption tax and their like."""


class Effect(Enum):
    """What comes of staying within a threshold."""

    RELIEF = "relief"
    """The charge is not due."""
    AT_SALE = "at_sale"
    """It is collected in the sale, by a seller registered under one of ``when.registered``; any, if empty."""
    FLAT_CHARGE = "flat_charge"
    """A fixed amount takes the place of the tariff."""
    NOT_LEVIED = "not_levied"
    """It is due, and so small that it is not collected."""
    NONE = "none"
    """Nothing: in these days the law has no such threshold."""


class Shape(Enum):
    """How much a relief leaves free."""

    CLIFF = "cliff"
    """All or nothing: above the limit the whole value is charged."""
    ALLOWANCE = "allowance"
    """The value up to the limit: only the excess is charged."""
    ITEMS = "items"
    """Whole pieces that fit under the limit together, never part of one."""


def _digits(digits: Mapping[str, int]) -> FrozenMap[str, int]:
    return FrozenMap(digits)


@frozen
class FlatCharge:
    """A fixed amount for each distinct code of a declaration, whatever the quantity.

    Attributes:
        amount: For one code.
        digits: Declaration to how many digits of a code tell two apart in it.
        preference_first: When goods whose proof of preferential origin is at hand keep their tariff instead;
            None for never.
    """

    amount: Money
    digits: FrozenMap[str, int] = field(converter=_digits)
    preference_first: When | None = None


@frozen
class DueRounding:
    """How an authority rounds before it tests what is due; None is the minor unit.

    Attributes:
        base_step: What the base is rounded to, e.g. CHF 1.00.
        amount_step: What the charge is rounded to, e.g. CHF 0.05.
        rounding: Where an amount between two steps goes.
    """

    base_step: Money | None = None
    amount_step: Money | None = None
    rounding: Rounding = field(default=Rounding.HALF_UP, validator=member_of(Rounding))


def _charges(charges: Iterable[ChargeClass]) -> frozenset[ChargeClass]:
    found = frozenset(member(charge, ChargeClass, "charges") for charge in charges)
    if not found:
        msg = "charges=(): a threshold is about duty, tax or both"
        raise InvalidValueError(msg)
    return found


def _goods(names: Iterable[str]) -> frozenset[str]:
    return name_set(names, "spoiled_by")


def _limited(instance: Threshold, _attribute: Attribute[Limit | None], value: Limit | None) -> None:
    if (value is None) is not (instance.effect is Effect.NONE):
        msg = f"limit={value}: every effect but NONE has a limit, and NONE has none; effect={instance.effect}"
        raise InvalidValueError(msg)
    of_due = value is not None and value.basis is Basis.AMOUNT_DUE
    if of_due is not (instance.effect is Effect.NOT_LEVIED):
        msg = f"limit={value}: NOT_LEVIED, and it alone, goes by the amount due; effect={instance.effect}"
        raise InvalidValueError(msg)


_ONLY = {Effect.AT_SALE: {ChargeClass.TAX}, Effect.FLAT_CHARGE: {ChargeClass.DUTY}}


def _fits(instance: Threshold, _attribute: Attribute[Effect], value: Effect) -> None:
    member(value, Effect, "effect")
    if instance.charges != _ONLY.get(value, instance.charges):
        msg = f"effect={value}: a tax alone is collected in the sale, and a duty alone is charged flat"
        raise InvalidValueError(msg)


def _flat(instance: Threshold, _attribute: object, value: FlatCharge | None) -> None:
    if (value is None) is (instance.effect is Effect.FLAT_CHARGE):
        msg = f"flat={value}: FLAT_CHARGE, and it alone, says how much; effect={instance.effect}"
        raise InvalidValueError(msg)


@frozen
class Threshold:
    """One record's value.

    Attributes:
        charges: Which charges it is about.
        effect: What comes of staying within.
        limit: How much may come; None for `Effect.NONE`.
        when: For whom and what. Goods that it is not about are charged, and yet count towards the limit of
            the consignment they are in.
        shape: How much a relief leaves free.
        date_basis: Which day of the trade it goes by.
        ceiling: A second limit that must be kept as well.
        spoiled_by: Classes of goods one piece of which takes the whole consignment out of it.
        flat: How much a flat charge is.
        simplified: The data set in which goods within may be declared, e.g. ``"H7"``; empty for none.
        rounding: How amounts due are rounded before they are tested.

    Raises:
        InvalidValueError: No charge, or a charge, limit or flat charge that does not go with the effect.
    """

    charges: frozenset[ChargeClass] = field(converter=_charges)
    effect: Effect = field(validator=_fits)
    limit: Limit | None = field(default=None, validator=_limited)
    when: When = ANY
    shape: Shape = field(default=Shape.CLIFF, validator=member_of(Shape), kw_only=True)
    date_basis: DateBasis = field(default=DateBasis.IMPORTED, validator=member_of(DateBasis), kw_only=True)
    ceiling: Limit | None = field(default=None, kw_only=True)
    spoiled_by: frozenset[str] = field(default=frozenset(), converter=_goods, kw_only=True)
    flat: FlatCharge | None = field(default=None, validator=_flat, kw_only=True)
    simplified: str = field(default="", kw_only=True)
    rounding: DueRounding = field(factory=DueRounding, kw_only=True)

    def preference_first(self, *, proven: bool) -> When | None:
        """Return when a line with proof of its origin keeps its tariff because of it, if it may."""
        return self.flat.preference_first if self.flat is not None and proven else None

    def asks_about(self, facts: TradeFacts, *, proven: bool) -> bool | None:
        """Say whether it is about a line, whatever the value and whatever else is in the consignment."""
        about = self.when.holds(facts)
        first = self.preference_first(proven=proven)
        if first is None or about is False:
            return about
        kept_tariff = first.holds(facts)
        if kept_tariff:
            return False
        return None if kept_tariff is None else about

    def __str__(self) -> str:
        charges = " and ".join(sorted(charge.value for charge in self.charges))
        limit = "" if self.limit is None else f", {self.limit}"
        return f"{self.effect.value.replace('_', ' ')} of {charges}{limit}"
