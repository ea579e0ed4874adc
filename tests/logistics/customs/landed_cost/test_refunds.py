"""What comes back of a duty that is struck down: by the day of the trade, whatever the record's own days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from moneyed import Money

from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source, Validity
from xbcommerce.kernel.fx import RateTable
from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place, TradeDates
from xbcommerce.logistics.customs.landed_cost import Refund, landed_cost, refund_of
from xbcommerce.logistics.customs.rules import CustomsRule, CustomsRules
from xbcommerce.logistics.customs.tariff import DutyMeasure, MeasureKind
from xbcommerce.reference.customs.rules import packaged_rules
from xbcommerce.testing.strategies.customs_quotes import refunds

LAW = Source("a law", tier="A")
RECORDED, STRUCK = date(2025, 1, 1), date(2026, 2, 20)
FX = RateTable("EUR", "none", {})
SENT = ImportConsignment(
    Place("CH"), "CN", [GoodsLine("mug", Money("1000.00", "CHF"), hs_code="691200", origin="CN")]
)


def rules(surcharge: Validity, *, void: bool, from_date: date | None = None) -> CustomsRules:
    """Lay a duty of 5 % over the packaged rules, and a surcharge of 10 % as law or struck down since."""
    mfn = DutyMeasure(MeasureKind.THIRD_COUNTRY, "5 %")
    more = DutyMeasure(MeasureKind.SURCHARGE, "10 %")
    records: list[Dated[CustomsRule]] = [
        Dated("mfn", "duty/CH/691200/mfn", mfn, ALWAYS, RECORDED, LAW),
        Dated("more", "duty/CH/*/more", more, surcharge, RECORDED, LAW),
    ]
    if void:
        records.append(records[1].voided("struck", recorded_on=STRUCK, source=LAW, from_date=from_date))
    return packaged_rules().overlay(RuleSet(records, date(2026, 11, 25)))


CASES = {
    "whatever its first day": (Validity(date(2025, 2, 4)), None, True),
    "whose first day nobody told": (ALWAYS, None, True),
    "struck down from the day of the trade": (ALWAYS, date(2025, 9, 15), True),
    "struck down before it": (Validity(date(2025, 2, 4)), date(2025, 6, 1), True),
    "struck down from a later day only": (Validity(date(2025, 2, 4)), date(2025, 9, 16), False),
}


@pytest.mark.parametrize(("days", "from_date", "back"), CASES.values(), ids=CASES)
def test_a_duty_comes_back_if_it_is_void_on_the_day_of_the_trade(
    days: Validity, from_date: date | None, *, back: bool
) -> None:
    """With the tax that was charged on it, and nothing else."""
    on = TradeDates.all_on(date(2025, 9, 15))
    then = landed_cost(SENT, on, rules(days, void=False), FX)
    assert then.settled, then
    refund = refund_of(then, rules(days, void=True, from_date=from_date), FX)
    assert [rule.id for rule in refund.void] == (["more"] if back else [])
    assert dict(refund.charges) == (
        {"more": Money("100.00", "CHF"), "vat": Money("8.10", "CHF")} if back else {}
    )
    assert refund.amount == Money("108.10" if back else "0.00", "CHF")


@given(refunds())
def test_what_comes_back_was_paid(refund: Refund) -> None:
    """Each amount is part of a charge of then, and there is none without a void record."""
    paid = {charge.name: charge.amount for charge in refund.then.charges}
    assert all(Money(0, amount.currency) < amount <= paid[name] for name, amount in refund.charges)
    assert refund.void or not refund.charges
