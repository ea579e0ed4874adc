"""Payouts beside their lines, and what lines come to: nothing is lost between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.money import CurrencyMismatchError
from xbcommerce.payments import StatementLine
from xbcommerce.payments.reports import (
    PayoutBatch,
    control_sums,
    conversions,
    payout_batch,
    payout_batches,
    read_adyen,
)
from xbcommerce.testing.strategies.reports import batches, statement_lines

LINES = st.lists(statement_lines(), max_size=3)


@given(LINES)
def test_control_sums_hold_every_line(lines: list[StatementLine]) -> None:
    """Counts and sums by currency; a currency that comes to nothing is there."""
    sums = control_sums(lines)
    assert sum(each.count for each in sums.values()) == len(lines)
    assert set(sums) == {line.currency for line in lines}
    for code, found in sums.items():
        assert found.net_minor == sum(line.net_minor for line in lines if line.currency == code)


@given(LINES)
def test_batches_hold_every_line_that_names_one(lines: list[StatementLine]) -> None:
    """Lines minus payouts, summed over all batches, are the nets of the lines."""
    found = payout_batches(lines)
    named = [line for line in lines if line.payout_id]
    held = sum(batch.lines_minor - (batch.payout_minor or 0) for batch in found)
    assert held == sum(line.net_minor for line in named)


@given(batches())
def test_a_batch_is_balanced_or_says_by_how_much_not(batch: PayoutBatch) -> None:
    """Without a payout there is no difference."""
    if batch.payout_minor is None:
        assert not batch.is_balanced
        assert batch.difference is None
    else:
        assert batch.is_balanced == (batch.payout_minor == batch.lines_minor)
    assert str(batch)


def test_the_payout_of_an_adyen_batch_is_held_against_its_rows() -> None:
    """A cent too little is said."""
    head = "Type,Psp Reference,Batch Number,Gross Currency,Gross Credit (GC),Gross Debit (GC),Exchange Rate,"
    head += "Net Currency,Net Credit (NC),Net Debit (NC),Commission (NC)\n"
    rows = "Settled,P,7,EUR,10.00,,1,EUR,9.60,,0.40\nMerchantPayout,,7,,,,,EUR,,9.59,\n"
    (batch,) = payout_batches(read_adyen(head + rows).accepted)
    assert (batch.is_balanced, batch.difference) == (False, Money("-0.01", "EUR"))


def test_a_batch_in_two_currencies_is_refused() -> None:
    """Nothing is added across currencies."""
    with pytest.raises(CurrencyMismatchError):
        payout_batch("b", [Money(1, "EUR")], Money(1, "USD"))


def test_three_currencies_under_one_reference_are_no_exchange() -> None:
    """Which bought which, nobody can tell."""
    lines = [
        StatementLine.of(c, "r", "fx_conversion", Money(a, c))
        for a, c in ((-1, "EUR"), (1, "USD"), (1, "JPY"))
    ]
    assert conversions(lines) == ()
