"""Hypothesis strategies for the public values, one module a topic; import the one you need.

    money, time, rules     the kernel: amounts, rates, instants, calendars, dated rules, addresses
    identifiers            numbers of businesses, declarations, parcels and products
    catalog                products, listings, offers, requirements
    logistics, shipping    parcels, tariffs, channels; quotes, choices, promises, packing
    payments, books        fee schedules, facts, settlements; ledgers, reconciliations
    reports                lines of statements, expectations, reports, bank statements
    accounts               charts of accounts, bounds, trial balances, statements of accounts
    payouts                availability, reserves, protection, splits, payouts
    payment_facts          payments, true histories of them, commands, advice on trying again
    providers, routing     wires, methods, price lists; purchases, candidates, rankings, rates to capture at
    payout_files           account numbers, parties, payout files, reports of the bank about them
    deliveries             what a webhook gets of a true history: facts lost, late and twice
    risk                   credit accounts, rules, policies, verdicts
    supply, lots, suppliers demand, lead times, offers; theory of lots; scores and contracts
    targets                stock targets, order cycles, stock levels, models of demand
    replay                 stock policies, reviews, replays and comparisons of settings
    forecasts              kinds of demand, methods, choices, events, errors, what came of forecasts
    stock                  moves and courses of them, ledgers, reservations, findings, counts
    sourcing               cartons, containers, orders of many items, landed cost, choices, expediting
    customs_trade          trades across a border: days, places, consignments, conditions, values in parts
    customs_charges        charges of every kind, graphs of them, what they come to
    customs_quotes         quotes of landed cost, stored ones, comparisons, changes, refunds
    customs_classification HS codes, small nomenclatures, correlations, statements about codes
    customs_duties         duty expressions, what is known of lines, what duties come to
    customs_incoterms      terms of trade, their rules, where title passes
    customs_thresholds     small parcels, thresholds of every effect, what they decide, flat charges
    customs_declarations   declarations and their gaps, product identifiers, requirements, labels
    customs_tariff         measures of every kind, preferences, quotas, what a line is charged
    customs_restrictions   facts of goods, restrictions, provisions of the air on batteries
    customs_verdicts       what restrictions answer, and ways to send with it
    customs_laws           small sets of rules for whole imports
    customs_valuation      rules of valuation, days of rates, rates of tax, goods at their value
    storage                what crosses the ports of stores: events, documents, effects, journals

Every function gives values that are valid by default; keyword arguments narrow them. `for_types` makes all of
them known to ``st.from_type``, so that strategies for your own classes find ours by annotation.

Example:
    >>> from hypothesis import given, settings
    >>> from xbcommerce.testing.strategies import money
    >>> @settings(max_examples=10)
    ... @given(money.rates())
    ... def inverses_cancel(rate):
    ...     assert rate.value * rate.inverse().value == 1
    >>> inverses_cancel()
"""

from .registry import for_types, of_type

__all__ = ["for_types", "of_type"]
