"""Splits, refunds and payouts as entries: in the books by party, and as what each seller has to get.

The books and the sellers' entries say the same: a seller's account is the negative of what is yet to be paid.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments import Ledger, post, split_capture
    >>> from xbcommerce.payments.payouts import Claim, Role, SplitAccount, split_entry
    >>> claims = (Claim.share("market", Role.PLATFORM, bps=1_000), Claim.rest("anna", Role.SELLER))
    >>> split = split_capture("cap-1", Money("100.00", "EUR"), claims)
    >>> books = post(Ledger(), split_entry(split, on=date(2026, 11, 2))).ledger
    >>> {account: str(balance) for account, balance in books.balances().items()}
    {'platform:market': '-10.00 EUR', 'sales': '100.00 EUR', 'seller:anna': '-90.00 EUR'}
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from xbcommerce.kernel.money import from_minor, minor
from xbcommerce.payments.ledger.journal import Line, Post, Reverse
from xbcommerce.payments.settlement.accounts import Account

from .give_back import GivenBack, SplitAccount
from .payout_plan import Payout, SellerEntry
from .reserve import ReserveSchedule
from .split import CaptureSplit, PartyShare, Role

PAYOUT_FEES = "platform:payout_fees"
"""What payouts cost sellers, earned by the platform."""


def split_entry(split: CaptureSplit, *, on: date, source: str = Account.SALES.value) -> Post:
    """Write a split: what the order earned becomes what each party is owed.

    Args:
        split: Who gets what.
        on: The day it belongs to.
        source: The account that the capture was credited to.
    """
    lines = (Line.of(source, split.amount), *_owed(split.shares))
    return Post(f"split:{split.capture_id}", on, "CaptureSplit", lines)


def refund_entry(refund: GivenBack, *, on: date, source: str = Account.REFUNDS.value) -> Post:
    """Write who bears a refund: what went back to the buyer is owed to the parties no more.

    Args:
        refund: Who gave what back.
        on: The day it belongs to.
        source: The account that the refund was debited to.
    """
    lines = (Line.of(source, -refund.amount), *_owed(refund.shares))
    return Post(f"refund-split:{refund.refund_id}", on, "GivenBack", lines)


def _owed(shares: Iterable[PartyShare]) -> tuple[Line, ...]:
    return tuple(Line.of(share.account, -share.amount) for share in shares if share.amount)


def payout_entry(payout: Payout, *, on: date, source: str = Account.BANK.value) -> Post:
    """Write a payout: the seller is owed less, the bank has less, the platform has earned its fee.

    Args:
        payout: Who is paid what.
        on: The day it belongs to.
        source: The account that the money leaves.
    """
    lines = [Line.of(_seller(payout.seller), payout.balance), Line.of(source, -payout.amount)]
    if payout.fee.amount:
        lines.append(Line.of(PAYOUT_FEES, -payout.fee))
    return Post(f"payout:{payout.key}", on, "Payout", tuple(lines))


def returned_entry(payout: Payout, *, on: date) -> Reverse:
    """Write that a payout came back: the exact opposite of `payout_entry`, its fee included.

    Args:
        payout: What was rejected.
        on: The day it came back.
    """
    return Reverse(f"payout-returned:{payout.key}", on, f"payout:{payout.key}")


def _seller(party: str) -> str:
    return f"{Role.SELLER.value}:{party}"


def seller_entries(account: SplitAccount, *, available_on: date | None = None) -> tuple[SellerEntry, ...]:
    """Return what the sellers have earned by a capture, and what refunds took of it.

    Args:
        account: The split with its refunds.
        available_on: The first day on which the shares may be paid; refunds count at once.
    """
    split = account.split
    earned = (
        SellerEntry(f"split:{split.capture_id}:{share.party}", share.party, share.amount, available_on)
        for share in _sellers(split.shares)
    )
    given = (
        SellerEntry(f"refund-split:{refund.refund_id}:{share.party}", share.party, share.amount)
        for refund in account.refunds
        for share in _sellers(refund.shares)
    )
    return (*earned, *given)


def _sellers(shares: Iterable[PartyShare]) -> Iterable[PartyShare]:
    return (share for share in shares if share.role is Role.SELLER and share.amount)


def reserve_entries(
    schedule: ReserveSchedule, seller: str, *, name: str = "reserve"
) -> tuple[SellerEntry, ...]:
    """Return a seller's reserve as entries: a debit for every hold, a credit on the day of its release.

    They add up to nothing, so a reserve delays money and never takes it.

    Args:
        schedule: What is held, and until when.
        seller: Whose payables it holds.
        name: What the schedule is about; with the seller's name unique among all schedules of the currency.
    """
    entries: list[SellerEntry] = []
    for number, hold in enumerate(schedule.holds, 1):
        held = minor(hold.amount)
        if held:
            head = f"{name}:{seller}:{schedule.currency}:{number}"
            taken = from_minor(-held, schedule.currency)
            entries += [
                SellerEntry(f"{head}:held", seller, taken, hold.on),
                SellerEntry(f"{head}:released", seller, hold.amount, hold.release_on),
            ]
    return tuple(entries)
