"""Who bears a refund: parties give back in proportion to what they got, and never more than that.

Each refund is borne by those who took part in it, by largest remainder over their first shares, capped by
what they still have. So the last refund takes exactly what is left, to the cent.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.payments import split_capture
    >>> from xbcommerce.payments.payouts import Claim, Role, SplitAccount, give_back
    >>> claims = (Claim.share("market", Role.PLATFORM, bps=1_000), Claim.rest("anna", Role.SELLER))
    >>> given = SplitAccount(split_capture("cap-1", Money("99.99", "EUR"), claims))
    >>> part = give_back(given, "ref-1", Money("33.33", "EUR"))
    >>> print(part)
    EUR 99.99 of cap-1
      platform market: EUR 10.00
      seller anna: EUR 89.99
    Refund ref-1: EUR 33.33
      platform market: EUR -3.33
      seller anna: EUR -30.00
    >>> sellers_only = give_back(part, "ref-2", Money("60.00", "EUR"), roles=[Role.SELLER])
    >>> print(sellers_only)
    split.exceeds_given at ref-2 (amount=60.00 EUR, amount_max=59.99 EUR)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

from attrs import evolve, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Ties, allocate_capped, from_minor, minor, same_currency, total
from xbcommerce.kernel.unmet import Note, Refusal, Unmet
from xbcommerce.payments import reported

from .messages import ENGLISH
from .split import CaptureSplit, PartyShare, Role

_ALL_ROLES = tuple(Role)


@frozen
class GivenBack:
    """Who bore a refund.

    Attributes:
        refund_id: The provider's id of it.
        amount: What the buyer got.
        shares: What each party gave, negative, in the order of the split; nothing is left out.
    """

    refund_id: str = field(validator=reported.named)
    amount: Money = field(converter=reported.exactly, validator=reported.positive)
    shares: tuple[PartyShare, ...] = field(converter=tuple[PartyShare, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse shares that do not add up to the amount."""
        together = total((share.amount for share in self.shares), self.amount.currency)
        if together != -self.amount:
            msg = f"shares of {self.refund_id} add up to {together.amount}, expected -{self.amount.amount}"
            raise InvalidValueError(msg)

    def why(self) -> tuple[Note, ...]:
        """Return the refund and what each party gave."""
        head = Note("split.refund", {"refund": self.refund_id, "amount": self.amount})
        return (head, *(share.note() for share in self.shares if share.amount))


@frozen
class SplitAccount:
    """A split capture with the refunds that have been taken out of it.

    Attributes:
        split: Who got what.
        refunds: Who gave what back, in the order in which it was decided.
    """

    split: CaptureSplit
    refunds: tuple[GivenBack, ...] = ()

    @cached_property
    def left(self) -> tuple[PartyShare, ...]:
        """What each party still has, in the order of the split."""
        code = self.split.amount.currency.code
        columns = zip(self.split.shares, *(refund.shares for refund in self.refunds), strict=True)
        return tuple(
            evolve(column[0], amount=from_minor(sum(minor(share.amount) for share in column), code))
            for column in columns
        )

    def why(self) -> tuple[Note, ...]:
        """Return the split and every refund."""
        return (*self.split.why(), *(note for refund in self.refunds for note in refund.why()))

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def give_back(
    account: SplitAccount,
    refund_id: str,
    amount: Money,
    *,
    roles: Collection[Role] = _ALL_ROLES,
    parties: Collection[str] | None = None,
) -> SplitAccount | Refusal:
    """Take a refund out of what the parties got.

    Args:
        account: The split, and the refunds so far.
        refund_id: The provider's id of the refund; one that is known already changes nothing.
        amount: What the buyer gets, more than nothing.
        roles: Who bears it, e.g. sellers and tax where the platform keeps its commission.
        parties: Which parties bear it, e.g. the seller of the goods returned; None for all.

    Returns:
        The account afterwards, or a `Refusal`: ``split.exceeds_given`` with the most that those who bear it
        still have, ``split.refund_conflict`` where the id is known with another amount.

    Raises:
        CurrencyMismatchError: ``amount`` is in another currency.
        InvalidValueError: ``amount`` is not above zero.
    """
    code = account.split.amount.currency.code
    units = minor(same_currency(amount, code))
    known = next((refund for refund in account.refunds if refund.refund_id == refund_id), None)
    if known is not None:
        if known.amount == amount:
            return account
        figures = {"amount": amount, "known": known.amount}
        return Refusal.of(Unmet("split.refund_conflict", refund_id, figures))
    caps = [minor(share.amount) if _bears(share, roles, parties) else 0 for share in account.left]
    if units > sum(caps):
        figures = {"amount": amount, "amount_max": from_minor(sum(caps), code)}
        return Refusal.of(Unmet("split.exceeds_given", refund_id, figures))
    borne = _borne(units, account.split.shares, caps)
    return evolve(account, refunds=(*account.refunds, GivenBack(refund_id, amount, borne)))


def _bears(share: PartyShare, roles: Collection[Role], parties: Collection[str] | None) -> bool:
    return share.role in roles and (parties is None or share.party in parties)


def _borne(units: int, shares: Iterable[PartyShare], caps: list[int]) -> tuple[PartyShare, ...]:
    given = tuple(shares)
    weights = [minor(share.amount) for share in given]
    parts = allocate_capped(units, weights, caps, ties=Ties.POSITION).shares
    return tuple(
        evolve(share, amount=from_minor(-part, share.amount.currency))
        for share, part in zip(given, parts, strict=True)
    )
