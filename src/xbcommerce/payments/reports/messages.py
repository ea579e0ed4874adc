"""What the readers of reports say, in English; other languages lie in the reference data."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "report.read": "Report of {provider}: {lines} lines read, {problems} problems",
        "report.empty": "The report is empty: it has not even a header",
        "report.encoding": "The report is no text: {reason}",
        "report.malformed_table": "{where}: no comma-separated table: {reason}",
        "report.column_missing": "{where}: the column {column} is missing",
        "report.column_repeated": "{where}: the column {column} stands there more than once",
        "report.row_length": "{where}: {found} cells, the header has {expected}",
        "report.cell_empty": "{where}: empty",
        "report.malformed_amount": "{where}: {reason}",
        "report.excess_precision": "{where}: {reason}",
        "report.malformed_rate": "{where}: {reason}",
        "report.malformed_date": "{where}: {reason}",
        "report.unknown_currency": "{where}: {reason}",
        "report.other_currency": "{where}: {found}, expected {expected}",
        "report.unknown_side": "{where}: {found} is neither CR nor DR",
        "report.unexpected_sign": "{where}: {amount} of the type {type}; is the report without signs?",
        "report.broken_sum": "{where}: {amount} reported, {computed} computed, {difference} apart",
        "report.broken_control_sum": "{where}: {amount} reported, the rows come to {computed}",
        "report.broken_count": "{where}: {found} rows reported, {expected} read",
        "report.unknown_record": "{where}: {found} is no kind of record of this report",
        "report.no_header": "{where}: a row before the header of its section",
        "camt.read": "{message}: {statements} statements with {entries} entries",
        "camt.broken_sum": "Statement {where}: the closing balance is off by {difference}",
        "report.doctype": "The message declares a document type; it is not read",
        "report.malformed_xml": "The message is no XML: {reason}",
        "report.not_camt": "{found} is no statement, report or notification of a bank",
        "report.no_statement": "The message holds no statement",
        "report.element_missing": "{where}: missing",
        "report.element_unknown": "{where}: {found}, expected one of {expected}",
        "batch.payout": "Payout {payout} of {amount}: {lines} lines come to {total}",
        "batch.balanced": "  and that is all of it",
        "batch.unbalanced": "  {difference} is not explained by its lines",
        "batch.not_paid": "{lines} lines for payout {payout} come to {total}; no payout is reported",
    }
)
"""Templates of every code of this street."""
