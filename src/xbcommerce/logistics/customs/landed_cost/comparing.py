"""The same consignment under several terms and schemes, side by side: what differs, and who pays it.

Example:
    >>> from xbcommerce.logistics.customs.landed_cost import DAP, DDP, IOSS, Option
    >>> print(DDP, IOSS, Option("by sea", declaration="H1"), sep=" | ")
    DDP: term DDP | IOSS: under IOSS, declared in H7 | by sea: declared in H1
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cmp_to_key
from typing import Any

import attrs
from attrs import field, frozen

from xbcommerce.kernel.dated import RuleSet
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import FxRates
from xbcommerce.kernel.money import compare as compare_money
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Note, Param, Unmet
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.given import schemes_field, several_of
from xbcommerce.logistics.customs.incoterms import Party
from xbcommerce.logistics.customs.trade import TradeDates
from xbcommerce.logistics.mode import Mode

from .charged import Collected
from .differences import differences
from .landing import landed_cost
from .messages import ENGLISH
from .page import comparison_page
from .quote import LandedCost


def _changes(attribute: attrs.Attribute[Any], value: object) -> bool:
    return attribute.name != "name" and value is not None


@frozen
class Option:
    """One way of selling and sending; what is None stays as the consignment has it.

    Attributes:
        name: What the reader calls it.
        term: The Incoterm.
        registrations: The schemes the seller collects under; empty for none.
        declaration: The data set.
        mode: How it travels.
        carrier: Who carries it.
    """

    name: str
    term: str | None = None
    registrations: frozenset[str] | None = field(default=None, converter=schemes_field)
    declaration: str | None = None
    mode: Mode | None = None
    carrier: str | None = None

    def of(self, consignment: ImportConsignment) -> ImportConsignment:
        """Return the consignment, sold and sent this way."""
        changed = attrs.asdict(self, recurse=False, filter=_changes)
        return attrs.evolve(consignment, **changed)

    def __str__(self) -> str:
        said = [f"term {self.term}"] if self.term else []
        if self.registrations is not None:
            said.append(f"under {', '.join(sorted(self.registrations)) or 'no scheme'}")
        said += [f"declared in {self.declaration}"] if self.declaration else []
        said += [f"by {self.mode.value}"] if self.mode else []
        said += [f"with {self.carrier}"] if self.carrier else []
        return f"{self.name}: {', '.join(said) or 'as it is'}"


DDP = Option("DDP", term="DDP")
"""The seller pays what the border takes."""
DAP = Option("DAP", term="DAP")
"""The buyer does."""
IOSS = Option("IOSS", registrations={"IOSS"}, declaration="H7")
"""EU VAT is collected in the sale."""
STANDARD = Option("standard", registrations=(), declaration="H1")
"""No scheme: all is collected at the border, on a full declaration."""


@frozen
class Compared:
    """One option and what it comes to."""

    option: Option
    quote: LandedCost


@frozen
class Comparison:
    """Options side by side, in the order in which they were given."""

    options: tuple[Compared, ...] = field(converter=tuple[Compared, ...])

    def __getitem__(self, name: str) -> LandedCost:
        for each in self.options:
            if each.option.name == name:
                return each.quote
        msg = f"{name!r} was not compared; these were: {', '.join(each.option.name for each in self.options)}"
        raise KeyError(msg)

    @property
    def cheapest(self) -> tuple[Compared, ...]:
        """The options of the lowest total, several if they are equal; none while one is not settled."""
        totals = [each.quote.total for each in self.options]
        known = [total for total in totals if total is not None]
        if len(known) < len(totals) or not known:
            return ()
        least = min(known, key=cmp_to_key(compare_money))
        return tuple(
            each for each, total in zip(self.options, known, strict=True) if not compare_money(total, least)
        )

    def why(self) -> tuple[Note | Unmet, ...]:
        """Say what each option comes to, who pays how much where, and what differs from the first."""
        said: list[Note | Unmet] = []
        for each in self.options:
            said.extend(_told(each, self.options[0].quote))
        return tuple(said)

    def __str__(self) -> str:
        return ENGLISH.explain(self)

    def _repr_html_(self) -> str:
        return comparison_page(self)


def compare(
    consignment: ImportConsignment,
    dates: TradeDates,
    rules: RuleSet[Any],
    fx: FxRates,
    *,
    options: Iterable[Option],
    known: date | None = None,
) -> Comparison:
    """Land one consignment in several ways.

    Args:
        consignment: What is sent.
        dates: The days of the trade.
        rules: As for `landed_cost`.
        fx: Exchange rates.
        options: The ways, each with a name of its own; at least one.
        known: As for `landed_cost`.

    Raises:
        InvalidValueError: No option, something else than an option, or a name twice.
    """
    ways = several_of(Option, options, "options")
    if not ways:
        msg = "options=(): nothing to compare; give DDP and DAP, say"
        raise InvalidValueError(msg)
    if twice := repeated(way.name for way in ways):
        msg = f"options: {', '.join(map(repr, twice))} stands more than once; name each way apart"
        raise InvalidValueError(msg)
    return Comparison(
        [Compared(way, landed_cost(way.of(consignment), dates, rules, fx, known=known)) for way in ways]
    )


def _told(each: Compared, first: LandedCost) -> list[Note | Unmet]:
    quote, name = each.quote, each.option.name
    if quote.total is None:
        return [Note("landed_cost.option_open", {"option": name}), quote.summary, *quote.unmet]
    params: dict[str, Param] = {"option": name, "total": quote.total}
    for party in Party:
        for place in Collected:
            due = quote.due_from(party, place)
            params[f"{party.value}_{place.value}"] = "-" if due is None else due
    said: list[Note | Unmet] = [Note("landed_cost.option", params)]
    if quote is not first:
        said.extend(differences(first, quote))
    return said
