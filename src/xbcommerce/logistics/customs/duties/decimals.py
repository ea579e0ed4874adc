"""Numbers of a tariff: printed in decimals, kept as the fractions they are.

Example:
    >>> from fractions import Fraction
    >>> from xbcommerce.logistics.customs.duties.decimals import decimal_text
    >>> decimal_text(Fraction("35.10")), decimal_text(Fraction(1_000))
    ('35.1', '1000')
"""

from __future__ import annotations

from fractions import Fraction

from attrs import Attribute

from xbcommerce.kernel.errors import InvalidValueError


def decimal_text(value: Fraction) -> str:
    """Write a number of at least 0 with all its decimals and no more."""
    places = _places(value.denominator)
    digits = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def printable(_instance: object, attribute: Attribute[Fraction], value: Fraction) -> None:
    """Refuse what no tariff can print: a number below zero, or without end."""
    rest = value.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if value < 0 or rest != 1:
        msg = f"{attribute.name}={value}: expected a decimal of at least 0, as tariffs print them"
        raise InvalidValueError(msg)


def _places(denominator: int) -> int:
    places = 0
    while 10**places % denominator:
        places += 1
    return places
