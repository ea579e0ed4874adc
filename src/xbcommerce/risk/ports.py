"""What this room asks of the host: a buyer's account, and how often something happened lately.

Each answers ``None`` where it does not know; a policy then finds the fact missing and does not guess.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from .account import BuyerAccount


class BuyerAccounts(Protocol):
    """Where buyers' accounts are kept."""

    def account(self, buyer: str, /) -> BuyerAccount | None:
        """Return a buyer's account with limit and open items as they stand now."""
        ...


class Velocity(Protocol):
    """Counts over a window of time that ends now: ``(at - span, at]``, the start left out, the end in."""

    def orders(self, buyer: str, /, *, at: datetime, span: timedelta) -> int | None:
        """Count a buyer's orders in the window, the one in question included."""
        ...
