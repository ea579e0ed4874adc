"""A charge made ready for one consignment: its rule, and what each line is charged by it.

Example:
    >>> from fractions import Fraction
    >>> from xbcommerce.logistics.customs.charges import AtRate, Charge, ChargeKind, ChargeRule
    >>> duty = ChargeRule("duty", ChargeKind.DUTY, AtRate("12"), ("goods",))
    >>> Charge.of(duty, lines=2).rates
    (Fraction(3, 25), Fraction(3, 25))
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError

from .rule import AtRate, ChargeRule


@frozen
class Charge:
    """What a rule charges the lines of one consignment.

    Attributes:
        rule: The rule.
        rates: The share of its base that each line is charged, e.g. 3/25 for 12 %.
        specific: Minor units a line is charged by another measure than its value: by weight, by strength.
        fixed: Minor units a line is charged whatever its base.
        taxable: The share of each line's base that is charged at all; None for all of it.
    """

    rule: ChargeRule
    rates: tuple[Fraction, ...]
    specific: tuple[Fraction, ...] | None = None
    fixed: tuple[int, ...] | None = None
    taxable: tuple[Fraction, ...] | None = None

    @classmethod
    def of(cls, rule: ChargeRule, *, lines: int, taxable: Sequence[Fraction] | None = None) -> Charge:
        """Make a charge of one rate for all lines ready.

        Raises:
            InvalidValueError: The rule does not state its rate itself.
        """
        if not isinstance(rule.amount, AtRate):
            msg = f"{rule.name}: its rule holds no rate, only {rule.amount}; give Charge the rates"
            raise InvalidValueError(msg)
        return cls(
            rule, (rule.amount.rate_pct / 100,) * lines, taxable=None if taxable is None else tuple(taxable)
        )
