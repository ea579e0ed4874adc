"""Surcharges that depend on the payment: cards from abroad, and amounts that must be converted.

A provider's list says "1.5 % more for international cards, 1 % more if conversion is required". Whether a
card is from abroad is asked of the country that issued it; a region that counts as home, such as the European
Economic Area, is a set of countries. Where the card's country is not known, neither is the surcharge.

Example:
    >>> from decimal import Decimal
    >>> from xbcommerce.payments import Surcharge
    >>> from xbcommerce.payments.fees import ConditionalSurcharge, FeeSituation, Trigger
    >>> abroad = ConditionalSurcharge(Surcharge("international card", Decimal("1.5")), Trigger.CROSS_BORDER)
    >>> abroad.applies(FeeSituation("EUR", "USD", card_country="DE"), home={"US"})
    True
    >>> abroad.applies(FeeSituation("EUR", "USD"), home={"US"}) is None
    True
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from attrs import field, frozen
from attrs.validators import optional

from xbcommerce.kernel.errors import member_of
from xbcommerce.kernel.money import exponent_of

from .countries import alpha2_field, alpha2_set
from .schedule import Surcharge


class Trigger(Enum):
    """What makes a surcharge due."""

    CROSS_BORDER = "cross_border"
    """The card was issued outside the countries that count as the account's own."""
    CONVERTED = "converted"
    """The buyer pays in another currency than the seller is settled in."""


def _currency(_instance: object, _attribute: object, value: str) -> None:
    exponent_of(value)


@frozen
class FeeSituation:
    """What conditional fees ask about a payment.

    Attributes:
        presentment: The currency the buyer pays in.
        settlement: The currency of the seller's balance.
        card_country: The country that issued the card, or of the buyer's account; None if unknown.
    """

    presentment: str = field(validator=_currency)
    settlement: str = field(validator=_currency)
    card_country: str | None = field(default=None, validator=optional(alpha2_field))

    @property
    def is_converted(self) -> bool:
        """Whether the amount is exchanged on its way to the seller."""
        return self.presentment != self.settlement


@frozen
class ConditionalSurcharge:
    """A surcharge with its condition.

    Attributes:
        surcharge: What is taken.
        when: What makes it due.
        only_in: If given, due for cards of these countries alone.
        except_in: Never due for cards of these countries; they may have a line of their own.
    """

    surcharge: Surcharge
    when: Trigger = field(validator=member_of(Trigger))
    only_in: frozenset[str] = field(default=frozenset[str](), converter=alpha2_set, kw_only=True)
    except_in: frozenset[str] = field(default=frozenset[str](), converter=alpha2_set, kw_only=True)

    def applies(self, situation: FeeSituation, home: Collection[str]) -> bool | None:
        """Say whether it is due; None where that hangs on a card whose country is not known.

        Args:
            situation: The payment.
            home: The countries that count as the account's own.
        """
        if self.when is Trigger.CONVERTED and not situation.is_converted:
            return False
        asks_card = self.when is Trigger.CROSS_BORDER or bool(self.only_in or self.except_in)
        card = situation.card_country
        if not asks_card:
            return True
        if card is None:
            return None
        abroad = self.when is not Trigger.CROSS_BORDER or card not in home
        return abroad and card not in self.except_in and (not self.only_in or card in self.only_in)
