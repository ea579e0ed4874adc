"""Terms of trade with one defect."""

from __future__ import annotations

from hypothesis import strategies as st

from xbcommerce.logistics.customs.incoterms import Cover, IncotermRule, TradeCost
from xbcommerce.testing.strategies.customs_incoterms import incoterm_rules

from .twin import Broken, Wrong, twins


def broken_incoterm_rules() -> st.SearchStrategy[Broken]:
    """Editions that are no year, points in words, a cover that nobody pays."""
    uninsured = incoterm_rules().filter(lambda rule: TradeCost.INSURANCE not in rule.seller_pays)
    no_year = Wrong[IncotermRule]("no_edition", "edition", st.sampled_from([0, -2020]), "whole number")
    in_words = Wrong[IncotermRule]("risk_in_words", "risk_passes", st.just("fob"), "expected one of")
    unpaid = Wrong[IncotermRule](
        "cover_nobody_pays", "cover", st.sampled_from(Cover), "seller_pays", shows=str
    )
    return twins(incoterm_rules(), no_year, in_words) | twins(uninsured, unpaid)
