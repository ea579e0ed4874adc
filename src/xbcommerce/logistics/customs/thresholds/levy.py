"""Amounts due that are too small to be collected: rounded first, as the authority does, and tested then.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs.thresholds import DueRounding, amount_due
    >>> francs = DueRounding(Money("1.00", "CHF"), Money("0.05", "CHF"))
    >>> amount_due(Money("61.70", "CHF"), "8.1", francs).amount  # 8.1 % of 62.00 is 5.022
    Decimal('5.00')
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.dated import Dated
from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import (
    code_of,
    from_minor,
    minor,
    quantize,
    round_fraction,
    same_currency,
    total,
)
from xbcommerce.kernel.unmet import Note, Param

from .messages import ENGLISH
from .threshold import ChargeClass, DueRounding, Threshold

_TO_THE_UNIT = DueRounding()


def amount_due(base: Money, rate_pct: Figure, rounding: DueRounding = _TO_THE_UNIT) -> Money:
    """Work out an ad valorem charge as an authority rounds it: the base first, then the amount, once each.

    Args:
        base: What the rate is taken of.
        rate_pct: Percent.
        rounding: The steps, and where an amount between two goes.

    Raises:
        CurrencyMismatchError: A step is of another currency than the base.
    """
    code = code_of(base)
    rounded = quantize(base, rounding.rounding, rounding.base_step)
    step = 1 if rounding.amount_step is None else minor(same_currency(rounding.amount_step, code))
    exact = minor(rounded) * figure(rate_pct) / 100
    return from_minor(round_fraction(exact / step, rounding.rounding) * step, code)


def _by_charge(amounts: Mapping[ChargeClass, Money]) -> FrozenMap[ChargeClass, Money]:
    return FrozenMap(amounts)


def _by_record(amounts: Mapping[str, Money]) -> FrozenMap[str, Money]:
    return FrozenMap(amounts)


@frozen
class Levy:
    """What is collected of the amounts due.

    Attributes:
        collected: By charge; zero where it is not levied.
        waived: By the record that waives it, what was tested.
    """

    collected: FrozenMap[ChargeClass, Money] = field(converter=_by_charge)
    waived: FrozenMap[str, Money] = field(factory=FrozenMap[str, Money], converter=_by_record)

    def why(self) -> tuple[Note, ...]:
        """Say what is collected, then what is not levied and by which record."""
        return (
            *(
                Note(f"threshold.levied.{charge.value}", {"amount": due})
                for charge, due in self.collected.items()
            ),
            *(Note("threshold.waived", _waived(record, due)) for record, due in self.waived.items()),
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def _waived(record: str, due: Money) -> dict[str, Param]:
    return {"record": record, "amount": due}


def levied(amounts: Mapping[ChargeClass, Money], records: Iterable[Dated[Threshold]]) -> Levy:
    """Leave out what is too small to be collected.

    Each record adds up the charges it is about, rounded as it says, and holds the sum against its limit; all
    records test the amounts as they were given.

    Args:
        amounts: What is due, in the currency of the destination.
        records: The tests, as `ThresholdDecision.not_levied` names them.

    Raises:
        CurrencyMismatchError: An amount is of another currency than a limit.
    """
    collected, waived = dict(amounts), dict[str, Money]()
    for record in records:
        threshold, limit = record.value, record.value.limit
        tested = [charge for charge in amounts if charge in threshold.charges]
        if limit is None or not tested:
            continue
        due = total((_rounded(amounts[charge], threshold.rounding) for charge in tested), limit.currency)
        if limit.admits(minor(due)):
            collected.update((charge, from_minor(0, limit.currency)) for charge in tested)
            waived[record.id] = due
    return Levy(collected, waived)


def _rounded(due: Money, rounding: DueRounding) -> Money:
    return quantize(due, rounding.rounding, rounding.amount_step)
