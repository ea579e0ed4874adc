"""India's GST identification number: state, PAN, entity, ``Z``, and a check sign by Luhn modulo 36.

The two digits are the state's code: 01 to 38, or 97 for other territory. The permanent account number's
fourth letter tells what its holder is. Numbers of non-residents, embassies and tax deductors have other
shapes and are not of this kind.

Example:
    >>> from xbcommerce.kernel.identifiers import CheckedNumber, Kind
    >>> print(CheckedNumber.parse("29MPXFG8890T1ZF", Kind.IN_GSTIN))
    29MPXFG8890T1ZF
"""

from __future__ import annotations

from .check_digits import luhn_remainder
from .rule import Rule, Scheme

_STATES = frozenset({*range(1, 39), 97})
_HOLDERS = frozenset("ABCFGHJKLPT")
_NO_SERIAL = "0000"


def indian(number: str) -> bool:
    """Say whether state, kind of holder and serial number exist, and the check sign is right."""
    pan = number[2:12]
    exists = int(number[:2]) in _STATES and pan[3] in _HOLDERS and pan[5:9] != _NO_SERIAL
    return exists and luhn_remainder(number, 36) == 0


IN_GSTIN = Scheme({"": Rule("IN", ("##@@@@@####@&Z?", "##@@@@@####@@Z?"), indian)})
