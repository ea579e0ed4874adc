r"""Antom (Alipay): the settlement details report.

Amounts are decimals that carry their sign, fees included: ``settlementAmountValue`` is the gross in the
settlement's currency plus all fees, so a fee that is taken is negative. The names and that rule are those of
the public documentation and of published checking rules; no real file was at hand. The last row is ``<END>``.

Example:
    >>> from xbcommerce.payments.reports import read_antom
    >>> text = '''settlementBatchId,transactionType,transactionId,transactionAmountValue,transactionCurrency,\
    ... settlementAmountValue,settlementCurrency,quoteCurrencyPair,quotePrice,interchangeFeeAmountValue
    ... 7,PAYMENT,T1,18000,KRW,14.50,USD,USD/KRW,1200,-0.50
    ... <END>
    ... '''
    >>> line = read_antom(text).accepted[0]
    >>> line.gross, line.fee, line.net, line.rate
    (Money('15.00', 'USD'), Money('0.50', 'USD'), Money('14.50', 'USD'), Fraction(1, 1200))
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.payments.reconciliation.statement import StatementLine

from .gather import Strict
from .gross import gross_of
from .reading import streamed
from .report import Report, gathered
from .source import Source
from .table import SHOWN_MAX, Table, records_of

PROVIDER = "antom"

KINDS: FrozenMap[str, str] = FrozenMap(
    {
        "PAYMENT": "payment",
        "CAPTURE": "payment",
        "REFUND": "refund",
        "REFUND_REVERSAL": "refund_reversal",
        "PAYMENT_REVERSAL": "payment_reversal",
        "DISPUTE": "chargeback",
        "RAPID_DISPUTE_RESOLUTION": "chargeback",
        "CDRN": "chargeback",
        "DISPUTE_REVERSAL": "chargeback_reversal",
        "SETTLEMENT_FEE": "provider_fee",
        "ADJUSTMENT_FEE": "provider_fee",
        "RESERVE": "reserve_hold",
        "RESERVE_WITHHOLDING": "reserve_hold",
        "COLLATERAL_WITHHELD": "reserve_hold",
        "COLLATERAL_WITHHOLDING": "reserve_hold",
        "RESERVE_RELEASE": "reserve_release",
        "RESERVE_RELEASED": "reserve_release",
        "COLLATERAL_RELEASE": "reserve_release",
        "COLLATERAL_RELEASED": "reserve_release",
    }
)
"""Antom's transaction types in the words of reconciliation."""

_KIND_OF = dict(KINDS).get  # asking a FrozenMap costs more than reading a cell
_TAKES = frozenset({"refund", "chargeback", "reserve_hold"})

FEES = (
    "paymentMethodFeeAmountValue",
    "interchangeFeeAmountValue",
    "schemeFeeAmountValue",
    "acquirerMarkupAmountValue",
    "processingFeeAmountValue",
    "taxFeeAmountValue",
    "refundFeeAmountValue",
    "disputeHandlingFee",
    "financingFeeAmountValue",
    "rdrFeeAmountValue",
    "anticipationFeeAmountValue",
    "riskDecisionServiceFeeAmountValue",
    "riskManagementFeeAmountValue",
    "cdrnFeeAmountValue",
    "iofFeeAmountValue",
    "withholdingTaxAmountValue",
    "fxFeeAmountValue",
    "rtauServiceFeeAmountValue",
    "ntServiceFeeAmountValue",
    "revenueBoosterServiceFeeAmountValue",
)
"""Every column that is a fee or a tax; each may have a column of its currency beside it."""

_FEE_CURRENCIES = tuple(f"{name.removesuffix('AmountValue')}Currency" for name in FEES)
_COLUMNS = (
    "transactionType",
    "transactionId",
    "settlementBatchId",
    "transactionAmountValue",
    "transactionCurrency",
    "settlementAmountValue",
    "settlementCurrency",
)
_DETAILS = (
    "transactionRequestId",
    "convertedTransactionAmountValue",
    "convertedCurrency",
    "quoteCurrencyPair",
    "quotePrice",
    "transactionCompletionTime",
    "settlementInitiatedDate",
)


def read_antom(source: Source, *, ref: str = "transactionId") -> Report:
    """Read a settlement details report; see `antom_lines`."""
    return gathered(PROVIDER, antom_lines(source, ref=ref))


def antom_lines(source: Source, *, ref: str = "transactionId") -> Iterator[StatementLine | Unmet]:
    """Stream a settlement details report: a line for each row that can be read, and everything that is wrong.

    The gross is the converted amount where the report has it in the settlement's currency, else the amount at
    the quote, rounded half up. Rows that move only a settlement amount, such as reserves, have nothing to be
    compared with. A refund, dispute or reserve that adds money is refused: a report without signs is another.

    Args:
        source: The report.
        ref: The column that carries the reference to match by, e.g. ``"referenceTransactionId"``.
    """
    table = Table((ref, *_COLUMNS), optional=(*_DETAILS, *FEES, *_FEE_CURRENCIES), end="<END>")
    return streamed(table.cells_of(records_of(source)), _line, "settlementAmountValue")


def _line(cells: tuple[str, ...], read: Strict) -> StatementLine | None:
    ref, word, line_id, batch, paid_text, paid_in, net_text, code = cells[:8]
    request, converted, converted_in, pair, price, done, begun = cells[8:15]
    kind = _KIND_OF(word, word)
    paid_code = read.currency(paid_in, "transactionCurrency") if paid_text else ""
    code = read.currency(code, "settlementCurrency")
    paid = read.units(paid_text, paid_code, "transactionAmountValue")
    net = read.units(net_text, code, "settlementAmountValue")
    fees = _fees(cells[15:], code, read)
    rate = _rate(pair, price, paid_code, code, read) if paid_code else None
    presentment = from_minor(paid, paid_code) if not read.failed and paid_code not in {"", code} else None
    if converted and converted_in.upper() == code:
        paid_code, paid = code, read.units(converted, code, "convertedTransactionAmountValue")
    booked_on, value_on = read.day(done, "transactionCompletionTime"), read.day(begun, _DETAILS[-1])
    read.needed(line_id, "transactionId")
    if kind in _TAKES and net > 0:
        read.say("report.unexpected_sign", "settlementAmountValue", amount=net_text, type=word)
    if read.failed:
        return None
    return StatementLine(
        f"{word}:{line_id}:{request}",
        ref,
        kind,
        code,
        gross_of(paid, paid_code if paid or fees else "", rate, code, fees, net),
        fees,
        net,
        rate=rate,
        presentment=presentment,
        booked_on=booked_on,
        value_on=value_on,
        payout_id=batch,
        provider=PROVIDER,
    )


def _fees(cells: tuple[str, ...], code: str, read: Strict) -> int:
    """Add up what is taken, as a positive sum."""
    amounts, currencies = cells[: len(FEES)], cells[len(FEES) :]
    taken = 0
    for column, text, name, currency in zip(FEES, amounts, _FEE_CURRENCIES, currencies, strict=True):
        if text:
            taken -= read.units(text, code, column)
            if currency and currency.upper() != code:
                read.say("report.other_currency", name, found=currency[:SHOWN_MAX], expected=code)
    return taken


def _rate(pair: str, price: str, paid_in: str, code: str, read: Strict) -> Fraction | None:
    """Read the quote in the direction of the settlement: ``A/B`` at p is p units of B for one of A."""
    factor = read.rate(price, "quotePrice")
    if factor is None or not pair:
        return None
    base, _, quote = pair.upper().partition("/")
    if (base, quote) == (paid_in, code):
        return factor
    if (base, quote) == (code, paid_in):
        return 1 / factor
    read.say(
        "report.other_currency", "quoteCurrencyPair", found=pair[:SHOWN_MAX], expected=f"{paid_in}/{code}"
    )
    return None
