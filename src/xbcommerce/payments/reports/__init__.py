r"""Reports of providers and banks, read into one type of line, with everything that is wrong in them.

    read_stripe, read_stripe_payouts     balance transactions (two shapes) and payouts
    read_adyen                           the settlement detail report
    read_paypal                          the settlement report (STL), with its control sums
    read_antom                           the settlement details report of Antom (Alipay)
    read_camt                            statements of banks: camt.053, and 052 and 054
    stripe_lines, adyen_lines, ...       the same, streamed: lines and problems in the report's order
    control_sums, conversions            what the lines come to, and what was exchanged in them
    payout_batch, payout_batches         a payout against the lines it is made of
    Table                                any other table by the names of its columns

Readers take text, bytes or lines; the host opens files. They never raise on content: what cannot be read is
an `Unmet` with row and field, and ``report.accepted`` is the gate that takes a report whole or not at all.

Example:
    >>> from xbcommerce.payments.reports import read_stripe
    >>> report = read_stripe("id,source,type,currency,amount,fee,net\ntxn_1,ch_1,charge,usd,2000,88,1912\n")
    >>> report.accepted[0].net
    Money('19.12', 'USD')
    >>> print(read_stripe("id,source,kind,currency,amount,fee,net\n"))
    Report of stripe: 0 lines read, 1 problems
    row 1: the column type is missing
"""

from .adyen import adyen_lines, read_adyen
from .antom import antom_lines, read_antom
from .batches import PayoutBatch, payout_batch, payout_batches
from .camt import Arithmetic, Balance, BankMessage, BankStatement, Entry, Transaction
from .camt_reader import read_camt
from .cells import CellError, units, whole, wire_units
from .messages import ENGLISH
from .paypal import paypal_lines, read_paypal
from .report import BadReportError, Report
from .stripe import read_stripe, read_stripe_payouts, stripe_lines, stripe_payout_lines
from .table import Row, Table
from .totals import ControlSum, ExchangeMade, control_sums, conversions

__all__ = [
    "ENGLISH",
    "Arithmetic",
    "BadReportError",
    "Balance",
    "BankMessage",
    "BankStatement",
    "CellError",
    "ControlSum",
    "Entry",
    "ExchangeMade",
    "PayoutBatch",
    "Report",
    "Row",
    "Table",
    "Transaction",
    "adyen_lines",
    "antom_lines",
    "control_sums",
    "conversions",
    "payout_batch",
    "payout_batches",
    "paypal_lines",
    "read_adyen",
    "read_antom",
    "read_camt",
    "read_paypal",
    "read_stripe",
    "read_stripe_payouts",
    "stripe_lines",
    "stripe_payout_lines",
    "units",
    "whole",
    "wire_units",
]
