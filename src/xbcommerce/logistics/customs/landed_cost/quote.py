"""What a consignment costs once it is through the border: the answer, line by line, with its reasons.

A quote is settled where every fact that matters is known. Where one is missing it has bounds: what it costs
at the least and at the most, and the facts that would settle it. Where a rule or a rate is missing there is
no upper bound, and nothing is counted as zero in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.money import compare, from_minor, plain
from xbcommerce.kernel.unmet import Note, Param, Unmet
from xbcommerce.logistics.customs.charges import ChargeKind
from xbcommerce.logistics.customs.consignment import ImportConsignment
from xbcommerce.logistics.customs.exchange import Exchange
from xbcommerce.logistics.customs.goods import GoodsLine
from xbcommerce.logistics.customs.incoterms import Party
from xbcommerce.logistics.customs.thresholds import ThresholdDecision
from xbcommerce.logistics.customs.trade import TradeDates
from xbcommerce.logistics.customs.worth import PARTS, Worth

from .charged import BorderCharge, Collected, LineCharge, RuleRef
from .messages import ENGLISH
from .page import quote_page

DUTIES = frozenset({ChargeKind.DUTY, ChargeKind.ADDITIONAL_DUTY, ChargeKind.EXCISE})
"""What a quote calls duties; taxes and fees are told apart from them, always."""
TAXES = frozenset({ChargeKind.IMPORT_TAX})
FEES = frozenset({ChargeKind.FEE})


@frozen
class Bounds:
    """What charges come to at the least and at the most."""

    low: Money
    high: Money

    @property
    def settled(self) -> bool:
        """Whether the two are one."""
        return compare(self.low, self.high) == 0

    def __str__(self) -> str:
        return plain(self.low) if self.settled else f"{plain(self.low)} to {plain(self.high)}"


@frozen
class Reading:
    """Value and charges under one reading of what is not known."""

    worth: Worth
    charges: tuple[BorderCharge, ...]

    def charged(self, kinds: Iterable[ChargeKind] = ChargeKind) -> Money:
        """Add up the charges of some kinds; of all by default."""
        wanted = frozenset(kinds)
        units = sum(charge.total for charge in self.charges if charge.kind in wanted)
        return from_minor(units, self.worth.currency)

    @property
    def value(self) -> Money:
        """Goods and all their carriage, before any charge."""
        return from_minor(self.worth.sum(PARTS), self.worth.currency)


@frozen
class LandedLine:
    """One line of goods, landed.

    Attributes:
        line: The goods.
        value: Price and carriage of the line, in the currency of the quote.
        charges: Its share of every charge.
    """

    line: GoodsLine
    value: Money
    charges: tuple[LineCharge, ...]

    @property
    def charged(self) -> Money:
        """What the line bears of all charges."""
        units = sum(share.charge.amounts[share.at] for share in self.charges)
        return from_minor(units, self.value.currency)

    @property
    def total(self) -> Money:
        """What the line costs in all."""
        return self.value + self.charged


@frozen
class LandedCost:
    """The answer of `landed_cost`.

    Attributes:
        consignment: What was asked about.
        dates: The days it was asked for.
        known: As known on which day.
        digest: The name of exactly the rules that answered.
        exchange: The rates into the currency of the duty; None where it is not known.
        low: Value and charges at the least; None where the value itself is not known.
        high: The same at the most: equal to ``low`` where all is known, None where a rule is missing.
        unmet: What would settle it; empty where it is settled.
        decision: What thresholds decided; None where it did not come that far.
        notes: What else is to be known: what was struck down or announced, a term that nobody knows.
    """

    consignment: ImportConsignment
    dates: TradeDates
    known: date
    digest: str
    exchange: Exchange | None
    low: Reading | None
    high: Reading | None
    unmet: tuple[Unmet, ...] = ()
    decision: ThresholdDecision | None = None
    notes: tuple[Note | Unmet, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether every fact that matters is known, so that there is one answer."""
        return self.low is not None and self.low == self.high

    @property
    def charges(self) -> tuple[BorderCharge, ...]:
        """Every charge; none while the quote is not settled (see ``low`` and ``high``)."""
        return self.low.charges if self.low is not None and self.settled else ()

    @property
    def total(self) -> Money | None:
        """Goods, carriage and charges; None while the quote is not settled."""
        return self.low.value + self.low.charged() if self.low is not None and self.settled else None

    @property
    def duties(self) -> Money | None:
        """Duties of every kind; None while the quote is not settled."""
        return self._charged(DUTIES)

    @property
    def taxes(self) -> Money | None:
        """Import taxes; None while the quote is not settled."""
        return self._charged(TAXES)

    @property
    def fees(self) -> Money | None:
        """Fees; None while the quote is not settled."""
        return self._charged(FEES)

    def _charged(self, kinds: frozenset[ChargeKind]) -> Money | None:
        return self.low.charged(kinds) if self.low is not None and self.settled else None

    @property
    def bounds(self) -> Bounds | None:
        """What all charges come to, at the least and at the most; None where a rule or a rate is missing."""
        if self.low is None or self.high is None:
            return None
        return Bounds(self.low.charged(), self.high.charged())

    @property
    def decided_by(self) -> tuple[RuleRef, ...]:
        """Every record that decided something, once; printed, each tells its days and its source."""
        readings = [reading for reading in (self.low, self.high) if reading is not None]
        charges = [rule for reading in readings for charge in reading.charges for rule in charge.decided_by]
        outcomes = () if self.decision is None else (self.decision.duty, self.decision.tax)
        trials = [outcome.trial for outcome in outcomes]
        asked = [RuleRef.of(trial.record) for trial in trials if trial is not None]
        return tuple({rule.id: rule for rule in (*charges, *asked)}.values())

    def due_from(self, payor: Party, collected: Collected | None = None) -> Money | None:
        """Return what one side pays, at the sale, at the border or in all; None while not settled."""
        if self.low is None or not self.settled:
            return None
        units = sum(
            charge.total
            for charge in self.charges
            if charge.payor is payor and collected in (None, charge.collected)
        )
        return from_minor(units, self.low.worth.currency)

    @cached_property
    def lines(self) -> tuple[LandedLine, ...]:
        """Every line with its share of every charge; none while the quote is not settled."""
        if self.low is None or not self.settled:
            return ()
        worth, charges = self.low.worth, self.low.charges
        values = worth.line_sums(PARTS)
        return tuple(
            LandedLine(
                line, from_minor(values[at], worth.currency), tuple(charge.line(at) for charge in charges)
            )
            for at, line in enumerate(self.consignment.lines)
        )

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the sum, who pays what where, each charge by its formula, what decided, what is missing."""
        said: list[Note | Unmet] = [self.summary, *self.paid()]
        for charge in () if self.low is None else self.low.charges:
            said.extend(charge.why())
        if dearer := self.dearer:
            said.append(Note("landed_cost.at_most"))
            for charge in dearer:
                said.extend(charge.why())
        said.extend((*self.converted(), *self.decided(), *self.notes, *self.lacking()))
        return tuple(said)

    @property
    def dearer(self) -> tuple[BorderCharge, ...]:
        """The charges at the most that are not those at the least."""
        known = {(charge.name, charge.amounts) for charge in (self.low.charges if self.low else ())}
        high = () if self.high is None else self.high.charges
        return tuple(charge for charge in high if (charge.name, charge.amounts) not in known)

    def converted(self) -> Iterator[Note]:
        """Say at which rates the prices and costs were converted, of which day, by whom."""
        if self.exchange is not None:
            rates = self.exchange.rates
            yield from (rates[code].note() for code in sorted(self.consignment.currencies & rates.keys()))

    def lacking(self) -> tuple[Note | Unmet, ...]:
        """Say what is missing, under its heading; nothing where nothing is."""
        return (Note("landed_cost.missing"), *self.unmet) if self.unmet else ()

    def paid(self) -> Iterator[Note]:
        """Say who pays how much where, as far as anything is paid and settled."""
        sums: dict[str, Money] = {}
        for charge in self.charges:
            payor = "somebody" if charge.payor is None else charge.payor.value
            key = f"{payor}_{charge.collected.value}"
            sums[key] = sums[key] + charge.amount if key in sums else charge.amount
        for key, amount in sums.items():
            if amount.amount:
                yield Note(f"landed_cost.pays.{key}", {"amount": amount})

    def decided(self) -> tuple[Note | Unmet, ...]:
        """Say what thresholds decided; what they lack stands with all else that is missing."""
        if self.decision is None:
            return ()
        return tuple(line for line in self.decision.why() if line not in self.decision.missing)

    @property
    def summary(self) -> Note:
        """The first line of the explanation: what it comes to, as far as it is known."""
        params: dict[str, Param] = {"destination": str(self.consignment.destination)}
        if self.low is None:
            return Note("landed_cost.unknown", params)
        params |= {"value": self.low.value, "low": self.low.charged()}
        if self.high is None:
            return Note("landed_cost.at_least", params)
        if not self.settled:
            high = self.high.charged()
            alike = compare(self.low.charged(), high) == 0
            return Note(f"landed_cost.{'alike' if alike else 'between'}", {**params, "high": high})
        sums: dict[str, Param] = {
            "total": self.low.value + self.low.charged(),
            "duties": self.low.charged(DUTIES),
            "taxes": self.low.charged(TAXES),
            "fees": self.low.charged(FEES),
        }
        return Note("landed_cost.settled", {**params, **sums})

    def __str__(self) -> str:
        return ENGLISH.explain(self)

    def _repr_html_(self) -> str:
        return quote_page(self)
