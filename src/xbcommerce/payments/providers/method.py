"""The ways a buyer can pay, and what a provider offers of them: where, in which currencies, how much.

What a provider has not said is not known, and stays so: ``countries=None`` is "nobody has said", the wildcard
`EVERYWHERE` is "the provider names no limit".

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.payments.providers import Limits, MethodKind, MethodOffer
    >>> wallet = MethodOffer(MethodKind.WALLET, "Alipay", currencies={"CNY"}, countries={"CN"},
    ...     limits=[Limits(Money("0.10", "CNY"), Money("300000.00", "CNY"))])
    >>> wallet.serves_country("DE"), wallet.limits_in("CNY").maximum
    (False, Money('300000.00', 'CNY'))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.money import compare, exponent_of, plain, same_currency
from xbcommerce.kernel.naming import repeated
from xbcommerce.payments.fees.countries import alpha2_set
from xbcommerce.payments.reported import not_negative

EVERYWHERE = frozenset({"*"})
"""The provider names no limit: every country, or every currency."""


class MethodKind(Enum):
    """What kind of payment it is."""

    WIRE_TRANSFER = "wire_transfer"
    """From the buyer's bank: transfers, direct debits."""
    CARD = "card"
    """Credit and debit cards."""
    WALLET = "wallet"
    """An account or app that the buyer pays from, e.g. Alipay."""
    PAYPAL = "paypal"
    """A PayPal account."""
    CROSS_BORDER_PLATFORM = "cross_border_platform"
    """A platform that collects abroad in the seller's name and pays out at home."""


def _served(
    values: Iterable[str] | None, read: Callable[[Iterable[str]], frozenset[str]]
) -> frozenset[str] | None:
    if values is None or values == EVERYWHERE:
        return None if values is None else EVERYWHERE
    return read(values)


def _countries(values: Iterable[str] | None) -> frozenset[str] | None:
    return _served(values, alpha2_set)


def _currencies(values: Iterable[str] | None) -> frozenset[str] | None:
    return _served(values, _currency_set)


def _currency_set(values: Iterable[str]) -> frozenset[str]:
    if isinstance(values, str):
        msg = f"currencies={values!r}: expected several codes; write {{{values!r}}}"
        raise InvalidValueError(msg)
    codes = frozenset(values)
    for code in codes:
        exponent_of(code)
    return codes


@frozen
class Limits:
    """The smallest and the largest amount in one currency, both inclusive.

    Attributes:
        minimum: The smallest; None where none is known.
        maximum: The largest; None where none is known.
    """

    minimum: Money | None = field(default=None, validator=not_negative)
    maximum: Money | None = field(default=None, validator=not_negative)

    def __attrs_post_init__(self) -> None:
        if self.minimum is None and self.maximum is None:
            msg = "limits without minimum and maximum: leave them out"
            raise InvalidValueError(msg)
        if self.minimum is not None and self.maximum is not None:
            same_currency(self.maximum, self.currency)
            if compare(self.minimum, self.maximum) > 0:
                msg = f"minimum={plain(self.minimum)} lies above maximum={plain(self.maximum)}"
                raise InvalidValueError(msg)

    @property
    def currency(self) -> str:
        """The currency of the limits."""
        given = self.minimum if self.minimum is not None else self.maximum
        return "" if given is None else given.currency.code


def _one_each(_instance: object, _attribute: object, limits: tuple[Limits, ...]) -> None:
    if twice := repeated([each.currency for each in limits]):
        msg = f"limits: {', '.join(twice)} stands twice; give each currency one"
        raise InvalidValueError(msg)


@frozen
class MethodOffer:
    """One method at one provider, as the provider describes it.

    Attributes:
        kind: What kind of payment it is.
        name: What buyers call it, e.g. ``"Alipay"``.
        currencies: What buyers may pay in; `EVERYWHERE` for all, None where nobody has said.
        countries: Where buyers may be; `EVERYWHERE` for all, None where nobody has said.
        limits: The smallest and largest amount, one for each currency that has any.
    """

    kind: MethodKind = field(validator=member_of(MethodKind))
    name: str
    currencies: frozenset[str] | None = field(converter=_currencies, kw_only=True)
    countries: frozenset[str] | None = field(converter=_countries, kw_only=True)
    limits: tuple[Limits, ...] = field(
        default=(), converter=tuple[Limits, ...], validator=_one_each, kw_only=True
    )

    def serves_currency(self, currency: str) -> bool | None:
        """Say whether buyers may pay in a currency; None where nobody has said."""
        return _serves(self.currencies, currency)

    def serves_country(self, country: str) -> bool | None:
        """Say whether buyers in a country may pay by it; None where nobody has said."""
        return _serves(self.countries, country)

    def limits_in(self, currency: str) -> Limits | None:
        """Return the limits in a currency; None where none are known."""
        return next((each for each in self.limits if each.currency == currency), None)


def _serves(served: frozenset[str] | None, code: str) -> bool | None:
    if served is None or served == EVERYWHERE:
        return None if served is None else True
    return code in served
