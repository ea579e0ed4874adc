"""Candidates out of what is known of providers, and of the seller's own account."""

from __future__ import annotations

from datetime import date

from attrs import evolve
from hypothesis import given, settings
from moneyed import Money

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.fx import Rate
from xbcommerce.payments import FeeSchedule, ProviderRules, Purchase
from xbcommerce.payments.providers import MethodKind
from xbcommerce.payments.routing import ProviderAccount, candidates_of, route_reasons
from xbcommerce.reference.providers import PROVIDERS, provider_rules
from xbcommerce.reference.rates import ecb_rates
from xbcommerce.testing.strategies.providers import provider_rule_sets
from xbcommerce.testing.strategies.routing import purchases

DAY = date(2026, 10, 30)
PURCHASE = Purchase(Money("89.00", "EUR"), "DE", "USD", card_country="DE")
EURO = ecb_rates().as_of("EUR", "USD", DAY, max_age_days=5)


def reasons(account: ProviderAccount, purchase: Purchase = PURCHASE) -> dict[str, list[str]]:
    """Return the reasons against each method of an account."""
    found = candidates_of(account, purchase, provider_rules(), rate=EURO, on=DAY)
    return {
        one.offer.name: [each.code.removeprefix("route.") for each in route_reasons(one, purchase)]
        for one in found
    }


def test_what_the_records_lack_the_account_may_know() -> None:
    """Stripe's list is known; how often payments succeed there, only the seller knows."""
    bare = ProviderAccount("stripe", "US")
    assert reasons(bare) == {"card": ["payout_fee_unknown", "success_unknown", "lag_unknown"]}
    known = ProviderAccount("stripe", "US", success="0.94", lag_days=2, payout=FeeSchedule())
    assert reasons(known) == {"card": []}


def test_what_nobody_knows_is_named() -> None:
    """Adyen's prices and countries; Payoneer's exchange; Antom's everything."""
    account = ProviderAccount("adyen", "US", success="0.9", lag_days=2, payout=FeeSchedule())
    assert reasons(account) == {"card": ["country_unknown", "fees_unknown", "spread_unknown"]}
    assert reasons(evolve(account, provider="payoneer")) == {
        "ACH bank debit": ["currency_not_supported", "country_not_supported", "spread_unknown"]
    }
    assert set(reasons(evolve(account, provider="antom"))) == {"Alipay", "AlipayHK"}


def test_a_card_of_unknown_origin_leaves_the_price_list_unknown() -> None:
    """Its surcharge cannot be decided."""
    account = ProviderAccount("stripe", "US", success="0.94", lag_days=2, payout=FeeSchedule())
    assert reasons(account, evolve(PURCHASE, card_country=None)) == {"card": ["fees_unknown"]}


def test_the_providers_lag_counts_where_the_seller_has_no_better_one() -> None:
    """Five working days for a bank debit, unless it went faster."""
    account = ProviderAccount("payoneer", "CN")
    dollars = Purchase(Money("89.00", "USD"), "US", "USD")
    (said,) = candidates_of(account, dollars, provider_rules(), rate=None, on=DAY)
    (lived,) = candidates_of(evolve(account, lag_days=3), dollars, provider_rules(), rate=None, on=DAY)
    assert (said.lag_days, lived.lag_days) == (5, 3)
    assert said.offer.kind is MethodKind.CROSS_BORDER_PLATFORM
    assert (said.rate, said.spread_bps) == (None, None)


def test_records_overdue_for_review_are_not_used() -> None:
    """What was known in 2028 of a list last read in 2026 is too old to rank by."""
    rules = provider_rules()
    later = evolve(rules, fees=RuleSet(rules.fees.records, date(2028, 1, 1)))
    account = ProviderAccount("stripe", "US", success="0.94", lag_days=2, payout=FeeSchedule())
    (card,) = candidates_of(account, PURCHASE, later, rate=EURO, on=DAY)
    assert card.fees is None


@settings(max_examples=25)
@given(provider_rule_sets(), purchases())
def test_a_candidate_has_no_figure_that_no_record_has(rules: ProviderRules, purchase: Purchase) -> None:
    """One for each method on record, with gaps where the records have gaps."""
    rate = Rate("EUR", purchase.settlement, 1, DAY, "a bank")
    found = candidates_of(ProviderAccount("acme", "DE"), purchase, rules, rate=rate, on=DAY)
    assert len(found) == len(rules.methods.records)
    for one in found:
        assert one.success is None
        assert one.fees is None or rules.fees.records
        assert one.spread_bps is None or rules.spreads_bps.records
        assert (one.lag_days is None) is (not rules.lags.records)


def test_every_provider_of_the_samples_has_a_candidate() -> None:
    """So that none is left out in silence."""
    for provider in PROVIDERS:
        assert candidates_of(ProviderAccount(provider, "US"), PURCHASE, provider_rules(), rate=EURO, on=DAY)
