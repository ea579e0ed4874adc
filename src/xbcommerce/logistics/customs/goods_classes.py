"""Classes of goods that rules single out, told by the host or by the code of the goods.

A bottle of wine has no relief whether or not somebody remembered to call it alcohol, and perfume by post is
perfume: a code speaks for itself. Other classes (food, footwear, books) are the host's to tell.

Source: Regulation (EC) 1186/2009, article 2 (1) (c): alcoholic products are headings 2203 to 2208; tobacco is
chapter 24, perfume and toilet water heading 3303. The Harmonized System of 2022 says in its own words that
knitted garments are headings 6101 to 6114.

Example:
    >>> from moneyed import Money
    >>> from xbcommerce.logistics.customs import GoodsLine
    >>> from xbcommerce.logistics.customs.goods_classes import classes_of
    >>> wine = GoodsLine("wine", Money("9.00", "EUR"), hs_code="2204.21")
    >>> sorted(classes_of(wine))
    ['alcohol']
    >>> print(classes_of(GoodsLine("gift set", Money("9.00", "EUR"), candidates=["330300", "330410"])))
    None
"""

from __future__ import annotations

from functools import lru_cache

from .goods import GoodsLine

_HEADINGS = {
    "alcohol": ("2203", "2204", "2205", "2206", "2207", "2208"),
    "tobacco": ("24",),
    "perfume": ("3303",),
    "knitwear": tuple(str(heading) for heading in range(6101, 6115)),
}


def classes_of(line: GoodsLine) -> frozenset[str] | None:
    """Return the classes of a line's goods: those told, and those that its code tells.

    Returns:
        The classes; None where the codes it may have tell different ones.
    """
    codes = line.candidates if line.hs_code is None else (line.hs_code,)
    told = {_by_code(code.digits) for code in codes} or {frozenset[str]()}
    if None in told or len(told) > 1:
        return None
    (classes,) = told
    return line.goods | classes if classes else line.goods


@lru_cache(maxsize=4_096)
def _by_code(digits: str) -> frozenset[str] | None:
    """Return the classes of a code; None where it is too short to tell."""
    if any(one.startswith(digits) and one != digits for ones in _HEADINGS.values() for one in ones):
        return None
    return frozenset(name for name, ones in _HEADINGS.items() if digits.startswith(ones))
