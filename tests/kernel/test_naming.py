"""Names that people type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.naming import name_set, nearest, repeated


@given(st.lists(st.sampled_from("abcdef")))
def test_repeated_names_are_those_that_stand_more_than_once(names: list[str]) -> None:
    """Each once and in order, whatever the order they came in; an iterator serves as well."""
    assert repeated(iter(names)) == sorted({name for name in names if names.count(name) > 1})


def test_one_text_is_not_several_names() -> None:
    """It would fall into its letters, each a name of its own; the message says what to write."""
    assert name_set(iter(["DE", "FR", "DE"]), "zones") == {"DE", "FR"}
    with pytest.raises(InvalidValueError, match=r"zones='DE': .* write zones=\{'DE'\}"):
        name_set("DE", "zones")


@given(st.sets(st.text(min_size=1), min_size=1), st.data())
def test_a_known_name_is_its_own_nearest(known: set[str], data: st.DataObject) -> None:
    """Nothing looks more like a name than the name itself."""
    name = data.draw(st.sampled_from(sorted(known)))
    assert nearest(name, known) == name


def test_where_nothing_is_near_there_is_no_suggestion() -> None:
    """Better none than a wrong one."""
    assert (nearest("CNY", ["EUR", "USD"]), nearest("EUR", [])) == ("", "")
