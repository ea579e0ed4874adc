"""Account numbers, payout files that a bank takes, and the bank's reports about them."""

from __future__ import annotations

import string
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from xbcommerce.kernel.money import from_minor
from xbcommerce.payments import PayoutFile
from xbcommerce.payments.payout_files import (
    BankAccount,
    ChargeBearer,
    FileRules,
    Iban,
    PaidInvoice,
    Party,
    PaymentInstruction,
    PayoutFate,
    PayoutFates,
    PostalAddress,
    Remittance,
    StatusFact,
    StatusReport,
    Transfer,
    fates_of,
)
from xbcommerce.payments.payout_files.iban import check_digits
from xbcommerce.payments.payout_files.pain002 import FATES

from .money import CURRENCIES

_DAYS = (date(2026, 1, 5), date(2026, 12, 30))
_CAPITALS = string.ascii_uppercase + string.digits
_NUMBERS = (
    {"number": "50100123456789"},
    {"iban": "DE89370400440532013000"},
    {"iban": "GB82 WEST 1234 5698 7654 32"},
)
_BANKS = (
    {"bic": "COBADEFFXXX"},
    {"bic": "HDFCINBB"},
    {"clearing_system": "USABA", "member_id": "021000021"},
    dict[str, str](),
)
_COUNTRIES = ("DE", "CN", "JP", "KW", "IN", "US", "XK")
_SHARE_MAX = 10**12
_NAMES = (
    "Kavya Textiles",
    "Müller & Söhne <GmbH>",
    "深圳杯子有限公司",
    "O'Neill ]]> Ltd.",
    "\U0001f381 Gifts",
)


def ibans(*, countries: Sequence[str] = ("DE", "GB", "FR", "KW")) -> st.SearchStrategy[Iban]:
    """Sound numbers of any length that the standard allows."""
    bbans = st.text(_CAPITALS, min_size=1, max_size=30)
    return st.builds(Iban.from_bban, st.sampled_from(countries), bbans)


def bank_accounts() -> st.SearchStrategy[BankAccount]:
    """Accounts with an IBAN, for paper or not, or another number; the bank by BIC, by a system, or not."""
    return st.builds(_account, st.sampled_from(_NUMBERS), st.sampled_from(_BANKS))


def _account(number: dict[str, str], bank: dict[str, str]) -> BankAccount:
    return BankAccount(**number, **bank)


def postal_addresses() -> st.SearchStrategy[PostalAddress]:
    """Addresses with town and country, some with a street, some with lines beside."""
    return st.builds(
        PostalAddress,
        town=st.sampled_from(["Mumbai", "深圳", "Köln"]),
        country=st.sampled_from(_COUNTRIES),
        street=st.sampled_from(["", "Marine Drive"]),
        postal_code=st.sampled_from(["", "400020"]),
        lines=st.lists(st.sampled_from(["Unit 7", "c/o Gate 2"]), max_size=2),
    )


def parties() -> st.SearchStrategy[Party]:
    """Names with the characters that XML must hide or carry, some with an address."""
    return st.builds(Party, st.sampled_from(_NAMES), st.none() | postal_addresses())


def remittances() -> st.SearchStrategy[Remittance]:
    """A text, a reference between the parties or of ISO 11649, invoices, or nothing."""
    bodies = st.text(_CAPITALS, min_size=1, max_size=21)
    by_iso = bodies.map(lambda body: f"RF{check_digits('RF', body)}{body}")
    invoices = st.builds(PaidInvoice, st.sampled_from(["R-1", "R&2"]), st.none() | st.dates(*_DAYS))
    return st.builds(
        Remittance,
        text=st.sampled_from(["", "PAYOUT 2026-10 ORDERS 17", "a < b & c"]),
        reference=st.sampled_from(["", "ours 7"]) | by_iso,
        invoices=st.lists(invoices, max_size=2),
    )


@st.composite
def transfers(draw: st.DrawFn, *, number: int = 1, currencies: Sequence[str] = CURRENCIES) -> Transfer:
    """Payouts of any size, in currencies of 0 to 4 digits; ``number`` makes the ids of one file differ."""
    uetr = f"9b2630f3-b69e-4c1b-82dd-{number:012x}"
    return Transfer(
        f"PO-{number}",
        from_minor(draw(st.integers(1, _SHARE_MAX)), draw(st.sampled_from(currencies))),
        draw(parties()),
        draw(bank_accounts()),
        uetr=draw(st.sampled_from(["", uetr])),
        remittance=draw(remittances()),
        purpose=draw(st.sampled_from(["", "SUPP"])),
    )


@st.composite
def payment_instructions(
    draw: st.DrawFn, *, number: int = 1, currencies: Sequence[str] = CURRENCIES
) -> PaymentInstruction:
    """Batches of one to three transfers with ids of their own."""
    count = draw(st.integers(1, 3))
    return PaymentInstruction(
        f"B{number}",
        draw(st.dates(*_DAYS)),
        draw(parties()),
        draw(bank_accounts()),
        [draw(transfers(number=10 * number + i, currencies=currencies)) for i in range(count)],
        charge_bearer=draw(st.none() | st.sampled_from(ChargeBearer)),
        service_level=draw(st.sampled_from(["", "URGP"])),
        category_purpose=draw(st.sampled_from(["", "SUPP"])),
        batch_booking=draw(st.none() | st.booleans()),
    )


@st.composite
def payout_files(draw: st.DrawFn, *, currencies: Sequence[str] = CURRENCIES) -> PayoutFile:
    """Files of one to three batches that every version of pain.001 can carry."""
    count = draw(st.integers(1, 3))
    made = draw(st.integers(0, 10**7).map(lambda s: datetime(2026, 1, 5, tzinfo=UTC) + timedelta(seconds=s)))
    batches = [draw(payment_instructions(number=i + 1, currencies=currencies)) for i in range(count)]
    return PayoutFile("MSG-0001", made, draw(parties()), batches)


def file_rules() -> st.SearchStrategy[FileRules]:
    """Every combination of what a bank may ask beside the standard."""
    lengths = st.none() | st.just({"DE": 22, "KW": 30})
    return st.builds(
        FileRules,
        swift_characters=st.booleans(),
        structured_addresses=st.booleans(),
        iban_lengths=lengths,
    )


def status_facts(
    *, ids: Sequence[str] = ("",), batch_ids: Sequence[str] = ("",)
) -> st.SearchStrategy[StatusFact]:
    """What a bank says of a file, a batch or a transfer: any code, one that is on no list, or none."""
    return st.builds(
        StatusFact,
        st.sampled_from(["", *FATES, "WXYZ"]),
        st.lists(st.sampled_from(["AC04 account closed", "AM04"]), max_size=2).map(tuple),
        st.sampled_from(ids),
        st.sampled_from(batch_ids),
    )


@st.composite
def status_reports(draw: st.DrawFn, *, file: PayoutFile | None = None) -> StatusReport:
    """Reports about a file, also about transfers that it does not have."""
    batch_ids = [batch.id for batch in file.batches] if file else ["B1"]
    ids = [*(transfer.id for transfer in file.transfers), "PO-STRANGE"] if file else ["PO-1", "PO-2"]
    return StatusReport(
        file.message_id if file else "MSG-0001",
        draw(status_facts()),
        tuple(draw(st.lists(status_facts(batch_ids=batch_ids), max_size=2))),
        tuple(draw(st.lists(status_facts(ids=ids, batch_ids=batch_ids), max_size=4))),
    )


def single_fates() -> st.SearchStrategy[PayoutFate]:
    """What one report, or two together, make of a transfer."""
    one = status_facts().map(PayoutFate.of)
    return one | st.tuples(one, one).map(lambda two: two[0].join(two[1]))


@st.composite
def all_fates(draw: st.DrawFn) -> PayoutFates:
    """Files followed through up to three reports."""
    file = draw(payout_files())
    return fates_of(file, draw(st.lists(status_reports(file=file), max_size=3)))
