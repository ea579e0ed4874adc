"""A statement against what was expected: every line gets a class, and the difference is explained to nothing.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Expected, StatementLine, reconcile
    >>> expected = [Expected("po-1", "payout", Money("430.61", "CNY"), date(2026, 11, 3)),
    ...     Expected("po-2", "payout", Money("99.00", "CNY"), date(2026, 11, 9))]
    >>> lines = [StatementLine("t1", "po-1", "payout", Money("430.61", "CNY")),
    ...     StatementLine("t2", "???", "payout", Money("5.00", "CNY"))]
    >>> print(reconcile(expected, lines, period_end=date(2026, 11, 5), currency="CNY"))
    Received CNY 435.61, expected CNY 529.61: difference CNY -94.00
      expected later: CNY -99.00 (1)
      nobody expected it: CNY 5.00 (1)
      t2 (???): nobody expected it, CNY 5.00
      po-2: CNY 99.00 is due on Nov 9, 2026, after this statement
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate, convert
from xbcommerce.kernel.money import Rounding, from_minor, minor, same_currency
from xbcommerce.kernel.unmet import Note, Unmet
from xbcommerce.payments.messages import ENGLISH

from .statement import BY_KIND, Expected, LineClass, StatementLine


@frozen
class Matched:
    """A line with its class, the expectation it met, and what it adds to the difference."""

    line: StatementLine
    line_class: LineClass
    expected: Expected | None
    difference: Money


@frozen
class Reconciliation:
    """A statement, explained.

    ``received - expected == sum(explained)``, always.

    Attributes:
        lines: Every line, in the statement's order.
        missing: Expectations that are due and not met.
        timing: Expectations that are not due yet.
        received: Sum of the lines.
        expected: Sum of the expectations.
        explained: What each class adds to the difference; classes that add nothing are left out.
    """

    lines: tuple[Matched, ...]
    missing: tuple[Expected, ...]
    timing: tuple[Expected, ...]
    received: Money
    expected: Money
    explained: FrozenMap[LineClass, Money]

    @property
    def difference(self) -> Money:
        """Received minus expected."""
        return from_minor(minor(self.received) - minor(self.expected), self.received.currency)

    @property
    def is_clear(self) -> bool:
        """Whether every line is matched and nothing due is missing."""
        return not self.missing and all(each.line_class is LineClass.MATCHED for each in self.lines)

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the difference, its classes, and every line that is not simply matched."""
        totals = {"received": self.received, "expected": self.expected, "difference": self.difference}
        notes: list[Note | Unmet] = [Note("reconcile.total", totals)]
        counts = Counter(each.line_class for each in self.lines)
        counts.update({LineClass.MISSING: len(self.missing), LineClass.TIMING: len(self.timing)})
        for kind, amount in self.explained.items():
            notes.append(Note(f"reconcile.sum_{kind.value}", {"amount": amount, "count": counts[kind]}))
        for each in self.lines:
            if each.line_class is not LineClass.MATCHED:
                code = f"reconcile.line_{each.line_class.value}"
                notes.append(Unmet(code, each.line.id, {"ref": each.line.ref, "amount": each.difference}))
        for code, waiting in (
            ("reconcile.line_missing", self.missing),
            ("reconcile.line_timing", self.timing),
        ):
            for item in waiting:
                amount = from_minor(item.net_minor, item.gross.currency)
                notes.append(Unmet(code, item.ref, {"amount": amount, "due": item.due}))
        if self.is_clear and self.timing:
            notes.append(Note("reconcile.clear_so_far", {"count": len(self.timing)}))
        elif self.is_clear:
            notes.append(Note("reconcile.clear"))
        return tuple(notes)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def reconcile(
    expected: Iterable[Expected], lines: Iterable[StatementLine], *, period_end: date, currency: str
) -> Reconciliation:
    """Class every line of a statement and explain the difference to what was expected, to nothing.

    A repeated line id is a duplicate; a line whose figures do not add up meets nothing; chargebacks, reserves
    and provider fees go by their kind. Any other line is matched by reference and kind: the same gross first,
    then the same amount at the line's own exchange rate, else a mismatch. Linear in lines and expectations.

    Args:
        expected: What should appear.
        lines: What appeared.
        period_end: The statement's last day; what is due later is timing, not missing.
        currency: The statement's currency.

    Raises:
        CurrencyMismatchError: A line or an expectation is of another currency.
    """
    matcher = _Matcher(expected, currency)
    matched = tuple(matcher.match(line) for line in lines)
    open_items = matcher.unmet()
    missing = tuple(item for item in open_items if item.due <= period_end)
    timing = tuple(item for item in open_items if item.due > period_end)
    sums: dict[LineClass, int] = {}
    for each in matched:
        sums[each.line_class] = sums.get(each.line_class, 0) + minor(each.difference)
    sums[LineClass.MISSING] = -sum(item.net_minor for item in missing)
    sums[LineClass.TIMING] = -sum(item.net_minor for item in timing)
    explained = {kind: from_minor(sums[kind], currency) for kind in _by_name(sums) if sums[kind]}
    return Reconciliation(
        matched,
        missing,
        timing,
        from_minor(sum(each.line.net_minor for each in matched), currency),
        from_minor(sum(item.net_minor for item in matcher.expected), currency),
        FrozenMap(explained),
    )


def _by_name(kinds: Iterable[LineClass]) -> list[LineClass]:
    return sorted(kinds, key=lambda kind: kind.value)


class _Matcher:
    """Matches lines one after the other, using up expectations."""

    def __init__(self, expected: Iterable[Expected], currency: str) -> None:
        self.expected = tuple(expected)
        self.currency = currency
        self.open: dict[tuple[str, str], list[Expected]] = {}
        self.seen: set[str] = set()
        for item in self.expected:
            same_currency(item.gross, currency)
            self.open.setdefault((item.ref, item.kind), []).append(item)

    def match(self, line: StatementLine) -> Matched:
        same_currency(line.gross, self.currency)
        found, item = self._class_of(line)
        self.seen.add(line.id)
        difference = line.net_minor - (0 if item is None else item.net_minor)
        return Matched(line, found, item, from_minor(difference, self.currency))

    def _class_of(self, line: StatementLine) -> tuple[LineClass, Expected | None]:
        if line.id in self.seen:
            return LineClass.DUPLICATE, None
        if not line.adds_up:
            return LineClass.ARITHMETIC_ERROR, None
        if line.kind in BY_KIND:
            return BY_KIND[line.kind], None
        candidates = self.open.get((line.ref, line.kind))
        if candidates is None:
            return LineClass.UNKNOWN, None
        if not candidates:
            return LineClass.DUPLICATE, None
        item = next((each for each in candidates if each.gross == line.gross), candidates[0])
        candidates.remove(item)
        return _compare(line, item), item

    def unmet(self) -> list[Expected]:
        return [item for items in self.open.values() for item in items]


def _compare(line: StatementLine, item: Expected) -> LineClass:
    if line.gross == item.gross:
        return LineClass.MATCHED if line.net_minor == item.net_minor else LineClass.FEE_DIFFERENCE
    if item.presentment is not None and line.rate is not None:
        base, quote = item.presentment.currency.code, line.gross.currency.code
        rate = Rate(base, quote, line.rate, item.due, line.id)
        if convert(item.presentment, rate, Rounding.HALF_UP).amount == line.gross:
            return LineClass.FX_DIFFERENCE
    return LineClass.AMOUNT_MISMATCH
