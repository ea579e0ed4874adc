"""What is to be paid, and who might take the payment: the two sides that routing brings together.

A candidate carries everything its rank depends on, looked up beforehand. A field that is None is not known;
a candidate with such a gap is left out with the reason, because nothing may be ranked by a guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen
from attrs.validators import optional
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, count_field
from xbcommerce.kernel.figures import figure_or_none, share, within
from xbcommerce.kernel.fx import BPS, NoRate, Rate, StaleRate
from xbcommerce.kernel.money import exponent_of
from xbcommerce.payments.fees.conditions import FeeSituation
from xbcommerce.payments.fees.countries import alpha2_field
from xbcommerce.payments.fees.schedule import FeeSchedule
from xbcommerce.payments.providers.method import MethodOffer
from xbcommerce.payments.reported import exactly, positive

_bps = within(0, BPS)


def _currency(_instance: object, _attribute: object, value: str) -> None:
    exponent_of(value)


@frozen
class Purchase:
    """What a buyer is to pay.

    Attributes:
        amount: In the currency the buyer sees.
        buyer_country: Where the buyer is, two capital letters.
        settlement: The currency in which the seller wants to be paid.
        card_country: The country that issued the card, or of the buyer's account; None if unknown.
    """

    amount: Money = field(converter=exactly, validator=positive)
    buyer_country: str = field(validator=alpha2_field)
    settlement: str = field(validator=_currency)
    card_country: str | None = field(default=None, validator=optional(alpha2_field), kw_only=True)

    @property
    def situation(self) -> FeeSituation:
        """What conditional surcharges ask."""
        return FeeSituation(self.amount.currency.code, self.settlement, self.card_country)


def _named(_instance: object, _attribute: object, value: str) -> None:
    if not value:
        msg = "provider='': a candidate without a name cannot be told from another"
        raise InvalidValueError(msg)


def _bps_or_none(_instance: object, attribute: object, value: Fraction | None) -> None:
    if value is not None:
        _bps(_instance, attribute, value)


def _lists(fees: Iterable[FeeSchedule] | None) -> tuple[FeeSchedule, ...] | None:
    if isinstance(fees, FeeSchedule):
        msg = "fees: one price list alone; give all of them, e.g. fees=(schedule,)"
        raise InvalidValueError(msg)
    return None if fees is None else tuple(fees)


@frozen(kw_only=True)
class Candidate:
    """One method at one provider, with its figures for one purchase.

    Attributes:
        provider: Its name; decides ties.
        offer: The method, with where, in what and for how much it may be used.
        fees: Price lists of what is taken until the money is settled; those in the settlement currency are
            taken after the exchange. None where no list is known; empty where nothing is taken.
        payout: Price list of the payout to the bank, on what is paid out; None where none is known.
        rate: Market rate from the buyer's currency to the seller's; None where there is no exchange.
        spread_bps: What the exchange takes of that rate.
        success: How likely the payment is to succeed, from 0 to 1.
        lag_days: Days from capture to the seller's balance.
    """

    provider: str = field(validator=_named)
    offer: MethodOffer
    fees: tuple[FeeSchedule, ...] | None = field(default=None, converter=_lists)
    payout: FeeSchedule | None = None
    rate: Rate | NoRate | StaleRate | None = None
    spread_bps: Fraction | None = field(default=None, converter=figure_or_none, validator=_bps_or_none)
    success: Fraction | None = field(default=None, converter=figure_or_none, validator=share)
    lag_days: int | None = field(default=None, validator=optional(count_field))

    @property
    def place(self) -> str:
        """How it is called in explanations: ``"stripe, card"``."""
        return f"{self.provider}, {self.offer.name}"
