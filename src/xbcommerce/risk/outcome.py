"""What a policy may decide, and what a condition may be: two small ordered vocabularies.

Example:
    >>> from xbcommerce.risk.outcome import Outcome, Truth
    >>> Outcome.REVIEW < Outcome.HOLD, max([Outcome.ALLOW, Outcome.CHALLENGE])
    (True, <Outcome.CHALLENGE: 'challenge'>)
    >>> Truth.of(None)
    <Truth.UNKNOWN: 'unknown'>
"""

from __future__ import annotations

from enum import Enum


class Outcome(Enum):
    """What happens to an order or a buyer, from mild to severe; the order of the members is the order."""

    ALLOW = "allow"
    """Go ahead."""
    CHALLENGE = "challenge"
    """Ask the buyer for proof, e.g. a strong authentication; go ahead if it is given."""
    REVIEW = "review"
    """A person looks at it; nothing is stopped yet."""
    HOLD = "hold"
    """Nothing ships until somebody releases it."""
    DECLINE = "decline"
    """No."""

    @property
    def severity(self) -> int:
        """Return the place in the order, 0 for `ALLOW`."""
        return _SEVERITY[self._value_]

    def __lt__(self, other: Outcome) -> bool:
        return _SEVERITY[self._value_] < _SEVERITY[other._value_]

    def __le__(self, other: Outcome) -> bool:
        return _SEVERITY[self._value_] <= _SEVERITY[other._value_]

    def __gt__(self, other: Outcome) -> bool:
        return _SEVERITY[self._value_] > _SEVERITY[other._value_]

    def __ge__(self, other: Outcome) -> bool:
        return _SEVERITY[self._value_] >= _SEVERITY[other._value_]


_SEVERITY = {outcome.value: place for place, outcome in enumerate(Outcome)}


class Truth(Enum):
    """What a condition is over the facts at hand: strong Kleene logic, false < unknown < true."""

    FALSE = "false"
    UNKNOWN = "unknown"
    TRUE = "true"

    @classmethod
    def of(cls, value: bool | None) -> Truth:  # noqa: FBT001  # the three values are what this is about
        """Take ``True``, ``False`` or ``None`` (unknown)."""
        if value is None:
            return cls.UNKNOWN
        return cls.TRUE if value else cls.FALSE
