"""Whether a statement says what was expected: every line classed, every difference explained to nothing.

    Expected, StatementLine, LineClass      what should come, what came, and what became of it
    reconcile, reconcile_each               several lines together, or each line by itself
    Reconciliation, Matched                 the result: its differences add up to the whole difference
    expected_of_provider, expected_at_bank  what reports and statements must show, told from the facts
    expected_of_payouts, by_event, by_order the same for payouts; how lines find their facts

Lines come from `xbcommerce.payments.reports`, or from a host's own reader.
"""

from .expectations import by_event, by_order, expected_at_bank, expected_of_payouts, expected_of_provider
from .reconcile import reconcile, reconcile_each
from .result import Matched, Reconciliation
from .statement import Expected, LineClass, StatementLine

__all__ = [
    "Expected",
    "LineClass",
    "Matched",
    "Reconciliation",
    "StatementLine",
    "by_event",
    "by_order",
    "expected_at_bank",
    "expected_of_payouts",
    "expected_of_provider",
    "reconcile",
    "reconcile_each",
]
