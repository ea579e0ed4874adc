"""By which ways a consignment may go, and what each still needs: what a shop asks before it asks for prices.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.logistics import Mode
    >>> from xbcommerce.logistics.customs import GoodsLine, ImportConsignment, Place
    >>> from xbcommerce.logistics.customs.restrictions import (
    ...     BatteryFacts, Carriage, Chemistry, GoodsFacts, Packing, carriage_options)
    >>> from xbcommerce.reference.customs.restrictions import restriction_rules
    >>> banks = ImportConsignment(Place("DE"), "CN", [GoodsLine("banks", Money("20.00", "EUR"), 2)])
    >>> told = BatteryFacts(Chemistry.LITHIUM_ION, Packing.ALONE, batteries=2, battery_wh="37", net_kg="0.4",
    ...                     charge_pct=30, packages=1, tested=True, damaged=False)
    >>> for option in carriage_options(banks, [Carriage(Mode.POSTAL, "dhl-paket"), Carriage(Mode.AIR)],
    ...                                restriction_rules(), on=date(2026, 11, 25),
    ...                                facts={"banks": GoodsFacts([told])}):
    ...     print(option.carriage, type(option.verdict).__name__, option.verdict.documents)
    air NeedsDocument ('shippers_declaration',)
    postal dhl-paket Block ()
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs
from attrs import field, frozen

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.errors import member_of
from xbcommerce.kernel.unmet import Note, Unmet
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.given import several_of
from xbcommerce.logistics.mode import Mode

from .check import check_restrictions
from .goods_facts import GoodsFacts
from .messages import ENGLISH
from .verdict import Block, NeedsFacts, Verdict, strictness


@frozen
class Carriage:
    """One way to send: a mode, and a carrier where it is known."""

    mode: Mode = field(validator=member_of(Mode))
    carrier: str | None = None

    def __str__(self) -> str:
        return " ".join(part for part in (self.mode.value, self.carrier) if part)


@frozen
class CarriageOption:
    """One way to send, and whether it is open."""

    carriage: Carriage
    verdict: Verdict

    @property
    def open(self) -> bool:
        """Whether it may go this way, if it has what the verdict names."""
        return not isinstance(self.verdict, Block | NeedsFacts)

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the way, then the verdict."""
        return (Note("restriction.carriage", {"carriage": str(self.carriage)}), *self.verdict.why())

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def carriage_options(
    consignment: ImportConsignment,
    ways: Iterable[Carriage],
    rules: RuleSet[Any],
    *,
    on: date,
    facts: Mapping[str, GoodsFacts] | None = None,
    via: Iterable[str] = (),
    known: date | None = None,
) -> tuple[CarriageOption, ...]:
    """Ask every way, the freest first, then in the order given; none is left out.

    Args:
        consignment: What is sent; its own mode and carrier do not count.
        ways: Those to ask.
        rules: As in `check_restrictions`.
        on: The day it is handed over.
        facts: What is known of the goods, by id of the line.
        via: Countries it passes through.
        known: As in `RuleSet.as_of`.

    Raises:
        InvalidValueError: A way that is none, such as a bare `Mode`.
    """
    through = tuple(via)

    def option(way: Carriage) -> CarriageOption:
        sent = attrs.evolve(consignment, mode=way.mode, carrier=way.carrier)
        verdict = check_restrictions(sent, rules, on=on, facts=facts, via=through, known=known)
        return CarriageOption(way, verdict)

    asked = several_of(Carriage, ways, "ways")
    return tuple(sorted(map(option, asked), key=lambda one: strictness(one.verdict)))
