"""Payment terms: two end-of-month terms, discounts, moved due dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.calendars import Roll, WorkCalendar
from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Rounding
from xbcommerce.risk import PaymentTerms, TermsKind

TWO_TEN_NET_30 = PaymentTerms(TermsKind.NET, 30, discount=Decimal("0.02"), discount_days=10)


@pytest.mark.parametrize(
    ("kind", "days", "invoiced", "due"),
    [
        (TermsKind.NET, 30, date(2026, 1, 31), date(2026, 3, 2)),
        (TermsKind.EOM_THEN_DAYS, 30, date(2026, 1, 15), date(2026, 3, 2)),
        (TermsKind.DAYS_THEN_EOM, 30, date(2026, 1, 15), date(2026, 2, 28)),
        (TermsKind.EOM_THEN_DAYS, 60, date(2027, 12, 31), date(2028, 2, 29)),
        (TermsKind.DAYS_THEN_EOM, 0, date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_terms_name_a_due_date(kind: TermsKind, days: int, invoiced: date, due: date) -> None:
    """End of month then days, and days then end of month, are two terms."""
    assert PaymentTerms(kind, days).due(invoiced) == due


@pytest.mark.parametrize(
    ("roll", "due"),
    [
        (Roll.UNADJUSTED, date(2026, 5, 31)),
        (Roll.FOLLOWING, date(2026, 6, 1)),
        (Roll.MODIFIED_FOLLOWING, date(2026, 5, 29)),
    ],
)
def test_a_due_date_moves_by_a_named_convention(roll: Roll, due: date) -> None:
    """31 May 2026 is a Sunday."""
    assert PaymentTerms(TermsKind.NET, 30).due(date(2026, 5, 1), WorkCalendar.of(), roll) == due


def test_a_convention_without_a_calendar_is_refused() -> None:
    """Weekends are not guessed."""
    with pytest.raises(InvalidValueError, match="calendar"):
        PaymentTerms(TermsKind.NET, 30).due(date(2026, 5, 1), roll=Roll.FOLLOWING)


def test_a_discount_holds_through_its_last_day() -> None:
    """Inclusive, rounded once."""
    invoiced, amount = date(2026, 3, 1), Money("1000.25", "USD")
    assert TWO_TEN_NET_30.discount_until(invoiced) == date(2026, 3, 11)
    taken = TWO_TEN_NET_30.owed(amount, invoiced, date(2026, 3, 11), Rounding.HALF_UP)
    assert taken == Money("980.25", "USD")
    assert TWO_TEN_NET_30.owed(amount, invoiced, date(2026, 3, 12), Rounding.HALF_UP) == amount


def test_forgoing_a_discount_has_a_yearly_cost() -> None:
    """2/10 net 30 is more than a third a year; no discount has none."""
    cost = TWO_TEN_NET_30.discount_cost()
    assert cost is not None
    assert round(float(cost), 6) == 0.372449
    assert PaymentTerms(TermsKind.NET, 30).discount_cost() is None
    assert PaymentTerms(TermsKind.NET, 10, discount=Decimal("0.1"), discount_days=10).discount_cost() is None


@pytest.mark.parametrize(
    ("discount", "days"),
    [
        (Decimal("0.02"), None),
        (None, 10),
        (Decimal(2), 10),
        (Decimal(0), 10),
        (Decimal("NaN"), 10),
        (Decimal("0.1"), -1),
    ],
    ids=str,
)
def test_a_discount_is_a_share_with_its_days(discount: Decimal | None, days: int | None) -> None:
    """2 is no 2 percent."""
    with pytest.raises(InvalidValueError):
        PaymentTerms(TermsKind.NET, 30, discount=discount, discount_days=days)


@given(kind=st.sampled_from(TermsKind), days=st.integers(0, 120), invoiced=st.dates(date(2020, 1, 1)))
def test_a_due_date_is_never_before_the_invoice(kind: TermsKind, days: int, invoiced: date) -> None:
    """And terms are stored as they are."""
    terms = PaymentTerms(kind, days)
    if invoiced.year < 9990:
        assert terms.due(invoiced) >= invoiced
    assert from_json(to_json(terms), PaymentTerms) == terms
