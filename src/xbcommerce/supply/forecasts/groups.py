"""One method for all, for each class, or for each item: the scope of a choice.

Pooled over the assortment a choice overfits least, and is the default (`select`). Per class it can give rare
sellers what suits rare sellers. Per item it mostly picks what was lucky: its error on the trials is the
smallest of all and its error afterwards often the largest, so prove it on a hold-out before trusting it.

    select(panel, ...)                                    pooled
    select_by_group(panel, ..., groups=sbc_groups(panel)) by kind of demand
    select_by_group(panel, ..., groups={item: "A", ...})  by the host's own classes, e.g. ABC
    select_by_group(panel, ..., groups={item: item, ...}) by item

Example:
    >>> from datetime import date
    >>> from xbcommerce.supply import DemandSeries, parse_method, select_by_group
    >>> panel = {"tea": DemandSeries(date(2026, 1, 5), 7, [9, 12, 10, 10, 9, 11, 10, 9]),
    ...          "fan": DemandSeries(date(2026, 1, 5), 7, [1, 2, 4, 6, 8, 9, 12, 13])}
    >>> candidates = [parse_method(name) for name in ("mean", "holt:0.9:0.9")]
    >>> choice = select_by_group(panel, candidates, groups={key: key for key in panel}, horizon=2,
    ...     origins=[2])
    >>> choice.chosen_for("tea"), choice.chosen_for("fan")
    ('mean', 'holt:0.9:0.9')
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Note, Param
from xbcommerce.supply.demand.series import DemandSeries
from xbcommerce.supply.messages import ENGLISH
from xbcommerce.supply.wording import method_note

from .forecaster import Forecaster, Method
from .selection import Score, Selection, choose
from .trials import try_out


@frozen
class GroupedSelection:
    """A choice for each group, beside the one for all.

    Attributes:
        pooled: The choice for all items together; it also serves groups with too few trials.
        groups: Group to its own choice.
        group_of: Item to group.
        trials_min: Trials a group needs to choose for itself.
    """

    pooled: Selection
    groups: FrozenMap[str, Selection]
    group_of: FrozenMap[str, str]
    trials_min: int

    def chosen_in(self, group: str) -> str:
        """Return the name of the method of a group."""
        own = self.groups[group]
        return own.chosen if own.scores[0].trials >= self.trials_min else self.pooled.chosen

    def chosen_for(self, item: str) -> str:
        """Return the name of the method of an item."""
        return self.chosen_in(self.group_of[item])

    @property
    def rmse(self) -> float | None:
        """Root mean square error of all groups together, each by its method; None if nothing was tried.

        Choice and error rest on the same trials, so it flatters small groups.
        """
        scores = [self._score(group) for group in self.groups]
        trials = sum(score.trials for score in scores)
        squares = (score.trials * (score.rmse or 0.0) ** 2 for score in scores)
        return math.sqrt(math.fsum(squares) / trials) if trials else None

    def _score(self, group: str) -> Score:
        chosen = self.chosen_in(group)
        return next(score for score in self.groups[group].scores if score.method == chosen)

    def why(self) -> tuple[Note, ...]:
        """Return the choice of every group, then the one for all with its rivals."""
        return (*self._notes(), *self.pooled.why())

    def _notes(self) -> Iterator[Note]:
        for group, own in self.groups.items():
            score = self._score(group)
            figures: dict[str, Param] = {"rmse_units": decimal_of(score.rmse or 0, 3), "trials": score.trials}
            few = score.trials < self.trials_min
            code = "selection.group_too_small" if few else "selection.group"
            yield Note(code, {"group": group, "items": own.items, **figures})
            yield method_note(score.method, own.bucket_days)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def select_by_group(
    panel: Mapping[str, DemandSeries],
    candidates: Sequence[Method | Forecaster],
    *,
    groups: Mapping[str, str],
    horizon: int,
    origins: Sequence[int],
    trials_min: int = 1,
) -> GroupedSelection:
    """Choose a method for each group of items, and one for all.

    Args:
        panel: Histories by item.
        candidates: Methods to try; ties take the first.
        groups: Item to group; every item of the panel has one.
        horizon: Buckets ahead, about the lead time.
        origins: How many buckets back to start, each at least ``horizon``.
        trials_min: Trials a group needs to choose for itself; a smaller one takes the choice for all.

    Raises:
        InvalidValueError: An item without a group, or as `select`.
    """
    whole(trials_min, "trials_min", minimum=1)
    if astray := sorted(panel.keys() - groups.keys()):
        msg = f"{len(astray)} items without a group, the first {astray[0]!r}; give each one"
        raise InvalidValueError(msg)
    errors = try_out(panel, candidates, horizon=horizon, origins=origins)
    members: dict[str, dict[str, DemandSeries]] = {}
    for item, series in panel.items():
        members.setdefault(groups[item], {})[item] = series
    return GroupedSelection(
        choose(panel, candidates, errors, horizon=horizon, origins=origins),
        FrozenMap(
            {
                group: choose(its, candidates, errors, horizon=horizon, origins=origins)
                for group, its in members.items()
            }
        ),
        FrozenMap({item: groups[item] for item in panel}),
        trials_min,
    )
