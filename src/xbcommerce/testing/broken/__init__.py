"""Public values with exactly one thing wrong, to test that a host refuses them as the library does.

    money, time, rules     amounts, rates, quotes; hours, calendars; periods, dated records, rule sets
    catalog                products, markets, promotions
    identifiers            article numbers, VAT numbers, numbers of every kind
    logistics              parcels, cartons, bands, channels
    supply                 histories, lead times, offers, terms
    stock                  places, moves, reservations, counts
    forecasts              methods, events, outcomes of forecasts, limits
    sourcing               loads, cartons, containers, offers in plain numbers, terms of orders
    accounts               lines, charts, bounds of accounts
    payments               fee schedules, facts, settlements
    payouts                terms, holdings, splits, reports about them
    payment_facts          terms, facts, policies and commands of payments, deliveries
    providers              wires, methods, price lists, purchases, candidates for a payment
    payout_files           account numbers, batches, payout files
    replay                 stock policies, reviews, lead times and costs of replays
    reports                lines of statements, expectations
    customs_trade          days, places, goods, costs, consignments, conditions
    customs_charges        rates, rules of charges
    customs_quotes         comparisons
    customs_duties         terms, sums, texts of duties, facts of lines
    customs_incoterms      rules of terms of trade
    customs_thresholds     limits, thresholds
    customs_declarations   declarations, their lines, product identifiers
    risk                   facts, bands, policies, accounts
    broken_documents       JSON documents of any class, from any strategy of sound values

Each function is named for its sound twin, e.g. ``broken_parcels`` for ``parcels``, and draws `Broken`: the
call that must be refused, which argument is at fault, by which error, and what the message says.

Example:
    >>> from hypothesis import given, settings
    >>> from xbcommerce.testing.broken.logistics import broken_parcels
    >>> @settings(max_examples=10)
    ... @given(broken_parcels())
    ... def no_broken_parcel_gets_in(broken):
    ...     broken.refusal()  # fails, and says all of it, where the value is taken
    >>> no_broken_parcel_gets_in()
"""

from .documents import broken_documents
from .topics import all_twins
from .twin import Broken, Wrong, calls, twins

__all__ = ["Broken", "Wrong", "all_twins", "broken_documents", "calls", "twins"]
