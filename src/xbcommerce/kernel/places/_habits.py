"""How addresses are written in a country, also in one that the table does not list."""

from __future__ import annotations

from typing import NamedTuple

from ._addresses import ADDRESSES


class Habits(NamedTuple):
    """What an address of a country has; the defaults hold where nothing is known.

    Attributes:
        shapes: The shapes of its postal codes.
        prefixes: What may stand before a postal code, beside the country's own code.
        needs_postal_code: Whether an address is incomplete without a postal code.
        needs_city: Whether it is without a city.
        needs_subdivision: Whether it is without a state or province.
    """

    shapes: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    needs_postal_code: bool = False
    needs_city: bool = True
    needs_subdivision: bool = False


def habits_of(country: str) -> Habits:
    """Return the habits of a country, by alpha-2 code."""
    return Habits(*ADDRESSES[country]) if country in ADDRESSES else Habits()
