"""Where a fact comes from, and how far it can be trusted."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError


class Tier(Enum):
    """How good a source is; one private source alone is never better than C."""

    A = "A"
    """Official text, statute, official test suite, own measurement."""
    B = "B"
    """A firm or carrier on its own terms, or two data sets that agree."""
    C = "C"
    """Press, a forum, one data set alone."""
    D = "D"
    """Derived: computed from other facts."""


def _tier(value: Tier | str) -> Tier:
    try:
        return Tier(value)
    except ValueError:
        msg = f"tier={value!r}: expected one of {[tier.value for tier in Tier]}"
        raise InvalidValueError(msg) from None


def _titled(_instance: object, _attribute: object, value: str) -> None:
    if not value.strip():
        msg = f"title={value!r}: a source needs a name that a reader can look up"
        raise InvalidValueError(msg)


@frozen
class Source:
    """A document that states a fact.

    Attributes:
        title: What a reader looks for, e.g. ``"UStG § 28 (1), BGBl. 2020 I 1512"``.
        url: Where it is; empty for a contract or a letter.
        tier: Its quality; ``"A"`` is taken for ``Tier.A``.
        read_on: The day somebody last read it, None if unknown.
    """

    title: str = field(validator=_titled)
    url: str = ""
    tier: Tier = field(default=Tier.C, converter=_tier)
    read_on: date | None = None

    def __str__(self) -> str:
        read = f", {self.read_on}" if self.read_on else ""
        return f"{self.title} [{self.tier.value}{read}]"
