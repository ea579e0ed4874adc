"""What the payments room needs from a host, as small protocols; the host brings gateways and rates.

A gateway never raises for an answer it does not have: *not sent* may be sent again, *unknown* must be asked
about, and mixing the two up charges a buyer twice.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from attrs import frozen

from xbcommerce.kernel.fx import NoRate, Rate, StaleRate

from .effects import Effect
from .facts import Fact


@frozen
class Answered:
    """The provider or bank has said what happened: facts to be stored; none if it will tell later."""

    facts: tuple[Fact, ...] = ()


@frozen
class NotSent:
    """The request has certainly not been carried out (no connection, refused before): send it again."""

    reason: str


@frozen
class OutcomeUnknown:
    """Nobody knows whether the request was carried out: ask with the same key, never under a new one."""

    reason: str


GatewayAnswer = Answered | NotSent | OutcomeUnknown
"""What a gateway says to an effect."""


class PaymentGateway(Protocol):
    """Where effects are carried out: a payment provider, a bank, a person."""

    def send(self, effect: Effect, /) -> GatewayAnswer:
        """Carry an effect out, once per ``effect.key``: a known key gets the first answer again."""
        ...

    def query(self, key: str, /) -> GatewayAnswer:
        """Say what became of the effect with this key."""
        ...


class FxRates(Protocol):
    """Where exchange rates come from; `RateTable` is one."""

    def as_of(self, base: str, quote: str, on: date, *, max_age_days: int) -> Rate | NoRate | StaleRate:
        """Return the newest rate on or before a day, or why there is none."""
        ...
