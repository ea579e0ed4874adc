"""Choices are members of their enumerations: a text that reads like one would be taken for another."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.testing.strategies import (
    accounts,
    money,
    payment_facts,
    payments,
    payout_files,
    payouts,
    providers,
    routing,
)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        (payments.fee_schedules(), "tier_mode"),
        (payments.fee_schedules(), "rounding"),
        (providers.conditional_surcharges(), "when"),
        (providers.fee_charges(), "step"),
        (providers.fee_charges(), "returned"),
        (providers.method_offers(), "kind"),
        (providers.settlement_lags(), "lag"),
        (payment_facts.payment_terms(), "amounts"),
        (payment_facts.payment_facts(), "operation"),
        (payment_facts.payment_facts(), "outcome"),
        (payment_facts.idempotency_rules(), "replays"),
        (payouts.availability_terms(), "lag"),
        (payout_files.payment_instructions(), "charge_bearer"),
        (accounts.chart_accounts(), "type"),
        (routing.route_tries(), "situation"),
        (routing.fx_differences(), "position"),
        (routing.capture_terms(), "beyond"),
        (money.quotes(), "fixed"),
        (money.quotes(), "rounding"),
    ],
)
@pytest.mark.parametrize("text", ["whole", "capture", "succeeded", "source", "receivable", "", 1])
@settings(max_examples=2)
@given(st.data())
def test_a_text_is_no_choice(
    values: st.SearchStrategy[Any], name: str, text: object, data: st.DataObject
) -> None:
    """Tiers rated ``"whole"`` would quietly be marginal, and a ``"receivable"`` a payable."""
    value = data.draw(values)
    with pytest.raises(InvalidValueError, match=f"{name}={text!r}: expected one of "):
        evolve(value, **{name: text})
