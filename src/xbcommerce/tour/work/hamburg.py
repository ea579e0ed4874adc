"""Two domestic services from the Hamburg warehouse; constructed for the demo, no carrier's prices."""

from __future__ import annotations

from xbcommerce.logistics import (
    ALLOW,
    DENY,
    Channel,
    FlatBand,
    FlatBands,
    Lane,
    Mode,
    SizeLimits,
    TransitDays,
    ZoneRule,
)

_GOODS = {"general": ALLOW, "battery_in_device": ALLOW, "battery_loose": DENY, "liquid": ALLOW}
_ZONES = (ZoneRule("DE", ("DE",)),)

HAMBURG = (
    Channel(
        "de_small",
        "Small packet within Germany",
        Mode.POSTAL,
        "EUR",
        zones=_ZONES,
        lanes={
            "DE": Lane(
                FlatBands((FlatBand(0, 1_000, "3.40"), FlatBand(1_000, 2_000, "4.10"))), TransitDays(2, 4)
            )
        },
        goods=_GOODS,
        limits=SizeLimits(length_mm=600, second_mm=300, third_mm=150, weight_g=2_000),
    ),
    Channel(
        "de_parcel",
        "Parcel within Germany",
        Mode.COURIER,
        "EUR",
        zones=_ZONES,
        lanes={
            "DE": Lane(
                FlatBands(
                    (
                        FlatBand(0, 2_000, "4.20"),
                        FlatBand(2_000, 5_000, "5.10"),
                        FlatBand(5_000, 10_000, "6.90"),
                        FlatBand(10_000, 31_500, "12.40"),
                    )
                ),
                TransitDays(1, 2),
            )
        },
        goods=_GOODS,
        limits=SizeLimits(length_mm=1_200, second_mm=600, third_mm=600, weight_g=31_500),
        features={"tracked", "signature"},
    ),
)
"""What carries parcels from Hamburg to buyers in Germany."""
