"""The lines of an order while it is being solved: quantities, and how each came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet
from xbcommerce.supply.lots.equal_runout import RunoutItem
from xbcommerce.supply.lots.loads import Load
from xbcommerce.supply.lots.order_quantity import OrderQuantity, order_quantity
from xbcommerce.supply.lots.packaging import pack

from .reporting import Reporting
from .supplier_terms import WantedLine


@frozen
class Draft:
    """Quantities so far, in the order of the lines.

    Attributes:
        items: The items; ``ordered`` is the quantity.
        steps: How each came about.
    """

    items: tuple[RunoutItem, ...]
    steps: tuple[tuple[Note, ...], ...]

    @property
    def value(self) -> Fraction:
        """All of it at purchase prices, in exact minor units of the reporting currency."""
        return sum((item.value(item.ordered) for item in self.items), Fraction(0))

    @property
    def load(self) -> Load:
        """The room it takes."""
        return sum((item.load(item.ordered) for item in self.items), Load())

    def moved_to(self, units: Mapping[str, int], code: str, figures: Mapping[str, Param]) -> Draft:
        """Take other quantities, with a step for each that changes."""
        items: list[RunoutItem] = []
        steps: list[tuple[Note, ...]] = []
        for item, before in zip(self.items, self.steps, strict=True):
            after = units[item.sku]
            items.append(evolve(item, ordered=after))
            note = Note(code, {**figures, "quantity_units": after, "base_units": item.ordered})
            steps.append(before if after == item.ordered else (*before, note))
        return Draft(tuple(items), tuple(steps))


def first_draft(
    lines: Sequence[WantedLine], reporting: Reporting, rates: Mapping[str, Rate], *, short_ok: bool
) -> Draft | Refusal:
    """Round each line by itself to what its own terms and price tiers allow.

    Args:
        lines: What is wanted.
        reporting: The currency in which values are compared.
        rates: The rates of all currencies into it.
        short_ok: Whether a supplier's maximum below the need is taken.

    Returns:
        The quantities; or a `Refusal` that names every line that cannot be.
    """
    items: list[RunoutItem] = []
    steps: list[tuple[Note, ...]] = []
    unmet: list[Unmet] = []
    for line in lines:
        item = RunoutItem(
            line.sku,
            position=line.position,
            demand_mean_per_day=line.demand_mean_per_day,
            terms=line.offer.terms,
            tiers=[(tier.min_quantity, reporting.exact(tier.unit_price, rates)) for tier in line.offer.tiers],
            carton=line.offer.carton,
        )
        rounded = _rounded(line, item, short_ok=short_ok)
        if isinstance(rounded, Refusal):
            unmet += rounded.unmet
            continue
        quantity, notes = rounded
        items.append(evolve(item, ordered=quantity))
        steps.append(notes)
    return Refusal(unmet) if unmet else Draft(tuple(items), tuple(steps))


def _rounded(line: WantedLine, item: RunoutItem, *, short_ok: bool) -> tuple[int, tuple[Note, ...]] | Refusal:
    """Return the quantity of one line under its own terms and price tiers, and its steps."""
    if not line.quantity:
        return 0, ()
    base = order_quantity(line.quantity, line.offer.terms)
    if not isinstance(base, OrderQuantity):
        return Refusal(Unmet(no.code, line.sku, no.params) for no in base.unmet)
    terms = line.offer.terms
    quantity = item.after(int(base.quantity) - 1)
    cut = base.uncovered > terms.tolerance_share * int(terms.multiple)
    if quantity is None or (cut and not short_ok):
        figures: dict[str, Param] = {"need_units": line.quantity, "maximum": base.quantity}
        return Refusal.of(Unmet("lot.need_over_maximum", line.sku, figures))
    notes = base.why() if base.quantity != line.quantity else ()
    full = _full_packs(line, item, quantity)
    if full != quantity:
        larger: dict[str, Param] = {"pack": line.levels[-1].name, "base_units": quantity}
        notes = (*notes, Note("order.full_packs", {**larger, "quantity_units": full}))
    better = _no_dearer(item, full)
    step = Note("order.cheaper_tier", {"quantity_units": better, "base_units": full})
    return better, notes if better == full else (*notes, step)


def _full_packs(line: WantedLine, item: RunoutItem, quantity: int) -> int:
    """Return the quantity with larger packs completed that are nearly full, if the terms allow it."""
    if not line.levels:
        return quantity
    packed = pack(quantity, line.levels, round_up_share=line.round_up_share).quantity
    return packed if item.after(packed - 1) == packed else quantity


def _no_dearer(item: RunoutItem, quantity: int) -> int:
    """Return the larger quantity that costs no more, at a later tier; of several the cheapest."""
    later = (item.after(start - 1) for start, _ in item.tiers if start > quantity)
    larger = [units for units in later if units is not None]
    return min([quantity, *larger], key=lambda units: (item.value(units), -units))
