"""Terms of availability, reserves, protection, splits, payouts, and reports about them, with one defect."""

from __future__ import annotations

from datetime import UTC, time
from fractions import Fraction

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import UnknownZoneError
from xbcommerce.kernel.money import Bag, CurrencyMismatchError, from_minor, minor, plain
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import Account, DebtNetted, EscrowReleased, split_capture
from xbcommerce.payments.payouts import CaptureSplit, Claim, Holding, Role, SplitAccount, give_back
from xbcommerce.testing.strategies.money import moneys
from xbcommerce.testing.strategies.payments import START
from xbcommerce.testing.strategies.payouts import (
    availability_terms,
    capture_splits,
    holdings,
    payout_terms,
    protections,
    reserve_terms,
)

from .twin import Broken, Wrong, calls, twins

_POUND = Money("1.00", "GBP")
_NOTHING = moneys(currencies=("GBP",), minor_min=-500, minor_max=0)


def broken_availability_terms() -> st.SearchStrategy[Broken]:
    """A cut-off with a zone of its own, a zone that is none, a lag below zero."""
    own_zone = st.just(time(16, tzinfo=UTC))
    return twins(
        availability_terms(),
        Wrong("cutoff_with_a_zone", "cutoff", own_zone, "has no zone of its own", shows=time.isoformat),
        Wrong("unknown_zone", "zone", st.just("Europe/Berln"), "did you mean", UnknownZoneError),
        Wrong("negative_lag", "lag_days", st.integers(-5, -1), "at least 0"),
    )


def broken_reserve_terms() -> st.SearchStrategy[Broken]:
    """More than all, less than nothing, a float, days below zero."""
    return twins(
        reserve_terms(),
        Wrong("holds_more_than_all", "rate_bps", st.integers(10_001, 20_000), "between 0 and 10000"),
        Wrong("negative_rate", "rate_bps", st.integers(-500, -1), "between 0 and 10000"),
        Wrong("rate_is_a_float", "rate_bps", st.just(2.5), "expected an int, Decimal or Fraction"),
        Wrong("negative_days", "release_after_days", st.integers(-5, -1), "at least 0"),
        Wrong("negative_cap", "cap", st.just(Money(-1, "EUR")), "at least nothing", shows=plain),
    )


def broken_protections() -> st.SearchStrategy[Broken]:
    """Money held for nothing."""
    return twins(protections(), Wrong("no_condition", "conditions", st.just(()), "give one"))


def broken_holdings() -> st.SearchStrategy[Broken]:
    """Nothing is held."""
    wrong = Wrong[Holding]("nothing_held", "amount", _NOTHING, "expected more than nothing", shows=plain)
    return twins(holdings(), wrong)


def broken_claims() -> st.SearchStrategy[Broken]:
    """Claims of nobody, to nothing or to two things, and below nothing."""
    return calls(
        Claim,
        Wrong("nobody_claims", "party", st.just(""), "cannot be told", shows=lambda _: "party=''"),
        Wrong("claims_two_things", "amount", st.just(_POUND), "one claim for each role",
              shows=lambda _: "anna"),
        Wrong("claims_nothing", "weight", st.none(), "give one of amount", shows=lambda _: "anna"),
        Wrong("negative_weight", "weight", st.just(Fraction(-1)), "at least 0", shows=str),
        party="anna", role=Role.SELLER, weight=Fraction(1),
    )  # fmt: skip


def broken_capture_splits() -> st.SearchStrategy[Broken]:
    """Shares that do not add up, claims that do not fit, refunds that nobody can bear."""

    def one_more(sound: CaptureSplit) -> st.SearchStrategy[Money]:
        return st.just(from_minor(minor(sound.amount) + 1, sound.amount.currency))

    split = split_capture("cap-1", _POUND, (Claim.rest("anna", Role.SELLER),))
    assert isinstance(split, CaptureSplit)
    return st.one_of(
        twins(
            capture_splits(),
            Wrong[CaptureSplit]("shares_do_not_add_up", "amount", one_more, "add up to",
                                shows=lambda money: f"{money.amount}"),
        ),
        calls(
            split_capture,
            Wrong("nothing_captured", "amount", _NOTHING, "a refund reverses a split",
                  shows=lambda money: str(money.amount)),
            Wrong("claim_in_another_currency", "amount", st.just(Money(500, "JPY")), "convert it first",
                  CurrencyMismatchError, lambda _: "expected JPY"),
            Wrong("claimed_beyond_the_capture", "amount", st.just(Money("0.50", "GBP")), "amount=0.50 GBP",
                  Refusal, lambda _: "split.exceeds_capture"),
            Wrong("rest_unclaimed", "amount", st.just(Money("1.50", "GBP")), "rest=0.50 GBP", Refusal,
                  lambda _: "split.rest_unclaimed"),
            capture_id="cap-1", amount=_POUND, claims=(Claim.fixed("anna", Role.SELLER, _POUND),),
        ),
        calls(
            give_back,
            Wrong("refund_of_nothing", "amount", _NOTHING, "expected more than nothing", shows=plain),
            Wrong("refund_beyond_what_was_given", "amount", st.just(Money("1.01", "GBP")),
                  "amount_max=1.00 GBP", Refusal, lambda _: "split.exceeds_given"),
            Wrong("refund_in_yen", "amount", st.just(Money(5, "JPY")), "convert it first",
                  CurrencyMismatchError, plain),
            account=SplitAccount(split), refund_id="ref-1", amount=_POUND,
        ),
    )  # fmt: skip


def broken_payout_terms() -> st.SearchStrategy[Broken]:
    """Minimums and fees below nothing."""
    negative = st.just(Bag.of([Money("-1.00", "EUR")]))
    return twins(
        payout_terms(),
        Wrong("negative_fee", "fee", negative, "at least nothing", shows=str),
        Wrong("negative_minimum", "minimum", negative, "at least nothing", shows=str),
    )


def broken_reports_on_holdings() -> st.SearchStrategy[Broken]:
    """Money released to a place where it cannot go, and debts set off without a second order."""
    head: dict[str, object] = {"event_id": "event-1", "order_id": "order-7", "at": START, "amount": _POUND}
    elsewhere = st.sampled_from([Account.BANK, Account.ESCROW])
    return st.one_of(
        calls(
            EscrowReleased,
            Wrong("released_elsewhere", "to", elsewhere, "use seller_balance", shows=lambda to: to.value),
            **head,
        ),
        calls(
            DebtNetted,
            Wrong("nets_with_itself", "creditor", st.just("order-7"), "without a report"),
            Wrong("told_to_a_stranger", "debtor", st.just("order-9"), "expected 'order-9' or 'order-8'",
                  shows=lambda _: "order_id='order-7'"),
            **head, debtor="order-7", creditor="order-8",
        ),
    )  # fmt: skip
