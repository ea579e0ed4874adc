"""Ask every channel for a price and put the answers into one currency.

The total is converted once, half even, and the lines are apportioned by largest remainder so that they
still add up to it. A missing or stale rate refuses that quote only; it never counts as 1.

Example:
    >>> from datetime import date
    >>> from fractions import Fraction
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import Rate
    >>> from xbcommerce.logistics.shopping import apportioned
    >>> lines = [Money("104.40", "CNY"), Money("13.00", "CNY"), Money("7.11", "CNY")]
    >>> rate = Rate("CNY", "USD", Fraction("0.1387"), date(2026, 3, 2), "demo")
    >>> [str(line.amount) for line in apportioned(lines, rate)]
    ['14.48', '1.80', '0.99']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve, frozen
from moneyed import Money

from xbcommerce.kernel.fx import Rate, RateTable
from xbcommerce.kernel.money import exponent_of, from_minor, minor
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet

from .channel import Channel, Destination
from .consignment import Consignment
from .messages import ENGLISH
from .parcel import Parcel
from .quote_line import QuoteLine
from .quoting import ChannelQuote, quote_consignment
from .rounded_parts import rounded_together


@frozen
class Refused:
    """A channel that does not come into question, and why."""

    channel_id: str
    channel_name: str
    refusal: Refusal

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return which channel it is, and every reason against it."""
        return (Note("quote.refused", {"channel": self.channel_name}), *self.refusal.unmet)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class Offers:
    """What all channels answered.

    Attributes:
        quotes: In one currency, cheapest first by the unrounded amount, then by id.
        refused: The others, each with every reason.
    """

    quotes: tuple[ChannelQuote, ...]
    refused: tuple[Refused, ...]

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return every quote and every reason against a channel."""
        quotes = tuple(line for each in self.quotes for line in each.why())
        return quotes + tuple(unmet for each in self.refused for unmet in each.refusal.unmet)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def shop(
    parcels: Parcel | Sequence[Parcel],
    channels: Iterable[Channel],
    destination: Destination,
    on: date,
    *,
    currency: str,
    fx: RateTable | None = None,
    max_age_days: int = 7,
) -> Offers:
    """Ask every channel.

    Args:
        parcels: All parcels of the shipment, or the only one.
        channels: In any order.
        destination: Where it goes.
        on: The day of shipping, and of the exchange rates.
        currency: In which quotes are compared.
        fx: Rates; not needed for channels priced in ``currency``.
        max_age_days: How old a rate may be.

    Raises:
        InvalidValueError: There are no parcels.
        UnknownCurrencyError: ``currency`` is not an active one.
    """
    exponent_of(currency)
    consignment = Consignment(parcels)
    quotes: list[ChannelQuote] = []
    refused: list[Refused] = []
    for channel in channels:
        answer = quote_consignment(channel, consignment, destination, on)
        if isinstance(answer, ChannelQuote):
            answer = converted(answer, currency, on, fx=fx, max_age_days=max_age_days)
        if isinstance(answer, Refusal):
            refused.append(Refused(channel.id, channel.name, answer))
        else:
            quotes.append(answer)
    return Offers(in_order(quotes), tuple(sorted(refused, key=lambda each: each.channel_id)))


def in_order(quotes: Iterable[ChannelQuote]) -> tuple[ChannelQuote, ...]:
    """Sort quotes of one currency: the lowest unrounded total first, then by channel."""
    every = list(quotes)
    if all(each.rate is None for each in every):  # then minor units say the same
        every.sort(key=lambda each: (each.total_minor, each.channel_id))
    else:
        every.sort(key=lambda each: (each.exact_total, each.channel_id))
    return tuple(every)


def converted(
    offer: ChannelQuote, currency: str, on: date, *, fx: RateTable | None, max_age_days: int = 7
) -> ChannelQuote | Refusal:
    """Put a quote into another currency at the rate of a day, or say which rate is missing."""
    if offer.currency == currency:
        return offer
    if fx is None:
        pair: dict[str, Param] = {"base": offer.currency, "quote": currency, "on": on}
        return Refusal.of(Unmet("quote.no_rate", offer.channel_name, pair))
    rate = fx.as_of(offer.currency, currency, on, max_age_days=max_age_days)
    if not isinstance(rate, Rate):
        return Refusal.of(Unmet(f"quote.{rate.code}", offer.channel_name, rate.unmet().params))
    amounts = apportioned([line.amount for line in offer.lines], rate)
    lines = (QuoteLine(line.code, amount) for line, amount in zip(offer.lines, amounts, strict=True))
    return evolve(offer, lines=tuple(lines), priced=offer.total, rate=rate)


def apportioned(lines: Sequence[Money], rate: Rate) -> tuple[Money, ...]:
    """Convert the sum of lines once, half even, and round the lines so that they add up to it."""
    factor = rate.per_minor
    amounts = rounded_together([minor(line) * factor for line in lines])
    return tuple(from_minor(amount, rate.quote) for amount in amounts)
