"""The versions of pain.001 that banks take, and how they differ in what is written here.

The sources are the schemas of ISO 20022. Version 03 (2009) names a bank by ``BIC``, with letters only before
the location code, has a plain execution date and no place for a UETR. Versions 09, 10 and 11 (2019 to 2021)
say ``BICFI``, wrap the date and take a UETR; they differ among themselves in nothing that is written here.

Example:
    >>> from xbcommerce.payments.payout_files import Pain001Version
    >>> Pain001Version.V09.value, Pain001Version.V09.has_uetr, Pain001Version.V03.bic_element
    ('pain.001.001.09', True, 'BIC')
"""

from __future__ import annotations

import re
from enum import Enum

_BIC_OF_03 = re.compile(r"[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?", re.ASCII)


class Pain001Version(Enum):
    """A version of the customer credit transfer initiation."""

    V03 = "pain.001.001.03"
    V09 = "pain.001.001.09"
    V10 = "pain.001.001.10"
    V11 = "pain.001.001.11"

    @property
    def namespace(self) -> str:
        """The namespace of its documents."""
        return f"urn:iso:std:iso:20022:tech:xsd:{self.value}"

    @property
    def has_uetr(self) -> bool:
        """Whether a transfer has a place for its UETR."""
        return self is not Pain001Version.V03

    @property
    def has_date_choice(self) -> bool:
        """Whether the execution date is a choice between a day and an instant."""
        return self is not Pain001Version.V03

    @property
    def bic_element(self) -> str:
        """What the element with a bank's BIC is called."""
        return "BIC" if self is Pain001Version.V03 else "BICFI"

    def has_place_for(self, bic: str) -> bool:
        """Whether the version can write a BIC that is sound by the standard."""
        return self is not Pain001Version.V03 or _BIC_OF_03.fullmatch(bic) is not None
