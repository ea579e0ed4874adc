"""When a rule is about a consignment or its goods: plain lists in the record, never code.

Every list that is not empty must be met. A fact that is not known makes the answer not known, unless
another list is certainly not met.

Example:
    >>> from xbcommerce.logistics.customs import Buyer, TradeFacts, When
    >>> perfume = When(buyers={Buyer.CONSUMER}, goods={"perfume", "alcohol"})
    >>> perfume.holds(TradeFacts(buyer=Buyer.CONSUMER, goods=frozenset({"perfume"})))
    True
    >>> print(perfume.holds(TradeFacts(buyer=Buyer.CONSUMER)))
    None
    >>> perfume.holds(TradeFacts(buyer=Buyer.BUSINESS))
    False
    >>> perfume.unknown(TradeFacts(buyer=Buyer.CONSUMER))
    ('goods',)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from attrs import field, frozen

from xbcommerce.kernel.naming import name_set
from xbcommerce.logistics.mode import Mode

from .classification.hs_code import HsCode
from .trade import Buyer, TradeFacts


def _several(names: Iterable[str]) -> frozenset[str]:
    return name_set(names, "names")


def _buyers(buyers: Iterable[Buyer]) -> frozenset[Buyer]:
    return frozenset(buyers)


def _modes(modes: Iterable[Mode]) -> frozenset[Mode]:
    return frozenset(modes)


def _one_of(wanted: frozenset[Any], found: object) -> bool:
    return found in wanted


def _none_of(unwanted: frozenset[Any], found: object) -> bool:
    return found not in unwanted


def _any_in(wanted: frozenset[str], found: frozenset[str]) -> bool:
    return not wanted.isdisjoint(found)


def _none_in(unwanted: frozenset[str], found: frozenset[str]) -> bool:
    return unwanted.isdisjoint(found)


def _within(prefixes: frozenset[str], code: HsCode) -> bool | None:
    """Say whether a code is among those meant; None where it is too short to tell."""
    if code.digits.startswith(tuple(prefixes)):
        return True
    return None if any(prefix.startswith(code.digits) for prefix in prefixes) else False


def _outside(prefixes: frozenset[str], code: HsCode) -> bool | None:
    inside = _within(prefixes, code)
    return None if inside is None else not inside


@frozen
class When:
    """What must be so for a rule to be asked; empty lists ask nothing.

    Attributes:
        ship_from: Shipped from one of these countries.
        origins: Made in one of these.
        not_origins: Made in none of these.
        buyers: Received by one of these.
        modes: Carried in one of these ways.
        not_modes: Carried in none of these.
        carriers: Carried by one of these.
        declarations: Declared with one of these data sets.
        registered: The seller collects under one of these schemes.
        not_registered: The seller collects under none of these.
        goods: The goods are of one of these classes, at least.
        not_goods: They are of none of these.
        hs: Their code begins with one of these digits.
        not_hs: It begins with none of these.
    """

    ship_from: frozenset[str] = field(default=frozenset(), converter=_several)
    origins: frozenset[str] = field(default=frozenset(), converter=_several)
    not_origins: frozenset[str] = field(default=frozenset(), converter=_several)
    buyers: frozenset[Buyer] = field(default=frozenset(), converter=_buyers)
    modes: frozenset[Mode] = field(default=frozenset(), converter=_modes)
    not_modes: frozenset[Mode] = field(default=frozenset(), converter=_modes)
    carriers: frozenset[str] = field(default=frozenset(), converter=_several)
    declarations: frozenset[str] = field(default=frozenset(), converter=_several)
    registered: frozenset[str] = field(default=frozenset(), converter=_several)
    not_registered: frozenset[str] = field(default=frozenset(), converter=_several)
    goods: frozenset[str] = field(default=frozenset(), converter=_several)
    not_goods: frozenset[str] = field(default=frozenset(), converter=_several)
    hs: frozenset[str] = field(default=frozenset(), converter=_several)
    not_hs: frozenset[str] = field(default=frozenset(), converter=_several)

    def holds(self, facts: TradeFacts) -> bool | None:
        """Say whether the rule is about these facts; None where a fact is not known."""
        answer: bool | None = True
        for _, met in self._tests(facts) if self._asked else ():
            if met is False:
                return False
            if met is None:
                answer = None
        return answer

    def unknown(self, facts: TradeFacts) -> tuple[str, ...]:
        """Return the facts that would decide it, by name; none where it is decided."""
        if self.holds(facts) is not None:
            return ()
        return tuple(dict.fromkeys(fact for fact, met in self._tests(facts) if met is None))

    @property
    def asks(self) -> bool:
        """Whether any list asks anything."""
        return bool(self._asked)

    @cached_property
    def _asked(self) -> tuple[tuple[frozenset[Any], str, Callable[[frozenset[Any], Any], bool | None]], ...]:
        return tuple((getattr(self, name), fact, test) for name, fact, test in _LISTS if getattr(self, name))

    def _tests(self, facts: TradeFacts) -> Iterator[tuple[str, bool | None]]:
        for wanted, fact, test in self._asked:
            found = getattr(facts, fact)
            yield fact, None if found is None else test(wanted, found)


_LISTS: tuple[tuple[str, str, Callable[[frozenset[Any], Any], bool | None]], ...] = (
    ("ship_from", "ship_from", _one_of),
    ("origins", "origin", _one_of),
    ("not_origins", "origin", _none_of),
    ("buyers", "buyer", _one_of),
    ("modes", "mode", _one_of),
    ("not_modes", "mode", _none_of),
    ("carriers", "carrier", _one_of),
    ("declarations", "declaration", _one_of),
    ("registered", "registrations", _any_in),
    ("not_registered", "registrations", _none_in),
    ("goods", "goods", _any_in),
    ("not_goods", "goods", _none_in),
    ("hs", "hs_code", _within),
    ("not_hs", "hs_code", _outside),
)
"""Each list of `When`, the fact it is about, and the test."""

ANY = When()
"""Every consignment and all goods."""
