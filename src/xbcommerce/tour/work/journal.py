"""What the tour writes down of an order on its way out of the door; its money has a stream of its own."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from xbcommerce.logistics import ChannelChoice, PackingPlan
from xbcommerce.risk import Verdict


@frozen
class OrderScreened:
    """The policy has spoken."""

    at: datetime
    verdict: Verdict


@frozen
class OrderReleased:
    """A person has looked at it and lets it go."""

    at: datetime
    actor: str


@frozen
class OrderStopped:
    """It goes no further: declined, or on hold until somebody decides."""

    at: datetime
    actor: str


@frozen
class OrderPacked:
    """It lies in its cartons."""

    at: datetime
    plan: PackingPlan


@frozen
class ChannelChosen:
    """It is known how it travels."""

    at: datetime
    choice: ChannelChoice


@frozen
class OrderSent:
    """The carrier has it; ``reference`` is the shop's key for the booking."""

    at: datetime
    channel_id: str
    reference: str


OrderEvent = OrderScreened | OrderReleased | OrderStopped | OrderPacked | ChannelChosen | OrderSent
