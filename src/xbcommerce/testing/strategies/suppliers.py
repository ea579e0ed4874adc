"""Suppliers: orders with their receipts, scores, documents, contracts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.fx import Rate
from xbcommerce.supply.suppliers import (
    ContractTerms,
    DeliveryPerformance,
    DeliveryWindow,
    Evidence,
    Measure,
    PriceVariance,
    Qualification,
    Receipt,
    Requirement,
    Scorecard,
    SupplierPrior,
    SupplierRecord,
    SupplyLine,
    delivery_performance,
    price_variance,
    qualify,
    supplier_record,
)

from .money import moneys

PROMISED_ON = date(2026, 3, 10)
"""The day on which drawn orders were promised."""
_KINDS = ("business_licence", "iso_9001", "factory_audit")


def _days() -> st.SearchStrategy[date]:
    return st.integers(-40, 40).map(lambda days: PROMISED_ON + timedelta(days=days))


def receipts() -> st.SearchStrategy[Receipt]:
    """Units that arrived around the promised day, a few of them defective."""
    return st.builds(Receipt, _days(), st.integers(0, 120), st.integers(0, 20))


@st.composite
def supply_lines(draw: st.DrawFn) -> SupplyLine:
    """Draw orders, delivered whole, in parts, or not at all."""
    ordered_on = draw(st.none() | st.just(PROMISED_ON - timedelta(days=60)))
    came = draw(st.lists(receipts(), max_size=3))
    return SupplyLine(
        f"po-{draw(st.integers(1, 99))}", draw(st.integers(1, 200)), PROMISED_ON, came, ordered_on
    )


def delivery_windows() -> st.SearchStrategy[DeliveryWindow]:
    """Tolerances in days and quantity."""
    shares = st.sampled_from(["0", "0.02", "0.05", "0.1"])
    return st.builds(
        DeliveryWindow,
        early_days=st.integers(0, 30),
        late_days=st.integers(0, 10),
        under_share=shares,
        over_share=shares,
    )


def delivery_performances() -> st.SearchStrategy[DeliveryPerformance]:
    """Orders judged on some day."""
    lines = st.lists(supply_lines(), max_size=4)
    return st.builds(delivery_performance, lines, delivery_windows(), on=_days())


def supplier_priors() -> st.SearchStrategy[SupplierPrior]:
    """What suppliers achieve in general."""
    return st.builds(
        SupplierPrior,
        otif_rate=st.fractions(0, 1),
        defect_rate=st.fractions(0, 1),
        lines_weight=st.integers(1, 50),
    )


def supplier_records() -> st.SearchStrategy[SupplierRecord]:
    """Suppliers in figures."""
    lines = st.lists(supply_lines(), max_size=4)
    return st.builds(supplier_record, lines, delivery_windows(), on=_days(), prior=supplier_priors())


@st.composite
def price_variances(draw: st.DrawFn) -> PriceVariance:
    """Draw purchases that cost more or less than planned."""
    prices = moneys(currencies=("USD",), minor_min=1, minor_max=100_000)
    rates = st.integers(5_000, 20_000).map(
        lambda value: Rate("USD", "EUR", Decimal(value).scaleb(-4), PROMISED_ON, "a bank")
    )
    return price_variance(draw(st.integers(0, 10_000)), draw(prices), draw(prices), draw(rates), draw(rates))


def measures() -> st.SearchStrategy[Measure]:
    """Things that are looked at, some of them unknown."""
    return st.builds(
        Measure,
        st.sampled_from(["otif", "quality", "price", "response"]),
        st.none() | st.fractions(0, 1),
        st.integers(0, 10),
    )


def scorecards() -> st.SearchStrategy[Scorecard]:
    """Measures on one card."""
    return st.lists(measures(), max_size=4, unique_by=lambda one: one.name).map(Scorecard)


def requirements() -> st.SearchStrategy[Requirement]:
    """What must be on file."""
    return st.builds(
        Requirement,
        st.sampled_from(_KINDS),
        renew_days=st.none() | st.integers(30, 800),
        warn_days=st.integers(0, 90),
    )


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    """Draw documents with or without an end."""
    start = draw(_days()) - timedelta(days=draw(st.integers(0, 800)))
    end = draw(st.none() | st.integers(1, 1_500).map(lambda days: start + timedelta(days=days)))
    return Evidence(draw(st.sampled_from(_KINDS)), Validity(start, end))


def qualifications() -> st.SearchStrategy[Qualification]:
    """Suppliers that may be used, and others."""
    rules = st.lists(requirements(), max_size=3, unique_by=lambda rule: rule.kind)
    return st.builds(qualify, st.just("Acme"), rules, st.lists(evidences(), max_size=4), on=_days())


@st.composite
def contract_terms(draw: st.DrawFn) -> ContractTerms:
    """Draw agreements of a year or without an end."""
    start = draw(_days())
    end = draw(st.none() | st.just(start + timedelta(days=365)))
    return ContractTerms(
        "framework",
        Validity(start, end),
        incoterm=draw(st.sampled_from(["", "FOB", "DDP"])),
        payment_days=draw(st.integers(0, 120)),
        deposit_share=draw(st.sampled_from(["0", "0.3", "1"])),
        notice_days=draw(st.integers(0, 180)),
    )
