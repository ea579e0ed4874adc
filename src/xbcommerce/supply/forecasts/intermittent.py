"""Forecasts for demand that comes now and then: Croston and its corrections, and TSB.

Croston updates at demands only, so it never forgets an item that stopped selling; TSB updates its probability
every bucket and does (Teunter, Syntetos and Babai 2011). SBA and SBJ correct Croston's bias by ``1 - b/2``
and ``1 - b/(2 - b)`` with ``b`` the constant of the interval (Syntetos and Boylan 2005; Shale, Boylan and
Johnston 2006).

Example:
    >>> from xbcommerce.supply import Croston, CrostonBias, Tsb
    >>> [round(units, 2) for units in Croston("0.1", "0.1", CrostonBias.SBA).path([0, 0, 6, 0])]
    [0.0, 0.0, 1.9, 1.9]
    >>> Tsb("0.5", "0.5").path([6, 0, 0])
    [6.0, 3.0, 1.5]
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from xbcommerce.kernel.figures import figure, within

from .method_name import method_name


class CrostonBias(Enum):
    """How Croston's upward bias is corrected."""

    NONE = "croston"
    SBA = "sba"
    SBJ = "sbj"


@frozen
class Croston:
    """Size and interval of demands smoothed apart, at demands only.

    The size starts at the first demand, the interval at its one-based bucket; before any demand it says 0.
    """

    alpha_size: Fraction = field(converter=figure, validator=within(0, 1))
    alpha_interval: Fraction = field(converter=figure, validator=within(0, 1))
    bias: CrostonBias = CrostonBias.NONE

    @property
    def name(self) -> str:
        """For example ``"sba:0.1"``, or ``"croston:0.1:0.2"`` where the constants differ."""
        if self.alpha_size == self.alpha_interval:
            return method_name(self.bias.value, self.alpha_size)
        return method_name(self.bias.value, self.alpha_size, self.alpha_interval)

    def path(self, values: Sequence[float]) -> list[float]:
        """Return size over interval after each bucket, bias corrected."""
        a, b = float(self.alpha_size), float(self.alpha_interval)
        factor = self._factor(b)
        path: list[float] = []
        size = interval = forecast = 0.0
        since = 0
        for value in values:
            since += 1
            if value > 0:
                if interval:
                    size += a * (value - size)
                    interval += b * (since - interval)
                else:
                    size, interval = float(value), float(since)
                since, forecast = 0, factor * size / interval
            path.append(forecast)
        return path

    def _factor(self, b: float) -> float:
        match self.bias:
            case CrostonBias.NONE:
                return 1.0
            case CrostonBias.SBA:
                return 1 - b / 2
            case CrostonBias.SBJ:
                return 1 - b / (2 - b)


@frozen
class DecayingSba:
    """SBA that fades after a dry spell of twice the mean interval (an idea of frePPLe).

    With ``m`` buckets per demand so far and ``q`` since the last one, the forecast is multiplied by
    ``(1 - decay) ^ max(0, q - 2 m)``.
    """

    alpha_size: Fraction = field(converter=figure, validator=within(0, 1))
    alpha_interval: Fraction = field(converter=figure, validator=within(0, 1))
    decay: Fraction = field(converter=figure, validator=within(0, 1))

    @property
    def name(self) -> str:
        """For example ``"decay:0.1:0.1:0.05"``."""
        return method_name("decay", self.alpha_size, self.alpha_interval, self.decay)

    def path(self, values: Sequence[float]) -> list[float]:
        """Return the faded SBA after each bucket."""
        path = Croston(self.alpha_size, self.alpha_interval, CrostonBias.SBA).path(values)
        keep, demands, since = 1 - float(self.decay), 0, 0
        for index, value in enumerate(values):
            demands, since = (demands + 1, 0) if value > 0 else (demands, since + 1)
            if demands:
                path[index] *= keep ** max(0.0, since - 2 * (index + 1) / demands)
        return path


@frozen
class Tsb:
    """Size at demands, probability of a demand every bucket: an item that stops selling fades.

    The probability starts at the first bucket's indicator, the size at the first demand.
    """

    alpha_size: Fraction = field(converter=figure, validator=within(0, 1))
    alpha_probability: Fraction = field(converter=figure, validator=within(0, 1))

    @property
    def name(self) -> str:
        """For example ``"tsb:0.2:0.2"``."""
        return method_name("tsb", self.alpha_size, self.alpha_probability)

    def path(self, values: Sequence[float]) -> list[float]:
        """Return size times probability after each bucket."""
        a, b = float(self.alpha_size), float(self.alpha_probability)
        path: list[float] = []
        size = said = 0.0
        chance = 1.0 if values and values[0] > 0 else 0.0
        keep = 1 - b
        for value in values:
            if value > 0:
                if size:
                    chance = said / size
                    size += a * (value - size)
                else:
                    size = float(value)
                chance = b + keep * chance
                said = size * chance
            else:
                said *= keep
            path.append(said)
        return path
