r"""Adyen: the settlement detail report, by the names of its columns, whose order varies.

Gross amounts are in the currency of the payment (GC), everything else in that of the settlement (NC). Whoever
moves the money, the column says it: credit comes, debit goes, an empty cell is nothing. On every row with a
rate ``net = half_up((credit - debit) x rate - fees)``, rounded once; a row that says otherwise is a line and
a problem. The names are those of the public documentation; the rule held on all rows of real reports seen.

Example:
    >>> from xbcommerce.payments.reports import read_adyen
    >>> text = '''Type,Psp Reference,Gross Currency,Gross Credit (GC),Gross Debit (GC),Exchange Rate,\
    ... Net Currency,Net Credit (NC),Net Debit (NC),Commission (NC),Batch Number
    ... Settled,PSP1,EUR,5.35,,1.0656568,USD,5.43,,0.27,7
    ... '''
    >>> line = read_adyen(text).accepted[0]
    >>> line.kind, line.gross, line.fee, line.net, line.presentment
    ('payment', Money('5.70', 'USD'), Money('0.27', 'USD'), Money('5.43', 'USD'), Money('5.35', 'EUR'))
"""

from __future__ import annotations

from collections.abc import Iterator

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.payments.reconciliation.statement import StatementLine

from .gather import Strict
from .gross import gross_of
from .reading import streamed
from .report import Report, gathered
from .source import Source
from .table import Table, records_of

PROVIDER = "adyen"

KINDS: FrozenMap[str, str] = FrozenMap(
    {
        "Settled": "payment",
        "SettledInInstallments": "payment",
        "SettledReversed": "payment_reversal",
        "Refunded": "refund",
        "RefundedReversed": "refund_reversal",
        "Chargeback": "chargeback",
        "SecondChargeback": "chargeback",
        "ChargebackReversed": "chargeback_reversal",
        "Fee": "provider_fee",
        "MiscCosts": "provider_fee",
        "InvoiceDeduction": "provider_fee",
        "MerchantPayout": "payout",
        "PayoutReversed": "payout_reversal",
    }
)
"""Adyen's journal types in the words of reconciliation; deposits and reserves go by their sign."""

_KIND_OF = dict(KINDS).get  # asking a FrozenMap costs more than reading a cell
_RESERVES = frozenset({"DepositCorrection", "ReserveAdjustment", "ReserveHold", "ReserveRelease"})

FEES = ("Commission (NC)", "Markup (NC)", "Scheme Fees (NC)", "Interchange (NC)", "DCC Markup (NC)")
"""What is taken off; "Payment Fees (NC)" repeats their sum and is left out."""

_COLUMNS = (
    "Type",
    "Psp Reference",
    "Batch Number",
    "Gross Currency",
    "Gross Credit (GC)",
    "Gross Debit (GC)",
    "Exchange Rate",
    "Net Currency",
    "Net Credit (NC)",
    "Net Debit (NC)",
)
_DETAILS = ("Modification Reference", "Booking Date", "Creation Date")


def read_adyen(source: Source, *, ref: str = "Psp Reference") -> Report:
    """Read a settlement detail report; see `adyen_lines`."""
    return gathered(PROVIDER, adyen_lines(source, ref=ref))


def adyen_lines(source: Source, *, ref: str = "Psp Reference") -> Iterator[StatementLine | Unmet]:
    """Stream a settlement detail report: a line for each row that can be read, and everything that is wrong.

    A line's gross is the payment at the row's rate, so that gross minus fees is the net; its ``presentment``
    is the payment itself where the currencies differ. A row with a rate and no payment is held against its
    fees alone. A line's id is made of the row's type and references, so that a row sent twice is found out;
    rows without any, such as payouts and monthly fees, are named after their batch and place. The day booked
    is that of the booking date, else of the creation date.

    Args:
        source: The report.
        ref: The column that carries the reference to match by, e.g. ``"Merchant Reference"``.
    """
    table = Table((ref, *_COLUMNS), optional=(*_DETAILS, *FEES))
    return streamed(table.cells_of(records_of(source)), _line, "Net Credit (NC)")


def _line(cells: tuple[str, ...], read: Strict) -> StatementLine | None:
    ref, word, psp, batch, *_ = cells
    paid_in, paid_credit, paid_debit, rate_text, code, credit, debit = cells[4:11]
    modification, booked, created = cells[11:14]
    pays = bool(paid_credit or paid_debit)
    paid_code = read.currency(paid_in, "Gross Currency") if pays or (paid_in and rate_text) else ""
    code = read.currency(code, "Net Currency")
    paid = _side(read, paid_credit, paid_debit, paid_code, ("Gross Credit (GC)", "Gross Debit (GC)"))
    net = _side(read, credit, debit, code, ("Net Credit (NC)", "Net Debit (NC)"))
    fees = 0
    for text, column in zip(cells[14:], FEES, strict=True):
        if text:
            fees += read.units(text, code, column)
    rate = read.rate(rate_text, "Exchange Rate")
    booked_on = read.day(booked or created, "Booking Date")
    if read.failed:
        return None
    return StatementLine(
        f"{word}:{psp}:{modification}" if psp or modification else f"{word}:{batch}:{read.row}",
        ref,
        kind_of(word, net),
        code,
        gross_of(paid, paid_code, rate, code, fees, net),
        fees,
        net,
        rate=rate,
        presentment=from_minor(paid, paid_code) if pays and paid_code != code else None,
        booked_on=booked_on,
        payout_id=batch,
        provider=PROVIDER,
    )


def _side(read: Strict, credit: str, debit: str, code: str, columns: tuple[str, str]) -> int:
    """Take what goes from what comes."""
    comes = read.units(credit, code, columns[0]) if credit else 0
    return comes - read.units(debit, code, columns[1]) if debit else comes


def kind_of(word: str, net_minor: int) -> str:
    """Say Adyen's type in the words of reconciliation; a type without one stays what it is."""
    if word in _RESERVES:
        return "reserve_hold" if net_minor < 0 else "reserve_release"
    return _KIND_OF(word, word)
