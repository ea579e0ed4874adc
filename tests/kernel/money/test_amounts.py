"""Between Money and whole minor units: exact, or refused, or rounded in a named way."""

from __future__ import annotations

import re
from decimal import ROUND_UP, Decimal, localcontext
from fractions import Fraction
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Currency, Money

from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.kernel.money import (
    Allocate,
    Bag,
    CurrencyMismatchError,
    InexactAmountError,
    MalformedAmountError,
    NoMinorUnitError,
    NotFiniteError,
    NotMoneyError,
    Rounding,
    TooLargeError,
    UnknownCurrencyError,
    compare,
    currency_of,
    divide,
    exponent_of,
    from_minor,
    minor,
    minus,
    parse_amount,
    plain,
    quantize,
    round_fraction,
    scale,
    total,
)
from xbcommerce.testing.strategies.money import CURRENCIES, bags, moneys

ROUNDINGS = st.sampled_from(Rounding)
FINE = st.decimals(-(10**9), 10**9, places=7)


@given(st.integers(), st.sampled_from(CURRENCIES))
def test_minor_units_survive_the_round_trip(units: int, code: str) -> None:
    """Whole units to money and back are the same, at any size."""
    assert minor(from_minor(units, code)) == units


@given(moneys())
def test_money_survives_the_round_trip(money: Money) -> None:
    """An exact amount to whole units and back is equal."""
    assert from_minor(minor(money), money.currency) == money


@given(moneys(minor_min=-(10**30), minor_max=10**30), ROUNDINGS)
def test_the_ambient_decimal_context_changes_nothing(money: Money, rounding: Rounding) -> None:
    """Three digits of precision and an odd rounding give the same answers as the default."""

    def answers() -> tuple[object, ...]:
        return (
            minor(money),
            plain(money),
            plain(from_minor(minor(money), money.currency)),
            plain(scale(money, Fraction(1, 3), rounding)),
            plain(quantize(money, rounding)),
            plain(total([money, money], money.currency)),
            plain(minus(total([money, money], money.currency), money)),
            str(Bag.of([money])),
        )

    with localcontext() as context:
        context.prec, context.rounding = 3, ROUND_UP
        odd = answers()
    assert odd == answers()


@given(moneys(currencies=["EUR"]), moneys(currencies=["EUR"]))
def test_less_and_plus_undo_each_other(first: Money, second: Money) -> None:
    """What is taken away and put back leaves the amount; another currency cannot be taken away."""
    assert total([minus(first, second), second], "EUR") == first
    with pytest.raises(CurrencyMismatchError):
        minus(first, Money(1, "JPY"))


@given(FINE, st.sampled_from(CURRENCIES), ROUNDINGS)
def test_rounding_twice_is_rounding_once(amount: Decimal, code: str, rounding: Rounding) -> None:
    """Quantize is idempotent, and moves an amount by less than one unit."""
    fine = Money(amount, currency_of(code))
    once = quantize(fine, rounding)
    assert quantize(once, rounding) == once
    assert abs(Fraction(once.amount) - Fraction(amount)) < Fraction(1, 10 ** exponent_of(code))


@given(st.fractions(max_denominator=10**6), ROUNDINGS)
def test_rounding_agrees_with_its_definition(value: Fraction, rounding: Rounding) -> None:
    """Every mode stays within one unit, halves within half a unit, and an exact number stays."""
    rounded = round_fraction(value, rounding)
    away = abs(rounded - value)
    assert away < 1
    if rounding.value.startswith("half"):
        assert away <= Fraction(1, 2)
    if rounding in {Rounding.DOWN, Rounding.UP}:
        assert (abs(rounded) >= abs(value)) == (rounding is Rounding.UP) or rounded == value
    if rounding in {Rounding.FLOOR, Rounding.CEILING}:
        assert (rounded >= value) == (rounding is Rounding.CEILING) or rounded == value


@pytest.mark.parametrize("rounding", Rounding)
@pytest.mark.parametrize("denominator", [1, 2, 3, 4, 5, 7, 10])
def test_rounding_agrees_with_decimal(rounding: Rounding, denominator: int) -> None:
    """Every mode gives what `decimal` gives under its name, on both sides of zero and exactly on halves."""
    for numerator in range(-30, 31):
        exact = Decimal(numerator) / Decimal(denominator)
        expected = exact.quantize(Decimal(1), f"ROUND_{rounding.name}")
        assert divide(numerator, denominator, rounding) == expected


@given(st.fractions(max_denominator=10**6), st.sampled_from([Rounding.HALF_UP, Rounding.HALF_DOWN]))
def test_halves_mirror_around_zero(value: Fraction, rounding: Rounding) -> None:
    """Half up means away from zero, so that a refund rounds like its payment."""
    assert round_fraction(-value, rounding) == -round_fraction(value, rounding)


@pytest.mark.parametrize(
    ("amount", "step", "rounded"),
    [("1.02", "0.05", "1.00"), ("1.025", "0.05", "1.05"), ("10.75", "0.50", "11.00")],
)
def test_cash_rounds_to_its_step(amount: str, step: str, rounded: str) -> None:
    """Swiss five centimes and fifty are steps, not digits."""
    done = quantize(Money(amount, "CHF"), Rounding.HALF_UP, Money(step, "CHF"))
    assert plain(done) == f"{rounded} CHF"


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_no_amount(amount: str) -> None:
    """py-moneyed accepts NaN and infinities; nothing here does."""
    odd = Money(Decimal(amount), "EUR")
    for refused in (
        minor,
        lambda money: quantize(money, Rounding.DOWN),
        lambda money: scale(money, 2, Rounding.UP),
    ):
        with pytest.raises(NotFiniteError):
            refused(odd)


def test_sub_units_are_not_truncated() -> None:
    """py-moneyed makes 1099 of 10.999; here that is refused, with the way out in the message."""
    assert Money("10.999", "USD").get_amount_in_sub_unit() == 1099
    with pytest.raises(InexactAmountError, match=r"10.999 USD .* quantize"):
        minor(Money("10.999", "USD"))


def test_equal_amounts_look_equal_in_plain_text() -> None:
    """The repr of 1 and 1.00 differ in py-moneyed; plain text does not, and a negative zero has no sign."""
    assert plain(Money("1", "USD")) == plain(Money("1.00", "USD")) == "1.00 USD"
    assert plain(Money("-0.00", "EUR")) == "0.00 EUR"


def test_zero_of_two_currencies_is_not_the_same() -> None:
    """Nothing in dollars is not nothing in euros, and cannot be ordered or added."""
    dollars, euros = Money(0, "USD"), Money(0, "EUR")
    assert dollars != euros
    for refused in (lambda: compare(dollars, euros), lambda: total([dollars, euros], "USD")):
        with pytest.raises(CurrencyMismatchError):
            refused()


def test_an_empty_sum_has_the_currency_it_was_given() -> None:
    """Nobody can know the currency of nothing."""
    assert plain(total([], "KWD")) == "0.000 KWD"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("19.999", InexactAmountError),
        ("1,000.00", MalformedAmountError),
        ("1e3", MalformedAmountError),
        ("12.", MalformedAmountError),
        (" 1", MalformedAmountError),
        ("+-1", MalformedAmountError),
        ("\u22121", MalformedAmountError),
        ("", MalformedAmountError),
        ("1\n", MalformedAmountError),
        ("\u0661", MalformedAmountError),
        ("9" * 5_000, MalformedAmountError),
        ("nan", NotFiniteError),
        ("-Infinity", NotFiniteError),
    ],
)
def test_text_that_is_no_canonical_amount_is_refused(text: str, error: type[XbcommerceError]) -> None:
    """Grouping, exponents, spaces, other digits: each is refused with its own error."""
    with pytest.raises(error):
        parse_amount(text, "USD")


@pytest.mark.parametrize("amount", ["1E+999999999", "-1E+1001", "1E-999999999"])
def test_an_amount_too_large_to_write_out_is_refused_at_once(amount: str) -> None:
    """Ten signs of a document must not take all time and memory."""
    huge = Money(Decimal(amount), "EUR")
    for door in (
        lambda: minor(huge),
        lambda: quantize(huge, Rounding.DOWN),
        lambda: scale(huge, 2, Rounding.DOWN),
        lambda: from_minor(10**5_000, "EUR"),
    ):
        with pytest.raises(TooLargeError, match="digits"):
            door()
    assert plain(huge).endswith(" EUR")
    with pytest.raises(InvalidValueError, match=r"factor=.* digits"):
        scale(Money("1.00", "EUR"), Decimal(amount), Rounding.DOWN)


def test_an_amount_may_say_its_sign() -> None:
    """Bank files write a plus."""
    assert parse_amount("+1.50", "USD") == Money("1.50", "USD") == -parse_amount("-1.5", "USD")


@given(moneys())
def test_plain_text_is_read_back(money: Money) -> None:
    """What `plain` writes, `parse_amount` reads."""
    amount, _, code = plain(money).partition(" ")
    assert parse_amount(amount, code) == money


def test_codes_that_carry_no_money_are_refused() -> None:
    """Currencies that left the list, unknown ones, gold."""
    with pytest.raises(UnknownCurrencyError):
        minor(Money("5", Currency("DEM")))
    with pytest.raises(UnknownCurrencyError, match="did you mean 'EUR'"):
        from_minor(5, "EURO")
    with pytest.raises(NoMinorUnitError):
        from_minor(5, "XAU")
    for nothing in (None, 978, 9.78):
        with pytest.raises(UnknownCurrencyError, match=str(nothing)):
            from_minor(5, cast("str", nothing))


@pytest.mark.parametrize("factor", [0.5, float("nan"), Decimal("NaN"), True, "2"])
def test_a_factor_must_be_exact(factor: object) -> None:
    """Floats, NaN, flags and text are no factors."""
    with pytest.raises(InvalidValueError):
        scale(Money("1.00", "EUR"), factor, Rounding.HALF_UP)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [0.5, float("nan"), Decimal("NaN"), True, "2", None])
def test_what_is_rounded_must_be_exact(value: object) -> None:
    """A float is refused with the way out; what is exact is taken, whatever its type."""
    with pytest.raises(InvalidValueError, match="value="):
        round_fraction(cast("Fraction", value), Rounding.HALF_UP)
    assert round_fraction(cast("Fraction", Decimal("2.5")), Rounding.HALF_UP) == 3


@pytest.mark.parametrize("units", [1.5, True, Decimal(1), "1", None])
def test_minor_units_are_whole(units: object) -> None:
    """Neither a fraction of a cent nor a flag becomes money; the value is shown."""
    with pytest.raises(InvalidValueError, match=re.escape(f"amount_minor={units!r}")):
        from_minor(units, "EUR")  # type: ignore[arg-type]


@pytest.mark.parametrize("given_", [12.5, "12 EUR", 12, Decimal(12), None])
def test_what_has_no_currency_is_no_money(given_: object) -> None:
    """Every door says so, shows the value, and what to give instead."""
    one, value = Money("1.00", "EUR"), cast("Money", given_)
    for door in (
        lambda: minor(value),
        lambda: plain(value),
        lambda: quantize(value, Rounding.DOWN),
        lambda: scale(value, 2, Rounding.DOWN),
        lambda: total([one, value], "EUR"),
        lambda: compare(value, one),
        lambda: compare(one, value),
        lambda: Bag.of([one, value]),
    ):
        with pytest.raises(NotMoneyError, match=re.escape(f"{value!r} is no Money")) as error:
            door()
        assert 'Money("12.50", "EUR")' in str(error.value)


@pytest.mark.parametrize("text", ["half_up", "HALF_UP", None, Allocate.TO_FIRST])
def test_a_rounding_is_a_member_and_no_text(text: object) -> None:
    """Refused even where nothing would be rounded, naming every member."""
    rounding = cast("Rounding", text)
    for door in (
        lambda: quantize(Money("1.00", "EUR"), rounding),
        lambda: scale(Money("1.00", "EUR"), 3, rounding),
        lambda: divide(4, 2, rounding),
    ):
        with pytest.raises(InvalidValueError, match=re.escape(f"rounding={rounding!r}")) as error:
            door()
        assert all(str(member) in str(error.value) for member in Rounding)


@given(bags(), bags())
def test_bags_add_and_cancel(first: Bag, second: Bag) -> None:
    """Adding is order-free, a bag and its opposite are nothing, and a bag is true if it holds something."""
    assert first + second == second + first
    assert not first + -first
    assert bool(first) == bool(first.moneys)
