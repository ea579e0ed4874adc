"""How good a supplier is, in one figure and its parts, fair to those we hardly know.

A share of few orders is drawn towards what suppliers achieve in general: ``(k + m p0) / (n + m)``, as if
``m`` orders of an average supplier had been seen first. One late parcel does not sink anybody.

Example:
    >>> from xbcommerce.supply.suppliers import Measure, shrunk_rate, weighted_score
    >>> shrunk_rate(0, 1, prior_rate="0.9", prior_weight=20)
    Fraction(6, 7)
    >>> card = weighted_score([Measure("otif", "0.92", "0.5"), Measure("quality", "0.995", "0.3"),
    ...     Measure("price", None, "0.2")])
    >>> print(card)
    Score 94.81 of 100
      otif 92, counting 62.5 %
      quality 99.5, counting 37.5 %
      price is unknown and left out
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen
from attrs.validators import optional

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.figures import Figure, decimal_of, figure, figure_or_none, not_negative, share
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Note, Param

from .messages import ENGLISH


def shrunk_rate(successes: int, trials: int, *, prior_rate: Figure, prior_weight: Figure) -> Fraction:
    """Draw an observed share towards the general one.

    Args:
        successes: How often it went well.
        trials: How often it could have.
        prior_rate: The share in general, e.g. of all suppliers together.
        prior_weight: As how many observations the general share counts.

    Raises:
        InvalidValueError: More successes than trials, a share outside 0 to 1, nothing to divide by.
    """
    whole(successes, "successes")
    whole(trials, "trials", minimum=successes)
    prior, weight = figure(prior_rate), figure(prior_weight)
    if not 0 <= prior <= 1 or weight < 0 or not trials + weight:
        msg = f"prior_rate={prior_rate}, prior_weight={prior_weight}: expected a share, and a weight above 0"
        raise InvalidValueError(msg)
    return (successes + weight * prior) / (trials + weight)


@frozen
class Measure:
    """One thing that is looked at.

    Attributes:
        name: For people, unique on the card.
        value: From 0, worst, to 1, best; None if unknown.
        weight: How much it counts beside the others.
    """

    name: str
    value: Fraction | None = field(converter=figure_or_none, validator=optional(share))
    weight: Fraction = field(converter=figure, validator=not_negative)


@frozen
class Scorecard:
    """All measures, and their weighted mean over those that are known.

    Attributes:
        measures: In the order given.
    """

    measures: tuple[Measure, ...] = field(converter=tuple[Measure, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse two measures of one name."""
        if twice := repeated(measure.name for measure in self.measures):
            msg = f"two measures are called {twice[0]!r}; give each its own name"
            raise InvalidValueError(msg)

    @property
    def known(self) -> tuple[Measure, ...]:
        """The measures that count."""
        return tuple(one for one in self.measures if one.value is not None and one.weight)

    @property
    def score(self) -> Fraction | None:
        """Their weighted mean, 0 to 1; None if nothing is known."""
        weight = sum(one.weight for one in self.known)
        total = sum((one.value or 0) * one.weight for one in self.known)
        return Fraction(total) / weight if weight else None

    def why(self) -> tuple[Note, ...]:
        """Return the score, what each measure adds, and what is unknown."""
        known = self.known
        score, weight = self.score, sum(one.weight for one in known)
        head = (
            Note("supplier.score_unknown")
            if score is None
            else Note("supplier.score", {"score": decimal_of(score * 100, 2)})
        )
        notes = [head]
        for one in self.measures:
            if one in known and one.value is not None:
                figures: dict[str, Param] = {
                    "name": one.name,
                    "value": decimal_of(one.value * 100, 2),
                    "weight_pct": decimal_of(one.weight / weight * 100, 1),
                }
                notes.append(Note("supplier.measure", figures))
            else:
                notes.append(Note("supplier.measure_unknown", {"name": one.name}))
        return tuple(notes)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def weighted_score(measures: Iterable[Measure]) -> Scorecard:
    """Put measures on one card; what is unknown is left out and the other weights are scaled up.

    Raises:
        InvalidValueError: Two measures of one name.
    """
    return Scorecard(tuple(measures))
