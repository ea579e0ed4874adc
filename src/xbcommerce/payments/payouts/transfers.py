"""A payout plan as transfers for the bank: what the file must say, who cannot be paid yet, what came back.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.payments import plan_payouts
    >>> from xbcommerce.payments.payout_files import BankAccount, Party
    >>> from xbcommerce.payments.payouts import PayoutTerms, SellerEntry, SellerAccount, transfers_of
    >>> entries = [SellerEntry(f"c-{who}", who, Money("120.00", "EUR")) for who in ("anna", "ben")]
    >>> plan = plan_payouts(entries, PayoutTerms(), on=date(2026, 11, 6))
    >>> anna = SellerAccount("anna", "EUR", Party("Anna Teehaus"), BankAccount(iban="DE89370400440532013000"))
    >>> print(transfers_of(plan, [anna]))
    payout.no_account at ben (currency=EUR)
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.payments.payout_files.fates import PayoutFates, rejected_ids
from xbcommerce.payments.payout_files.party import BankAccount, Party
from xbcommerce.payments.payout_files.payout_file import Transfer
from xbcommerce.payments.reported import named

from .payout_plan import Payout, PayoutPlan


@frozen
class SellerAccount:
    """Where a seller is paid in one currency.

    Attributes:
        seller: Whose it is.
        currency: What it takes.
        holder: In whose name it is.
        account: The account itself.
    """

    seller: str = field(validator=named)
    currency: str
    holder: Party
    account: BankAccount


def transfers_of(plan: PayoutPlan, accounts: Iterable[SellerAccount]) -> tuple[Transfer, ...] | Refusal:
    """Write the payouts of a plan as transfers; each has its payout's key as end-to-end id.

    So a bank's report about a transfer names the payout, and the next plan is told which came back.

    Args:
        plan: Who is paid what.
        accounts: Where, one for each seller and currency.

    Returns:
        The transfers, in the order of the plan, or a `Refusal` with everybody who cannot be paid:
        ``payout.no_account``, or ``payout.two_accounts`` where nobody knows which of two is meant.
    """
    known: dict[tuple[str, str], list[SellerAccount]] = {}
    for one in accounts:
        known.setdefault((one.seller, one.currency), []).append(one)
    objections: list[Unmet] = []
    transfers: list[Transfer] = []
    for payout in plan.payouts:
        currency = payout.amount.currency.code
        match known.get((payout.seller, currency), []):
            case [place]:
                transfers.append(Transfer(payout.key, payout.amount, place.holder, place.account))
            case []:
                objections.append(Unmet("payout.no_account", payout.seller, {"currency": currency}))
            case _:
                objections.append(Unmet("payout.two_accounts", payout.seller, {"currency": currency}))
    return Refusal(tuple(objections)) if objections else tuple(transfers)


def returned_payouts(issued: Iterable[Payout], fates: Iterable[PayoutFates]) -> tuple[Payout, ...]:
    """Return the payouts that the bank has rejected, for `plan_payouts` to pay anew.

    One that is both settled and rejected is a question for the bank; nobody is paid twice for it.

    Args:
        issued: All payouts so far.
        fates: What the bank has said of the files that they went in.
    """
    rejected = rejected_ids(fates)
    return tuple(payout for payout in issued if payout.key in rejected)
