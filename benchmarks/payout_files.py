"""Writing a payout file, checks and all, beside validating it in pure Python.

A host that writes first and validates afterwards pays for both; here everything is checked before the first
byte. The peer is ``xmlschema`` on the schema of the version, optional data that lies beside the repository.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.measure import Bench, Peer
from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import PayoutFile, write_pain001
from xbcommerce.payments.payout_files import (
    BankAccount,
    Pain001Version,
    Party,
    PaymentInstruction,
    PostalAddress,
    Remittance,
    Transfer,
    check_pain001,
)

_TRANSFERS = 10_000
_ROUNDS = 3  # a round of the peer takes seconds
_VERSION = Pain001Version.V09
_SCHEMAS = Path(__file__).parents[2] / "shared" / "data" / "payments" / "iso20022"
_CODES = ("INR", "JPY", "KWD", "EUR")
_SHOP = Party("XB Commerce GmbH")
_ADDRESS = PostalAddress(town="Mumbai", country="IN", street="Marine Drive", postal_code="400020")


def _transfer(number: int) -> Transfer:
    return Transfer(
        f"PO-{number}",
        from_minor(1_000 + number, _CODES[number % len(_CODES)]),
        Party(f"Seller {number} & Sons", _ADDRESS),
        BankAccount(iban="KW81CBKU0000000000001234560101", bic="NBOKKWKW"),
        uetr=f"9b2630f3-b69e-4c1b-82dd-{number:012x}",
        remittance=Remittance(text="PAYOUT 2026-10 ORDERS 17"),
    )


def _file() -> PayoutFile:
    account = BankAccount(iban="DE89370400440532013000", bic="COBADEFFXXX")
    transfers = [_transfer(number) for number in range(_TRANSFERS)]
    batch = PaymentInstruction("B1", date(2026, 11, 2), _SHOP, account, transfers)
    return PayoutFile("MSG-1", datetime(2026, 10, 30, 9, tzinfo=UTC), _SHOP, [batch])


def benches() -> list[Bench]:
    """Return the rows of this topic; none, and a word about it, where the schema is not at hand."""
    path = _SCHEMAS / f"{_VERSION.value}.xsd"
    if not path.exists():
        print(
            f"skipped: the optional input ../shared/data/payments/iso20022/{path.name} is absent",
            file=sys.stderr,
        )
        return []
    from xmlschema import XMLSchema

    schema, file = XMLSchema(str(path)), _file()
    document = write_pain001(file, _VERSION)
    if isinstance(document, Refusal) or check_pain001(document):
        msg = "the file to be written is not sound"
        raise AssertionError(msg)
    peer = f"xmlschema validates the {_TRANSFERS:,}"
    return [
        Bench(
            "check and write 10,000 transfers",
            lambda: write_pain001(file, _VERSION),
            [Peer(peer, lambda: schema.validate(document), work=_TRANSFERS, faster=5)],
            work=_TRANSFERS,
            rounds=_ROUNDS,
        ),
        Bench(
            "read 10,000 back, check what schemas miss",
            lambda: check_pain001(document),
            [Peer(peer, lambda: schema.validate(document), work=_TRANSFERS)],
            work=_TRANSFERS,
            rounds=_ROUNDS,
        ),
    ]
