"""A quote as it is stored, and the same quote made again from it, to the byte.

What is stored is the question, the rates that were told and the name of the rules; the answer's own digest
proves that the rules, the rates and the library of today give what they gave then.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.fx import RateTable
    >>> from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place, TradeDates
    >>> from xbcommerce.logistics.customs.landed_cost import quoted, replay
    >>> from xbcommerce.reference.customs.rules import packaged_rules
    >>> parcel = ImportConsignment(Place("NZ"), "CN", [GoodsLine("mug", Money("40.00", "NZD"), origin="CN")])
    >>> on = TradeDates.all_on(date(2026, 3, 2))
    >>> quote, record = quoted(parcel, on, packaged_rules(), RateTable("EUR", "none", {}))
    >>> replay(record, packaged_rules()) == quote
    True
"""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import frozen

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import FxRates
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.trade import TradeDates

from .landing import landed_cost
from .quote import LandedCost
from .rates_used import RatesAsked, RatesTold


class OtherRulesError(InvalidValueError):
    """Rules that are not the ones a quote was made with."""

    code = "other_rules"


class ReplayError(InvalidValueError):
    """A quote that comes out otherwise than it was stored, though rules and rates are the same."""

    code = "replay_differs"


@frozen
class QuoteRecord:
    """All that a quote depends on, and what it came to.

    Attributes:
        consignment: What was asked about.
        dates: For which days.
        known: As known on which day.
        rules: The digest of the rules.
        rates: Every exchange rate that was asked for, and the answer.
        answer: The digest of the quote.
    """

    consignment: ImportConsignment
    dates: TradeDates
    known: date
    rules: str
    rates: RatesTold
    answer: str


def quoted(
    consignment: ImportConsignment,
    dates: TradeDates,
    rules: RuleSet[Any],
    fx: FxRates,
    *,
    known: date | None = None,
) -> tuple[LandedCost, QuoteRecord]:
    """Make a quote and the record to store with it; see `landed_cost` for the arguments."""
    asked = RatesAsked(fx)
    quote = landed_cost(consignment, dates, rules, asked, known=known)
    record = QuoteRecord(consignment, dates, quote.known, rules.digest, asked.told(), digest_of(quote))
    return quote, record


def replay(record: QuoteRecord, rules: RuleSet[Any]) -> LandedCost:
    """Make a stored quote again.

    Args:
        record: What was stored.
        rules: The rules of then: `RuleSets.find` of a store returns them by ``record.rules``.

    Raises:
        InvalidValueError: A text for the record.
        OtherRulesError: These are other rules.
        ReplayError: The answer differs; the library has changed its mind since.
    """
    if not isinstance(record, QuoteRecord):
        msg = (
            f"record of type {type(record).__name__}: read what was stored with from_json(text, QuoteRecord)"
        )
        raise InvalidValueError(msg)
    if rules.digest != record.rules:
        msg = f"rules={rules.digest}: the quote was made with {record.rules}; fetch those by their digest"
        raise OtherRulesError(msg)
    quote = landed_cost(record.consignment, record.dates, rules, record.rates, known=record.known)
    answer = digest_of(quote)
    if answer != record.answer:
        msg = (
            f"answer={answer}: the quote of then was {record.answer}; another version of this library made it"
        )
        raise ReplayError(msg)
    return quote


def digest_of(quote: LandedCost) -> str:
    """Return the sha256 of a quote's canonical JSON, in hexadecimal."""
    from hashlib import sha256

    from xbcommerce.kernel.codec import canonical_json

    return sha256(canonical_json(quote).encode()).hexdigest()
