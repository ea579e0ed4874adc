"""How numbers are written: what a person types, made plain, and the shapes that a plain number must fit.

People put spaces, dots, hyphens and slashes where they like, type small letters, and on a Chinese or Japanese
keyboard full-width signs; all of these are the same number. Nothing else is guessed: digits of other scripts,
superscripts, and letters that only turn into Latin ones when capitalised (the dotless i of Turkish, the long
s) stay as they are, and fit no shape.

A shape is written sign by sign: ``#`` a digit, ``&`` a digit but 0, ``@`` a letter, ``?`` either; any other
sign stands for itself.

Example:
    >>> from xbcommerce.kernel.identifiers.writing import fits, plain
    >>> plain(" de 136.695-976 "), plain("ＤＥ１３６６９５９７６")
    ('DE136695976', 'DE136695976')
    >>> fits("U13585627", "U########"), fits("U1358562", "U########")
    (True, False)
"""

from __future__ import annotations

import re
from string import ascii_letters, ascii_uppercase, digits

from xbcommerce.kernel.errors import InvalidValueError

TEXT_LENGTH_MAX = 100
"""Characters of a text beyond which it is no number, however it was typed."""

_WIDTH = 0xFF01 - 0x21
_SEPARATORS = re.compile(r"[\s.\-/\u2010-\u2015\u2212]+")
_PLAIN = {ord(sign): sign.upper() for sign in ascii_letters} | {
    ord(sign) + _WIDTH: sign.upper() for sign in ascii_letters + digits + ".-/"
}
_FITTING = {"#": digits, "&": digits[1:], "@": ascii_uppercase, "?": digits + ascii_uppercase}
_SIGNS = frozenset(digits + ascii_uppercase + "+*")  # old Irish numbers hold a plus or an asterisk


def plain(text: str) -> str:
    """Return a number as typed without separators, in ASCII capitals and digits where it has such.

    Raises:
        InvalidValueError: It is no text.
    """
    if not isinstance(text, str):
        msg = f"{text!r}: expected text; write a number with its leading zeros, as '0123'"
        raise InvalidValueError(msg)
    return _SEPARATORS.sub("", text.translate(_PLAIN))


def foreign_signs(number: str) -> tuple[str, ...]:
    """Return the signs of a plain number that no identifier has, each once, in order."""
    return tuple(dict.fromkeys(sign for sign in number if sign not in _SIGNS))


def fits(number: str, shape: str) -> bool:
    """Say whether a plain number has a shape."""
    return len(number) == len(shape) and all(
        sign in _FITTING.get(place, place) for sign, place in zip(number, shape, strict=True)
    )


def up_to(longest: int, sign: str = "#", *, shortest: int = 1) -> tuple[str, ...]:
    """Return the shapes of ``shortest`` to ``longest`` signs of one class."""
    return tuple(sign * length for length in range(shortest, longest + 1))


def zero_led(number: str, length: int) -> str:
    """Return a number with the zero in front that older ones of one digit less lack."""
    return f"0{number}" if len(number) == length - 1 else number
