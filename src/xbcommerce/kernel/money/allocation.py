"""Splitting an amount so that no cent is lost and everyone knows who got the odd one.

Shares are floored on integers and the units left over are handed out by a named mode; a negative amount
mirrors a positive one; a part of weight zero never gets a unit.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.money import Allocate, allocate
    >>> fair = allocate(Money("100.00", "USD"), [30, 20, 40], Allocate.LARGEST_REMAINDER)
    >>> [str(share.amount) for share in fair.shares]
    ['33.33', '22.22', '44.45']
    >>> separate = allocate(Money("1.00", "USD"), [2, 3, 1], Allocate.SEPARATE)
    >>> separate.remainder.amount
    Decimal('0.01')
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import gcd, lcm
from typing import TypeGuard

from moneyed import Money

from xbcommerce.kernel.errors import member

from .amounts import code_of, from_minor, minor, plain, step_of
from .rounding import Exact, exact
from .sharing import Allocate, Allocation, AllocationError, Split, Ties, ZeroWeights

# Looking a member up through its class costs more than the arithmetic of a split.
_BLOCK_SEPARATE = Allocate.BLOCK_SEPARATE
_LARGEST_RATIO = Allocate.LARGEST_RATIO
_LARGEST_REMAINDER = Allocate.LARGEST_REMAINDER
_POSITION = Ties.POSITION
_SEPARATE = Allocate.SEPARATE
_FEW = 2


def allocate(
    money: Money,
    weights: Sequence[Exact],
    mode: Allocate,
    *,
    step: Money | None = None,
    ties: Ties = Ties.POSITION,
    keys: Sequence[str] | None = None,
) -> Allocation:
    """Split money by weights without losing a minor unit.

    Args:
        money: An exact amount, of either sign.
        weights: One non-negative int, Decimal or Fraction a part.
        mode: Who gets the units left over.
        step: Smallest unit handed out, e.g. CHF 0.05; the amount must be a multiple of it.
        ties: Order of equal parts under ``LARGEST_REMAINDER``.
        keys: Names of the parts for ``Ties.WEIGHT_THEN_KEY``; default their positions.

    Raises:
        AllocationError: ``no_weights``, ``negative_weight``, ``all_weights_zero``,
            ``not_a_multiple_of_step``.
        InvalidValueError: ``mode`` or ``ties`` is no member of its enumeration.
    """
    code = code_of(money)
    step_minor = 1 if step is None else step_of(step, code)
    units, rest = divmod(minor(money), step_minor)
    if rest:
        msg = f"{plain(money)} is no multiple of the step {step_minor} (minor units); quantize it first"
        raise AllocationError.because("not_a_multiple_of_step", msg)
    split = allocate_units(units, weights, mode, ties=ties, keys=keys)
    return Allocation(
        tuple(from_minor(share * step_minor, code) for share in split.shares),
        from_minor(split.remainder * step_minor, code),
    )


def split_evenly(money: Money, parts: int, mode: Allocate, *, step: Money | None = None) -> Allocation:
    """Split money into equal parts.

    Raises:
        AllocationError: ``parts_not_positive``, or as `allocate`.
    """
    if type(parts) is not int or parts <= 0:
        raise AllocationError.because("parts_not_positive", f"parts={parts!r}: expected at least one part")
    return allocate(money, [1] * parts, mode, step=step)


def allocate_units(
    amount: int,
    weights: Sequence[Exact],
    mode: Allocate,
    *,
    ties: Ties = Ties.POSITION,
    keys: Sequence[str] | None = None,
    zero_weights: ZeroWeights = ZeroWeights.REFUSE,
) -> Split:
    """Split whole units by weights; see `allocate`.

    Raises:
        AllocationError: ``no_weights``, ``negative_weight`` or ``all_weights_zero``.
        InvalidValueError: ``mode``, ``ties`` or ``zero_weights`` is no member of its enumeration.
    """
    shares_of = _whole_weights(weights)
    whole = sum(shares_of)
    if not whole:
        if member(zero_weights, ZeroWeights, "zero_weights") is ZeroWeights.REFUSE:
            raise _nobody(weights)
        whole = len(shares_of)
        shares_of = [1] * whole
    tie = None if ties is _POSITION else _tie_rule(ties, shares_of, keys)
    shares, rest = _split(abs(amount), shares_of, whole, mode, tie)
    if amount < 0:
        return Split(tuple([-share for share in shares]), -rest)
    return Split(tuple(shares), rest)


def allocate_capped(
    amount: int,
    weights: Sequence[Exact],
    caps: Sequence[int],
    *,
    ties: Ties = Ties.WEIGHT_THEN_KEY,
    keys: Sequence[str] | None = None,
) -> Split:
    """Split whole units by largest remainder, giving no part more than its cap.

    Parts fill in proportion; one that reaches its cap stays there and the overflow goes to the others by
    their original weights; rounding happens once, at the end. What no part can take is the remainder.

    Args:
        amount: Whole units, of either sign (caps bound the absolute share).
        weights: One non-negative weight a part.
        caps: Largest absolute share of each part, in units.
        ties: Order of equal remainders.
        keys: Names of the parts for ``Ties.WEIGHT_THEN_KEY``; default their positions.

    Raises:
        AllocationError: ``no_weights``, ``negative_weight``, ``negative_cap`` or ``caps_mismatch``.
    """
    if len(caps) != len(weights):
        raise AllocationError.because("caps_mismatch", f"{len(weights)} weights but {len(caps)} caps")
    if any(cap < 0 for cap in caps):
        raise AllocationError.because("negative_cap", f"caps={list(caps)}: expected none below zero")
    whole_weights = _whole_weights(weights)
    sign = -1 if amount < 0 else 1
    shares = [0] * len(caps)
    open_parts = [i for i, weight in enumerate(whole_weights) if weight and caps[i]]
    left = abs(amount)
    while full := _overfull(left, open_parts, whole_weights, caps):
        for i in full:
            shares[i] = caps[i]
        left -= sum(caps[i] for i in full)
        open_parts = [i for i in open_parts if i not in full]
    if open_parts:
        shares_of = [whole_weights[i] for i in open_parts]
        our_keys = keys and [keys[i] for i in open_parts]
        tie = _tie_rule(ties, shares_of, our_keys)
        part, left = _split(left, shares_of, sum(shares_of), _LARGEST_REMAINDER, tie)
        for i, share in zip(open_parts, part, strict=True):
            shares[i] = share
    return Split(tuple(sign * share for share in shares), sign * left)


def shared_weights(weights: Sequence[Exact]) -> list[int]:
    """Bring weights to the smallest whole numbers of the same proportions.

    Raises:
        AllocationError: ``no_weights``, ``negative_weight`` or ``all_weights_zero``.
    """
    whole = _whole_weights(weights)
    if not any(whole):
        raise _nobody(weights)
    divisor = gcd(*whole)
    return [weight // divisor for weight in whole]


def _nobody(weights: Sequence[Exact]) -> AllocationError:
    msg = f"all {len(weights)} weights are zero: nobody is entitled to anything"
    return AllocationError.because("all_weights_zero", msg)


def _overfull(left: int, parts: list[int], weights: Sequence[int], caps: Sequence[int]) -> set[int]:
    whole = sum(weights[i] for i in parts)
    return {i for i in parts if left * weights[i] >= caps[i] * whole}


def _all_whole(weights: Sequence[Exact]) -> TypeGuard[Sequence[int]]:
    """Say whether all weights are whole numbers of at least 0."""
    for weight in weights:  # noqa: SIM110 - a generator costs more than all of the rest
        if type(weight) is not int or weight < 0:
            return False
    return True


def _whole_weights(weights: Sequence[Exact]) -> Sequence[int]:
    """Bring weights to a common denominator; exact, so that equal remainders stay equal."""
    if not weights:
        raise AllocationError.because("no_weights", "there are no weights: nobody to allocate to")
    if _all_whole(weights):
        return weights  # as most are
    fractions = [exact(weight, "weight") for weight in weights]
    if any(weight < 0 for weight in fractions):
        msg = f"weights={[str(weight) for weight in fractions]}: expected none below zero"
        raise AllocationError.because("negative_weight", msg)
    denominator = lcm(*(weight.denominator for weight in fractions))
    return [int(weight * denominator) for weight in fractions]


TieRule = Callable[[int], tuple[int | str, ...]]


def _tie_rule(ties: Ties, weights: Sequence[int], keys: Sequence[str] | None) -> TieRule | None:
    """Return what orders parts that are otherwise equal, None for their position."""
    if ties is _POSITION:
        return None
    member(ties, Ties, "ties")
    if keys is None:
        return lambda i: (-weights[i], i)
    return lambda i: (-weights[i], keys[i])


def _split(
    amount: int, weights: Sequence[int], whole: int, mode: Allocate, tie: TieRule | None
) -> tuple[list[int], int]:
    if mode is not _LARGEST_REMAINDER:
        return _in_given_order(amount, weights, whole, mode)
    shares: list[int] = []
    lost: list[int] = []
    rest = amount  # fewer units in the end than parts that lost anything: a weight of zero gets none
    for weight in weights:  # one loop: two comprehensions and a sum take twice as long for a few parts
        exactly = amount * weight
        share = exactly // whole
        shares.append(share)
        lost.append(exactly - share * whole)
        rest -= share
    if not rest:
        return shares, 0
    if tie is None and rest <= _FEW:
        for _ in range(rest):  # the first of the greatest, again and again: no need to sort
            most = lost.index(max(lost))
            shares[most] += 1
            lost[most] = -1
        return shares, 0
    for i in _by_loss(lost, tie)[:rest]:
        shares[i] += 1
    return shares, 0


def _by_loss(lost: list[int], tie: TieRule | None) -> list[int]:
    if tie is None:  # sorting is stable, so equal parts stay in their order
        return sorted(range(len(lost)), key=lost.__getitem__, reverse=True)
    return sorted(range(len(lost)), key=lambda i: (-lost[i], *tie(i)))


def _in_given_order(amount: int, weights: Sequence[int], whole: int, mode: Allocate) -> tuple[list[int], int]:
    member(mode, Allocate, "mode")
    if mode is _BLOCK_SEPARATE:
        divisor = gcd(*weights)
        blocks = amount // (whole // divisor)
        return [blocks * (weight // divisor) for weight in weights], amount - blocks * (whole // divisor)
    shares = [amount * weight // whole for weight in weights]
    rest = amount - sum(shares)
    if mode is _SEPARATE:
        return shares, rest
    order = [i for i, weight in enumerate(weights) if weight]
    if mode is _LARGEST_RATIO:
        order.sort(key=lambda i: (-weights[i], i))
    for i in order[:rest]:
        shares[i] += 1
    return shares, 0
