"""What becomes of every payment of a table: `settle`, row for row to the minor unit, at an engine's speed.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> import polars
    >>> from moneyed import Money
    >>> from xbcommerce.frames import settle_frame
    >>> from xbcommerce.kernel.fx import Rate
    >>> from xbcommerce.payments import FeeSchedule
    >>> from xbcommerce.payments.settlement import SettlementTerms
    >>> card = FeeSchedule(percent=Decimal("2.9"), fixed=Money("0.30", "USD"))
    >>> rate = Rate("USD", "EUR", Decimal("0.8951"), date(2026, 10, 30), "Source: ECB statistics")
    >>> terms = SettlementTerms(card, rate, spread_bps=150, weights=(3, 1))
    >>> sales = polars.DataFrame({"order": ["a", "b"], "gross_minor": [14_999, 20]})
    >>> done = settle_frame(sales, terms)
    >>> done.select("order", "fee_minor", "remitted_minor", "share_1_minor", "share_2_minor").rows()
    [('a', 465, 12814, 9611, 3203), ('b', 31, -10, -8, -2)]
    >>> print(settle_frame(polars.DataFrame({"gross_minor": [100, None, -5, -7]}), terms))
    table.missing at gross_minor (rows=('1',))
    table.too_small at gross_minor (minimum=0, lowest=-7, rows=('2-3',))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar, cast

import narwhals.stable.v2 as nw
from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.tables import spans
from xbcommerce.kernel.unmet import Param, Refusal, Unmet
from xbcommerce.payments.settlement import SettlementTerms

from .parts import BOTTOM, TARGET, TOP, UNITS, figure_names, settle_part
from .table import ROW, column_problems, gaps, numbered, rows_where, table_of, whole_problems

Frame = TypeVar("Frame")
_CURRENCY = "currency"


def _parts(_instance: object, _field: object, per: int | str) -> None:
    if not isinstance(per, str):
        whole(per, "per", minimum=1)


@frozen
class RowRates:
    """Mid rates that differ row by row, as whole numbers: a rate is ``numerator / per``.

    Attributes:
        numerator: Name of the column of numerators, e.g. ``"rate_e8"``.
        per: What they are parts of, e.g. ``10**8``; or the name of a column that says so.
    """

    numerator: str
    per: int | str = field(validator=_parts)


def settle_frame(
    frame: Frame,
    terms: SettlementTerms | Iterable[SettlementTerms],
    *,
    gross: str = "gross_minor",
    currency: str | None = None,
    rates: RowRates | None = None,
) -> Frame | Refusal:
    """Settle every row of a table: what `SettlementTerms.settle` says of it, as columns.

    Args:
        frame: A data frame of polars, pandas or pyarrow, in memory.
        terms: What is agreed; for payments in several currencies, terms for each, with as many shares.
        gross: Column of what buyers pay: integers, in minor units, not negative.
        currency: Column of currency codes; without it, all rows are in the currency of the only terms.
        rates: Mid rates of the rows, instead of the one of the terms.

    Returns:
        The table with the columns ``fee_minor``, ``net_minor``, ``reserve_minor``, ``payable_minor`` in the
        currency of the payment, ``target``, and in that currency ``at_mid_minor``, ``spread_minor``,
        ``remitted_minor``, ``share_1_minor`` and so on. Or a refusal that names every row and column which
        stands in the way: none is settled then.

    Raises:
        NotAFrameError: ``frame`` is lazy or no data frame.
        InvalidValueError: No terms, two for one currency, several without ``currency``, or with different
            numbers of shares.
    """
    table = table_of(frame)
    agreed = _agreed(terms, currency)
    names = _taken(gross, currency, rates)
    answers = (TARGET, *figure_names(len(next(iter(agreed.values())).weights)))
    problems = [*column_problems(table, [*names.values()], answers)]
    if not problems:
        problems = [*_row_problems(table, names, agreed)]
    if problems:
        return Refusal(problems)
    work = numbered(table.select(**{ours: nw.col(theirs) for ours, theirs in names.items()}))
    per = rates.per if rates is not None and isinstance(rates.per, int) else 1
    done = _settled(work, agreed, per)
    if isinstance(done, tuple):
        return Refusal.of(Unmet("table.too_large", gross, {"rows": spans(done)}))
    answer = table.with_columns(*(done[name] for name in answers))
    return cast("Frame", answer if isinstance(frame, nw.DataFrame) else answer.to_native())


def _agreed(
    terms: SettlementTerms | Iterable[SettlementTerms], currency: str | None
) -> Mapping[str, SettlementTerms]:
    """Find terms by currency; refuse what leaves open which terms, or which columns, are meant."""
    listed = (terms,) if isinstance(terms, SettlementTerms) else tuple(terms)
    codes = [one.currency for one in listed]
    if not listed:
        msg = "there are no terms: give SettlementTerms, one for each currency"
        raise InvalidValueError(msg)
    if twice := repeated(codes):
        msg = f"several terms for {', '.join(twice)}: settle the rows of each in a call of their own"
        raise InvalidValueError(msg)
    if currency is None and len(listed) > 1:
        msg = f"terms for {', '.join(codes)}: name the column that says which row is in which, currency="
        raise InvalidValueError(msg)
    parties = sorted({len(one.weights) for one in listed})
    if len(parties) > 1:
        msg = f"terms with {parties} shares: give each the same number, with weight 0 for who gets nothing"
        raise InvalidValueError(msg)
    return dict(zip(codes, listed, strict=True))


def _taken(gross: str, currency: str | None, rates: RowRates | None) -> Mapping[str, str]:
    """Return which columns are taken, by what they are taken for."""
    names = {UNITS: gross}
    if currency is not None:
        names[_CURRENCY] = currency
    if rates is not None:
        names[TOP] = rates.numerator
        if isinstance(rates.per, str):
            names[BOTTOM] = rates.per
    return names


def _row_problems(
    table: nw.DataFrame[Any], names: Mapping[str, str], agreed: Mapping[str, SettlementTerms]
) -> Iterator[Unmet]:
    """Go through every column that is taken, and name every row that cannot be settled."""
    for taken_for, name in names.items():
        if taken_for == _CURRENCY:
            yield from gaps(table, name)
            for code in sorted(set(table[name].drop_nulls().unique().to_list()) - set(agreed), key=str):
                rows = rows_where(table, name, nw.col(name) == code)
                known: dict[str, Param] = {"value": str(code), "known": tuple(agreed)}
                yield Unmet("table.unknown_currency", name, {**known, "rows": spans(rows)})
        else:
            yield from whole_problems(table, name, minimum=0 if taken_for == UNITS else 1)


def _settled(
    work: nw.DataFrame[Any], agreed: Mapping[str, SettlementTerms], per: int
) -> nw.DataFrame[Any] | tuple[int, ...]:
    """Settle currency by currency and put the rows back in order; or return those that are too large."""
    if _CURRENCY not in work.columns:
        (terms,) = agreed.values()
        parts = [settle_part(work, terms, per)]
    else:
        parts = [
            settle_part(work.filter(nw.col(_CURRENCY) == code).drop(_CURRENCY), terms, per)
            for code, terms in agreed.items()
        ]
    if too_large := sorted(row for part in parts for row in part.too_large):
        return tuple(too_large)
    tables = [table for part in parts for table in part.tables]
    return tables[0] if len(tables) == 1 else nw.concat(tables).sort(ROW)
