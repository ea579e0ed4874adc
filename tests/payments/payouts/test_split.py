"""Splits: shares add up to the whole, refunds to what was given, and nobody gives more than it got."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import CurrencyMismatchError, Rounding, from_minor, minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import split_capture
from xbcommerce.payments.payouts import CaptureSplit, Claim, PartyShare, Role, SplitAccount, give_back
from xbcommerce.testing.strategies.payouts import capture_splits, claim_lists, split_accounts


def euros(amount: str) -> Money:
    """Make euros."""
    return Money(amount, "EUR")


def shares(split: CaptureSplit | Refusal) -> list[str]:
    """Write the shares alone."""
    assert isinstance(split, CaptureSplit), split
    return [f"{share.amount.amount}" for share in split.shares]


def codes(answer: object) -> tuple[str, ...]:
    """Name the objections."""
    assert isinstance(answer, Refusal), answer
    return answer.codes


@given(st.integers(100, 10**6), claim_lists())
def test_shares_add_up_to_the_whole(units: int, claims: tuple[Claim, ...]) -> None:
    """To the cent, none below nothing, in the order of the claims."""
    split = split_capture("cap-1", from_minor(units, "EUR"), claims)
    assert isinstance(split, CaptureSplit)
    assert sum(minor(share.amount) for share in split.shares) == units
    assert all(minor(share.amount) >= 0 for share in split.shares)
    assert [share.account for share in split.shares] == [claim.account for claim in claims]


def test_fixed_amounts_come_first_then_percentages_of_the_whole_then_the_rest() -> None:
    """10 % of 99.99 is 10.00 half up and 9.99 rounded down; the sellers share what is left."""
    for rounding, expected in (
        (Rounding.HALF_UP, ["5.00", "10.00", "42.50", "42.49"]),
        (Rounding.FLOOR, ["5.00", "9.99", "42.50", "42.50"]),
    ):
        claims = (
            Claim.fixed("vat", Role.TAX, euros("5.00")),
            Claim.share("market", Role.PLATFORM, bps=1_000, rounding=rounding),
            Claim.rest("anna", Role.SELLER),
            Claim.rest("ben", Role.SELLER),
        )
        assert shares(split_capture("cap-1", euros("99.99"), claims)) == expected


def test_yen_have_no_cents() -> None:
    """The odd yen goes to the earlier of equals."""
    claims = [Claim.rest(name, Role.SELLER) for name in ("anna", "ben", "chen")]
    assert shares(split_capture("cap-1", Money("1000", "JPY"), claims)) == ["334", "333", "333"]


def test_claims_that_do_not_fit_are_refused_all_at_once() -> None:
    """Too much, too little, twice; the figures are told."""
    fixed = Claim.fixed("vat", Role.TAX, euros("60.00"))
    most = Claim.share("market", Role.PLATFORM, bps=5_000)
    assert codes(split_capture("c", euros("100.00"), [fixed, most, fixed])) == (
        "split.claimed_twice",
        "split.exceeds_capture",
    )
    nobody = split_capture("c", euros("100.00"), [fixed, Claim.rest("anna", Role.SELLER, weight=0)])
    assert str(nobody) == "split.rest_unclaimed at c (rest=40.00 EUR)"
    assert shares(split_capture("c", euros("60.00"), [fixed])) == ["60.00"]
    assert codes(split_capture("c", euros("60.00"), [])) == ("split.rest_unclaimed",)


@given(split_accounts())
def test_nobody_gives_back_more_than_it_got(account: SplitAccount) -> None:
    """What was given and what is left are what was got, party by party."""
    given_back = [[minor(share.amount) for share in refund.shares] for refund in account.refunds]
    for place, (got, left) in enumerate(zip(account.split.shares, account.left, strict=True)):
        assert minor(got.amount) + sum(row[place] for row in given_back) == minor(left.amount)
        assert 0 <= minor(left.amount) <= minor(got.amount)
    for refund in account.refunds:
        assert sum(minor(share.amount) for share in refund.shares) == -minor(refund.amount)


@given(split_accounts())
def test_refunding_the_rest_leaves_exactly_nothing(account: SplitAccount) -> None:
    """Whatever was refunded before, and by whom."""
    rest = sum(minor(share.amount) for share in account.left)
    if not rest:
        return
    done = give_back(account, "the rest", from_minor(rest, "EUR"))
    assert isinstance(done, SplitAccount)
    assert all(not minor(share.amount) for share in done.left)
    assert codes(give_back(done, "one more", euros("0.01"))) == ("split.exceeds_given",)


@given(split_accounts())
def test_a_refund_told_again_changes_nothing(account: SplitAccount) -> None:
    """With another amount it is a conflict."""
    for refund in account.refunds:
        assert give_back(account, refund.refund_id, refund.amount) == account
        more = from_minor(minor(refund.amount) + 1, "EUR")
        assert codes(give_back(account, refund.refund_id, more)) == ("split.refund_conflict",)


@given(capture_splits(), st.data())
def test_a_refund_is_borne_in_proportion(split: CaptureSplit, data: st.DataObject) -> None:
    """The first one: each party within a cent of its exact part."""
    whole = minor(split.amount)
    units = data.draw(st.integers(1, whole))
    account = give_back(SplitAccount(split), "r", from_minor(units, "EUR"))
    assert isinstance(account, SplitAccount)
    for got, gave in zip(split.shares, account.refunds[0].shares, strict=True):
        assert abs(-minor(gave.amount) * whole - minor(got.amount) * units) < whole


def test_the_seller_of_the_goods_bears_their_return_alone() -> None:
    """And no more than it got; the platform keeps its commission."""
    claims = [Claim.share("market", Role.PLATFORM, bps=1_000), Claim.rest("anna", Role.SELLER)]
    claims.append(Claim.rest("ben", Role.SELLER))
    split = split_capture("cap-1", euros("100.00"), claims)
    assert isinstance(split, CaptureSplit)
    account = give_back(SplitAccount(split), "r", euros("45.00"), roles=[Role.SELLER], parties=["ben"])
    assert isinstance(account, SplitAccount)
    assert [str(share.amount.amount) for share in account.left] == ["10.00", "45.00", "0.00"]
    assert codes(give_back(account, "s", euros("0.01"), parties=["ben"])) == ("split.exceeds_given",)


def test_what_makes_no_sense_is_refused_at_the_door() -> None:
    """Claims to two things, refunds of nothing, dollars of euros, shares that do not add up."""
    with pytest.raises(InvalidValueError, match="anna: give one of amount, rate_bps and weight"):
        Claim("anna", Role.SELLER, rate_bps=1, weight=1)
    with pytest.raises(InvalidValueError, match="more than nothing"):
        split_capture("c", euros("0.00"), [])
    with pytest.raises(CurrencyMismatchError):
        split_capture("c", euros("5.00"), [Claim.fixed("vat", Role.TAX, Money("1.00", "USD"))])
    with pytest.raises(InvalidValueError, match="add up to 4"):
        CaptureSplit("c", euros("5.00"), (PartyShare("anna", Role.SELLER, euros("4.00")),))
    whole = SplitAccount(CaptureSplit("c", euros("5.00"), (PartyShare("anna", Role.SELLER, euros("5.00")),)))
    with pytest.raises(InvalidValueError, match="more than nothing"):
        give_back(whole, "r", euros("0.00"))
    with pytest.raises(CurrencyMismatchError):
        give_back(whole, "r", Money("1.00", "USD"))
