"""Failing examples shrink to what a reader would write down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from hypothesis import HealthCheck, find, settings
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.catalog import Product
from xbcommerce.kernel.calendars import Weekend
from xbcommerce.kernel.dated import Dated, RuleSet, Validity
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.measures import Dimensions
from xbcommerce.logistics import Parcel
from xbcommerce.payments import FeeSchedule
from xbcommerce.supply import DemandSeries, Flag
from xbcommerce.testing.broken import Broken, broken_documents
from xbcommerce.testing.broken.logistics import broken_parcels
from xbcommerce.testing.broken.money import broken_moneys
from xbcommerce.testing.strategies.catalog import products
from xbcommerce.testing.strategies.deliveries import fact_deliveries
from xbcommerce.testing.strategies.logistics import parcels
from xbcommerce.testing.strategies.money import moneys, rates
from xbcommerce.testing.strategies.payments import Run, fee_schedules, runs
from xbcommerce.testing.strategies.rules import rule_sets
from xbcommerce.testing.strategies.supply import demand_series
from xbcommerce.testing.strategies.time import weekends

T = TypeVar("T")
QUIET = settings(database=None, derandomize=True, max_examples=100, suppress_health_check=list(HealthCheck))


def smallest(strategy: st.SearchStrategy[T], such_that: Callable[[T], bool] = lambda _: True) -> T:
    """Return the example that Hypothesis would show."""
    return find(strategy, such_that, settings=QUIET)


def test_money() -> None:
    """Euros and cents."""
    assert smallest(moneys()) == Money("0.00", "EUR")
    assert smallest(moneys(), lambda money: money.amount < 0) == Money("-0.01", "EUR")
    euros = moneys(currencies=["EUR"])
    assert smallest(euros, lambda money: money.amount >= 100) == Money("100.00", "EUR")


def test_a_rate() -> None:
    """One euro is one dollar, or the least more."""
    first = date(2026, 1, 5)
    assert smallest(rates()) == Rate("EUR", "USD", Fraction(1), first, "a bank")
    assert smallest(rates(), lambda rate: rate.value > 1).value == Fraction("1.000001")


def test_a_parcel() -> None:
    """Plain goods in the smallest box."""
    plain = Parcel(Dimensions(1, 1, 1), 1, goods=frozenset({"general"}))
    assert smallest(parcels()) == plain
    heavy = Parcel(Dimensions(1, 1, 1), 2_001, goods=frozenset({"general"}))
    assert smallest(parcels(), lambda parcel: parcel.weight_g > 2_000) == heavy


def test_a_product() -> None:
    """A mug of which nothing is known, or one thing."""
    assert smallest(products()) == Product.of("MUG-1", {})
    assert smallest(products(), lambda product: bool(product.goods)) == Product.of("MUG-1", {}, ["general"])


def test_a_history_of_demand() -> None:
    """Nothing sold in one week; or the one week that matters."""
    first = date(2024, 1, 1)
    assert smallest(demand_series()) == DemandSeries(first, 7, [0], [Flag.OK])
    promoted = smallest(demand_series(), lambda series: Flag.PROMO in series.flags)
    assert promoted == DemandSeries(first, 7, [0], [Flag.PROMO])
    assert smallest(demand_series(), lambda series: sum(series.quantities) >= 10) == DemandSeries(
        first, 7, [10]
    )


def test_a_fee_schedule() -> None:
    """Nothing, or the one part that matters."""
    assert smallest(fee_schedules()) == FeeSchedule()
    assert smallest(fee_schedules(), lambda fees: fees.percent > 2) == FeeSchedule(percent=Decimal("2.01"))


def test_a_rule_set() -> None:
    """No record, or one of rate 0 that always holds."""
    assert smallest(rule_sets()) == RuleSet[Decimal]([], date(2019, 1, 1))
    always = Dated("vat/FR-0", "vat/FR", Decimal(0), Validity(), date(2019, 1, 1), None)
    assert smallest(rule_sets(), lambda rules: bool(rules.records)).records == (always,)


def test_a_weekend() -> None:
    """Saturday and Sunday."""
    assert smallest(weekends()) == Weekend.of("sat", "sun")


def kinds(run: Run) -> list[str]:
    """Name what happened."""
    return [type(fact).__name__ for fact in run.facts]


def test_a_run_of_payment() -> None:
    """Ten euros go from the buyer to the bank in one go; fees come where they matter."""
    straight = ["OrderConfirmed", "PaymentInitiated", "PaymentProcessed", "FundsSettled", "FundsRemitted"]
    run = smallest(runs())
    assert kinds(run) == [*straight, "BankCredited"]
    assert (run.plan.currency, run.plan.target) == ("EUR", "EUR")
    exchanged = smallest(runs(), lambda one: "FundsConverted" in kinds(one))
    assert (exchanged.plan.currency, exchanged.plan.target) == ("EUR", "USD")
    assert len(exchanged.facts) == len(run.facts) + 1


def test_a_delivery() -> None:
    """All as it happened, or with the one fault that matters."""
    straight = smallest(fact_deliveries())
    assert straight.received == straight.run.facts
    doubled = smallest(fact_deliveries(), lambda one: bool(one.doubled))
    assert (doubled.late, doubled.lost, len(doubled.doubled)) == ((), (), 1)
    late = smallest(fact_deliveries(), lambda one: bool(one.late))
    assert (late.doubled, late.lost, len(late.late)) == ((), (), 1)


def test_a_broken_twin() -> None:
    """The smallest sound value, and the one wrong thing in it."""
    parcel = smallest(broken_parcels(), lambda one: one.defect == "weight_not_positive")
    plain = {"dimensions": Dimensions(1, 1, 1), "goods": frozenset({"general"}), "value": None}
    assert parcel.given == {**plain, "weight_g": 0}
    money = smallest(broken_moneys(), lambda one: one.defect == "finer_than_the_minor_unit")
    assert money.given == {"money": Money("0.0001", "EUR")}


def test_a_broken_document() -> None:
    """The smallest sound document, without its first key."""
    broken: Broken = smallest(broken_documents(products(), kind=Product))
    assert (broken.defect, broken.wrong) == ("key_missing", "$.sku")
    assert broken.given["data"] == {"values": {}, "goods": []}
