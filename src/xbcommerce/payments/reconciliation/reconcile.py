"""A statement against what was expected: every line gets a class, and the difference is explained to nothing.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Expected, StatementLine, reconcile
    >>> expected = [Expected.of("po-1", "payout", Money("430.61", "CNY"), date(2026, 11, 3)),
    ...     Expected.of("po-2", "payout", Money("99.00", "CNY"), date(2026, 11, 9))]
    >>> lines = [StatementLine.of("t1", "po-1", "payout", Money("430.61", "CNY")),
    ...     StatementLine.of("t2", "???", "payout", Money("5.00", "CNY"))]
    >>> print(reconcile(expected, lines, period_end=date(2026, 11, 5), currency="CNY"))
    Received CNY 435.61, expected CNY 529.61: difference CNY -94.00
      expected later: CNY -99.00 (1)
      nobody expected it: CNY 5.00 (1)
      t2 (???): nobody expected it, CNY 5.00
      po-2: CNY 99.00 is due on Nov 9, 2026, after this statement
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import CurrencyMismatchError

from .matching import match
from .result import Reconciliation
from .statement import Expected, LineClass, StatementLine
from .together import Group, groups_of


def reconcile(
    expected: Iterable[Expected],
    lines: Iterable[StatementLine],
    *,
    period_end: date,
    currency: str,
    together: bool = False,
) -> Reconciliation:
    """Class every line of a statement and explain the difference to what was expected, to nothing.

    A repeated line id is a duplicate; a line whose figures do not add up meets nothing; chargebacks, reserves
    and provider fees go by their kind. Any other line is matched by reference and kind: the same gross first,
    then the same amount at the line's own exchange rate, else a mismatch. Linear in lines and expectations.

    Args:
        expected: What should appear.
        lines: What appeared.
        period_end: The statement's last day; what is due later is timing, not missing.
        currency: The statement's currency; `reconcile_each` takes several.
        together: Lines and expectations of one reference and kind that have no counterpart of their own may
            meet several at once where the sums agree to the minor unit: one payout for several expectations,
            two part payments for one. Sums are taken in the order given; no subset is searched for.

    Raises:
        CurrencyMismatchError: A line or an expectation is of another currency.
    """
    items, statement = tuple(expected), tuple(lines)
    _of_currency(items, currency)
    _of_currency(statement, currency)
    groups = groups_of(items, statement) if together else ()
    classes, met = match(
        items,
        statement,
        items_taken={place for group in groups for place in group.expected},
        lines_taken={place for group in groups for place in group.lines},
    )
    for group in groups:
        if _fees_differ(group, items, statement):
            classes[group.lines[-1]] = LineClass.FEE_DIFFERENCE
    return Reconciliation(currency, period_end, items, statement, tuple(classes), tuple(met), groups)


def reconcile_each(
    expected: Iterable[Expected], lines: Iterable[StatementLine], *, period_end: date, together: bool = False
) -> FrozenMap[str, Reconciliation]:
    """Reconcile a statement in several currencies, each for itself, by code; see `reconcile`.

    Nothing is converted: what is missing in one currency is never made up for in another.
    """
    by_currency: dict[str, tuple[list[Expected], list[StatementLine]]] = {}
    for item in expected:
        by_currency.setdefault(item.currency, ([], []))[0].append(item)
    for line in lines:
        by_currency.setdefault(line.currency, ([], []))[1].append(line)
    return FrozenMap(
        {
            code: reconcile(*by_currency[code], period_end=period_end, currency=code, together=together)
            for code in sorted(by_currency)
        }
    )


def _of_currency(figures: Iterable[Expected | StatementLine], currency: str) -> None:
    for one in figures:
        if one.currency != currency:
            msg = f"expected {currency}, got {one.currency} of {one.ref!r}; reconcile_each takes several"
            raise CurrencyMismatchError(msg)


def _fees_differ(group: Group, items: Sequence[Expected], lines: Sequence[StatementLine]) -> bool:
    """Say whether fees differ in a group, whose gross amounts agree."""
    charged = sum(lines[place].fee_minor for place in group.lines)
    return charged != sum(items[place].fee_minor for place in group.expected)
