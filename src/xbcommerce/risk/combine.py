"""How the results of many rules become one outcome: named strategies, and what an unknown rule does.

Example:
    >>> from xbcommerce.risk.bands import Band, Bands
    >>> from xbcommerce.risk.combine import MOST_SEVERE, Score, Signal
    >>> from xbcommerce.risk.outcome import Outcome
    >>> signals = [Signal(Outcome.REVIEW, points=30), Signal(Outcome.ALLOW, points=45)]
    >>> MOST_SEVERE.join(signals)
    <Outcome.REVIEW: 'review'>
    >>> Score(Bands((Band(0, "allow"), Band(70, "hold")))).join(signals)
    <Outcome.HOLD: 'hold'>
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError

from .bands import Bands
from .outcome import Outcome


@frozen
class Signal:
    """What one rule contributes: a hit, or an unknown that counts as its outcome."""

    outcome: Outcome
    points: int = 0
    hit: bool = True


@frozen
class MostSevere:
    """The most severe outcome wins: more evidence never makes it milder, the order of rules never matters."""

    name = "most_severe"

    def join(self, signals: Iterable[Signal], default: Outcome = Outcome.ALLOW) -> Outcome:
        """Return the most severe outcome; ``default`` is the least, so that an allow rule adds nothing."""
        return max([default, *(signal.outcome for signal in signals)])


@frozen
class FirstMatch:
    """The first rule that hits decides; one that is unknown before it decides with what an unknown does.

    Later rules are not looked at, so their hit rates say little.
    """

    name = "first_match"

    def join(self, signals: Iterable[Signal], default: Outcome = Outcome.ALLOW) -> Outcome:
        """Return the outcome of the first signal."""
        return next((signal.outcome for signal in signals), default)


@frozen
class AllowOverrides:
    """A hit of a rule that allows ends it; otherwise the most severe wins. For lists of trusted buyers."""

    name = "allow_overrides"

    def join(self, signals: Iterable[Signal], default: Outcome = Outcome.ALLOW) -> Outcome:
        """Return ``ALLOW`` if a rule that allows has hit, else the most severe."""
        found = tuple(signals)
        if any(signal.hit and signal.outcome is Outcome.ALLOW for signal in found):
            return Outcome.ALLOW
        return MostSevere().join(found, default)


def _levels(_instance: object, _attribute: object, bands: Bands) -> None:
    known = {outcome.value for outcome in Outcome}
    if strange := [level for level in bands.levels if level not in known]:
        names = ", ".join(outcome.value for outcome in Outcome)
        msg = f"levels {', '.join(strange)}: a policy's bands are named for outcomes: {names}"
        raise InvalidValueError(msg)
    outcomes = [Outcome(level) for level in bands.levels]
    if any(after <= before for before, after in pairwise(outcomes)):
        msg = f"levels {', '.join(bands.levels)}: a higher score must not be milder"
        raise InvalidValueError(msg)
    if bands.bands[0].start > 0:
        msg = f"the lowest band starts at {bands.bands[0].start}; a score of 0 must have a level"
        raise InvalidValueError(msg)


@frozen
class Score:
    """The points of all hits are added up and read off bands; the outcome of each hit is a floor.

    Points are never negative, so that more evidence never makes it milder. Give a rule `Outcome.ALLOW` to
    let it add points only.

    Attributes:
        bands: Named for outcomes, e.g. ``Band(70, "hold")``; a cut-off belongs to the severe side.

    Raises:
        InvalidValueError: A level is no outcome, a higher band is milder, or 0 has no level.
    """

    bands: Bands = field(validator=_levels)

    name = "score"

    def join(self, signals: Iterable[Signal], default: Outcome = Outcome.ALLOW) -> Outcome:
        """Return the band of the summed points, raised to the most severe floor."""
        found = tuple(signals)
        level = Outcome(self.bands.level(sum(signal.points for signal in found)))
        return max([level, default, *(signal.outcome for signal in found)])


Combine = MostSevere | FirstMatch | AllowOverrides | Score

MOST_SEVERE = MostSevere()
FIRST_MATCH = FirstMatch()
ALLOW_OVERRIDES = AllowOverrides()


@frozen
class TreatAs:
    """An unknown rule counts as if it asked for this outcome."""

    outcome: Outcome


@frozen
class Ignore:
    """An unknown rule is listed and counts for nothing: the policy fails open, by choice."""


@frozen
class Refuse:
    """A policy with an unknown rule does not decide: the caller must bring the missing facts."""


OnUnknown = TreatAs | Ignore | Refuse

IGNORE = Ignore()
REFUSE = Refuse()


def on_unknown(choice: OnUnknown | Outcome) -> OnUnknown:
    """Take an outcome for "treat it as this"."""
    return TreatAs(choice) if isinstance(choice, Outcome) else choice
