"""All broken twins there are, by name."""

from __future__ import annotations

import importlib
from collections.abc import Iterator

from hypothesis import strategies as st

from .twin import Broken

TOPICS = (
    "accounts",
    "catalog",
    "customs_charges",
    "customs_classification",
    "customs_quotes",
    "customs_trade",
    "customs_duties",
    "customs_declarations",
    "customs_incoterms",
    "customs_restrictions",
    "customs_thresholds",
    "customs_valuation",
    "forecasts",
    "identifiers",
    "logistics",
    "money",
    "payment_facts",
    "payments",
    "payout_files",
    "payouts",
    "providers",
    "replay",
    "reports",
    "risk",
    "rules",
    "settlement_terms",
    "sourcing",
    "stock",
    "supply",
    "targets",
    "time",
)


def all_twins() -> Iterator[tuple[str, st.SearchStrategy[Broken]]]:
    """Go through every topic: the names, such as ``"money.broken_rates"``, and the twins."""
    for topic in TOPICS:
        module = importlib.import_module(f"{__name__.rpartition('.')[0]}.{topic}")
        for name, function in vars(module).items():
            if name.startswith("broken_"):
                yield f"{topic}.{name}", function()
