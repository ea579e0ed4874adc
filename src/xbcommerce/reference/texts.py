"""Every room's texts in one catalogue: English from the rooms, other languages from packaged files.

A file ``messages/<room>.json`` maps a language to its templates by code. Nothing is read or imported before
the catalogue is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from xbcommerce.kernel.messages import Messages

from .packaged import packaged_text

_ROOMS: Mapping[str, tuple[str, ...]] = {
    "kernel": (
        "kernel.dated.messages",
        "kernel.fx.messages",
        "kernel.places.messages",
        "kernel.identifiers.messages",
        "kernel.codec.problems",
        "kernel.tables",
    ),
    "catalog": ("catalog.messages",),
    "supply": (
        "supply.messages",
        "supply.demand.messages",
        "supply.forecasts.messages",
        "supply.stock.messages",
        "supply.suppliers.messages",
        "supply.lots.messages",
        "supply.sourcing.messages",
        "supply.lead_times.messages",
        "supply.targets.messages",
        "supply.replay.messages",
    ),
    "logistics": (
        "logistics.messages",
        "logistics.customs.classification.messages",
        "logistics.customs.duties.messages",
        "logistics.customs.incoterms.messages",
        "logistics.customs.tariff.messages",
        "logistics.customs.restrictions.messages",
        "logistics.customs.thresholds.messages",
        "logistics.customs.valuation.messages",
        "logistics.customs.declarations.messages",
        "logistics.customs.landed_cost.messages",
    ),
    "payments": (
        "payments.messages",
        "payments.payouts.messages",
        "payments.payout_files.messages",
        "payments.fees.messages",
        "payments.fx.messages",
        "payments.routing.messages",
        "payments.intents.messages",
        "payments.reports.messages",
    ),
    "risk": ("risk.messages",),
}

ROOMS = tuple(_ROOMS)
"""The rooms that speak."""


@cache
def english(room: str) -> Messages:
    """Return a room's own texts, in English; a module that carries on those of others has ``OWN`` apart."""
    texts = Messages.of({})
    for name in _ROOMS[room]:
        module = import_module(f"xbcommerce.{name}")
        texts |= getattr(module, "OWN", module.ENGLISH)
    return texts


@cache
def translations(room: str) -> Mapping[str, Mapping[str, str]]:
    """Return a room's packaged texts in other languages: language to code to template."""
    read: dict[str, dict[str, str]] = json.loads(packaged_text(f"messages/{room}.json"))
    return read


@cache
def messages() -> Messages:
    """Return the texts of all rooms in all languages; a host lays its own over them with ``|``.

    Example:
        >>> from xbcommerce.kernel.unmet import Unmet
        >>> print(messages().render(Unmet("address.city_missing", "city"), "zh_CN"))
        地址缺少城市
    """
    texts = Messages.of({})
    for room in ROOMS:
        texts |= english(room)
        texts |= Messages.by_language(translations(room))
    return texts


def languages() -> tuple[str, ...]:
    """Return the languages of the packaged texts, English first.

    Example:
        >>> languages()
        ('en', 'zh_Hans', 'zh_Hant')
    """
    found = {language for room in ROOMS for language in translations(room)}
    return ("en", *sorted(found - {"en"}))
