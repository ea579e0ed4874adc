"""Terms of trade: who pays each cost, who bears the risk, and when a term does not fit the carriage.

    read_term                          a term as a contract names it: ``FOB Shanghai``, ``DAT (2010)``
    Term, IncotermRule                 who pays, the least cover, where the risk passes
    TradeCost, Party, Cover, RiskPoint the words for it
    warnings                           sea terms by air or in containers, EXW and DDP across a border
    title                              where ownership passes: by contract, by convention with the risk

A term moves the payor, never the official amount: duty and tax are the same under DDP and DAP.

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs.incoterms import TradeCost, read_term
    >>> from xbcommerce.reference.customs.incoterms import incoterm_rules
    >>> ddp = read_term("DDP Hamburg", incoterm_rules(), on=date(2026, 3, 1))
    >>> ddp.payor(TradeCost.IMPORT_DUTY_TAX).value, ddp.payor(TradeCost.UNLOADING).value
    ('seller', 'buyer')
"""

from .messages import ENGLISH
from .rule import Cover, FormerTerm, IncotermRecord, IncotermRule, Party, RiskPoint, TradeCost
from .suitability import warnings
from .term import Term, read_term
from .title import TitlePoint, title

__all__ = [
    "ENGLISH",
    "Cover",
    "FormerTerm",
    "IncotermRecord",
    "IncotermRule",
    "Party",
    "RiskPoint",
    "Term",
    "TitlePoint",
    "TradeCost",
    "read_term",
    "title",
    "warnings",
]
