r"""Stripe: balance transactions and payouts as tables, in wire integers or in decimals.

Two shapes are read by their columns: the objects of the API as tables (``id, amount, fee, net``, whole
numbers on the wire) and the itemised balance report (``balance_transaction_id, gross, fee, net``, decimals).
The names are those of the public documentation and of published sample rows. Types that have no common word
keep Stripe's own, such as ``partial_capture_reversal``: a partial capture is a full charge and such a row.

Example:
    >>> from xbcommerce.payments.reports import read_stripe
    >>> print(read_stripe("id,source,type,currency,amount,fee,net\ntxn_1,ch_1,charge,usd,2000,88,1911\n"))
    Report of stripe: 1 lines read, 1 problems
    row 2, net: USD 19.11 reported, USD 19.12 computed, USD -0.01 apart
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain, islice

from attrs import frozen

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.payments.reconciliation.statement import StatementLine

from .gather import Strict
from .reading import streamed
from .report import Report, gathered
from .source import Source
from .table import Table, named, records_of

PROVIDER = "stripe"

WIRE_DIGITS: FrozenMap[str, int] = FrozenMap({"ISK": 2, "UGX": 2})
"""Currencies that Stripe writes with other digits than ISO 4217 on the wire (public documentation, 2026)."""

KINDS: FrozenMap[str, str] = FrozenMap(
    {
        "charge": "payment",
        "payment": "payment",
        "refund": "refund",
        "payment_refund": "refund",
        "payment_failure_refund": "refund",
        "refund_failure": "refund_reversal",
        "payout": "payout",
        "payout_reversal": "payout_reversal",
        "payout_cancel": "payout_reversal",
        "payout_failure": "payout_reversal",
        "dispute": "chargeback",
        "dispute_reversal": "chargeback_reversal",
        "fee": "provider_fee",
        "stripe_fee": "provider_fee",
        "stripe_fx_fee": "provider_fee",
        "tax_fee": "provider_fee",
        "network_cost": "provider_fee",
    }
)
"""Stripe's types and reporting categories in the words of reconciliation."""

# Asking a FrozenMap costs more than reading a cell.
_KIND_OF = dict(KINDS).get
_DIGITS_OF = dict(WIRE_DIGITS).get
_RESERVES = frozenset({"reserve_transaction", "reserved_funds", "payment_network_reserve_hold"})


@frozen
class _Shape:
    """The columns of one shape, in the order in which a row is read."""

    columns: tuple[str, ...]
    optional: tuple[str, ...]
    on_the_wire: bool


_OBJECTS = _Shape(
    ("id", "source", "type", "currency", "amount", "fee", "net"),
    ("exchange_rate", "created", "available_on", "payout_id", "status"),
    on_the_wire=True,
)
_ITEMISED = _Shape(
    ("balance_transaction_id", "source_id", "reporting_category", "currency", "gross", "fee", "net"),
    ("exchange_rate", "created", "available_on", "automatic_payout_id", "status"),
    on_the_wire=False,
)
_PAYOUTS = Table(("id", "currency", "amount"), optional=("created", "arrival_date", "status"))


def read_stripe(source: Source) -> Report:
    """Read balance transactions of either shape; see `stripe_lines`."""
    return gathered(PROVIDER, stripe_lines(source))


def stripe_lines(source: Source) -> Iterator[StatementLine | Unmet]:
    """Stream balance transactions: a line for each row that can be read, and everything that is wrong.

    The reference is the id of the source object (charge, refund, payout). Days are those the report writes;
    instants that the API writes as seconds since 1970 are days in UTC.
    """
    records = records_of(source)
    head = tuple(islice(records, 1))
    names = {named(column) for _, record in head if isinstance(record, list) for column in record}
    shape = _ITEMISED if _ITEMISED.columns[0] in names else _OBJECTS
    table = Table(shape.columns, optional=tuple(_as_headed(column, names) for column in shape.optional))
    return streamed(table.cells_of(chain(head, records)), partial(_line, shape), "net", _DIGITS_OF)


def _as_headed(column: str, names: set[str]) -> str:
    """Return a column's name as the report has it: days of some exports are headed ``created_utc``."""
    in_utc = f"{column}_utc"
    return in_utc if in_utc in names and column not in names else column


def read_stripe_payouts(source: Source) -> Report:
    """Read payouts; see `stripe_payout_lines`."""
    return gathered(PROVIDER, stripe_payout_lines(source))


def stripe_payout_lines(source: Source) -> Iterator[StatementLine | Unmet]:
    """Stream payouts as the balance sees them: what is paid out is negative, what is drawn back positive."""
    return streamed(_PAYOUTS.cells_of(records_of(source)), _payout, "amount", _DIGITS_OF)


def _line(shape: _Shape, cells: tuple[str, ...], read: Strict) -> StatementLine | None:
    line_id, ref, kind, currency, gross, fee, net, rate, created, available, payout, status = cells
    names = shape.columns
    code = read.currency(currency, names[3])
    amount = read.wire_units if shape.on_the_wire else read.units
    gross_minor = amount(gross, code, names[4])
    fee_minor, net_minor = amount(fee, code, names[5]), amount(net, code, names[6])
    factor = read.rate(rate, "exchange_rate") if rate else None
    booked_on = read.day_or_seconds(created, "created")
    value_on = read.day_or_seconds(available, "available_on")
    if not line_id:
        read.needed(line_id, names[0])
    if read.failed:
        return None
    return StatementLine(
        line_id,
        ref,
        kind_of(kind, gross_minor),
        code,
        gross_minor,
        fee_minor,
        net_minor,
        rate=factor,
        booked_on=booked_on,
        value_on=value_on,
        payout_id=payout,
        provider=PROVIDER,
        status=status,
    )


def _payout(cells: tuple[str, ...], read: Strict) -> StatementLine | None:
    line_id, currency, amount, created, arrival, status = cells
    code = read.currency(currency, "currency")
    amount_minor = -read.wire_units(amount, code, "amount")
    booked_on = read.day_or_seconds(created, "created")
    value_on = read.day_or_seconds(arrival, "arrival_date")
    read.needed(line_id, "id")
    if read.failed:
        return None
    return StatementLine(
        line_id,
        line_id,
        "payout",
        code,
        amount_minor,
        0,
        amount_minor,
        booked_on=booked_on,
        value_on=value_on,
        payout_id=line_id,
        provider=PROVIDER,
        status=status,
    )


def kind_of(word: str, gross_minor: int) -> str:
    """Say Stripe's type in the words of reconciliation; a type without one stays what it is."""
    if word in _RESERVES:
        return "reserve_hold" if gross_minor < 0 else "reserve_release"
    return _KIND_OF(word, word)
