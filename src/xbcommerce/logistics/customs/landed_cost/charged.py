"""One charge of a quote, and its share of each line: how much of what, by which rule, from whom, where.

Example:
    >>> from fractions import Fraction
    >>> from xbcommerce.logistics.customs.charges import ChargeKind
    >>> from xbcommerce.logistics.customs.incoterms import Party
    >>> from xbcommerce.logistics.customs.landed_cost import BorderCharge, Collected
    >>> vat = BorderCharge("vat", ChargeKind.IMPORT_TAX, "EUR", ("goods", "freight"), bases=(3600, 900),
    ...     amounts=(684, 171), rates=(Fraction(19, 100),) * 2, payor=Party.BUYER,
    ...     collected=Collected.AT_BORDER, decided_by=())
    >>> print(vat)
    vat: 19 % of EUR 45.00 (goods + freight) = EUR 8.55
    >>> vat.line(1).amount.amount, vat.line(1).formula()
    (Decimal('1.71'), 'vat: 19 % of EUR 9.00 (goods + freight) = EUR 1.71')
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import Any

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.dated import Dated, Source, Status, Validity
from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.messages import Messages
from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Note, Param, Unmet
from xbcommerce.logistics.customs.charges import Bound, ChargeKind
from xbcommerce.logistics.customs.incoterms import Party

from .messages import ENGLISH


class Collected(Enum):
    """Where a charge is collected."""

    AT_SALE = "at_sale"
    """By the seller, in the price, under a scheme of the destination."""
    AT_BORDER = "at_border"
    """By customs or by the carrier in its name."""


@frozen
class RuleRef:
    """The record that decided: enough to find it, without its value.

    Printed, it tells its days and its whole source; ``short`` is what a quote prints of it.
    """

    id: str
    key: str
    validity: Validity
    status: Status
    source: Source | None

    @classmethod
    def of(cls, record: Dated[Any]) -> RuleRef:
        """Refer to a record."""
        return cls(record.id, record.key, record.validity, record.status, record.source)

    @property
    def sure(self) -> bool:
        """Whether it is law, and not an estimate of it."""
        return self.status is Status.ENACTED

    @property
    def short(self) -> str:
        """Its id, how good its source is, and that it is no more than an estimate where that is so."""
        tier = "no source" if self.source is None else self.source.tier.value
        return f"{self.id} [{tier}]" if self.sure else f"{self.id} [{tier}, {self.status.value}]"

    def __str__(self) -> str:
        source = "no source" if self.source is None else str(self.source)
        return f"{self.id} ({self.validity}; {source})"


@frozen
class BorderCharge:
    """One charge on all lines of a consignment, in minor units.

    Attributes:
        name: E.g. ``"duty"``, ``"vat"``, ``"mpf"``.
        kind: What it is by law.
        currency: Of all amounts.
        parts: What its base is made of, by name.
        bases: What each line is charged on.
        amounts: What each line bears; their sum is the charge, to the unit.
        rates: The share of its base that each line is charged; 0 where it is charged by another measure.
        payor: Who pays it under the term of trade; None where the term is not known.
        collected: Where.
        decided_by: The records that decided it.
        measures: What the tariff said of the lines, in its own words, where it decided.
        bound: The minimum, the maximum or the levy limit it ran into; None for none.
    """

    name: str
    kind: ChargeKind
    currency: str
    parts: tuple[str, ...]
    bases: tuple[int, ...]
    amounts: tuple[int, ...]
    rates: tuple[Fraction, ...]
    payor: Party | None
    collected: Collected
    decided_by: tuple[RuleRef, ...]
    measures: tuple[str, ...] = ()
    bound: Bound | None = None

    @property
    def total(self) -> int:
        """The charge in minor units."""
        return sum(self.amounts)

    @property
    def amount(self) -> Money:
        """The charge."""
        return from_minor(self.total, self.currency)

    @property
    def base(self) -> Money:
        """What is charged on, of all lines."""
        return from_minor(sum(self.bases), self.currency)

    def line(self, at: int) -> LineCharge:
        """Return the share of one line, by its place in the consignment."""
        return LineCharge(self, at)

    def formula(self, lang: str = "en", texts: Messages = ENGLISH) -> str:
        """Write how the amount came about for a reader of ``lang``; see `LineCharge.formula`."""
        return texts.render(_formula(self, self.base, self.amount, self.rates), lang)

    def why(self) -> tuple[Note | Unmet, ...]:
        """Say how much of what, and which records decided."""
        formula = _formula(self, self.base, self.amount, self.rates)
        if not self.decided_by:
            return (formula,)
        return (formula, Note("landed_cost.rule", {"rule": tuple(rule.short for rule in self.decided_by)}))

    def __str__(self) -> str:
        return ENGLISH.explain(self)


@frozen
class LineCharge:
    """What one line bears of a charge."""

    charge: BorderCharge
    at: int

    @property
    def amount(self) -> Money:
        """The share of the line."""
        return from_minor(self.charge.amounts[self.at], self.charge.currency)

    @property
    def base(self) -> Money:
        """What the line is charged on."""
        return from_minor(self.charge.bases[self.at], self.charge.currency)

    @property
    def rate_pct(self) -> Fraction:
        """Percent of the base; 0 where it is charged by another measure."""
        return self.charge.rates[self.at] * 100

    def formula(self, lang: str = "en", texts: Messages = ENGLISH) -> str:
        """Write how the amount came about for a reader of ``lang``.

        Args:
            lang: E.g. ``"en"``, ``"zh_Hans"``.
            texts: The catalogue; `xbcommerce.reference.texts.texts` has every language.
        """
        rates = self.charge.rates[self.at : self.at + 1]
        return texts.render(_formula(self.charge, self.base, self.amount, rates), lang)


def words(name: str) -> str:
    """Write the name of a charge, or of a part of the value, as a reader would."""
    return name.replace("_", " ")


def _formula(charge: BorderCharge, base: Money, amount: Money, rates: tuple[Fraction, ...]) -> Note:
    """Choose the sentence that fits: one rate, several, a measure, or an amount that no rate gives."""
    params: dict[str, Param] = {"charge": words(charge.name), "base": base, "amount": amount}
    params["parts"] = " + ".join(map(words, charge.parts))
    percents = [decimal_of(rate * 100) for rate in sorted(set(rates))]
    params["rates_pct"] = " / ".join(f"{percent:f}" for percent in percents)
    params["measures"] = "; ".join(charge.measures) or f"{params['rates_pct']} %"
    if charge.bound is not None:
        reached = f"landed_cost.bound.{charge.bound.value}"
        return Note(reached if charge.parts else "landed_cost.not_levied", params)
    if not charge.parts:
        return Note("landed_cost.counted" if charge.measures else "landed_cost.fixed", params)
    if charge.measures:
        return Note("landed_cost.by_measure", params)
    if len(percents) > 1:
        return Note("landed_cost.by_rates", params)
    return Note("landed_cost.by_rate", {**params, "rate_pct": percents[0]})
