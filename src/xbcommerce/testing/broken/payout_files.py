"""Account numbers and payout files with one defect."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st
from moneyed import Currency, Money

from xbcommerce.kernel.errors import NaiveDatetimeError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import PayoutFile, write_pain001
from xbcommerce.payments.payout_files import (
    BankAccount,
    Iban,
    Pain001Version,
    Party,
    PaymentInstruction,
    Transfer,
)
from xbcommerce.testing.strategies.payout_files import ibans, payment_instructions, payout_files

from .twin import Broken, Wrong, twins

_SELLER = Party("Kavya Textiles")
_ACCOUNT = BankAccount(number="1234567")
_TRANSFER = Transfer("PO-1", Money("163060", "JPY"), _SELLER, _ACCOUNT)


def _file(*transfers: Transfer) -> PayoutFile:
    batch = PaymentInstruction("B1", date(2026, 11, 2), _SELLER, _ACCOUNT, transfers)
    return PayoutFile("MSG-1", datetime(2026, 10, 30, 9, tzinfo=UTC), _SELLER, [batch])


def broken_ibans() -> st.SearchStrategy[Broken]:
    """Numbers with other check digits, in lower case, or with the spaces of paper."""

    def next_digits(iban: Iban) -> st.SearchStrategy[str]:
        digits = (int(iban.compact[2:4]) + 1) % 100
        return st.just(f"{iban.country}{digits:02}{iban.bban}")

    way_out = "read typed numbers with Iban.parse"
    return twins(
        ibans(),
        Wrong("check_digits", "compact", next_digits, way_out),
        Wrong("lower_case", "compact", lambda iban: st.just(iban.compact.lower()), way_out),
        Wrong("spaces", "compact", lambda iban: st.just(f"{iban.compact[:4]} {iban.bban}"), way_out),
    )


def broken_payment_instructions() -> st.SearchStrategy[Broken]:
    """Batches that are to be executed at an instant, which is a day only in a time zone."""
    instants = st.datetimes(timezones=st.just(UTC))
    return twins(
        payment_instructions(),
        Wrong("execution_at_an_instant", "execution_on", instants, ".astimezone(zone).date()"),
    )


def broken_payout_files() -> st.SearchStrategy[Broken]:
    """Files of no certain instant, and files that are refused when they are written."""
    naive = Wrong[PayoutFile](
        "naive_creation",
        "created_at",
        st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1)),  # noqa: DTZ001 (the defect)
        ".replace(tzinfo=UTC)",
        NaiveDatetimeError,
        shows=datetime.isoformat,
    )
    day = Wrong[PayoutFile]("created_on_a_day", "created_at", st.dates(), "a datetime with a time zone")
    return twins(payout_files(), naive, day) | _refused_files()


def _refused_files() -> st.SearchStrategy[Broken]:
    def amount(text: str, code: str) -> Transfer:
        return evolve(_TRANSFER, amount=Money(Decimal(text), Currency(code)))

    defects = (
        ("yen_with_decimals", _file(amount("163060.55", "JPY")), "payout_file.excess_precision"),
        ("currency_that_ended", _file(amount("1.00", "DEM")), "payout_file.unknown_or_inactive_currency"),
        ("nothing_to_pay_out", _file(amount("0.00", "EUR")), "payout_file.amount_not_positive"),
        ("id_twice", _file(_TRANSFER, _TRANSFER), "payout_file.duplicate_id"),
        ("id_too_long", _file(evolve(_TRANSFER, id="X" * 36)), "payout_file.id_too_long"),
        ("without_account", _file(evolve(_TRANSFER, account=BankAccount())), "payout_file.no_account"),
        (
            "uetr_in_capitals",
            _file(evolve(_TRANSFER, uetr="9B2630F3-B69E-4C1B-82DD-A488CF72D75D")),
            "bad_uetr",
        ),
        ("bell_in_a_name", _file(evolve(_TRANSFER, creditor=Party("Ding\a"))), "U+0007"),
        ("empty_batch", _file(), "payout_file.empty_batch"),
    )
    return st.sampled_from(defects).map(
        lambda one: Broken(
            one[0],
            write_pain001,
            {"file": one[1], "version": Pain001Version.V09},
            "file",
            Refusal,
            one[2],
            "batches[0]",
        )
    )
