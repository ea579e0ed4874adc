"""Brazil's numbers of companies (CNPJ) and of persons (CPF), each with two check digits modulo 11.

Since July 2026 the first twelve signs of a new CNPJ may be letters; a sign is worth its ASCII code minus 48,
so that the rule of numeric ones did not change (Receita Federal, Instrução Normativa 2.229/2024). A number of
one sign alone would pass and is nobody's.

Example:
    >>> from xbcommerce.kernel.identifiers import CheckedNumber, Kind
    >>> print(CheckedNumber.parse("12.abc.345/01de-35", Kind.BR_CNPJ))
    12ABC34501DE35
"""

from __future__ import annotations

from .rule import Rule, Scheme

_ZERO = ord("0")
_CNPJ_WEIGHT_MAX = 9  # weights run 2 to 9 from the right, and again
_CPF_WEIGHT_MAX = 11


def _digit(body: str, weight_max: int) -> int:
    weights = weight_max - 1
    total = sum((ord(sign) - _ZERO) * (place % weights + 2) for place, sign in enumerate(reversed(body)))
    return -total % 11 % 10


def _two_digits(number: str, weight_max: int) -> bool:
    first = f"{number[:-2]}{_digit(number[:-2], weight_max)}"
    return number == f"{first}{_digit(first, weight_max)}" and len(set(number)) > 1


def company(number: str) -> bool:
    """Say whether the two last digits of a CNPJ are right."""
    return _two_digits(number, _CNPJ_WEIGHT_MAX)


def person(number: str) -> bool:
    """Say whether the two last digits of a CPF are right."""
    return _two_digits(number, _CPF_WEIGHT_MAX)


BR_CNPJ = Scheme({"": Rule("BR", ("????????????##",), company)})
BR_CPF = Scheme({"": Rule("BR", ("###########",), person)})
