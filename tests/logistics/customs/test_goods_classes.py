"""What goods are by their code: a code speaks for itself, and one that is too short says nothing."""

from __future__ import annotations

import pytest
from moneyed import Money

from xbcommerce.logistics.customs import GoodsLine
from xbcommerce.logistics.customs.goods_classes import classes_of


def classes(*codes: str, goods: frozenset[str] = frozenset()) -> set[str] | None:
    """Return the classes of goods under a code, or one of several."""
    price = Money("9.00", "EUR")
    settled = {"hs_code": codes[0]} if len(codes) == 1 else {"candidates": codes}
    found = classes_of(GoodsLine("it", price, goods=goods, **settled))
    return None if found is None else set(found)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("2204.21", {"alcohol"}),
        ("2209.00", set()),  # vinegar
        ("2402.20.90", {"tobacco"}),
        ("3303.00", {"perfume"}),
        ("6101.20", {"knitwear"}),
        ("6109.10", {"knitwear"}),
        ("6114.90", {"knitwear"}),
        ("6115.10", set()),  # hosiery
        ("6205.20", set()),  # woven shirts
    ],
)
def test_a_code_tells_the_class(code: str, found: set[str]) -> None:
    """Whether or not somebody has called it so, and beside what was told."""
    assert classes(code) == found
    assert classes(code, goods=frozenset({"gift-wrapped"})) == {*found, "gift-wrapped"}


def test_candidates_of_different_classes_leave_it_open() -> None:
    """Of one class they are settled; of no code nothing is said."""
    assert classes("330300", "330410") is None
    assert classes("610910", "610990") == {"knitwear"}
    assert classes() == set()
