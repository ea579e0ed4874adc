"""The amount of a duty, with the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.money import Rounding, exponent_of, from_minor, round_fraction
from xbcommerce.kernel.unmet import Note, Param

from ._unit_table import STANDS_IN
from .expression import DutyExpression, Limited, terms_of
from .facts import DutyFacts
from .messages import ENGLISH
from .parts import Part, combined, held, part_of
from .terms import Specific


@frozen
class Charged:
    """What a duty comes to.

    Attributes:
        expression: The duty.
        facts: What was known of the line.
        amount: Exact, in the currency of the facts; never below zero.
    """

    expression: DutyExpression
    facts: DutyFacts
    amount: Fraction

    @property
    def currency(self) -> str:
        """In which the amount is."""
        return self.facts.currency

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every term, worked out, in the order they are read."""
        parts = (part_of(term, self.facts) for term in terms_of(self.expression))
        return tuple(part for part in parts if isinstance(part, Part))

    def rounded(self, rounding: Rounding) -> Money:
        """Return the amount as money, rounded once to the minor unit."""
        return from_minor(
            round_fraction(self.amount * 10 ** exponent_of(self.currency), rounding), self.currency
        )

    def why(self) -> tuple[Note, ...]:
        """Return the amount, what each term comes to, and which bounds moved it."""
        parts = self.parts
        total: dict[str, Param] = {"expression": str(self.expression), **self._amount(self.amount)}
        return (
            Note("duty.charged", total),
            *(note for part in parts for note in self._part_notes(part)),
            *self._limit_notes(iter(part.amount for part in parts)),
            *self._floor_notes(iter(part.amount for part in parts)),
        )

    def _amount(self, amount: Fraction) -> dict[str, Param]:
        return {"amount": decimal_of(amount), "currency": self.currency}

    def _part_notes(self, part: Part) -> Iterator[Note]:
        figures: dict[str, Param] = {"term": str(part.term), "base": decimal_of(part.base)}
        figures |= self._amount(part.amount)
        if not isinstance(part.term, Specific):
            yield Note("duty.share", figures)
            return
        if part.term.currency == self.currency:
            yield Note("duty.specific", figures)
        else:
            figures |= {"rate": decimal_of(part.rate), "base_currency": part.term.currency}
            yield Note("duty.specific_converted", figures)
        unit = part.term.measurement_unit
        for name in unit.quantities if unit else ():
            if name in STANDS_IN and name not in self.facts.quantities:
                yield Note("duty.stands_in", {"need": name, "taken": STANDS_IN[name]})

    def _limit_notes(self, amounts: Iterator[Fraction]) -> Iterator[Note]:
        if not isinstance(self.expression, Limited):
            return
        total = combined(self.expression.first, amounts)
        for limit in self.expression.limits:
            other = combined(limit.of, amounts)
            moved = held(total, limit.bound, other)
            code = f"duty.{limit.bound.value.lower()}_{'kept' if moved == total else 'moved'}"
            figures: dict[str, Param] = {"limit": str(limit.of), "limit_amount": decimal_of(other)}
            yield Note(code, {**figures, "before": decimal_of(total), "currency": self.currency})
            total = moved

    def _floor_notes(self, amounts: Iterator[Fraction]) -> Iterator[Note]:
        total = combined(self.expression, amounts)
        if total < 0:
            yield Note("duty.floored", {"below": decimal_of(-total), "currency": self.currency})

    def __str__(self) -> str:
        return ENGLISH.explain(self)
