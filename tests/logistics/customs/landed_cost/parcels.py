"""Parcels and rules for the tests of landed cost: the packaged rules with a small tariff laid over them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source
from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.money import from_minor
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import (
    Buyer,
    Cost,
    CostKind,
    GoodsLine,
    ImportConsignment,
    Place,
    When,
)
from xbcommerce.logistics.customs.rules import CustomsRule, CustomsRules
from xbcommerce.logistics.customs.tariff import DutyMeasure, MeasureKind, measure_key
from xbcommerce.reference.customs.rules import packaged_rules

TARIFF = Source("a tariff made up for tests", tier="D", read_on=date(2026, 11, 25))
ISSUED = date(2026, 11, 25)
PLACES = ("DE", "FR", "GB", "US", "CA", "AU", "NZ", "JP", "SG", "CH", "NO")
CODES = ("610910", "640399", "691200", "950300")
RATES = {
    "610910": "12 %",
    "640399": "8 % + 0.50 EUR / kg",
    "691200": "5 % MIN 1 EUR / 100 kg",
    "950300": "NIHIL",
}
CURRENCIES = ("EUR", "USD", "GBP", "CNY", "JPY")
DAYS = tuple(date(2026, 1, 1) + timedelta(days=30 * number) for number in range(9))
_PER_EURO = {
    "USD": "1.16", "GBP": "0.86", "CAD": "1.6", "AUD": "1.75", "NZD": "1.95", "JPY": "170", "SGD": "1.5",
    "CHF": "0.94", "NOK": "11.6", "CNY": "8.3",
}  # fmt: skip
FX = RateTable(
    "EUR",
    "made up",
    {
        date(2025, 11, 1) + timedelta(days=days): {code: Decimal(rate) for code, rate in _PER_EURO.items()}
        for days in range(400)
    },
)


@cache
def rules() -> CustomsRules:
    """Take a tariff of four codes, and a duty against dumping, in place of the packaged ones."""
    measures: dict[str, CustomsRule] = {
        measure_key(place, code, "mfn"): DutyMeasure(MeasureKind.THIRD_COUNTRY, text)
        for place in ("EU", "GB", "US", "CA", "AU", "NZ", "JP", "SG", "CH", "NO")
        for code, text in RATES.items()
    }
    dumping = DutyMeasure(MeasureKind.ANTI_DUMPING, "20 %", when=When(origins={"CN"}))
    measures[measure_key("EU", "6912", "ad-1")] = dumping
    measures[measure_key("GB", "6912", "ad-1")] = dumping
    records = [Dated(key, key, value, ALWAYS, ISSUED, TARIFF) for key, value in measures.items()]
    others = [record for record in packaged_rules().records if not record.key.startswith("duty/")]
    return RuleSet([*others, *records], ISSUED)


def moneys(currency: str, *, low: int = 0, high: int = 60_000) -> st.SearchStrategy[Money]:
    """Draw amounts of a parcel."""
    return st.integers(low, high).map(lambda units: from_minor(units, currency))


@st.composite
def lines(draw: st.DrawFn, at: int, currency: str) -> GoodsLine:
    """Draw a line of which everything is known."""
    code = draw(st.sampled_from(CODES))
    return GoodsLine(
        f"line {at}",
        draw(moneys(currency, low=1)),
        draw(st.integers(1, 5)),
        hs_code=code,
        origin=draw(st.sampled_from(["CN", "JP", "US"])),
        goods=draw(st.sampled_from([(), ("perfume",), ("footwear",), ("food",)])),
        net_weight_g=draw(st.integers(1, 30_000)),
    )


@st.composite
def parcels(draw: st.DrawFn, places: tuple[str, ...] = PLACES) -> ImportConsignment:
    """Draw a parcel of one to four lines of which everything is known."""
    currency = draw(st.sampled_from(CURRENCIES))
    place = draw(st.sampled_from(places))
    kinds = st.sampled_from(CostKind)
    costs = st.builds(Cost, kinds, moneys(currency, high=5_000), shown=st.booleans())
    return ImportConsignment(
        Place(place),
        draw(st.sampled_from(["CN", "US"])),
        [draw(lines(at, currency)) for at in range(draw(st.integers(1, 4)))],
        draw(st.lists(costs, max_size=3)),
        buyer=draw(st.sampled_from([Buyer.CONSUMER, Buyer.BUSINESS])),
        mode=draw(st.sampled_from([Mode.POSTAL, Mode.COURIER, Mode.AIR])),
        term=draw(st.sampled_from(["DAP", "DDP"])),
        declaration={"US": "informal"}.get(place, draw(st.sampled_from(["H7", "H1"]))),
        registrations=draw(st.sampled_from([(), ("IOSS",), ("GB-VAT",), ("AU-GST", "NZ-GST")])),
        carrier="post",
    )
