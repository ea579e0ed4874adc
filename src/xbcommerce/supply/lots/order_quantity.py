"""How much can be ordered: a need under minimum, case pack and maximum, together and exactly.

Applying the minimum after the multiple gives 50 for a need of 1, a minimum of 50 and packs of 12, which
nobody can pack. Here the result is a whole number of packs of at least the minimum, or a
refusal that says why not.

Example:
    >>> from xbcommerce.supply import LotTerms, order_quantity
    >>> print(order_quantity(1, LotTerms(moq=50, multiple=12)))
    60: the need of 1 is raised to the minimum order of 50 and to whole packs of 12
    >>> order_quantity(900, LotTerms(multiple=24, maximum=500)).uncovered
    420
    >>> print(order_quantity(40, LotTerms(moq=50, multiple=60, maximum=55)))
    lot.no_multiple (moq=50, multiple=60, maximum=55)
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import Attribute, field, frozen
from attrs.validators import optional

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.figures import figure, within
from xbcommerce.kernel.money import Exact, exact
from xbcommerce.kernel.unmet import Note, Refusal, Unmet
from xbcommerce.supply.messages import ENGLISH

Units = int | Decimal
"""Whole units, or an exact decimal where goods are measured (2.3 kg)."""


def _units(_instance: object, attribute: Attribute[Any], value: Units) -> None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        msg = f"{attribute.name}={value!r}: expected whole units or a Decimal"
        raise InvalidValueError(msg)
    if exact(value, attribute.name) < 0:
        msg = f"{attribute.name}={value}: expected at least 0"
        raise InvalidValueError(msg)


def _above_zero(instance: object, attribute: Attribute[Any], value: Units) -> None:
    _units(instance, attribute, value)
    if not value:
        msg = f"{attribute.name}={value}: expected more than 0; 1 means any whole number"
        raise InvalidValueError(msg)


@frozen
class LotTerms:
    """What a supplier accepts on one order line.

    Attributes:
        moq: Minimum order quantity.
        multiple: Case pack; every order is a multiple of it.
        maximum: The most that can be ordered; None for no limit.
        tolerance_share: A remainder of at most this share of a pack is left uncovered rather than ordered,
            never below the minimum and never down to nothing.
    """

    moq: Units = field(default=0, validator=_units)
    multiple: Units = field(default=1, validator=_above_zero)
    maximum: Units | None = field(default=None, validator=optional(_units))
    tolerance_share: Fraction = field(default=Fraction(0), converter=figure, validator=within(0, 1))

    @property
    def smallest(self) -> Units:
        """The smallest order there is: the fewest whole packs that reach the minimum."""
        return _fewest_packs(self) * self.multiple


@frozen
class OrderQuantity:
    """What to order, and how the need became that.

    Attributes:
        quantity: Units to order; 0 where nothing is needed.
        need: What was asked for.
        uncovered: Units of the need that the order leaves open.
        steps: How the need was changed, in order.
    """

    quantity: Units
    need: Units
    uncovered: Units
    steps: tuple[Note, ...]

    def why(self) -> tuple[Note, ...]:
        """Return the steps."""
        return self.steps

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def order_quantity(need: Units, terms: LotTerms) -> OrderQuantity | Refusal:
    """Round a need to what a supplier accepts: the smallest whole number of packs >= max(need, moq).

    Args:
        need: Units missing; at or below zero nothing is ordered, since a surplus is no order.
        terms: What the supplier accepts.

    Returns:
        The quantity; or a `Refusal` where no whole number of packs lies between minimum and maximum.

    Raises:
        InvalidValueError: ``need`` is a float, NaN or infinite.
    """
    wanted = need if type(need) is int else exact(need, "need")
    multiple, moq = _whole_or_exact(terms.multiple), _whole_or_exact(terms.moq)
    if wanted <= 0:
        return OrderQuantity(0, need, 0, (Note("quantity.nothing", {"need_units": need}),))
    most = None if terms.maximum is None else _whole_or_exact(terms.maximum) // multiple
    fewest = _fewest_packs(terms)
    if most is not None and most < fewest:
        figures: dict[str, Units] = {"moq": terms.moq, "multiple": terms.multiple}
        return Refusal.of(Unmet("lot.no_multiple", "", {**figures, "maximum": terms.maximum or 0}))
    packs = max(fewest, -(-wanted // multiple))
    if packs > fewest and wanted - (packs - 1) * multiple <= terms.tolerance_share * multiple:
        packs -= 1
    if most is not None:
        packs = min(packs, most)
    quantity = packs * terms.multiple
    return OrderQuantity(
        quantity, need, max(need - quantity, 0), _steps(need, quantity, terms, raised=moq > wanted)
    )


def _fewest_packs(terms: LotTerms) -> int:
    return max(1, -(-_whole_or_exact(terms.moq) // _whole_or_exact(terms.multiple)))


def _whole_or_exact(value: Units) -> int | Fraction:
    """Keep whole units as they are; whole-number division then rounds both kinds exactly."""
    return value if isinstance(value, int) else Fraction(value)


def _steps(need: Units, quantity: Units, terms: LotTerms, *, raised: bool) -> tuple[Note, ...]:
    figures: dict[str, Exact] = {
        "need_units": need,
        "quantity_units": quantity,
        "moq": terms.moq,
        "multiple": terms.multiple,
    }
    if quantity < need:
        code = "quantity.short"
        figures["uncovered_units"] = need - quantity
    elif raised:
        code = "quantity.minimum"
    elif quantity > need:
        code = "quantity.packs"
    else:
        code = "quantity.as_needed"
    return (Note(code, figures),)
