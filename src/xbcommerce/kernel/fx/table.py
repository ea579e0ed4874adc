"""A table of fixings against one base currency, looked up as of a day.

A cross rate goes through the base as an exact fraction, from one day: the newest on which *both* currencies
have a fixing. Two figures of different days are never mixed, and an old figure is never used in silence.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.fx import RateTable
    >>> rows = ["Date,USD,JPY,", "2024-12-31,1.0389,163.06,", "2024-12-30,1.0444,N/A,"]
    >>> table = RateTable.from_csv(rows, source="Source: ECB statistics")
    >>> table.as_of("USD", "JPY", date(2025, 1, 1), max_age_days=5).value
    Fraction(1630600, 10389)
    >>> table.as_of("USD", "JPY", date(2025, 2, 1), max_age_days=5).code
    'stale_rate'
    >>> table.as_of("USD", "XCG", date(2025, 1, 1), max_age_days=5).unknown
    ('XCG',)
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, whole
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import Exact

from .rate import NoRate, Rate, StaleRate, code_field, positive_rate

_ABSENT = frozenset({"", "N/A", "-"})
_SHOWN_MAX = 10


class MalformedRatesError(InvalidValueError):
    """A file of fixings that cannot be read; the message lists each bad cell with its line."""

    code = "malformed_rates"

    @classmethod
    def from_problems(cls, problems: list[str]) -> MalformedRatesError:
        """Name all problems, at most ten of them in full."""
        more = f"; and {len(problems) - _SHOWN_MAX} more" if len(problems) > _SHOWN_MAX else ""
        return cls(f"{len(problems)} problems: {'; '.join(problems[:_SHOWN_MAX])}{more}")


def _fixings(days: Mapping[date, Mapping[str, Exact]]) -> FrozenMap[date, FrozenMap[str, Fraction]]:
    for day, fixing in days.items():
        if not isinstance(day, date) or not isinstance(fixing, Mapping):
            msg = f"fixings: expected {{day: {{'USD': Decimal('1.16')}}}}, got {{{day!r}: {fixing!r}}}"
            raise InvalidValueError(msg)
    return FrozenMap(
        {
            day: FrozenMap({code: positive_rate(value) for code, value in fixing.items()})
            for day, fixing in days.items()
        }
    )


@frozen
class RateTable:
    """Fixings by day: units of each currency for one unit of ``base``.

    Attributes:
        base: The currency all fixings are against, e.g. ``"EUR"``.
        source: Who publishes them, ready to print beside a rate.
        fixings: Day to currency to rate; any nested mapping of int, Decimal or Fraction will do.
    """

    base: str = field(validator=code_field)
    source: str
    fixings: FrozenMap[date, FrozenMap[str, Fraction]] = field(converter=_fixings)

    @classmethod
    def from_csv(
        cls,
        lines: Iterable[str],
        *,
        source: str,
        base: str = "EUR",
        currencies: Iterable[str] | None = None,
    ) -> RateTable:
        """Read the layout of the European Central Bank: ``Date``, then one column a currency.

        ``N/A`` and empty cells mean no fixing; an empty last column is ignored; the order of rows is free.

        Args:
            lines: The file, line by line.
            source: What to print beside a rate.
            base: The currency one unit of which is priced.
            currencies: Keep only these columns; default all.

        Raises:
            MalformedRatesError: A missing header, a bad date, a date twice, a cell that is no positive
                number; all of them at once.
        """
        rows = _rows(lines)
        header = [name.strip() for name in next(rows, (1, list[str]()))[1]]
        if not header or header[0] != "Date":
            raise MalformedRatesError.from_problems([f"line 1: expected 'Date,USD,...', got {header[:3]}"])
        wanted = set(header[1:]) if currencies is None else set(currencies)
        columns = [(i, code) for i, code in enumerate(header) if i and code and code in wanted]
        reader = _Reader(columns)
        for number, row in rows:
            if row:
                reader.read(number, row)
        if reader.problems:
            raise MalformedRatesError.from_problems(reader.problems)
        return cls(base, source, reader.days)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days with a fixing, oldest first."""
        return tuple(sorted(self.fixings))

    @cached_property
    def currencies(self) -> frozenset[str]:
        """Every currency that ever had a fixing, and the base."""
        return frozenset({self.base}.union(*self.fixings.values()))

    def as_of(self, base: str, quote: str, on: date, *, max_age_days: int) -> Rate | NoRate | StaleRate:
        """Look a rate up as it was known at the end of a day.

        Args:
            base: The currency to price.
            quote: The currency to price it in.
            on: The day; the newest fixing not after it counts.
            max_age_days: Calendar days the fixing may be old; 5 covers long weekends.

        Returns:
            The rate; or `NoRate` for a currency the table never had or a day before its first fixing of both;
            or `StaleRate` with the newest one if that is too old.
        """
        whole(max_age_days, "max_age_days")
        unknown = tuple(code for code in dict.fromkeys((base, quote)) if code not in self.currencies)
        if unknown:
            return NoRate(base, quote, on, unknown)
        for place in reversed(range(bisect_right(self.days, on))):
            day = self.days[place]
            fixing = self.fixings[day]
            ours, theirs = self._per_base(fixing, base), self._per_base(fixing, quote)
            if ours is not None and theirs is not None:
                rate = Rate(base, quote, theirs / ours, day, self.source)
                return rate if (on - day).days <= max_age_days else StaleRate(rate, on, max_age_days)
        return NoRate(base, quote, on)

    def _per_base(self, fixing: FrozenMap[str, Fraction], code: str) -> Fraction | None:
        return Fraction(1) if code == self.base else fixing.get(code)

    def with_fixing(self, day: date, rates: Mapping[str, Exact]) -> RateTable:
        """Add, or replace, the fixing of one day."""
        return RateTable(self.base, self.source, {**self.fixings, day: rates})

    def __repr__(self) -> str:
        span = f"{self.days[0]} to {self.days[-1]}" if self.days else "no days"
        return f"RateTable({self.base}, {len(self.days)} fixings, {span}, {self.source!r})"


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Go through a file's rows with their lines, as far as they are text."""
    rows = csv.reader(lines)
    try:
        for row in rows:
            yield rows.line_num, row
    except csv.Error as error:
        raise MalformedRatesError.from_problems([f"line {rows.line_num + 1}: {error}"]) from None


class _Reader:
    """Reads rows and gathers every problem with its line and column."""

    def __init__(self, columns: list[tuple[int, str]]) -> None:
        self.columns = columns
        self.days: dict[date, dict[str, Fraction]] = {}
        self.problems: list[str] = []

    def read(self, line: int, row: list[str]) -> None:
        try:
            day = date.fromisoformat(row[0].strip())
        except ValueError:
            self.problems.append(f"line {line}: {row[0]!r} is no date like 2026-10-30")
            return
        if day in self.days:
            self.problems.append(f"line {line}: {day} stands twice")
        fixing: dict[str, Fraction] = {}
        for index, code in self.columns:
            text = row[index].strip() if index < len(row) else ""
            if text in _ABSENT:
                continue
            try:
                fixing[code] = positive_rate(Decimal(text))
            except (InvalidOperation, InvalidValueError):
                self.problems.append(f"line {line}, {code}: {text!r} is no positive number")
        self.days[day] = fixing
