"""Forecast methods by name, as settings, results and people write them.

Each method answers with a *path*: after every bucket it saw, the units it expects in the next one. One pass
over a history thus gives the forecast, its own one-step errors, and every rolling origin of a selection.

Example:
    >>> from xbcommerce.supply import parse_method
    >>> parse_method("ses:0.5")
    Ses(alpha=Fraction(1, 2))
    >>> parse_method("blend(snaive:52,damped:0.2:0.1:0.9)").methods[0]
    SeasonalNaive(season_length=52)
    >>> parse_method("holt")
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.errors.InvalidValueError: 'holt' is no forecast method; expected one of zero, naive, ...
"""

from __future__ import annotations

from xbcommerce.kernel.errors import InvalidValueError

from .adida import Adida
from .blend import Blend, SingleMethod
from .forecaster import Method
from .intermittent import Croston, CrostonBias, DecayingSba, Tsb
from .season import HoltWinters, SeasonalKind, SeasonalNaive
from .smoothing import Mean, MovingAverage, Naive, Ses, Zero
from .trend import Drift, Holt

__all__ = ["Method", "parse_method"]

_STEADY_FORMS = "zero, naive, mean, ma:WINDOW, ses:A"
_AHEAD_FORMS = "drift, holt:A:B, damped:A:B:PHI, snaive:SEASON, hwa|hwm:SEASON:A:B:G[:PHI]"
_INTERMITTENT_FORMS = "croston:A[:B], sba:A[:B], sbj:A[:B], tsb:A:B, decay:A:B:D, adida:A:A"
_BLEND = "blend("


def parse_method(text: str) -> SingleMethod | Blend:
    """Read a method from its name, e.g. ``"sba:0.1"``, ``"ma:6"``, ``"blend(ma:6,drift)"``.

    Raises:
        InvalidValueError: The text names no method; the message lists the forms.
    """
    if text.startswith(_BLEND) and text.endswith(")"):
        return Blend([_single(one) for one in text[len(_BLEND) : -1].split(",")])
    return _single(text)


def _single(text: str) -> SingleMethod:
    word, *constants = text.split(":")
    found = _steady(word, constants) or _ahead(word, constants) or _intermittent(word, constants)
    if found is None:
        forms = f"{_STEADY_FORMS}, {_AHEAD_FORMS}, {_INTERMITTENT_FORMS}, blend(METHOD,METHOD...)"
        msg = f"{text!r} is no forecast method; expected one of {forms}"
        raise InvalidValueError(msg)
    return found


def _steady(word: str, constants: list[str]) -> SingleMethod | None:
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


def _ahead(word: str, constants: list[str]) -> SingleMethod | None:
    match word, constants:
        case "drift", []:
            return Drift()
        case "holt", [alpha, beta]:
            return Holt(alpha, beta)
        case "damped", [alpha, beta, phi]:
            return Holt(alpha, beta, phi)
        case "snaive", [season] if season.isdecimal():
            return SeasonalNaive(int(season))
        case (("hwa" | "hwm"), [season, alpha, beta, gamma, *rest]) if season.isdecimal() and len(rest) <= 1:
            phi = rest[0] if rest else "1"
            return HoltWinters(int(season), alpha, beta, gamma, phi, SeasonalKind(word))
        case _:
            return None


def _intermittent(word: str, constants: list[str]) -> SingleMethod | None:
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
