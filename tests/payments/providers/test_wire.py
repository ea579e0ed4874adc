"""Amounts on the wire: what is written is read back, and nothing is changed in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import Rounding, code_of, exponent_of, from_minor, minor, plain
from xbcommerce.payments.providers import (
    NotAMultipleError,
    NotRepresentableError,
    WireFormat,
    from_wire,
    to_wire,
)
from xbcommerce.testing.strategies.money import moneys
from xbcommerce.testing.strategies.providers import wire_formats

ISK = WireFormat(exponent=2, increment=100)
KWD = WireFormat(exponent=3, increment=10)


@given(moneys(), wire_formats())
def test_what_the_wire_can_carry_comes_back_as_it_was(amount: Money, wire: WireFormat) -> None:
    """And what it cannot carry is refused, never rounded."""
    try:
        units = to_wire(amount, wire)
    except NotRepresentableError:
        assert (
            minor(amount)
            * 10 ** wire.digits(code_of(amount))
            % (wire.step(code_of(amount)) * 10 ** exponent_of(code_of(amount)))
        )
    else:
        assert from_wire(units, amount.currency, wire) == amount


@given(moneys(), wire_formats(), st.sampled_from(Rounding))
def test_a_rounded_amount_travels_and_is_the_nearest_there_is(
    amount: Money, wire: WireFormat, rounding: Rounding
) -> None:
    """Less than a step away from what was meant, and exact where that can be."""
    code = code_of(amount)
    units = to_wire(amount, wire, rounding)
    read = from_wire(units, code, wire)
    away = abs(minor(read) - minor(amount)) * 10 ** wire.digits(code)
    assert away < wire.step(code) * 10 ** exponent_of(code)
    assert to_wire(read, wire) == units


@pytest.mark.parametrize(
    ("amount", "wire", "units"),
    [
        (Money("5", "ISK"), ISK, 500),
        (Money("5.120", "KWD"), KWD, 5120),
        (Money("1000", "CLP"), WireFormat(exponent=2), 100_000),
        (Money("10000.00", "IDR"), WireFormat(exponent=0), 10_000),
        (Money("-10.00", "USD"), WireFormat(), -1000),
        (Money("12.340", "KWD"), WireFormat(exponent=2), 1234),
    ],
    ids=lambda value: plain(value) if isinstance(value, Money) else "",
)
def test_providers_write_their_own_digits(amount: Money, wire: WireFormat, units: int) -> None:
    """Whatever ISO 4217 says of the currency."""
    assert to_wire(amount, wire) == units
    assert from_wire(units, amount.currency, wire) == amount


def test_reading_by_the_digits_of_iso_would_be_a_hundred_times_too_much() -> None:
    """500 on Adyen's wire is 5 ISK."""
    assert from_wire(500, "ISK", WireFormat(exponent=2)) == Money("5", "ISK")
    assert from_wire(500, "ISK", WireFormat()) == Money("500", "ISK")


def test_an_amount_between_two_steps_needs_a_rounding() -> None:
    """The message names the step."""
    with pytest.raises(NotRepresentableError, match=r"5\.124 KWD is no multiple of 0\.010 KWD"):
        to_wire(Money("5.124", "KWD"), KWD)
    assert to_wire(Money("5.124", "KWD"), KWD, Rounding.UP) == 5130


def test_what_is_finer_than_the_currency_is_refused_both_ways() -> None:
    """Half a krona is no money, though the wire has digits for it."""
    wire = WireFormat(exponent=2)
    with pytest.raises(NotRepresentableError):
        to_wire(Money("5.5", "ISK"), wire)
    with pytest.raises(NotRepresentableError, match="finer than the minor unit"):
        from_wire(550, "ISK", wire)
    assert to_wire(Money("5.5", "ISK"), wire, Rounding.HALF_UP) == 600


def test_an_integer_off_the_increment_was_read_by_the_wrong_rule() -> None:
    """It is refused, because the money has been moved as it stands."""
    with pytest.raises(NotAMultipleError, match="550 is no multiple of 100"):
        from_wire(550, "ISK", ISK)


@pytest.mark.parametrize("units", [True, 5.0, "500"])
def test_only_integers_are_read(units: object) -> None:
    """A float has lost cents already."""
    with pytest.raises(InvalidValueError, match="expected the integer"):
        from_wire(units, "EUR", WireFormat())  # type: ignore[arg-type]


def test_no_amount_is_written_of_what_is_none() -> None:
    """NaN travels nowhere."""
    with pytest.raises(InvalidValueError):
        to_wire(Money("NaN", "EUR"), WireFormat(), Rounding.HALF_UP)


@given(st.integers(-(10**9), 10**9))
def test_minor_units_travel_as_they_are_by_default(units: int) -> None:
    """The default rule is ISO's."""
    assert to_wire(from_minor(units, "JPY"), WireFormat()) == units
