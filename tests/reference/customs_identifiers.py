"""Family `id` of customs: numbers of businesses, declarations and parcels.

Cases that were measured with another library say so in ``needs``; the same validators answer all of them.
"""

from __future__ import annotations

from typing import Any

from tests.reference.runner import Told
from xbcommerce.kernel.identifiers import CheckedNumber, Kind
from xbcommerce.kernel.unmet import Refusal

_OTHER_NAMES = {
    "nz-gst": Kind.NZ_IRD,
    "ch-mwst": Kind.CH_VAT,
    "upu-s10": Kind.S10,
}


def id_family(case: dict[str, Any]) -> object:
    """Answer one case of the family `id`."""
    name = case["kind"]
    kind = _OTHER_NAMES.get(name) or Kind(name)
    number = CheckedNumber.parse(case["value"], kind, country=case.get("country"))
    if isinstance(number, Refusal):
        found = next((item for item in number.unmet if item.code == "id.other_kind"), None)
        instead = {} if found is None else {"kind_found": found.params["kind_found"]}
        return Told(valid=False, shape_valid=number.codes[0] == "id.check", **instead)
    return Told(
        valid=number.valid,
        shape_valid=True,
        checksum=number.checksum.value,
        canonical=number.canonical,
        country=number.country,
        member_state=number.country,
        eu=number.in_eu,
    )


FAMILIES = {"id": id_family}
