"""What is known of providers: looked up from narrow to wide, dated, and unknown where nobody has said."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from moneyed import Money

from xbcommerce.kernel.calendars import WorkCalendar
from xbcommerce.kernel.dated import ALWAYS, Dated, Found, NoRule, RuleSet, Source, Status, Tier
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.payments import ProviderRules, fees_at
from xbcommerce.payments.fees import FeeSituation, FeeStep, StepFees
from xbcommerce.payments.intents import AmountSemantics
from xbcommerce.payments.payouts import Lag
from xbcommerce.payments.providers import (
    EVERYWHERE,
    Limits,
    MethodKind,
    MethodOffer,
    SettlementLag,
    WireFormat,
    WireOperation,
    to_wire,
)
from xbcommerce.reference.providers import PROVIDERS, provider_rules
from xbcommerce.testing.strategies.providers import provider_rule_sets

DAY = date(2026, 11, 2)
SETS = ("wires", "idempotency", "amounts", "fees", "spreads_bps", "lags", "methods")


@pytest.mark.parametrize(
    ("provider", "operation", "currency", "wire"),
    [
        ("stripe", WireOperation.CHARGE, "USD", WireFormat(2)),
        ("stripe", WireOperation.CHARGE, "JPY", WireFormat(0)),
        ("stripe", WireOperation.CHARGE, "MGA", WireFormat(0)),
        ("stripe", WireOperation.CHARGE, "HUF", WireFormat(2)),
        ("stripe", WireOperation.PAYOUT, "HUF", WireFormat(2, 100)),
        ("stripe", WireOperation.REFUND, "KWD", WireFormat(3, 10)),
        ("stripe", WireOperation.CHARGE, "UGX", WireFormat(2, 100)),
        ("adyen", WireOperation.CHARGE, "EUR", WireFormat()),
        ("adyen", WireOperation.CHARGE, "CLP", WireFormat(2)),
        ("adyen", WireOperation.REFUND, "CVE", WireFormat(0)),
        ("adyen", WireOperation.CHARGE, "IDR", WireFormat(0)),
        ("paypal", WireOperation.CHARGE, "HUF", WireFormat(0)),
        ("antom", WireOperation.CHARGE, "JPY", WireFormat()),
    ],
)
def test_the_narrowest_record_decides(
    provider: str, operation: WireOperation, currency: str, wire: WireFormat
) -> None:
    """A currency's own record, of the operation or of all, before what holds for all currencies."""
    answer = provider_rules().wire(provider, operation, currency, on=DAY)
    assert isinstance(answer, Found)
    assert answer.value == wire


def test_a_rule_of_the_wire_changes_on_its_day() -> None:
    """Stripe took fractions of kronur until 14 April 2023."""
    rules = provider_rules()
    before, after = (
        rules.wire("stripe", WireOperation.CHARGE, "ISK", on=on)
        for on in (date(2023, 4, 13), date(2023, 4, 14))
    )
    assert isinstance(before, Found)
    assert isinstance(after, Found)
    assert (before.value.increment, after.value.increment) == (1, 100)
    assert to_wire(Money("5", "ISK"), before.value) == to_wire(Money("5", "ISK"), after.value) == 500


@pytest.mark.parametrize(
    ("on", "percent"),
    [
        (date(2023, 3, 31), "4.4"),
        (date(2023, 4, 1), "3.95"),
        (date(2024, 9, 30), "3.95"),
        (date(2024, 10, 1), "4.4"),
    ],
)
def test_an_offer_ends_on_its_last_day(on: date, percent: str) -> None:
    """PayPal China's promotion ran from April 2023 through September 2024."""
    answer = provider_rules().fees_of("paypal", "CN", "paypal", on=on)
    assert isinstance(answer, Found)
    assert answer.value.charges[0].schedule.percent == Decimal(percent)


def test_what_no_source_said_is_unknown() -> None:
    """Adyen's and Antom's prices, Payoneer's wire, PayPal's memory for keys: never a default."""
    rules = provider_rules()
    unknown = [
        rules.fees_of("adyen", "DE", "card", on=DAY),
        rules.fees_of("antom", "CN", "alipay_cn", on=DAY),
        rules.wire("payoneer", WireOperation.CHARGE, "USD", on=DAY),
        rules.wire("paypal", WireOperation.PAYOUT, "USD", on=DAY),
        rules.idempotency_of("paypal", on=DAY),
        rules.amounts_of("antom", on=DAY),
        rules.spread_of("payoneer", "CN", on=DAY),
        rules.lag_of("stripe", "US", "card", on=DAY),
        rules.method("stripe", "klarna", on=DAY),
    ]
    assert all(isinstance(answer, NoRule) for answer in unknown)
    assert isinstance(
        rules.wire("stripe", WireOperation.CHARGE, "USD", on=DAY, known=date(2026, 1, 1)), NoRule
    )


def test_a_seller_sees_what_to_ask_a_provider() -> None:
    """Every gap by its key; of a provider without any record, all of it."""
    rules = provider_rules()
    assert [each.where for each in rules.unknown_of("stripe", "US", on=DAY)] == ["stripe/US/card"]  # the lag
    assert [each.where for each in rules.unknown_of("payoneer", "CN", on=DAY)] == [
        "payoneer/charge/*",
        "payoneer/refund/*",
        "payoneer/payout/*",
        "payoneer",
        "payoneer",
        "payoneer/CN",
    ]
    assert {each.code for each in rules.unknown_of("nobody", "US", on=DAY)} == {"rule.none"}


def test_what_providers_promise_is_data() -> None:
    """Keys are remembered for a day by Stripe, for at least 31 days by Adyen."""
    rules = provider_rules()
    stripe, adyen = (rules.idempotency_of(name, on=DAY) for name in ("stripe", "adyen"))
    assert isinstance(stripe, Found)
    assert isinstance(adyen, Found)
    assert (stripe.value.window, adyen.value.window) == (timedelta(1), timedelta(31))
    amounts = rules.amounts_of("stripe", on=DAY)
    assert isinstance(amounts, Found)
    assert amounts.value is AmountSemantics.CUMULATIVE


def test_stripe_in_the_united_states_takes_what_its_list_says() -> None:
    """2.9 % and 30 cents, 1.5 % for a card from abroad, 1 % for conversion."""
    answer = provider_rules().fees_of("stripe", "US", "card", on=DAY)
    assert isinstance(answer, Found)
    for card, currency, total in [("US", "USD", "3.20"), ("DE", "USD", "4.70"), ("DE", "EUR", "5.70")]:
        fees = fees_at(
            answer.value, FeeStep.CAPTURE, Money("100.00", "USD"), FeeSituation(currency, "USD", card)
        )
        assert isinstance(fees, StepFees)
        assert fees.total == Money(total, "USD")


def test_every_record_says_who_said_it_and_none_claims_more_than_an_excerpt() -> None:
    """Source, day and tier C; nothing suspicious in any set; every provider is told of."""
    rules = provider_rules()
    for name in SETS:
        records: RuleSet[object] = getattr(rules, name)
        assert not records.lint(), name
        for record in records.records:
            assert record.source is not None
            assert record.source.tier is Tier.C
            assert record.source.read_on is not None
            assert record.source.url
            assert record.key.split("/")[0] in PROVIDERS
    assert {key.split("/")[0] for key in rules.methods.keys} == set(PROVIDERS)


def test_bounds_and_hearsay_are_marked_as_estimates() -> None:
    """At most 1 % for a bank debit; a conversion rate out of the press."""
    rules = provider_rules()
    for answer in (
        rules.fees_of("payoneer", "CN", "ach_debit", on=DAY),
        rules.spread_of("paypal", "US", on=DAY),
    ):
        assert isinstance(answer, Found)
        assert answer.record.status is Status.ESTIMATED


def test_a_hosts_own_contract_wins() -> None:
    """Laid over the packaged records, without a release of ours."""
    rules = provider_rules()
    contract = Dated("our-isk", "stripe/charge/ISK", WireFormat(0), ALWAYS, DAY, Source("our contract"))
    own = ProviderRules(
        wires=rules.wires.overlay(RuleSet([contract], DAY)),
        idempotency=rules.idempotency,
        amounts=rules.amounts,
        fees=rules.fees,
        spreads_bps=rules.spreads_bps,
        lags=rules.lags,
        methods=rules.methods,
    )
    answer = own.wire("stripe", WireOperation.CHARGE, "ISK", on=DAY)
    assert isinstance(answer, Found)
    assert answer.value == WireFormat(0)


@settings(max_examples=25)
@given(provider_rule_sets())
def test_a_look_up_answers_with_a_record_of_the_set_or_that_there_is_none(rules: ProviderRules) -> None:
    """It never makes a value up, and never answers for another provider."""
    for answer, records in [
        (rules.wire("acme", WireOperation.CHARGE, "EUR", on=DAY), rules.wires.records),
        (rules.fees_of("acme", "DE", "card", on=DAY), rules.fees.records),
        (rules.method("acme", "card", on=DAY), rules.methods.records),
    ]:
        assert isinstance(answer, Found | NoRule)
        assert isinstance(answer, Found) is bool(records)
    assert isinstance(rules.wire("other", WireOperation.CHARGE, "EUR", on=DAY), NoRule)
    assert rules.methods_of("acme") == (("card",) if rules.methods.records else ())


def test_a_lag_without_its_cut_off_gives_no_rule_for_a_day() -> None:
    """With one it does; a cut-off without zone names no instant."""
    lag = provider_rules().lag_of("payoneer", "CN", "ach_debit", on=DAY)
    assert isinstance(lag, Found)
    assert (lag.value.days, lag.value.lag) == (5, Lag.BUSINESS)
    assert lag.value.terms(WorkCalendar.of()) is None
    with pytest.raises(InvalidValueError, match="give both"):
        SettlementLag(2, Lag.BUSINESS, zone="UTC")


def test_methods_say_where_and_how_much_and_what_nobody_said() -> None:
    """Three answers: yes, no, unknown."""
    offer = MethodOffer(MethodKind.CARD, "card", currencies={"EUR"}, countries=None)
    assert (offer.serves_currency("EUR"), offer.serves_currency("USD")) == (True, False)
    assert offer.serves_country("DE") is None
    assert MethodOffer(MethodKind.CARD, "c", currencies=EVERYWHERE, countries=EVERYWHERE).serves_country("DE")
    assert offer.limits_in("EUR") is None


def test_limits_that_cannot_be_meant_are_refused() -> None:
    """None at all, the smallest above the largest, two for one currency, one text for many codes."""
    low, high = Money("5.00", "EUR"), Money("1.00", "EUR")
    for broken in (
        Limits,
        lambda: Limits(low, high),
        lambda: MethodOffer(
            MethodKind.CARD, "c", currencies={"EUR"}, countries={"DE"}, limits=[Limits(low), Limits(high)]
        ),
        lambda: MethodOffer(MethodKind.CARD, "c", currencies="EUR", countries={"DE"}),
        lambda: MethodOffer(MethodKind.CARD, "c", currencies={"EUR"}, countries="DE"),
    ):
        with pytest.raises(InvalidValueError):
            broken()
