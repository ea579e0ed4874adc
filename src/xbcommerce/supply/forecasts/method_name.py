"""How a forecast method writes its name: a word and its constants, as `parse_method` reads them."""

from __future__ import annotations

from fractions import Fraction

from xbcommerce.kernel.figures import decimal_of


def method_name(word: str, *constants: Fraction) -> str:
    """Return, for example, ``"tsb:0.2:0.1"``."""
    return ":".join([word, *(f"{decimal_of(constant):f}" for constant in constants)])
