"""From which day goods are ours: eleven terms, one decisive point each."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.unmet import Refusal
from xbcommerce.reference import languages, messages
from xbcommerce.reference.incoterms import incoterms
from xbcommerce.supply.stock import Milestone, Ownership, ownership

SIGNED = date(2026, 2, 1)
WAY = {point: SIGNED + timedelta(days=10 * number) for number, point in enumerate(Milestone, start=1)}


@pytest.mark.parametrize(
    ("incoterm", "point"),
    [
        ("EXW", Milestone.READY), ("FCA", Milestone.WITH_CARRIER), ("CPT", Milestone.WITH_CARRIER),
        ("CIP", Milestone.WITH_CARRIER), ("FAS", Milestone.ALONGSIDE), ("FOB", Milestone.ON_BOARD),
        ("CFR", Milestone.ON_BOARD), ("CIF", Milestone.ON_BOARD), ("DAP", Milestone.ARRIVED),
        ("DPU", Milestone.UNLOADED), ("DDP", Milestone.CLEARED),
    ],
)  # fmt: skip
def test_risk_passes_where_the_term_says(incoterm: str, point: Milestone) -> None:
    """Cost and risk part ways under the C terms: the seller pays the freight, the goods are ours on board."""
    found = ownership(incoterms(), incoterm, WAY, on=SIGNED)
    assert isinstance(found, Ownership)
    assert (found.milestone, found.ours_from) == (point, WAY[point])
    for language in languages():
        assert incoterm in messages().explain(found, language)


@given(st.sampled_from(incoterms().keys), st.integers(0, 7), st.integers(0, 100))
def test_goods_change_hands_once_and_stay_ours(incoterm: str, reached: int, days: int) -> None:
    """Whatever part of the way lies behind them, from the decisive day on they are ours."""
    found = ownership(incoterms(), incoterm, dict(list(WAY.items())[:reached]), on=SIGNED)
    assert isinstance(found, Ownership)
    day = SIGNED + timedelta(days=days)
    ours = found.owner(day, seller="acme") == ""
    assert ours == (found.ours_from is not None and day >= found.ours_from)
    assert ours <= (found.owner(day + timedelta(days=1), seller="acme") == "")
    assert found.owned_days(day) >= 0


def test_a_missing_day_is_asked_for_and_never_guessed() -> None:
    """The ship is here and nobody wrote down when the goods went on board."""
    refused = ownership(incoterms(), "FOB", {Milestone.ARRIVED: SIGNED}, on=SIGNED)
    assert isinstance(refused, Refusal)
    assert str(refused) == "stock.milestone_missing at FOB (milestone=on_board, later=('arrived',))"


@pytest.mark.parametrize(("term", "on"), [("DAT", SIGNED), ("FOB", date(2019, 12, 31))])
def test_a_term_that_is_not_in_force_is_unknown(term: str, on: date) -> None:
    """Of an older edition, or before this one: the host lays its own record over."""
    refused = ownership(incoterms(), term, WAY, on=on)
    assert isinstance(refused, Refusal)
    assert refused.codes == ("stock.unknown_incoterm",)


def test_every_term_names_its_source() -> None:
    """Eleven terms, none without a source, nothing to be said by lint."""
    records = incoterms().records
    assert len(records) == 11
    assert all(record.source for record in records)
    assert sum(record.value.sea_only for record in records) == 4
    assert not incoterms().lint()
