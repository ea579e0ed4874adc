"""Comparisons of nothing, or of two ways under one name."""

from __future__ import annotations

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.fx import RateTable
from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place, TradeDates
from xbcommerce.logistics.customs.landed_cost import DAP, DDP, compare
from xbcommerce.logistics.customs.rules import CustomsRule
from xbcommerce.testing.strategies.customs_laws import DAY

from .twin import Broken, Wrong, calls


def broken_comparisons() -> st.SearchStrategy[Broken]:
    """No way, or a name twice."""
    mug = ImportConsignment(Place("DE"), "CN", [GoodsLine("mug", Money("40.00", "EUR"))])
    return calls(
        compare,
        Wrong[None]("nothing_to_compare", "options", st.just(()), "give DDP and DAP", shows=lambda _: "()"),
        Wrong[None]("name_twice", "options", st.just((DDP, DAP, DDP)), "name each way apart", shows=_name),
        consignment=mug,
        dates=TradeDates.all_on(DAY),
        rules=RuleSet[CustomsRule]((), DAY),
        fx=RateTable("EUR", "a bank", {}),
    )


def _name(_ways: object) -> str:
    return "'DDP'"
