"""Charges as a graph: exact, in any order, line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import Rounding, exponent_of
from xbcommerce.logistics import Step
from xbcommerce.logistics.customs import Exchange
from xbcommerce.logistics.customs.charges import (
    AtRate,
    Bound,
    Bracket,
    ByTaxRate,
    ByValue,
    Charge,
    ChargeCycleError,
    ChargeKind,
    ChargeRule,
    Reckoned,
    UnknownBaseError,
    reckon,
)

EUROS = Exchange("EUR", FrozenMap({}))
PARTS = ("goods", "freight", "inland")
RATES = st.integers(0, 4_000).map(lambda basis_points: Fraction(basis_points, 10_000))


def rule(name: str, rate: str = "10", base: tuple[str, ...] = ("goods",), **options: object) -> ChargeRule:
    """Make a rule of a rate; only what matters is said."""
    return ChargeRule(name, ChargeKind.DUTY, AtRate(rate), base, **options)  # type: ignore[arg-type]


def one(charge: ChargeRule, *goods: int, rates: Exchange = EUROS) -> Reckoned:
    """Reckon one charge over lines of goods."""
    keys = [str(at) for at in range(len(goods))]
    return reckon([Charge.of(charge, lines=len(goods))], {"goods": goods}, keys, rates)[0]


@st.composite
def consignments(draw: st.DrawFn) -> tuple[dict[str, tuple[int, ...]], list[str]]:
    """Draw parts of up to five lines."""
    lines = draw(st.integers(1, 5))
    amounts = st.lists(st.integers(0, 10**7), min_size=lines, max_size=lines).map(tuple)
    return {name: draw(amounts) for name in PARTS}, [f"line {at}" for at in range(lines)]


@st.composite
def graphs(draw: st.DrawFn, lines: int) -> list[Charge]:
    """Draw up to five charges, each on parts and on earlier charges, with their own roundings."""
    charges: list[Charge] = []
    for number in range(draw(st.integers(1, 5))):
        known = (*PARTS, *(charge.rule.name for charge in charges))
        base = draw(st.lists(st.sampled_from(known), min_size=1, unique=True))
        step = Step.of(draw(st.sampled_from(["0.01", "0.05", "1"])), draw(st.sampled_from(Rounding)))
        made = ChargeRule(
            f"charge {number}",
            draw(st.sampled_from(ChargeKind)),
            ByTaxRate(),
            base,
            rounding=step,
            inclusive=draw(st.booleans()),
            collected=draw(st.sampled_from(["1", "0.7"])),
        )
        charges.append(Charge(made, draw(st.lists(RATES, min_size=lines, max_size=lines))))
    return charges


@given(consignments(), st.data())
def test_lines_sum_to_totals_whatever_the_rule(
    drawn: tuple[dict[str, tuple[int, ...]], list[str]], data: st.DataObject
) -> None:
    """Of every charge in every graph."""
    parts, keys = drawn
    for each in reckon(data.draw(graphs(len(keys))), parts, keys, EUROS):
        assert sum(each.lines) == each.total
        assert all(units >= 0 for units in each.lines)


@given(consignments(), st.data())
def test_neither_the_order_of_charges_nor_that_of_lines_matters(
    drawn: tuple[dict[str, tuple[int, ...]], list[str]], data: st.DataObject
) -> None:
    """Each line bears the same, wherever it stands."""
    parts, keys = drawn
    charges = data.draw(graphs(len(keys)))
    order = data.draw(st.permutations(range(len(keys))))
    moved = [
        Charge(charge.rule, [charge.rates[at] for at in order])
        for charge in data.draw(st.permutations(charges))
    ]
    turned = {name: tuple(units[at] for at in order) for name, units in parts.items()}

    def told(found: Sequence[Reckoned], names: Sequence[str]) -> dict[str, dict[str, int]]:
        return {each.rule.name: dict(zip(names, each.lines, strict=True)) for each in found}

    assert told(reckon(charges, parts, keys, EUROS), keys) == told(
        reckon(moved, turned, [keys[at] for at in order], EUROS), [keys[at] for at in order]
    )


def naive(
    parts: Mapping[str, Decimal], charges: Sequence[tuple[str, Decimal, Sequence[str], str]]
) -> list[Decimal]:
    """Reckon one line in decimals, a charge after the other, as a script would."""
    known = dict(parts)
    for name, rate, base, mode in charges:
        raw = sum((known[part] for part in base), Decimal(0)) * rate
        known[name] = raw.quantize(Decimal("0.01"), rounding=mode)
    return [known[name] for name, *_ in charges]


@given(
    st.lists(st.integers(0, 10**7), min_size=3, max_size=3),
    st.lists(
        st.tuples(st.integers(0, 4_000), st.integers(0, 7), st.sampled_from([ROUND_HALF_UP, ROUND_DOWN])),
        min_size=1,
        max_size=4,
    ),
)
def test_one_line_comes_out_as_a_plain_script_has_it(
    units: list[int], drawn: list[tuple[int, int, str]]
) -> None:
    """Charge by charge, on decimals."""
    modes = {ROUND_HALF_UP: Rounding.HALF_UP, ROUND_DOWN: Rounding.DOWN}
    charges, script, names = [], [], list(PARTS)
    for number, (points, skip, mode) in enumerate(drawn):
        base = tuple(name for at, name in enumerate(names) if at != skip)
        name = f"charge {number}"
        made = rule(name, str(Decimal(points) / 100), base, rounding=Step.of("0.01", modes[mode]))
        charges.append(Charge.of(made, lines=1))
        script.append((name, Decimal(points) / 10_000, base, mode))
        names.append(name)
    parts = dict(zip(PARTS, units, strict=True))
    found = {
        each.rule.name: each.total
        for each in reckon(charges, {name: (amount,) for name, amount in parts.items()}, ["a"], EUROS)
    }
    expected = naive({name: Decimal(amount) / 100 for name, amount in parts.items()}, script)
    assert [Decimal(found[name]) / 100 for name, *_ in script] == expected


@given(st.integers(0, 10**9), st.integers(1, 9_900))
def test_an_inclusive_tax_is_its_rate_of_base_and_tax_together(base: int, points: int) -> None:
    """Within the half cent that it was rounded by."""
    tax = one(rule("icms", str(Decimal(points) / 100), inclusive=True), base).total
    rate = Fraction(points, 10_000)
    assert abs(tax * (1 - rate) - base * rate) <= Fraction(1, 2)


@given(
    st.sampled_from(["EUR", "JPY", "KWD"]),
    st.sampled_from(["0.00001", "0.001", "0.01"]),
    st.integers(0, 10**7),
)
def test_a_step_finer_than_the_currency_rounds_to_its_unit(code: str, size: str, goods: int) -> None:
    """A hundredth of a yen, which is what a rule rounds to by default, is no yen cut off."""
    made = rule("vat", "8.1", rounding=Step.of(size, Rounding.HALF_UP))
    exact = Fraction(81, 1000) * goods
    unit = max(Fraction(size) * 10 ** exponent_of(code), Fraction(1))
    assert abs(one(made, goods, rates=Exchange(code, FrozenMap({}))).total - exact) <= unit / 2


def test_a_base_of_kinds_takes_every_charge_of_them_and_never_itself() -> None:
    """A tax on duties, and a duty of the same kind as its base."""
    duty, dumping = rule("duty", "10"), rule("dumping", "5")
    vat = ChargeRule("vat", ChargeKind.IMPORT_TAX, AtRate(20), ("goods",), base_kinds={ChargeKind.DUTY})
    charges = [Charge.of(each, lines=1) for each in (vat, duty, dumping)]
    found = {each.rule.name: each for each in reckon(charges, {"goods": (100_00,)}, ["a"], EUROS)}
    assert found["vat"].base == 115_00
    surcharge = ChargeRule("sur", ChargeKind.DUTY, AtRate(10), base_kinds={ChargeKind.DUTY})
    (_, added) = reckon(
        [Charge.of(duty, lines=1), Charge.of(surcharge, lines=1)], {"goods": (100_00,)}, ["a"], EUROS
    )
    assert (added.base, added.total) == (10_00, 1_00)


def test_charges_that_need_each_other_are_refused_with_their_circle() -> None:
    """By name, with the way out."""
    charges = [Charge.of(rule("a", base=("b",)), lines=1), Charge.of(rule("b", base=("a",)), lines=1)]
    with pytest.raises(ChargeCycleError, match=r"charges need each other: .* inclusive=True") as caught:
        reckon(charges, {"goods": (1,)}, ["x"], EUROS)
    assert caught.value.code == "charge_cycle"


def test_a_base_that_names_nothing_is_refused_with_the_name_that_was_meant() -> None:
    """A typing mistake would otherwise leave a part of the value untaxed."""
    with pytest.raises(
        UnknownBaseError, match=r"'freigth', which is no part and no charge; did you mean 'freight'"
    ):
        reckon([Charge.of(rule("vat", base=("freigth",)), lines=1)], {"freight": (1,)}, ["x"], EUROS)


def test_a_name_that_stands_for_two_things_is_refused() -> None:
    """A charge named as a part of the value."""
    with pytest.raises(InvalidValueError, match="'goods' names more than one charge or part"):
        one(rule("goods", base=()), 1)


@pytest.mark.parametrize(
    ("value", "fee", "bound"),
    [
        (9_692_00, 33_58, Bound.MINIMUM),
        (9_695_00, 33_58, None),
        (10_000_00, 34_64, None),
        (188_077_00, 651_50, None),
        (188_079_00, 651_50, Bound.MAXIMUM),
    ],
)
def test_the_merchandise_processing_fee_stays_within_its_limits(
    value: int, fee: int, bound: Bound | None
) -> None:
    """19 CFR 24.23, limits of fiscal year 2026; to the cent beside each limit."""
    limits = {"minimum": Money("33.58", "USD"), "maximum": Money("651.50", "USD")}
    found = one(rule("mpf", "0.3464", **limits), value, rates=Exchange("USD", FrozenMap({})))
    assert (found.total, found.bound) == (fee, bound)


@pytest.mark.parametrize(("francs", "tax"), [("62.49", 0), ("62.50", 5_10), ("0", 0)])
def test_swiss_vat_is_rounded_before_it_is_asked_whether_it_is_levied(francs: str, tax: int) -> None:
    """Base to the franc, tax to 0.05, then more than 5 francs: bazg.admin.ch."""
    swiss = rule(
        "vat",
        "8.1",
        base_rounding=Step.of(1, Rounding.HALF_UP),
        rounding=Step.of("0.05", Rounding.HALF_UP),
        levied_above=Money("5.00", "CHF"),
    )
    found = one(swiss, int(Decimal(francs) * 100), rates=Exchange("CHF", FrozenMap({})))
    assert found.total == tax
    assert found.bound is (Bound.NOT_LEVIED if 0 < int(Decimal(francs)) < 63 and not tax else None)


def test_the_base_is_rounded_for_each_rate_where_lines_have_several() -> None:
    """Goods at 8.1 % and books at 2.6 %, each base to the franc; the lines still sum."""
    made = ChargeRule(
        "vat", ChargeKind.IMPORT_TAX, ByTaxRate(), ("goods",), base_rounding=Step.of(1, Rounding.HALF_UP)
    )
    rates = [Fraction("0.081"), Fraction("0.026"), Fraction("0.081")]
    (found,) = reckon([Charge(made, rates)], {"goods": (10_20, 30_70, 10_20)}, ["a", "b", "c"], EUROS)
    assert found.charged_on == (10_00, 31_00, 10_00)
    assert sum(found.lines) == found.total == round(20_00 * 0.081 + 31_00 * 0.026)


def test_a_deduction_in_another_currency_is_converted_and_never_makes_a_charge_negative() -> None:
    """60 % less 20 dollars, at 5.20 reais: press on Brazil's rule above 50 dollars."""
    reais = Exchange(
        "BRL", FrozenMap({"USD": Rate("USD", "BRL", Fraction("5.20"), date(2026, 3, 2), "a bank")})
    )
    made = rule("ii", "60", deduct=Money("20.00", "USD"))
    assert one(made, 410_00, rates=reais).total == 142_00
    assert one(made, 100_00, rates=reais).total == 0


def test_what_is_collected_is_less_than_what_later_bases_see() -> None:
    """Consumption tax and VAT of China's retail list at 70 %: (CT + VAT) / (1 - CT) x 0.7."""
    tax = rule("ct", "15", inclusive=True, collected="0.7")
    vat = rule("vat", "13", ("goods", "ct"), collected="0.7")
    found = reckon([Charge.of(tax, lines=1), Charge.of(vat, lines=1)], {"goods": (1000_00,)}, ["a"], EUROS)
    assert [each.total for each in found] == [123_53, 107_06]
    composite = Fraction(15 + 13, 100) / Fraction(85, 100) * Fraction(7, 10)
    assert abs(sum(each.total for each in found) - 1000_00 * composite) <= 1


def test_only_the_taxable_share_of_a_line_is_charged() -> None:
    """A gift of 200 dollars of which 60 are free."""
    gst = rule("gst", "5")
    charge = Charge.of(gst, lines=2, taxable=[Fraction(140, 200), Fraction(0)])
    (found,) = reckon([charge], {"goods": (200_00, 30_00)}, ["a", "b"], EUROS)
    assert (found.charged_on, found.lines, found.bases) == ((140_00, 0), (7_00, 0), (200_00, 30_00))


def test_a_line_may_be_charged_by_another_measure_than_its_value() -> None:
    """3 euros a kilogram on the second line, beside 10 % on both."""
    made = ChargeRule("duty", ChargeKind.DUTY, ByTaxRate(), ("goods",))
    charge = Charge(made, [Fraction(1, 10)] * 2, specific=(Fraction(0), Fraction(600)))
    (found,) = reckon([charge], {"goods": (10_00, 10_00)}, ["a", "b"], EUROS)
    assert found.lines == (1_00, 7_00)


BROKEN: Mapping[str, Callable[[], object]] = {
    "a negative rate": lambda: rule("vat", "-1"),
    "a part twice": lambda: rule("vat", base=("goods", "goods")),
    "itself as base": lambda: rule("vat", base=("vat",)),
    "all of its own base": lambda: rule("vat", "100", inclusive=True),
    "crossed limits": lambda: rule("vat", minimum=Money(2, "EUR"), maximum=Money(1, "EUR")),
    "more collected than due": lambda: rule("vat", collected="1.1"),
    "a float": lambda: AtRate(0.2),  # type: ignore[arg-type]
    "no bracket": lambda: ByValue([]),
    "no open bracket": lambda: ByValue([Bracket(20, Money(50, "USD"))]),
    "two open brackets": lambda: ByValue([Bracket(20), Bracket(60)]),
    "no rate of its own": lambda: Charge.of(ChargeRule("vat", ChargeKind.FEE, ByTaxRate()), lines=1),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_rule_that_cannot_be_meant_is_refused(broken: Callable[[], object]) -> None:
    """When it is made, not when it is first used."""
    with pytest.raises(InvalidValueError):
        broken()


@pytest.mark.parametrize(
    ("options", "whole", "collected", "bound"),
    [
        ({}, 1_000, 700, None),
        ({"minimum": Money("30.00", "EUR")}, 3_000, 2_100, Bound.MINIMUM),
        ({"maximum": Money("5.00", "EUR")}, 500, 350, Bound.MAXIMUM),
        ({"deduct": Money("4.00", "EUR")}, 600, 420, None),
        ({"deduct": Money("12.00", "EUR")}, 0, 0, None),
    ],
)
def test_the_share_that_is_collected_is_one_of_what_is_due_within_all_bounds(
    options: dict[str, object], whole: int, collected: int, bound: Bound | None
) -> None:
    """Later bases see the whole of it."""
    found = one(rule("vat", collected="0.7", **options), 10_000)
    assert (sum(found.seen), found.total, found.bound) == (whole, collected, bound)


def test_a_minimum_that_is_not_above_what_is_levied_is_not_levied() -> None:
    """The test is about the amount that would be charged."""
    small = rule("fee", minimum=Money("3.00", "EUR"), levied_above=Money("5.00", "EUR"))
    found = one(small, 100)
    assert (found.total, found.bound) == (0, Bound.NOT_LEVIED)
