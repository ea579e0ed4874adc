"""Dated look-ups beside a bare bisection over the same days: what the second axis and the answer cost."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.measure import Bench, Peer
from xbcommerce.kernel.dated import Dated, RuleSet, Source, Validity

_LAW = Source("a law", tier="A")
_FIRST = date(1990, 1, 1)
_YEAR = timedelta(days=365)
_KEYS, _SPANS = 200, 10


def _series(key: str) -> list[Dated[Decimal]]:
    starts = [_FIRST + _YEAR * place for place in range(_SPANS)]
    ends = [*starts[1:], None]
    return [
        Dated(f"{key}-{place}", key, Decimal(place), Validity(start, end), start, _LAW)
        for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _questions() -> list[tuple[str, date]]:
    return [(f"k{place * 7 % _KEYS}", _FIRST + timedelta(days=place * 37 % 3600)) for place in range(2000)]


def benches() -> list[Bench]:
    """Measure `RuleSet.as_of` without supersession, by default and with a day known."""
    records = [record for place in range(_KEYS) for record in _series(f"k{place}")]
    issued = date(2026, 1, 1)
    rules = RuleSet(records, issued)
    bare: dict[str, tuple[list[date], list[Dated[Decimal]]]] = {
        key: (
            [record.validity.start or date.min for record in rules.records_of(key)],
            list(rules.records_of(key)),
        )
        for key in rules.keys
    }
    questions = _questions()

    def ours() -> None:
        as_of = rules.as_of
        for key, day in questions:
            as_of(key, day)

    def ours_known() -> None:
        as_of = rules.as_of
        for key, day in questions:
            as_of(key, day, issued)

    def bisection() -> None:
        for key, day in questions:
            starts, found = bare[key]
            found[bisect_right(starts, day) - 1]

    def scan() -> None:
        for key, day in questions:
            [record for record in bare[key][1] if record.validity.covers(day)]

    count = len(questions)

    def bench(name: str, run: Callable[[], None]) -> Bench:
        peers = [
            Peer("dict and bisect, bare", bisection, work=count, at_most=5),
            Peer("filter of the key's records", scan, work=count),
        ]
        return Bench(name, run, peers, work=count, rounds=15)

    return [bench("dated: as_of", ours), bench("dated: as_of, with a day known", ours_known)]
