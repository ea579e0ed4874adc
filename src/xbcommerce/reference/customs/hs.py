"""The Harmonized System as packaged: the codes of 2022, and what is known of their counterparts of 2017.

Example:
    >>> from xbcommerce.logistics.customs.classification import HsLevel
    >>> from xbcommerce.reference.customs.hs import hs2022
    >>> [hs2022().count(level) for level in (HsLevel.CHAPTER, HsLevel.HEADING, HsLevel.SUBHEADING)]
    [96, 1228, 5612]
    >>> print(hs2022().source.tier.value, hs2022().source.read_on)
    B 2026-11-22
"""

from __future__ import annotations

import json
from functools import cache

from xbcommerce.kernel.codec import from_data, from_json
from xbcommerce.kernel.dated import Source
from xbcommerce.logistics.customs.classification import Correlation, HsEdition, Nomenclature, Section
from xbcommerce.reference.packaged import packaged_text


@cache
def hs2022() -> Nomenclature:
    """Read the nomenclature of 2022 with its descriptions; the first call reads the files."""
    head = json.loads(packaged_text("customs/hs2022.json"))
    rows = packaged_text("customs/hs2022.tsv").splitlines()
    titles = dict(line.split("\t", 1) for line in rows)
    sections = from_data(head["sections"], tuple[Section, ...])
    return Nomenclature(HsEdition.HS2022, titles, sections, from_data(head["source"], Source))


@cache
def hs_correlations() -> tuple[Correlation, ...]:
    """Read what is known of counterparts between editions; the first call reads the file.

    It is a beginning, not the table: some rows of it that are quoted in public. Codes that it does not list,
    changed or not, are not known. A host that has the table makes its own with `Correlation.complete`.
    """
    return from_json(packaged_text("customs/hs_correlations.json"), tuple[Correlation, ...])
