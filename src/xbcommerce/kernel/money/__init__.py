"""Exact money: `moneyed.Money` at the edge, integer minor units inside, every rounding named.

    minor, from_minor        to and from whole minor units
    quantize, scale          round once, in a named way
    total, minus, compare    within one currency, or refused
    parse_amount, plain      text for programs (for people: `xbcommerce.kernel.messages.format_money`)
    allocate, split_evenly   split without losing a cent
    Bag                      several currencies held together
    currency_info            the ISO 4217 list

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.money import Allocate, allocate, plain
    >>> [plain(share) for share in allocate(Money("10.00", "EUR"), [1, 1, 1], Allocate.TO_FIRST).shares]
    ['3.34 EUR', '3.33 EUR', '3.33 EUR']
"""

from .allocation import allocate, allocate_capped, allocate_units, split_evenly
from .amounts import (
    CurrencyMismatchError,
    InexactAmountError,
    MalformedAmountError,
    NotFiniteError,
    NotMoneyError,
    TooLargeError,
    code_of,
    compare,
    from_minor,
    minor,
    minus,
    parse_amount,
    plain,
    quantize,
    same_currency,
    scale,
    total,
)
from .bag import Bag
from .currencies import (
    CashHabit,
    CurrencyInfo,
    NoMinorUnitError,
    UnknownCurrencyError,
    cash_habit,
    currency_info,
    currency_of,
    exponent_of,
)
from .rounding import Exact, Rounding, divide, exact, round_fraction
from .sharing import Allocate, Allocation, AllocationError, Split, Ties, ZeroWeights

__all__ = [
    "Allocate",
    "Allocation",
    "AllocationError",
    "Bag",
    "CashHabit",
    "CurrencyInfo",
    "CurrencyMismatchError",
    "Exact",
    "InexactAmountError",
    "MalformedAmountError",
    "NoMinorUnitError",
    "NotFiniteError",
    "NotMoneyError",
    "Rounding",
    "Split",
    "Ties",
    "TooLargeError",
    "UnknownCurrencyError",
    "ZeroWeights",
    "allocate",
    "allocate_capped",
    "allocate_units",
    "cash_habit",
    "code_of",
    "compare",
    "currency_info",
    "currency_of",
    "divide",
    "exact",
    "exponent_of",
    "from_minor",
    "minor",
    "minus",
    "parse_amount",
    "plain",
    "quantize",
    "round_fraction",
    "same_currency",
    "scale",
    "split_evenly",
    "total",
]
