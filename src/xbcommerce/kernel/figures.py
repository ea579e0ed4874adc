"""Numbers as cards, contracts and people write them: exact, or refused.

A card says "0.25 kg", a contract "12.5 %", a target ".95"; a binary float cannot hold most of these, lands a
parcel on the wrong side of a weight break and a quantile a day too late. Fields therefore take an int,
`Decimal`, `Fraction` or decimal text, and keep a `Fraction`.

Example:
    >>> from xbcommerce.kernel.figures import figure
    >>> figure("0.25"), figure(2), sum([figure("0.1")] * 10) == 1
    (Fraction(1, 4), Fraction(2, 1), True)
    >>> figure(0.25)
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.errors.InvalidValueError: figure=0.25: expected an int, Decimal or Fraction; ...
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal, InvalidOperation
from fractions import Fraction

from attrs import Attribute

from .errors import InvalidValueError
from .money import Exact, exact
from .money.rounding import MAGNITUDE_MAX

Figure = Exact | str
"""What an exact field accepts: an exact number, or its digits as text."""
_WIDE = Context(prec=2 * MAGNITUDE_MAX)


def figure(value: Figure) -> Fraction:
    """Take a printed number as the fraction it is.

    Args:
        value: A number, or text such as ``"0.25"`` or ``"1/3"``.

    Raises:
        InvalidValueError: A float, NaN, an infinity, text that is no number, or one of more than a thousand
            digits.
    """
    if type(value) is Fraction:
        return value
    if isinstance(value, str):
        try:
            return Fraction(value) if "/" in value else exact(Decimal(value), "figure")
        except (ValueError, InvalidOperation, ZeroDivisionError):
            msg = f"{value!r} is no number of at most {MAGNITUDE_MAX} digits; expected text such as '0.25'"
            raise InvalidValueError(msg) from None
    return exact(value, "figure")


def figure_or_none(value: Figure | None) -> Fraction | None:
    """Take a printed number, or nothing where the card says nothing."""
    return None if value is None else figure(value)


def not_negative(_instance: object, field: Attribute[Fraction], value: Fraction | None) -> None:
    """Refuse a number below zero; for ``attrs.field(validator=not_negative)``."""
    if value is not None and value.numerator < 0:
        msg = f"{field.name}={value}: expected a number of at least 0"
        raise InvalidValueError(msg)


def positive(_instance: object, field: Attribute[Fraction], value: Fraction | None) -> None:
    """Refuse zero and below; for ``attrs.field(validator=positive)``."""
    if value is not None and value.numerator <= 0:
        msg = f"{field.name}={value}: expected a number above 0"
        raise InvalidValueError(msg)


def share(_instance: object, field: Attribute[Fraction], value: Fraction | None) -> None:
    """Refuse what is no share of a whole; for ``attrs.field(validator=share)``."""
    if value is not None and not 0 <= value <= 1:
        msg = f"{field.name}={value}: expected a share from 0 to 1, e.g. '0.5' for half"
        raise InvalidValueError(msg)


def within(low: int, high: int | None, *, open_ends: bool = False) -> Callable[..., None]:
    """Make an attrs validator for an exact number between two bounds.

    Args:
        low: The lower bound.
        high: The upper bound, or None for none.
        open_ends: The bounds themselves are refused.
    """

    def check(_instance: object, field: Attribute[Fraction], value: Fraction) -> None:
        if open_ends:
            inside = value > low and (high is None or value < high)
        else:
            inside = value >= low and (high is None or value <= high)
        if not inside:
            span = f"above {low}" if open_ends else f"of at least {low}"
            if high is not None:
                span = f"between {low} and {high}" + (", both excluded" if open_ends else "")
            msg = f"{field.name}={decimal_of(value)}: expected a number {span}"
            raise InvalidValueError(msg)

    return check


def decimal_of(value: Fraction | Decimal | float, places: int = 6) -> Decimal:
    """Return a figure for readers and explanations, rounded half-even to ``places`` decimals."""
    shown = _WIDE.scaleb(Decimal(round(Fraction(value) * 10**places)), -places).normalize(_WIDE)
    return _WIDE.quantize(shown, Decimal(1)) if shown == shown.to_integral_value() else shown
