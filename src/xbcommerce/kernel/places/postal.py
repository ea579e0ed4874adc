"""Postal codes: the one spelling of a code, or None where it cannot be one of its country.

Only the shape is checked: which codes are in use changes every month, so a well-shaped code may still lead
nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ._habits import habits_of

_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212\u30fc\u3012.]+")
_ANY = {"#": "[0-9]", "@": "[A-Z]", "*": "[0-9A-Z]"}


def squeezed(text: str) -> str:
    """Return a code without separators, in capitals and ASCII digits, whatever script it was typed in."""
    plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in plain)


@cache
def _patterns(country: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return, per shape, what a squeezed code must match and the shape to write it in."""
    habits = habits_of(country)
    if not habits.shapes:
        return ()
    before = "|".join(sorted({country, *habits.prefixes}, key=len, reverse=True))
    found: list[tuple[re.Pattern[str], str]] = []
    for shape in habits.shapes:
        skeleton = _SEPARATORS.sub("", shape)
        own = re.match(f"({before})(?=[#]+$)", skeleton)  # a prefix that is part of the code: LV-1073
        digits = skeleton[own.end() :] if own else skeleton
        body = "".join(_ANY.get(sign, sign) for sign in digits)
        optional = f"(?:{before})?" if digits.startswith("#") else ""
        found.append((re.compile(f"{optional}({body})"), shape))
    return tuple(found)


def _written(signs: str, shape: str) -> str:
    """Put the signs of a code into a shape: 00950 into ``##-###`` is 00-950."""
    places = sum(sign in _ANY for sign in shape)
    rest = iter(signs if len(signs) == places else _free(signs, shape))
    return "".join(next(rest) if sign in _ANY else sign for sign in shape)


def _free(signs: str, shape: str) -> str:
    """Leave out the signs that the shape itself spells out."""
    skeleton = _SEPARATORS.sub("", shape)
    return "".join(sign for sign, place in zip(signs, skeleton, strict=True) if place in _ANY)


def postal_code(text: str, country: str) -> str | None:
    """Return the canonical spelling of a postal code, None if the country has no such codes.

    Args:
        text: As typed: any case, spacing, width of digits, with or without the country's prefix.
        country: Alpha-2 code.

    Returns:
        The code as the country's post writes it. Where no shape is known the text itself, in capitals and
        with single spaces.

    Example:
        >>> postal_code("d-56068", "DE"), postal_code("se228dl", "GB"), postal_code("1073", "LV")
        ('56068', 'SE22 8DL', 'LV-1073')
        >>> print(postal_code("5606", "DE"))
        None
    """
    known = _patterns(country)
    if not known:
        return " ".join(text.upper().split())
    code = squeezed(text)
    for pattern, shape in known:
        if found := pattern.fullmatch(code):
            return _written(found[1], shape)
    return None


def postal_shapes(country: str) -> tuple[str, ...]:
    """Return the shapes of a country's codes, empty if none are known.

    ``#`` is a digit, ``@`` a letter, ``*`` either.
    """
    return habits_of(country).shapes
