"""Payouts as files for the bank: written, checked beyond what a schema sees, and followed to their fate.

Party, BankAccount, Iban            who pays whom, from and to which account
PayoutFile, PaymentInstruction      a file of batches of transfers
Transfer, Remittance                one payment, and what the payee is told
check_payout_file, FileRules        everything that a bank would reject, before anything is written
write_pain001, stream_pain001       the file as pain.001, versions 03, 09, 10 and 11
check_pain001                       a file that somebody else wrote, checked beyond its schema
StatusReport, fates_of              the bank's answers (pain.002), and what has become of each transfer
"""

from .checks import check_payout_file
from .fates import PayoutFate, PayoutFates, fates_of
from .file_rules import FileRules
from .iban import Iban
from .pain001 import stream_pain001, write_pain001
from .pain001_check import check_pain001
from .pain002 import Fate, StatusFact, StatusReport
from .party import BankAccount, Party, PostalAddress
from .payout_file import ChargeBearer, PaymentInstruction, PayoutFile, Transfer
from .remittance import PaidInvoice, Remittance
from .versions import Pain001Version

__all__ = [
    "BankAccount",
    "ChargeBearer",
    "Fate",
    "FileRules",
    "Iban",
    "PaidInvoice",
    "Pain001Version",
    "Party",
    "PaymentInstruction",
    "PayoutFate",
    "PayoutFates",
    "PayoutFile",
    "PostalAddress",
    "Remittance",
    "StatusFact",
    "StatusReport",
    "Transfer",
    "check_pain001",
    "check_payout_file",
    "fates_of",
    "stream_pain001",
    "write_pain001",
]
