"""What a rule may look up while it is evaluated, and a note of what it did look up.

Example:
    >>> from xbcommerce.risk.lookups import Lookups
    >>> Lookups.of((), ()).rate("EUR", "USD") is None
    True
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import Rate

from .lists import NamedList


class TwoAnswersError(InvalidValueError):
    """Two lists of one name, or two rates of one pair: a decision needs one."""

    code = "two_answers"


@define
class Lookups:
    """Lists and rates of one decision; lives as long as the decision is being made.

    Attributes:
        lists: By name.
        rates: By pair (base, quote). An inverse rate is never invented.
        used_lists: Those that a rule has read.
        used_rates: Those that a rule has read.
    """

    lists: dict[str, NamedList]
    rates: dict[tuple[str, str], Rate]
    used_lists: dict[str, NamedList] = field(factory=dict[str, NamedList], init=False)
    used_rates: dict[tuple[str, str], Rate] = field(factory=dict[tuple[str, str], Rate], init=False)

    @classmethod
    def of(cls, lists: Iterable[NamedList], rates: Iterable[Rate]) -> Lookups:
        """Index lists and rates.

        Raises:
            TwoAnswersError: A name or a pair comes twice with different content.
        """
        by_name: dict[str, NamedList] = {}
        for item in lists:
            if by_name.setdefault(item.name, item) != item:
                versions = f"{by_name[item.name].version!r} and {item.version!r}"
                msg = f"list {item.name!r} came in versions {versions}; give one"
                raise TwoAnswersError(msg)
        by_pair: dict[tuple[str, str], Rate] = {}
        for rate in rates:
            if by_pair.setdefault((rate.base, rate.quote), rate) != rate:
                msg = f"two rates for one pair: {by_pair[rate.base, rate.quote]}; {rate}; give one"
                raise TwoAnswersError(msg)
        return cls(by_name, by_pair)

    def list_named(self, name: str) -> NamedList | None:
        """Return a list and note that it was read; ``None`` where it was not given."""
        found = self.lists.get(name)
        if found is not None:
            self.used_lists[name] = found
        return found

    def rate(self, base: str, quote: str) -> Rate | None:
        """Return a rate and note that it was read; ``None`` where it was not given."""
        found = self.rates.get((base, quote))
        if found is not None:
            self.used_rates[base, quote] = found
        return found

    @property
    def rates_read(self) -> tuple[Rate, ...]:
        """Return the rates that were read, by pair."""
        return tuple(self.used_rates[pair] for pair in sorted(self.used_rates))
