"""Units count what a line has, each by its own multiplier."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from xbcommerce.logistics.customs.duties import (
    UNITS,
    UNITS_SOURCE,
    MeasurementUnit,
    UnknownMeasurementUnitError,
    measurement_unit,
    unit_spelled,
)
from xbcommerce.testing.strategies.customs_duties import measurement_units


@pytest.mark.parametrize(
    ("code", "quantities", "units"),
    [
        ("DTN", ["250"], "2.5"),
        ("HLT", ["33.7"], "0.337"),
        ("ASVX", ["45", "40"], "18"),
        ("LPA", ["640", "5.2"], "33.28"),
        ("SPQLPA", ["640", "5.2", "0.5"], "16.64"),
        ("DTNZ", ["2450", "65"], "1592.5"),
        ("MIL", ["10000"], "10"),
        ("GRM", ["0.25"], "250"),
    ],
)
def test_a_unit_counts_a_line(code: str, quantities: list[str], units: str) -> None:
    """Worked by hand."""
    assert measurement_unit(code).count(map(Fraction, quantities)) == Fraction(units)


@given(measurement_units())
def test_a_unit_is_found_by_how_it_is_printed(unit: MeasurementUnit) -> None:
    """With blanks or without."""
    assert unit_spelled(str(unit)) == unit
    assert unit_spelled(str(unit).replace(" ", "")) == unit


def test_no_two_units_are_printed_alike() -> None:
    """So that a text means one unit."""
    assert len({unit.abbreviation.replace(" ", "").casefold() for unit in UNITS.values()}) == len(UNITS)


def test_a_code_that_is_none_is_refused_with_the_way_out() -> None:
    """The nearest one, or what codes look like."""
    with pytest.raises(UnknownMeasurementUnitError, match="did you mean 'DTN'"):
        measurement_unit("DTX")
    with pytest.raises(UnknownMeasurementUnitError, match="such as 'KGM'"):
        measurement_unit("?")


def test_the_units_say_where_they_are_from() -> None:
    """And when somebody read it."""
    assert UNITS_SOURCE.read_on is not None
