"""The Swiss business number (UID), and the VAT number that it becomes with ``MWST``.

``CHE`` and nine digits, the last by modulo 11 (eCH-0097); ``MWST``, ``TVA``, ``IVA`` and ``TPV`` say the same
in four languages and are written ``MWST``.

Example:
    >>> from xbcommerce.kernel.identifiers import CheckedNumber, Kind
    >>> print(CheckedNumber.parse("CHE-107.787.577 IVA", Kind.CH_VAT))
    CHE107787577MWST
"""

from __future__ import annotations

from .check_digits import ends_in, weighted
from .rule import Rule, Scheme

_GERMAN = "MWST"
_OTHER_LANGUAGES = ("TVA", "IVA", "TPV")


def swiss(number: str) -> bool:
    """Say whether the ninth digit is right."""
    return ends_in(number[:9], -weighted(number, (5, 4, 3, 2, 7, 6, 5, 4)) % 11)


def _in_german(body: str) -> str:
    other = next((words for words in _OTHER_LANGUAGES if body.endswith(words)), None)
    return body if other is None else body.removesuffix(other) + _GERMAN


CH_UID = Scheme({"CHE": Rule("CH", ("#########",), swiss)}, mark="CHE")
CH_VAT = Scheme({"CHE": Rule("CH", (f"#########{_GERMAN}",), swiss, _in_german)}, mark="CHE")
