"""Reports: adapters for rows and totals of providers, batches, bank statements, and checks of whole files."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.reference.money import figures, money
from xbcommerce.kernel.money import Allocate, allocate, from_minor, minor
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.payments import FeeSchedule, quote_fee
from xbcommerce.payments.reports import (
    BankStatement,
    Entry,
    Report,
    Table,
    control_sums,
    conversions,
    payout_batch,
    read_adyen,
    read_camt,
    read_paypal,
    read_stripe,
    read_stripe_payouts,
    units,
    whole,
)

Json = dict[str, Any]
ROOT = Path(__file__).parents[2]


def content(name: str) -> bytes:
    """Read a file named from the project's folder, packed or not."""
    found = (ROOT / name).read_bytes()
    return gzip.decompress(found) if name.endswith(".gz") else found


def table(rows: list[dict[str, object]]) -> str:
    """Write rows as a comma-separated report."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


ADYEN_FEES = {
    "commission": "Commission (NC)",
    "markup": "Markup (NC)",
    "scheme": "Scheme Fees (NC)",
    "interchange": "Interchange (NC)",
    "dcc_markup": "DCC Markup (NC)",
}


def check_row(given: Json) -> object:
    """Read one row of a settlement detail report and hold its net against its figures."""
    row: dict[str, object] = {
        "Type": "Settled",
        "Psp Reference": "P1",
        "Batch Number": "1",
        "Gross Currency": given["gross_currency"],
        "Gross Credit (GC)": given["gross_credit"] or "",
        "Gross Debit (GC)": given["gross_debit"] or "",
        "Exchange Rate": given["exchange_rate"],
        "Net Currency": given["net_currency"],
        "Net Credit (NC)": given["net_credit"] or "",
        "Net Debit (NC)": given["net_debit"] or "",
        **{ADYEN_FEES[name]: amount for name, amount in given["fees"].items()},
    }
    report = read_adyen(table([row]))
    (line,) = report.lines
    computed = line.gross_minor - line.fee_minor
    return {
        "computed_net": figures(from_minor(computed, line.currency)),
        "agrees": not report.problems,
        "difference": figures(from_minor(line.net_minor - computed, line.currency)),
    }


def add_up(given: Json) -> object:
    """Read the rows of a settlement report and add them up."""
    rows = [
        {
            "CH": "SB",
            "Transaction ID": f"T{number}",
            "PayPal Reference ID": "shared" if row["code"].startswith("T02") else "",
            "Transaction Event Code": row["code"],
            "Transaction  Debit or Credit": row["side"],
            "Gross Transaction Amount": row["gross"],
            "Gross Transaction Currency": row["currency"],
            "Fee Debit or Credit": row.get("fee_side", ""),
            "Fee Amount": row.get("fee", ""),
            "Fee Currency": row.get("fee_currency", ""),
        }
        for number, row in enumerate(given["rows"], start=1)
    ]
    lines = read_paypal(table(rows)).accepted if rows else ()
    answer: Json = {"net": {code: figures(sums.net) for code, sums in control_sums(lines).items()}}
    for made in conversions(lines):
        sides = {"sold": made.sold, "bought": made.bought}
        answer["conversion"] = {name: [m.currency.code, figures(m)] for name, m in sides.items()}
        answer["conversion"]["rate"] = str(made.rate)
    return answer


def balance_batch(given: Json) -> object:
    """Hold a payout against its lines."""
    nets = [money(net, given["currency"]) for net in given["line_nets"]]
    batch = payout_batch("batch", nets, money(given["payout"], given["currency"]))
    difference = batch.difference
    return {
        "lines_total": figures(batch.lines_total),
        "balanced": batch.is_balanced,
        "difference": None if difference is None else figures(difference),
    }


def read_bank(given: Json) -> object:
    """Read a bank's message."""
    message = read_camt(given["xml"] if "xml" in given else content(given["file"]))
    if message.problems:
        codes = {problem.code.removeprefix("report.") for problem in message.problems}
        return {"error": "excess_precision" if codes == {"excess_precision"} else "invalid"}
    return {
        "message": message.message,
        "statements": [
            {
                "kind": each.kind,
                "id": each.id,
                "balances": [[bal.code, bal.currency, figures(bal.amount)] for bal in each.balances],
                "entries": [_entry(entry) for entry in each.entries],
                "arithmetic": _arithmetic(each),
            }
            for each in message.statements
        ],
    }


def _entry(entry: Entry) -> Json:
    return {
        "amount": figures(entry.amount),
        "currency": entry.currency,
        "status": entry.status,
        "reversal": entry.is_reversal,
        "transactions": len(entry.transactions),
        "end_to_end_ids": list(entry.end_to_end_ids),
    }


def _arithmetic(statement: BankStatement) -> Json | None:
    found = statement.arithmetic
    if found is None:
        return None
    amounts = {
        "opening": found.opening_minor,
        "booked": found.booked_minor,
        "closing": found.closing_minor,
        "difference": found.difference_minor,
    }
    shown = {name: figures(from_minor(amount, found.currency)) for name, amount in amounts.items()}
    return {"currency": found.currency, **shown}


def _stripe(given: Json) -> Report:
    return read_stripe(content(given["file"]))


def row_identity(given: Json) -> object:
    """Count the rows whose amount minus fee is net."""
    lines = _stripe(given).lines
    return {"rows": len(lines), "agree": sum(line.adds_up for line in lines)}


def fee_model(given: Json) -> object:
    """Count the charges whose fee the price list gives."""
    lines = [line for line in _stripe(given).lines if line.kind == STRIPE_KINDS[given["type"]]]
    agree = 0
    for line in lines:
        fixed = from_minor(given["fixed_minor"], line.currency)
        quote = quote_fee(FeeSchedule(percent=Decimal(given["percent"]), fixed=fixed), line.gross)
        agree += minor(quote.total) == line.fee_minor
    return {"rows": len(lines), "agree": agree}


STRIPE_KINDS = {"charge": "payment", "refund": "refund", "payout": "payout"}


def payout_match(given: Json) -> object:
    """Hold the net of charges against the amount of the payout they belong to."""
    lines = [line for line in _stripe(given).lines if line.kind == STRIPE_KINDS[given["type"]]]
    paid = {line.id: -line.net_minor for line in read_stripe_payouts(content(given["other"])).lines}
    nets: Counter[str] = Counter()
    for line in lines:
        nets[line.payout_id] += line.net_minor
    open_lines = [line for line in lines if not line.payout_id]
    known = {payout: net for payout, net in nets.items() if payout and payout in paid}
    different = {payout: net for payout, net in known.items() if net != paid[payout]}
    return {
        "equal": len(known) - len(different),
        "different": len(different),
        "payout_not_in_file": sum(1 for payout in nets if payout and payout not in paid),
        "not_yet_paid_out": len(open_lines),
        "net_not_yet_paid_out_minor": sum(line.net_minor for line in open_lines),
        "sum_different_minor": sum(paid[payout] - net for payout, net in different.items()),
    }


def rows_of(name: str, *columns: str) -> Iterator[tuple[str, ...]]:
    """Go through a table's rows; anything wrong with it is a failed case."""
    for row in Table(columns).rows(content(name)):
        if isinstance(row, Unmet):
            raise AssertionError(str(row))  # noqa: TRY004 (a case failed)
        yield row.cells


def sum_by(given: Json) -> object:
    """Add up a column by another."""
    sums: Counter[str] = Counter()
    for field, value in rows_of(given["file"], given["field"], given["value"]):
        sums[field or "(empty)"] += whole(value)
    return {"sums": dict(sums)}


def shape(given: Json) -> object:
    """Count the fixings of a table of rates."""
    text = content(given["file"]).decode()
    codes = [code for code in text.partition("\n")[0].strip().split(",")[1:] if code]
    rows = list(rows_of(given["file"], "Date", *codes))
    days = sorted(row[0] for row in rows)
    return {
        "fixings": len(rows),
        "first": days[0],
        "last": days[-1],
        "currencies": len(codes),
        "empty_cells": sum(cell in {"", "N/A"} for row in rows for cell in row[1:]),
    }


def largest_move(given: Json) -> object:
    """Find the largest change between neighbouring fixings of a currency."""
    rates = [
        (day, Fraction(rate))
        for day, rate in sorted(rows_of(given["file"], "Date", given["currency"]))
        if rate not in {"", "N/A"}
    ]
    moves = [(day, rate / before - 1) for (_, before), (day, rate) in pairwise(rates)]
    day, change = max(moves, key=lambda move: abs(move[1]))
    return {"date": day, "change": str(change), "fixings": len(rates)}


def _paid(name: str) -> Counter[str]:
    paid: Counter[str] = Counter()
    for order, value in rows_of(name, "order_id", "payment_value"):
        paid[order] += units(value, "BRL")
    return paid


WEIGHTS = {
    "price_plus_freight": ("price", "freight_value"),
    "price": ("price",),
    "freight": ("freight_value",),
}


def _owed(name: str, what: str = "price_plus_freight") -> dict[str, Counter[str]]:
    """Sum price, freight or both by order and seller."""
    owed: dict[str, Counter[str]] = {}
    for order, seller, *amounts in rows_of(name, "order_id", "seller_id", *WEIGHTS[what]):
        owed.setdefault(order, Counter())[seller] += sum(units(amount, "BRL") for amount in amounts)
    return owed


def paid_vs_items(given: Json) -> object:
    """Hold what was paid against what was ordered."""
    paid, owed = _paid(given["file"]), _owed(given["other"])
    gaps = [paid[order] - sum(owed[order].values()) for order in paid if order in owed]
    near = range(1, 3)
    return {
        "orders": len(gaps),
        "exact": gaps.count(0),
        "off_by_1_or_2": sum(abs(gap) in near for gap in gaps),
        "over": sum(gap > near[-1] for gap in gaps),
        "under": sum(gap < -near[-1] for gap in gaps),
    }


def total_by_type(given: Json) -> object:
    """Add up what was paid by type."""
    sums: Counter[str] = Counter()
    for kind, value in rows_of(given["file"], "payment_type", "payment_value"):
        sums[kind] += units(value, "BRL")
    return {kind: figures(from_minor(amount, "BRL")) for kind, amount in sums.items()}


def split_paid_among_sellers(given: Json) -> object:
    """Split what was paid by what each seller brought."""
    paid, owed = _paid(given["file"]), _owed(given["other"], given["weights"])
    orders, first, leftover, largest = 0, 0, 0, 0
    for order, by_seller in owed.items():
        weights = [weight for _, weight in sorted(by_seller.items())]
        if order not in paid or len(weights) == 1 or not sum(weights):
            continue
        amount = from_minor(paid[order], "BRL")
        shares = [minor(share) for share in allocate(amount, weights, Allocate.LARGEST_REMAINDER).shares]
        orders, first, largest = orders + 1, first + shares[0], max(largest, *shares)
        leftover += minor(allocate(amount, weights, Allocate.SEPARATE).remainder)
    return {
        "orders": orders,
        "sum_of_first_shares": figures(from_minor(first, "BRL")),
        "leftover_centavos": leftover,
        "largest_share": figures(from_minor(largest, "BRL")),
    }


CHECKS: Mapping[str, Callable[[Json], object]] = {
    check.__name__: check
    for check in (
        row_identity,
        fee_model,
        payout_match,
        sum_by,
        shape,
        largest_move,
        paid_vs_items,
        total_by_type,
        split_paid_among_sellers,
    )
}


def check_file(given: Json) -> object:
    """Check a whole file of the shared data."""
    return CHECKS[given["check"]](given)


FAMILIES: dict[str, Callable[[Json], object]] = {
    "psp_row": check_row,
    "psp_totals": add_up,
    "payout_batch": balance_batch,
    "camt": read_bank,
    "dataset": check_file,
}
