"""What differs between two quotes of one consignment, charge by charge."""

from __future__ import annotations

from collections.abc import Iterator

from moneyed import Money

from xbcommerce.kernel.money import compare, minus
from xbcommerce.kernel.unmet import Note

from .charged import words
from .quote import LandedCost


def differences(first: LandedCost, other: LandedCost) -> tuple[Note, ...]:
    """Say by how much each charge of ``other`` differs; nothing where a quote is not settled.

    Raises:
        CurrencyMismatchError: The two are in different currencies.
    """
    if not (first.settled and other.settled):
        return ()
    before = {charge.name: charge.amount for charge in first.charges}
    after = {charge.name: charge.amount for charge in other.charges}
    names = dict.fromkeys((*before, *after))
    return tuple(said for name in names for said in _difference(name, before.get(name), after.get(name)))


def _difference(name: str, old: Money | None, new: Money | None) -> Iterator[Note]:
    charge = words(name)
    if new is None or old is None:
        code = "landed_cost.only_here" if old is None else "landed_cost.not_here"
        amounts = [amount for amount in (old, new) if amount is not None and amount.amount]
        yield from (Note(code, {"charge": charge, "amount": amount}) for amount in amounts)
    elif compare(new, old):
        more = compare(new, old) > 0
        amount = minus(new, old) if more else minus(old, new)
        yield Note(f"landed_cost.{'more' if more else 'less'}", {"charge": charge, "amount": amount})
