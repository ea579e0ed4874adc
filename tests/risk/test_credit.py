"""Credit: exposure, limits, ageing, and the account as facts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import CurrencyMismatchError, minor
from xbcommerce.risk import (
    Ageing,
    BuyerAccount,
    CreditLimit,
    CreditPosition,
    Exposure,
    Facts,
    ItemKind,
    LimitLevels,
    NoExposure,
    OpenItem,
    OrderToScreen,
    Outcome,
    ageing,
    credit_facts,
    credit_position,
    credit_schema,
    decide,
    exposure,
    standard_credit_policy,
)
from xbcommerce.testing.strategies.risk import buyer_accounts, credit_limits, open_items, orders_to_screen

ON = date(2026, 3, 31)
NOW = datetime(2026, 3, 31, 9, tzinfo=UTC)
EURUSD = Rate("EUR", "USD", Decimal("1.0850"), ON, "a bank")


def invoice(amount: str, *, currency: str = "USD", account: str = "", due: date | None = None) -> OpenItem:
    """Build an open invoice."""
    return OpenItem(ItemKind.OPEN_INVOICE, Money(amount, currency), account=account, due=due)


def credit_note(amount: str, *, account: str = "") -> OpenItem:
    """Build a credit note in USD."""
    return OpenItem(ItemKind.CREDIT_NOTE, Money(amount, "USD"), account=account)


def found_exposure(items: list[OpenItem], currency: str = "USD") -> Exposure:
    """Add up, with the rate above."""
    found = exposure(items, currency, rates=[EURUSD])
    assert isinstance(found, Exposure)
    return found


def test_a_credit_balance_reduces_only_its_own_account() -> None:
    """Never netted across legal entities, never below zero."""
    found = found_exposure([invoice("100", account="de"), credit_note("250", account="at")])
    assert (found.gross, found.deductions, found.exposure) == (
        Money("100.00", "USD"),
        Money("250.00", "USD"),
        Money("100.00", "USD"),
    )


def test_each_item_is_converted_and_rounded_once() -> None:
    """Two items of 0.01 EUR are 0.02 USD, rounded each; the rate is named."""
    found = found_exposure([invoice("0.01", currency="EUR"), invoice("0.01", currency="EUR")])
    assert found.exposure == Money("0.02", "USD")
    assert found.rates == (EURUSD,)
    assert "Rate used: 1 EUR = 1.085 USD" in str(found)


def test_a_missing_rate_is_unknown_and_every_pair_is_named() -> None:
    """Never a smaller exposure; an inverse rate is not invented."""
    found = exposure([invoice("5", currency="JPY"), invoice("5", currency="GBP"), invoice("5")], "USD")
    assert isinstance(found, NoExposure)
    assert [item.params["base"] for item in found.unmet] == ["JPY", "GBP"]
    assert "no exchange rate from JPY to USD" in str(found)
    assert isinstance(exposure([invoice("5")], "EUR", rates=[EURUSD]), NoExposure)


def test_a_negative_amount_is_refused_with_the_way_out() -> None:
    """A credit is its own kind of item."""
    with pytest.raises(InvalidValueError, match="credit note"):
        invoice("-5")


@given(items=st.lists(open_items(), max_size=6), data=st.data())
def test_exposure_does_not_depend_on_order_and_lies_between_its_bounds(
    items: list[OpenItem], data: st.DataObject
) -> None:
    """At least gross less credits, at most gross; and it stores."""
    found = exposure(items, "EUR")
    assert isinstance(found, Exposure)
    assert exposure(data.draw(st.permutations(items)), "EUR") == found
    gross, deductions = minor(found.gross), minor(found.deductions)
    assert max(0, gross - deductions) <= minor(found.exposure) <= gross
    assert from_json(to_json(found), Exposure) == found


@given(limit=credit_limits(), items=st.lists(open_items(), max_size=4), order_minor=st.integers(0, 200_000))
def test_an_order_fits_exactly_when_exposure_and_order_stay_within_the_limit(
    limit: CreditLimit, items: list[OpenItem], order_minor: int
) -> None:
    """Equality passes; what is available may be below zero and is not clamped."""
    owed = exposure(items, "EUR")
    assert isinstance(owed, Exposure)
    order = Money(Decimal(order_minor) / 100, "EUR")
    position = credit_position(limit, owed, order=order)
    assert isinstance(position, CreditPosition)
    assert minor(position.available) == minor(limit.amount) - minor(owed.exposure)
    assert position.fits is (minor(owed.exposure) + order_minor <= minor(limit.amount))
    assert from_json(to_json(position), CreditPosition) == position


def test_a_position_is_told_in_words() -> None:
    """Also an exceeded one, and an order in another currency through its rate."""
    limit = CreditLimit("b", Money(20_000, "USD"))
    over = credit_position(limit, found_exposure([invoice("25000")]))
    assert str(over) == "The limit USD 20,000.00 is exceeded: USD 25,000.00 is used (USD -5,000.00)."
    order = credit_position(limit, found_exposure([]), order=Money(20_000, "EUR"), rates=[EURUSD])
    assert str(order).endswith("An order of USD 21,700.00 is USD 1,700.00 too large.")
    assert isinstance(credit_position(limit, found_exposure([]), order=Money(1, "GBP")), NoExposure)
    with pytest.raises(CurrencyMismatchError):
        credit_position(CreditLimit("b", Money(1, "EUR")), found_exposure([]))


def test_every_exceeded_level_is_named() -> None:
    """Buyer, group and country have their own limit and exposure."""

    def position(limit: int, used: int) -> CreditPosition:
        owed = found_exposure([invoice(str(used))])
        found = credit_position(CreditLimit("b", Money(limit, "USD")), owed, order=Money(400, "USD"))
        assert isinstance(found, CreditPosition)
        return found

    levels = LimitLevels(
        {"buyer": position(1_000, 700), "group": position(5_000, 4_700), "country": position(9_000, 0)}
    )
    assert levels.exceeded == ("buyer", "group")
    assert not levels.fits
    assert levels.available["group"] == Money("300.00", "USD")


@pytest.mark.parametrize(
    ("due", "bucket"),
    [
        (date(2026, 4, 1), "not_due"),
        (date(2026, 3, 31), "not_due"),
        (date(2026, 3, 30), "1-30"),
        (date(2026, 3, 1), "1-30"),
        (date(2026, 2, 28), "31-60"),
        (date(2025, 12, 31), "61-90"),
        (date(2025, 12, 30), "over_90"),
    ],
)
def test_an_invoice_ages_from_the_day_after_its_due_date(due: date, bucket: str) -> None:
    """What is due today is not overdue."""
    found = ageing([invoice("5", due=due)], ON, "USD")
    assert [item.name for item in found.buckets if minor(item.amount)] == [bucket]


@given(items=st.lists(open_items(), max_size=6))
def test_every_open_invoice_is_in_one_bucket_or_undated(items: list[OpenItem]) -> None:
    """Nothing is lost, and the age of undated ones is not guessed."""
    found = ageing(items, ON, "EUR")
    invoices = [item for item in items if item.kind is ItemKind.OPEN_INVOICE]
    assert sum(minor(bucket.amount) for bucket in found.buckets) + minor(found.undated) == sum(
        minor(item.amount) for item in invoices
    )
    assert (minor(found.overdue) > 0) is (found.oldest_days > 0)
    assert from_json(to_json(found), Ageing) == found
    assert len(str(found).splitlines()) == 5 + (minor(found.undated) > 0)


@pytest.mark.parametrize("edges", [(), (0, 30), (30, 30), (60, 30)])
def test_ageing_edges_have_to_rise(edges: tuple[int, ...]) -> None:
    """A bucket holds at least one day."""
    with pytest.raises(InvalidValueError):
        ageing([], ON, "USD", edges_days=edges)


def test_ageing_refuses_another_currency() -> None:
    """Amounts of two currencies are not one debt."""
    with pytest.raises(CurrencyMismatchError):
        ageing([invoice("5", currency="EUR")], ON, "USD")


@given(account=buyer_accounts(), order=orders_to_screen(), counted=st.none() | st.integers(0, 9))
def test_an_account_and_an_order_become_facts_and_are_decided(
    account: BuyerAccount, order: OrderToScreen, counted: int | None
) -> None:
    """What the host does not know stays missing, and the packaged policy decides on what there is."""
    facts = credit_facts(account, order, "EUR", on=ON, orders_24h=counted)
    assert facts.is_known("orders_24h") is (counted is not None)
    assert facts.is_known("credit_limit") is (account.limit is not None)
    assert facts.is_known("card_country") is (order.card_country is not None)
    undated = any(
        item.kind is ItemKind.OPEN_INVOICE and item.due is None and minor(item.amount)
        for item in account.items
    )
    assert facts.is_known("overdue_days") is not undated
    policy = standard_credit_policy("EUR", first_order_max=Money(1_000, "EUR"))
    verdict = decide(policy, facts, at=NOW)
    assert verdict.outcome is not Outcome.ALLOW or not (verdict.hits or verdict.unknowns)
    for value in (account, order):
        assert from_json(to_json(value), type(value)) == value


def test_a_missing_rate_leaves_facts_missing_not_zero() -> None:
    """Exposure and overdue of another currency are unknown without its rate, exact with it."""
    account = BuyerAccount("b", items=(invoice("100", currency="EUR", due=date(2026, 3, 1)),))
    order = OrderToScreen("o", Money(10, "USD"))
    without = credit_facts(account, order, "USD", on=ON)
    assert not without.is_known("exposure")
    assert not without.is_known("overdue")
    assert without.values["overdue_days"] == 30
    known = credit_facts(account, order, "USD", on=ON, rates=[EURUSD])
    assert known.values["exposure"] == known.values["overdue"] == Money("108.50", "USD")


def test_a_limit_that_has_run_out_is_unknown() -> None:
    """Not zero, and not the old amount."""
    limit = CreditLimit("b", Money(100, "USD"), Validity(None, ON))
    facts = credit_facts(BuyerAccount("b", limit=limit), OrderToScreen("o", Money(1, "USD")), "USD", on=ON)
    assert not facts.is_known("credit_limit")


@pytest.mark.parametrize("country", ["de", "DEU", "D", "Ö1", ""])
def test_a_country_is_two_capital_letters_or_unknown(country: str) -> None:
    """Else two spellings of one country would look like a mismatch."""
    with pytest.raises(InvalidValueError, match="two capital letters"):
        BuyerAccount("b", country=country)


def screened(**known: object) -> tuple[Outcome, tuple[str, ...]]:
    """Decide on an ordinary order with some facts changed."""
    ordinary = {
        "order_total": Money(500, "EUR"),
        "exposure": Money(0, "EUR"),
        "credit_limit": Money(2_000, "EUR"),
        "overdue_days": 0,
        "orders_completed": 5,
        "on_terms": True,
        "paid_by_card": False,
        "orders_24h": 1,
        "ship_to_country": "DE",
        "buyer_country": "DE",
    }
    facts: Facts = credit_schema("EUR").facts({**ordinary, **known})  # type: ignore[dict-item]
    policy = standard_credit_policy("EUR", first_order_max=Money(1_000, "EUR"))
    verdict = decide(policy, facts, at=NOW)
    return verdict.outcome, verdict.reasons


@pytest.mark.parametrize(
    ("known", "outcome", "reasons"),
    [
        ({}, Outcome.ALLOW, ()),
        ({"exposure": Money(1_500, "EUR")}, Outcome.ALLOW, ()),
        ({"exposure": Money("1500.01", "EUR")}, Outcome.HOLD, ("credit.over_limit",)),
        ({"exposure": Money(9_999, "EUR"), "on_terms": False}, Outcome.ALLOW, ()),
        ({"overdue_days": 30}, Outcome.ALLOW, ()),
        ({"overdue_days": 31}, Outcome.REVIEW, ("credit.overdue",)),
        ({"overdue_days": 61}, Outcome.DECLINE, ("credit.overdue_long",)),
        ({"orders_completed": 0}, Outcome.ALLOW, ()),
        (
            {"orders_completed": 0, "order_total": Money(1_001, "EUR")},
            Outcome.REVIEW,
            ("buyer.first_order_large",),
        ),
        ({"paid_by_card": True, "card_country": "GB"}, Outcome.REVIEW, ("order.card_country",)),
        ({"paid_by_card": True}, Outcome.REVIEW, ("order.card_country",)),
        ({"orders_completed": 0, "buyer_country": "FR"}, Outcome.CHALLENGE, ("order.ship_to_country",)),
        ({"orders_24h": 4}, Outcome.REVIEW, ("order.velocity",)),
        ({"credit_limit": None}, Outcome.REVIEW, ("credit.over_limit",)),
        (
            {"exposure": Money(9_999, "EUR"), "overdue_days": 90, "orders_24h": 9},
            Outcome.DECLINE,
            ("credit.overdue_long", "credit.over_limit", "order.velocity"),
        ),
    ],
    ids=range(15),
)
def test_the_packaged_policy_decides(
    known: dict[str, object], outcome: Outcome, reasons: tuple[str, ...]
) -> None:
    """Each rule at its edge; a needed fact that is missing means review."""
    assert screened(**known) == (outcome, reasons)


def test_the_packaged_policy_refuses_figures_that_contradict() -> None:
    """Another currency, days that do not rise."""
    with pytest.raises(CurrencyMismatchError):
        standard_credit_policy("EUR", first_order_max=Money(1, "USD"))
    with pytest.raises(InvalidValueError):
        standard_credit_policy("EUR", first_order_max=Money(1, "EUR"), overdue_decline_days=30)
