"""What type checkers know of customs: conditions, quotes, sources of rules."""

from __future__ import annotations

from datetime import date
from typing import assert_type

from moneyed import Money

from xbcommerce.adapters.rule_files import RuleFiles
from xbcommerce.kernel.dated import RuleSource
from xbcommerce.kernel.fx import FxRates
from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place, TradeDates, TradeFacts, When
from xbcommerce.logistics.customs.landed_cost import LandedCost, landed_cost
from xbcommerce.logistics.customs.rules import CustomsRule, CustomsRules
from xbcommerce.reference.customs.rules import packaged_rules


def check_quotes(source: RuleSource[CustomsRule], fx: FxRates) -> None:
    """Rules of any source make a quote, whose total may be missing."""
    rules = assert_type(packaged_rules().overlay(source.load()), CustomsRules)
    mug = GoodsLine("mug", Money("40.00", "EUR"), hs_code="691200", goods={"ceramics"})
    parcel = ImportConsignment(Place("FR"), "CN", [mug])
    quote = assert_type(landed_cost(parcel, TradeDates.all_on(date(2026, 7, 2)), rules, fx), LandedCost)
    assert_type(quote.total, Money | None)


def check_conditions(facts: TradeFacts) -> None:
    """Lists take any names, and answer in three values."""
    assert_type(When(origins={"CN"}, not_hs=["61"]).holds(facts), bool | None)


def check_sources() -> None:
    """A folder is a source of the rules that it is said to hold."""
    check_source(RuleFiles("rules", CustomsRules))


def check_source(source: RuleSource[CustomsRule]) -> None:
    """Take any source."""
    assert_type(source.load(), CustomsRules)
