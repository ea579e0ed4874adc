"""Forecast methods as folds: what each would have said after every bucket.

Each method answers with a *path*: after every bucket it saw, the units it expects in the next one. One pass
over a history thus gives the forecast, its own one-step errors, and every rolling origin of a selection.

Example:
    >>> from xbcommerce.supply import parse_method
    >>> parse_method("ses:0.5")
    Ses(alpha=Fraction(1, 2))
    >>> parse_method("holt")
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.errors.InvalidValueError: 'holt' is no forecast method; expected one of zero, naive, ...
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from xbcommerce.kernel.errors import InvalidValueError

from .adida import Adida
from .intermittent import Croston, CrostonBias, DecayingSba, Tsb
from .smoothing import Mean, MovingAverage, Naive, Ses, Zero


class Method(Protocol):
    """A forecaster: any class with these two members takes part in a selection."""

    @property
    def name(self) -> str:
        """A short name that `parse_method` understands, e.g. ``"ses:0.2"``."""
        ...

    def path(self, values: Sequence[float]) -> list[float]:
        """Return, for every bucket seen, the units expected in the next bucket."""
        ...


_STEADY_FORMS = "zero, naive, mean, ma:WINDOW, ses:A"
_INTERMITTENT_FORMS = "croston:A[:B], sba:A[:B], sbj:A[:B], tsb:A:B, decay:A:B:D, adida:A:A"


def parse_method(text: str) -> Method:
    """Read a method from its name, e.g. ``"sba:0.1"``, ``"ma:6"``.

    Raises:
        InvalidValueError: The text names no method; the message lists the forms.
    """
    word, *constants = text.split(":")
    found = _steady(word, constants) or _intermittent(word, constants)
    if found is None:
        msg = f"{text!r} is no forecast method; expected one of {_STEADY_FORMS}, {_INTERMITTENT_FORMS}"
        raise InvalidValueError(msg)
    return found


def _steady(word: str, constants: list[str]) -> Method | None:
    match word, constants:
        case "zero", []:
            return Zero()
        case "naive", []:
            return Naive()
        case "mean", []:
            return Mean()
        case "ma", [window] if window.isdecimal():
            return MovingAverage(int(window))
        case "ses", [alpha]:
            return Ses(alpha)
        case _:
            return None


def _intermittent(word: str, constants: list[str]) -> Method | None:
    match word, constants:
        case (("croston" | "sba" | "sbj"), [size, *rest]) if len(rest) <= 1:
            return Croston(size, rest[0] if rest else size, CrostonBias(word))
        case "tsb", [size, chance]:
            return Tsb(size, chance)
        case "decay", [size, interval, decay]:
            return DecayingSba(size, interval, decay)
        case "adida", [low, high]:
            return Adida(low, high)
        case _:
            return None
