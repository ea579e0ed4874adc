"""What each party gets of a captured amount: sellers, the platform, tax; and nobody loses the odd cent.

Claims are served in this order, because each step rounds: fixed amounts, then percentages of the whole (each
rounded in its own named way), then the rest by weights, by largest remainder. What nobody claims, or what is
claimed beyond the whole, is refused.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.payments import split_capture
    >>> from xbcommerce.payments.payouts import Claim, Role
    >>> claims = (
    ...     Claim.fixed("de-vat", Role.TAX, Money("19.16", "EUR")),
    ...     Claim.share("market", Role.PLATFORM, bps=1_000),
    ...     Claim.rest("anna", Role.SELLER, weight=2),
    ...     Claim.rest("ben", Role.SELLER, weight=1),
    ... )
    >>> print(split_capture("cap-1", Money("120.00", "EUR"), claims))
    EUR 120.00 of cap-1
      tax de-vat: EUR 19.16
      platform market: EUR 12.00
      seller anna: EUR 59.23
      seller ben: EUR 29.61
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.figures import Figure, figure, figure_or_none, not_negative
from xbcommerce.kernel.fx import BPS
from xbcommerce.kernel.money import (
    Allocate,
    Rounding,
    allocate_units,
    code_of,
    from_minor,
    minor,
    round_fraction,
    same_currency,
    total,
)
from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet
from xbcommerce.payments import reported

from .messages import ENGLISH


class Role(Enum):
    """As what a party takes part."""

    SELLER = "seller"
    PLATFORM = "platform"
    TAX = "tax"


@frozen
class Claim:
    """What a party is entitled to; made by `fixed`, `share` or `rest`.

    Attributes:
        party: Who.
        role: As what; a party may claim in several roles, once in each.
        amount: A fixed amount.
        rate_bps: A share of the whole, in hundredths of a percent.
        weight: A share of the rest, against the other weights.
        rounding: Where a share of the whole goes that lies between two minor units.
    """

    party: str = field(validator=reported.named)
    role: Role = field(validator=member_of(Role))
    amount: Money | None = field(
        default=None, converter=reported.exactly_or_none, validator=reported.not_negative, kw_only=True
    )
    rate_bps: Fraction | None = field(
        default=None, converter=figure_or_none, validator=not_negative, kw_only=True
    )
    weight: Fraction | None = field(
        default=None, converter=figure_or_none, validator=not_negative, kw_only=True
    )
    rounding: Rounding = field(default=Rounding.HALF_UP, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse a claim to nothing, or to several things at once."""
        if [self.amount, self.rate_bps, self.weight].count(None) != 2:  # noqa: PLR2004 - one of three
            msg = f"{self.party}: give one of amount, rate_bps and weight; make one claim for each role"
            raise InvalidValueError(msg)

    @classmethod
    def fixed(cls, party: str, role: Role, amount: Money) -> Claim:
        """Claim an amount."""
        return cls(party, role, amount=amount)

    @classmethod
    def share(cls, party: str, role: Role, *, bps: Figure, rounding: Rounding = Rounding.HALF_UP) -> Claim:
        """Claim a share of the whole amount."""
        return cls(party, role, rate_bps=figure(bps), rounding=rounding)

    @classmethod
    def rest(cls, party: str, role: Role, *, weight: Figure = 1) -> Claim:
        """Claim a part of what the others leave."""
        return cls(party, role, weight=figure(weight))

    @property
    def account(self) -> str:
        """The party's account in the books, e.g. ``"seller:anna"``."""
        return f"{self.role.value}:{self.party}"


@frozen
class PartyShare:
    """What a party got."""

    party: str
    role: Role
    amount: Money = field(converter=reported.exactly)

    @property
    def account(self) -> str:
        """The party's account in the books, e.g. ``"seller:anna"``."""
        return f"{self.role.value}:{self.party}"

    def note(self) -> Note:
        """Explain it in one line."""
        figures: dict[str, Param] = {"party": self.party, "amount": self.amount}
        match self.role:
            case Role.SELLER:
                return Note("split.seller", figures)
            case Role.PLATFORM:
                return Note("split.platform", figures)
            case Role.TAX:
                return Note("split.tax", figures)


@frozen
class CaptureSplit:
    """Who gets what of a captured amount; the shares add up to it, always.

    Attributes:
        capture_id: The provider's id of the capture.
        amount: What was captured.
        shares: In the order of the claims.
    """

    capture_id: str = field(validator=reported.named)
    amount: Money = field(converter=reported.exactly)
    shares: tuple[PartyShare, ...] = field(converter=tuple[PartyShare, ...])

    def __attrs_post_init__(self) -> None:
        """Refuse shares that do not add up to the amount."""
        together = total((share.amount for share in self.shares), self.amount.currency)
        if together != self.amount:
            msg = f"shares of {self.capture_id} add up to {together.amount}, expected {self.amount.amount}"
            raise InvalidValueError(msg)

    def why(self) -> tuple[Note, ...]:
        """Return the whole and every share."""
        head = Note("split.capture", {"capture": self.capture_id, "amount": self.amount})
        return (head, *(share.note() for share in self.shares))

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def split_capture(capture_id: str, amount: Money, claims: Iterable[Claim]) -> CaptureSplit | Refusal:
    """Split a captured amount among the parties, without losing a minor unit.

    Args:
        capture_id: The provider's id of the capture; entries and refunds are named after it.
        amount: What was captured, more than nothing.
        claims: Who is entitled to what, each party once in a role.

    Returns:
        The shares, or a `Refusal`: ``split.claimed_twice``, ``split.exceeds_capture`` (fixed amounts and
        percentages come to more than the whole), ``split.rest_unclaimed`` (they come to less, and nobody
        claims the rest).

    Raises:
        CurrencyMismatchError: A fixed claim is in another currency.
        InvalidValueError: ``amount`` is not above zero.
    """
    code, whole, wanted = code_of(amount), minor(amount), tuple(claims)
    if whole <= 0:
        msg = f"amount={amount.amount}: expected more than nothing; a refund reverses a split"
        raise InvalidValueError(msg)
    first = [_first_minor(claim, whole, code) for claim in wanted]
    rest = whole - sum(first)
    weights = [claim.weight or Fraction(0) for claim in wanted]
    objections = [
        Unmet("split.claimed_twice", capture_id, {"account": account})
        for account in repeated(claim.account for claim in wanted)
    ]
    if rest < 0:
        figures = {"claimed": from_minor(sum(first), code), "amount": from_minor(whole, code)}
        objections.append(Unmet("split.exceeds_capture", capture_id, figures))
    elif rest and not any(weights):
        objections.append(Unmet("split.rest_unclaimed", capture_id, {"rest": from_minor(rest, code)}))
    if objections:
        return Refusal.of(*objections)
    return _split(capture_id, from_minor(whole, code), wanted, first, _by_weight(rest, weights))


def _first_minor(claim: Claim, whole: int, code: str) -> int:
    if claim.amount is not None:
        return minor(same_currency(claim.amount, code))
    if claim.rate_bps is not None:
        return round_fraction(whole * claim.rate_bps / BPS, claim.rounding)
    return 0


def _by_weight(rest: int, weights: Sequence[Fraction]) -> tuple[int, ...]:
    if not rest:
        return (0,) * len(weights)
    return allocate_units(rest, weights, Allocate.LARGEST_REMAINDER).shares


def _split(
    capture_id: str, amount: Money, claims: Sequence[Claim], first: Sequence[int], rest: Sequence[int]
) -> CaptureSplit:
    code = amount.currency.code
    shares = (
        PartyShare(claim.party, claim.role, from_minor(one + other, code))
        for claim, one, other in zip(claims, first, rest, strict=True)
    )
    return CaptureSplit(capture_id, amount, tuple(shares))
