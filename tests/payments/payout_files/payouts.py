"""Payout files for the tests of this street, the same on every run."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from moneyed import Currency, Money

from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import PayoutFile, write_pain001
from xbcommerce.payments.payout_files import BankAccount, Pain001Version, Party, PaymentInstruction, Transfer

DATA = Path(__file__).parents[4] / "shared" / "data" / "payments" / "iso20022"
SHOP, SELLER = Party("XB Commerce GmbH"), Party("Kavya Textiles")
OURS = BankAccount(iban="DE89370400440532013000", bic="COBADEFFXXX")
THEIRS = BankAccount(number="50100123456789", bic="HDFCINBB")
DAY, AT = date(2026, 11, 2), datetime(2026, 10, 30, 9, tzinfo=UTC)
V09 = Pain001Version.V09


def data_file(name: str) -> Path:
    """Find a file of the optional data beside the repository, or skip."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the optional input ../shared/data/payments/iso20022/{name} is absent")
    return path


def amount(text: str, code: str) -> Money:
    """Make money of any precision, also of a currency that ended."""
    return Money(Decimal(text), Currency(code))


def transfer(text: str = "10.00", code: str = "EUR", *, id: str = "PO-1", uetr: str = "") -> Transfer:  # noqa: A002
    """Make a payout to an account without IBAN."""
    return Transfer(id, amount(text, code), SELLER, THEIRS, uetr=uetr)


def batch(*transfers: Transfer, id: str = "B1") -> PaymentInstruction:  # noqa: A002
    """Make a batch."""
    return PaymentInstruction(id, DAY, SHOP, OURS, transfers)


def payout_file(*transfers: Transfer) -> PayoutFile:
    """Make a file of one batch."""
    return PayoutFile("MSG-1", AT, SHOP, [batch(*transfers)])


def written(file: PayoutFile, version: Pain001Version = V09) -> bytes:
    """Write a file that must be sound."""
    document = write_pain001(file, version)
    assert not isinstance(document, Refusal), document
    return document
