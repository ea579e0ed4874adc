"""What a border charges, as data: how much of what, rounded where, and who may ask for less of it.

Example:
    >>> from xbcommerce.kernel.money import Rounding
    >>> from xbcommerce.logistics import Step
    >>> from xbcommerce.logistics.customs.charges import AtRate, ChargeKind, ChargeRule
    >>> vat = ChargeRule("vat", ChargeKind.IMPORT_TAX, AtRate("20"), ("goods", "freight", "insurance"),
    ...                  base_kinds={ChargeKind.DUTY}, rounding=Step.of("0.01", Rounding.HALF_UP))
    >>> print(vat)
    vat: 20 % of goods + freight + insurance + every duty
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import decimal_of, figure, not_negative, share
from xbcommerce.kernel.money import Rounding, compare, plain
from xbcommerce.logistics.customs.trade import DateBasis
from xbcommerce.logistics.customs.when import ANY, When
from xbcommerce.logistics.step import Step


class ChargeKind(Enum):
    """What a charge is by law; a duty is never a tax."""

    DUTY = "duty"
    """Customs duty: third country, preferential, suspended."""
    ADDITIONAL_DUTY = "additional_duty"
    """Anti-dumping, countervailing, safeguard, surcharges."""
    EXCISE = "excise"
    IMPORT_TAX = "import_tax"
    """VAT, GST, consumption tax and their like."""
    FEE = "fee"
    """Processing, clearance, disbursement."""


@frozen
class AtRate:
    """A share of the base, in percent."""

    rate_pct: Fraction = field(converter=figure, validator=not_negative)

    def __str__(self) -> str:
        return f"{decimal_of(self.rate_pct)} %"


class Per(Enum):
    """What a fixed amount is charged for."""

    CONSIGNMENT = "consignment"
    LINE = "line"
    PIECE = "piece"


@frozen
class FixedAmount:
    """An amount for each of something, whatever the base."""

    amount: Money
    per: Per = Per.CONSIGNMENT

    def __str__(self) -> str:
        return f"{plain(self.amount)} a {self.per.value}"


@frozen
class ByTariff:
    """What the tariff says of each line, by code, origin and day."""

    def __str__(self) -> str:
        return "tariff rates"


@frozen
class ByTaxRate:
    """The tax rate of each line's class at the destination, or a share of it.

    Attributes:
        part: The share, where one tax is told as several, e.g. 39/50 for the national part of Japan's.
    """

    part: Fraction = field(default=Fraction(1), converter=figure, validator=share)

    def __str__(self) -> str:
        return "tax rates" if self.part == 1 else f"{decimal_of(self.part * 100)} % of the tax rates"


@frozen
class Bracket:
    """One step of a charge that depends on the value.

    Attributes:
        rate_pct: Percent of the whole base.
        up_to: The highest value it holds for, None for all above the others.
        deduct: Taken off the amount.
    """

    rate_pct: Fraction = field(converter=figure, validator=not_negative)
    up_to: Money | None = None
    deduct: Money | None = None


@frozen
class ByValue:
    """A rate of the whole base that depends on how large it is.

    Attributes:
        brackets: By rising ``up_to``; the last is open.

    Raises:
        InvalidValueError: None of them, the last is not open, or another one is.
    """

    brackets: tuple[Bracket, ...] = field(converter=tuple[Bracket, ...])

    def __attrs_post_init__(self) -> None:
        limits = [bracket.up_to is None for bracket in self.brackets]
        if limits.count(True) != 1 or not limits[-1]:
            msg = f"brackets={self.brackets}: expected the last one, and no other, without up_to"
            raise InvalidValueError(msg)

    def __str__(self) -> str:
        return "rates by value"


@frozen
class PerCode:
    """The flat amount of a threshold for each distinct code."""

    def __str__(self) -> str:
        return "flat amount per code"


ChargeAmount = AtRate | FixedAmount | ByTariff | ByTaxRate | ByValue | PerCode
"""How much is charged."""

CENT = Step.of("0.01", Rounding.HALF_UP)
"""Hundredths, half up: where nothing else is said."""


def _kinds(kinds: Iterable[ChargeKind]) -> frozenset[ChargeKind]:
    return frozenset(kinds)


def _names(_instance: object, attribute: Attribute[tuple[str, ...]], value: tuple[str, ...]) -> None:
    if len(set(value)) != len(value):
        msg = f"{attribute.name}={value!r}: a name stands twice and would count twice"
        raise InvalidValueError(msg)


@frozen
class ChargeRule:
    """One charge: an amount of a base, and how it is rounded, bounded and collected.

    Attributes:
        name: What later bases and readers call it, e.g. ``"vat"``.
        kind: What it is by law.
        amount: How much.
        base: Parts of the value (`xbcommerce.logistics.customs.PARTS`) and other charges, by name.
        base_kinds: Also every charge of these kinds, whatever its name.
        rounding: The step and the mode of the charge as a whole, in major units.
        base_rounding: The base is rounded first: of each line where ``line_rounding`` is given, else of all
            lines with one rate.
        line_rounding: Each line's amount is rounded by itself, and the whole is rounded from their sum.
        seen_rounding: How a later base sees each line's amount, where it is not the amount itself.
        inclusive: The base contains the charge itself: ``base * rate / (1 - rate)``.
        deduct: Taken off the amount, down to zero.
        minimum: The least that is charged.
        maximum: The most.
        collected: The share that is collected; later bases see the whole amount.
        levied_above: The charge is levied only where its rounded amount is above this.
        when: Which consignments it is about.
        date_basis: Which day of the trade it goes by.

    Raises:
        InvalidValueError: A base without an amount of it, a name twice, or a minimum above the maximum.
    """

    name: str
    kind: ChargeKind
    amount: ChargeAmount
    base: tuple[str, ...] = field(default=(), converter=tuple[str, ...], validator=_names)
    base_kinds: frozenset[ChargeKind] = field(default=frozenset(), converter=_kinds, kw_only=True)
    rounding: Step = field(default=CENT, kw_only=True)
    base_rounding: Step | None = field(default=None, kw_only=True)
    line_rounding: Step | None = field(default=None, kw_only=True)
    seen_rounding: Step | None = field(default=None, kw_only=True)
    inclusive: bool = field(default=False, kw_only=True)
    deduct: Money | None = field(default=None, kw_only=True)
    minimum: Money | None = field(default=None, kw_only=True)
    maximum: Money | None = field(default=None, kw_only=True)
    collected: Fraction = field(default=Fraction(1), converter=figure, validator=share, kw_only=True)
    levied_above: Money | None = field(default=None, kw_only=True)
    when: When = field(default=ANY, kw_only=True)
    date_basis: DateBasis = field(default=DateBasis.IMPORTED, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.minimum is not None and self.maximum is not None and compare(self.minimum, self.maximum) > 0:
            msg = f"{self.name}: minimum={plain(self.minimum)} is above maximum={plain(self.maximum)}"
            raise InvalidValueError(msg)
        if self.inclusive and isinstance(self.amount, AtRate) and self.amount.rate_pct >= 100:  # noqa: PLR2004
            msg = f"{self.name}: {self.amount} of a base that contains it; expected less than 100 %"
            raise InvalidValueError(msg)
        if self.name in self.base:
            msg = f"{self.name}: its base names itself; say inclusive=True"
            raise InvalidValueError(msg)

    def __str__(self) -> str:
        kinds = (f"every {kind.value.replace('_', ' ')}" for kind in ChargeKind if kind in self.base_kinds)
        base = " + ".join((*self.base, *kinds))
        return f"{self.name}: {self.amount}" + (f" of {base}" if base else "")
