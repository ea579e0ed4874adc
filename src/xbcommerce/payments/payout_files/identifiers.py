"""The identifiers of a payout: BIC, UETR, creditor reference, and the end-to-end id.

- BIC (ISO 9362): four letters or digits for the bank, the country, two more, and three for a branch.
- UETR: a version 4 UUID (RFC 9562) in lower case; SWIFT follows a payment by it, so it is never repeated.
- Creditor reference (ISO 11649): ``RF``, two check digits by mod 97-10, up to 21 letters and digits.
- Ids that travel: 1 to 35 characters. In SWIFT's own character set they neither begin nor end with a slash
  nor hold two in a row (EPC guidelines for SEPA), because the older messages end a field so.

Example:
    >>> from xbcommerce.payments.payout_files.identifiers import bic_unmet, id_unmet, uetr_unmet
    >>> bic_unmet("COBADEFFXXX", "bic"), uetr_unmet("9b2630f3-b69e-4c1b-82dd-a488cf72d75d", "uetr")
    ((), ())
    >>> print(*bic_unmet("COBAXXFF", "bic"))
    payout_file.bad_bic at bic (value=COBAXXFF)
    >>> print(*id_unmet("PO//1", "id", swift=True))
    payout_file.bad_slashes at id (value=PO//1)
"""

from __future__ import annotations

import re
from functools import cache

from xbcommerce.kernel.places import countries
from xbcommerce.kernel.unmet import Param, Unmet

from .characters import text_unmet
from .iban import check_digits, compact

ID_LENGTH_MAX = 35
"""Characters of every id in a payment message."""

NOT_PROVIDED = "NOTPROVIDED"
"""What a message says where the sender has no end-to-end id; it may stand more than once."""

_BIC = re.compile(r"[A-Z0-9]{4}([A-Z]{2})[A-Z0-9]{2}([A-Z0-9]{3})?", re.ASCII)
_UETR = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.ASCII)
_CLAIMS_ISO = re.compile(r"RF[0-9]{2}", re.ASCII)
_CREDITOR_REFERENCE = re.compile(r"RF[0-9]{2}[A-Z0-9]{1,21}", re.ASCII)


@cache
def country_codes() -> frozenset[str]:
    """Return the alpha-2 codes that a BIC or an address may carry."""
    return frozenset(country.alpha2 for country in countries())


def bic_unmet(text: str, where: str) -> tuple[Unmet, ...]:
    """Return what is wrong with a BIC: its shape, or a country that does not exist."""
    found = _BIC.fullmatch(text)
    if found and found[1] in country_codes():
        return ()
    return (Unmet("payout_file.bad_bic", where, {"value": text}),)


def uetr_unmet(text: str, where: str) -> tuple[Unmet, ...]:
    """Return what is wrong with a UETR: not version 4, or capital letters."""
    return () if _UETR.fullmatch(text) else (Unmet("payout_file.bad_uetr", where, {"value": text}),)


def is_by_iso(reference: str) -> bool:
    """Say whether a reference claims to be one of ISO 11649: ``RF`` and two digits."""
    return _CLAIMS_ISO.match(compact(reference)) is not None


def written_reference(reference: str) -> str:
    """Return a reference as a message carries it: one of ISO 11649 without its spaces, others as they are."""
    return compact(reference) if is_by_iso(reference) else reference


def creditor_reference_unmet(text: str, where: str) -> tuple[Unmet, ...]:
    """Return what is wrong with an ``RF`` reference; others are between the parties and always right."""
    bare = compact(text)
    if not is_by_iso(bare):
        return ()
    if _CREDITOR_REFERENCE.fullmatch(bare) and bare[2:4] == check_digits("RF", bare[4:]):
        return ()
    return (Unmet("payout_file.bad_reference", where, {"value": text}),)


def id_unmet(text: str, where: str, *, swift: bool = False) -> tuple[Unmet, ...]:
    """Return what is wrong with an id that travels with the payment.

    Args:
        text: The id.
        where: Its place.
        swift: Hold it to SWIFT's character set and its rule about slashes.
    """
    if not text.strip():
        return (Unmet("payout_file.id_missing", where),)
    if len(text) > ID_LENGTH_MAX:
        figures: dict[str, Param] = {"value": text, "length": len(text), "length_max": ID_LENGTH_MAX}
        return (Unmet("payout_file.id_too_long", where, figures),)
    found = text_unmet(text, where, swift=swift)
    if swift and ("//" in text or text[0] == "/" or text[-1] == "/"):
        found += (Unmet("payout_file.bad_slashes", where, {"value": text}),)
    return found
