"""Reconciling a statement beside a bare dict join; reading a report beside csv.DictReader and Decimal.

The peers are as little as does the same: the join finds the counterpart and says whether the gross agrees,
and the reader checks the sum of every row.
"""

from __future__ import annotations

from datetime import date

from benchmarks.measure import Bench, Peer
from xbcommerce.payments import Expected, Reconciliation, StatementLine, reconcile

_LINES = 20_000
_DAY = date(2026, 11, 3)
_MATCHED, _OTHER, _UNKNOWN = "matched", "other", "unknown"


def _expected() -> list[Expected]:
    return [Expected(f"o{i}", "payment", "EUR", 1_000 + i, _DAY, 30) for i in range(_LINES)]


def _statement() -> list[StatementLine]:
    """Nearly all as expected; one in a hundred has another fee, one in a hundred is unknown."""
    lines = []
    for i in range(_LINES):
        fee = 31 if i % 100 == 1 else 30
        ref = f"x{i}" if i % 100 == 2 else f"o{i}"  # noqa: PLR2004
        lines.append(StatementLine(f"t{i}", ref, "payment", "EUR", 1_000 + i, fee, 1_000 + i - fee))
    return lines


def join(
    expected: list[Expected], lines: list[StatementLine]
) -> tuple[list[str], int, dict[object, Expected]]:
    """Join on reference and kind, and nothing else."""
    waiting = {(item.ref, item.kind): item for item in expected}
    classes, difference = [], 0
    for line in lines:
        item = waiting.pop((line.ref, line.kind), None)
        if item is None:
            classes.append(_UNKNOWN)
            difference += line.net_minor
        else:
            classes.append(_MATCHED if item.gross_minor == line.gross_minor else _OTHER)
            difference += line.net_minor - item.net_minor
    return classes, difference, waiting


def _reconcile(expected: list[Expected], lines: list[StatementLine]) -> Reconciliation:
    done = reconcile(expected, lines, period_end=_DAY, currency="EUR")
    _ = done.explained, done.received, done.expected
    return done


def benches() -> list[Bench]:
    """Return the rows of this topic."""
    expected, lines = _expected(), _statement()
    return [
        Bench(
            "reconcile 20,000 lines, with all sums",
            lambda: _reconcile(expected, lines),
            [Peer("a bare dict join", lambda: join(expected, lines), work=_LINES, at_most=1 / 0.3)],
            work=_LINES,
            rounds=11,
        ),
        Bench(
            "reconcile 20,000 lines, beside 2,000: linear",
            lambda: _reconcile(expected, lines),
            [
                Peer(
                    "2,000 lines, ten times",
                    lambda: [_reconcile(expected[:2_000], lines[:2_000]) for _ in range(10)],
                    work=_LINES,
                    at_most=2,
                )
            ],
            work=_LINES,
        ),
    ]
