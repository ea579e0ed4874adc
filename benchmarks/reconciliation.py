"""Reconciling a statement beside a bare dict join; reading a report beside csv.DictReader and Decimal.

The peers are as little as does the same: the join finds the counterpart and says whether the gross agrees,
and the peer of a reader takes the same figures, as Decimals, and checks the sum of every row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from benchmarks.measure import Bench, Peer
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.payments import Expected, Reconciliation, StatementLine, reconcile
from xbcommerce.payments.reports import Table, adyen_lines, stripe_lines, units, whole
from xbcommerce.payments.reports.table import records_of

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
) -> tuple[list[str], int, dict[tuple[str, str], Expected]]:
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


_ROWS = 5_000
_PEER = "csv.DictReader + Decimal"
_STRIPE = (
    "id,amount,available_on,created,currency,description,exchange_rate,fee,net,source,status,type,payout_id"
)
_ADYEN = (
    "Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Creation Date,TimeZone,"
    "Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Exchange Rate,"
    "Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Markup (NC),Scheme Fees (NC),"
    "Interchange (NC),Payment Method Variant,Modification Merchant Reference,Batch Number,"
    "Reserved4,Reserved5,Reserved6,Reserved7,Reserved8,Reserved9,Reserved10"
)


def _stripe_text() -> str:
    """Write balance transactions in wire integers."""
    rows = (
        f"txn_{i},{2_000 + i},2026-11-05 00:00:00,2026-11-03 10:00:00,usd,text,,88,{1_912 + i},ch_{i},"
        f"available,charge,po_{i // 50}"
        for i in range(_ROWS)
    )
    return "\n".join([_STRIPE, *rows])


def _adyen_text() -> str:
    """Write a settlement detail report of one currency and four fees."""
    rows = (
        f"Shop,ShopEU,P{i},o{i},visa,2026-11-03 10:00:00,CET,Settled,M{i},EUR,,{20 + i}.50,1,"
        f"EUR,,{20 + i}.11,"
        f"0.20,0.04,0.05,0.10,visacredit,,7,,,,,,,"
        for i in range(_ROWS)
    )
    return "\n".join([_ADYEN, *rows])


Figures = tuple[str, str, str, int, int, int, bool]
"""Id, reference, kind, gross, fee, net, and whether they add up."""

_NAMES = ("id", "source", "type", "currency", "amount", "fee", "net")
_FEES = ("Commission (NC)", "Markup (NC)", "Scheme Fees (NC)", "Interchange (NC)")
_AMOUNTS = ("Gross Credit (GC)", "Gross Debit (GC)", "Net Credit (NC)", "Net Debit (NC)")


def stripe_figures(text: str) -> list[Figures]:
    """Take the figures of balance transactions as whole numbers."""
    found = []
    for row in Table(_NAMES).cells_of(records_of(text)):
        if isinstance(row, Unmet):
            raise AssertionError(str(row))  # noqa: TRY004 (the text is ours)
        line_id, ref, kind, _, gross, fee, net = row[1]
        amounts = whole(gross), whole(fee), whole(net)
        found.append((line_id, ref, kind, *amounts, amounts[0] - amounts[1] == amounts[2]))
    return found


def adyen_figures(text: str) -> list[Figures]:
    """Take the figures of a settlement detail report of one currency as whole numbers."""
    found, table = [], Table(("Psp Reference", "Type", "Net Currency", *_AMOUNTS, *_FEES))
    for row in table.cells_of(records_of(text)):
        if isinstance(row, Unmet):
            raise AssertionError(str(row))  # noqa: TRY004 (the text is ours)
        ref, kind, code, *amounts = row[1]
        comes, goes, credit, debit, *fees = [units(text, code) if text else 0 for text in amounts]
        gross, fee, net = comes - goes, sum(fees), credit - debit
        found.append((ref, ref, kind, gross, fee, net, gross - fee == net))
    return found


def stripe_on_decimals(text: str) -> Sequence[tuple[object, ...]]:
    """Take the same figures with csv.DictReader, as Decimals."""
    found = []
    for row in csv.DictReader(io.StringIO(text)):
        gross, fee, net = (Decimal(row[name]).scaleb(-2) for name in ("amount", "fee", "net"))
        found.append((row["id"], row["source"], row["type"], gross, fee, net, gross - fee == net))
    return found


def adyen_on_decimals(text: str) -> Sequence[tuple[object, ...]]:
    """Take the same figures with csv.DictReader, as Decimals."""
    found = []
    for row in csv.DictReader(io.StringIO(text)):
        comes, goes, credit, debit = (Decimal(row[name] or 0) for name in _AMOUNTS)
        gross, net = comes - goes, credit - debit
        fee = sum((Decimal(row[name] or 0) for name in _FEES), Decimal(0))
        ref = row["Psp Reference"]
        found.append((ref, ref, row["Type"], gross, fee, net, gross - fee == net))
    return found


def benches() -> list[Bench]:
    """Return the rows of this topic."""
    expected, lines = _expected(), _statement()
    stripe, adyen = _stripe_text(), _adyen_text()
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
        Bench(
            "figures of 5,000 Stripe rows",
            lambda: stripe_figures(stripe),
            [Peer(_PEER, lambda: stripe_on_decimals(stripe), work=_ROWS, faster=1.5)],
            work=_ROWS,
            rounds=11,
        ),
        Bench(
            "figures of 5,000 Adyen rows",
            lambda: adyen_figures(adyen),
            [Peer(_PEER, lambda: adyen_on_decimals(adyen), work=_ROWS)],
            work=_ROWS,
            rounds=11,
        ),
        Bench(
            "5,000 Stripe rows as checked lines",
            lambda: list(stripe_lines(stripe)),
            [Peer(_PEER, lambda: stripe_on_decimals(stripe), work=_ROWS)],
            work=_ROWS,
        ),
        Bench(
            "5,000 Adyen rows as checked lines",
            lambda: list(adyen_lines(adyen)),
            [Peer(_PEER, lambda: adyen_on_decimals(adyen), work=_ROWS)],
            work=_ROWS,
        ),
    ]
