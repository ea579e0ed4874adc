"""Factories and their offers, warehouses, cartons and the payment provider's conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from moneyed import Money

from xbcommerce.kernel.calendars import Closure
from xbcommerce.kernel.measures import Dimensions
from xbcommerce.logistics import Carton
from xbcommerce.tour.shop import (
    Chance,
    Factory,
    ProviderFee,
    ProviderTerms,
    SupplierOffer,
    SupplyLeg,
    Warehouse,
)

Row = Mapping[str, Any]


def supplier_offers(rows: Iterable[Row], setting: Row) -> tuple[SupplierOffer, ...]:
    """Return every factory's offers to Hamburg, by sea and where allowed by air."""
    ways = {mode: tuple(leg(one) for one in legs) for mode, legs in setting["legs"].items()}
    return tuple(
        SupplierOffer(
            row["factory"],
            row["sku"],
            "HAM",
            mode,
            Money(row["unit_usd"], "USD") if "unit_usd" in row else Money(row["unit_cny"], "CNY"),
            Money(freight, "CNY"),
            row["moq"],
            row["case_pack"],
            ways[mode],
        )
        for row in (*rows, setting["second_source"])
        for mode, freight in row["freight_cny"].items()
    )


def leg(row: Row) -> SupplyLeg:
    """Return one stage of the way."""
    chances = [Chance(days, Decimal(probability)) for days, probability in row["chances"]]
    return SupplyLeg(row["name"], chances, row["calendar"])


def factory(row: Row) -> Factory:
    """Return who makes goods, with the days of closure."""
    closures = [
        Closure(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), one["name"])
        for one in row["closures"]
    ]
    return Factory(row["id"], row["name"], row["city"], closures)


def warehouse(row: Row) -> Warehouse:
    """Return where goods wait."""
    return Warehouse(
        row["id"],
        row["city"],
        row["country"],
        ZoneInfo(row["zone"]),
        time.fromisoformat(row["cut_off"]),
        row["working_days"],
        [date.fromisoformat(day) for day in row["holidays"]],
        row["serves"],
    )


def carton(row: Row, currency: str) -> Carton:
    """Return one kind of carton."""
    inner, outer = Dimensions(*row["inner"]), Dimensions(*row["outer"])
    return Carton(row["id"], inner, outer, row["tare_g"], row["max_gross_g"], Money(row["cost"], currency))


def provider(row: Row) -> ProviderTerms:
    """Return the payment provider's conditions."""
    fees = [
        ProviderFee(method, Decimal(fee["percent"]), Money(fixed, currency))
        for method, fee in row["fees"].items()
        for currency, fixed in fee["fixed"].items()
    ]
    reserve = Decimal(row["reserve_percent"])
    return ProviderTerms(
        row["label"], fees, row["spread_bps"], reserve, row["reserve_days"], row["settle_days"]
    )
