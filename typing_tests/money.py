"""What type checkers know of money."""

from typing import assert_type

from moneyed import Money

from xbcommerce.kernel.money import Allocate, Allocation, Rounding, allocate, minor, quantize

assert_type(minor(Money("1.00", "EUR")), int)
assert_type(quantize(Money("1.005", "EUR"), Rounding.HALF_EVEN), Money)
assert_type(allocate(Money("1.00", "EUR"), [1, 2], Allocate.TO_FIRST), Allocation)

quantize(Money("1.005", "EUR"))  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
allocate(Money("1.00", "EUR"), [0.5, 0.5], Allocate.TO_FIRST)  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
