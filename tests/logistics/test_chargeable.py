"""Chargeable weight: real rules, every option, and the laws they keep."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.measures import UnknownUnitError, convert
from xbcommerce.kernel.money import Rounding
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics import ChargeableRule, Scope, Size, Step, rule_on
from xbcommerce.testing.strategies.logistics import chargeable_rules, sizes

NEXT_INCH = Step.of(1)
NEAREST_INCH = Step.of(1, Rounding.HALF_UP)


def inches(*sides: str) -> Size:
    """Make a size from inches."""
    return Size.of([convert(Decimal(side), "in", "mm") for side in sides])


def pounds(weight_g: Fraction) -> Fraction:
    """Express grams in pounds."""
    return weight_g * convert(1, "g", "lb")


def test_the_next_inch_charges_a_pound_more_than_the_nearest() -> None:
    """11.1 x 8.5 x 6.2 in at 4.2 lb: 5 lb before 2025-08-18, 6 lb after."""
    parcel, weight_g = inches("11.1", "8.5", "6.2"), convert(Decimal("4.2"), "lb", "g")
    charged = [
        ChargeableRule(
            length_unit="in", weight_unit="lb", divisor=139, side_step=step, weight_step=Step.of(1)
        ).weigh(parcel, weight_g)
        for step in (NEAREST_INCH, NEXT_INCH)
    ]
    assert [pounds(each.weight_g) for each in charged] == [5, 6]


def test_centimetres_that_are_whole_inches_stay_whole() -> None:
    """25.4 cm is 10 in and does not become 11 under a next-inch rule."""
    rule = ChargeableRule(length_unit="in", weight_unit="lb", divisor=139, side_step=NEXT_INCH)
    assert rule.side(254) == 10


def test_a_quotient_on_a_step_stays_on_it() -> None:
    """62.5 x 50 x 17.6 cm / 5000 is 11 kg exactly; binary floats land above and charge 11.5."""
    rule = ChargeableRule(divisor=5_000, weight_step=Step.of("0.5"))
    assert rule.weigh(Size.of((625, 500, 176)), 1_200).weight_g == 11_000


BASE = {"divisor": 6_000, "weight_step": Step.of("0.1")}
OPTIONS = {
    "another divisor": {"divisor": 5_000},
    "a density": {"divisor": None, "density": Decimal("0.0002")},
    "rounded sides": {"side_step": Step.of(5)},
    "a shape": {"shape_factor": "0.785"},
    "a volume it is not over": {"volume_over": 64_000},
    "a side it is not over": {"longest_over": 40},
    "half the excess": {"share": "0.5"},
    "a minimum": {"minimum": 12},
    "a coarser step": {"weight_step": Step.of(1)},
    "another weight unit": {"weight_unit": "lb"},
    "another length unit": {"length_unit": "in"},
}


@pytest.mark.parametrize("option", OPTIONS.values(), ids=OPTIONS.keys())
def test_every_option_changes_a_result(option: dict[str, object]) -> None:
    """No option is read and then forgotten."""
    cube = Size.of((399, 401, 400)) if "side_step" in option else Size.of((400, 400, 400))
    plain = ChargeableRule(**BASE).weigh(cube, 5_000)  # type: ignore[arg-type]
    changed = ChargeableRule(**(BASE | option)).weigh(cube, 5_000)  # type: ignore[arg-type]
    assert plain.weight_g != changed.weight_g


def test_parcels_are_compared_one_by_one_or_once() -> None:
    """Per parcel 14 kg, on the sums 10.5 kg."""
    parcels = [
        (Size.of((400, 300, 200)), 1_100),
        (Size.of((300, 200, 100)), 4_200),
        (Size.of((350, 250, 250)), 3_300),
    ]
    by_scope = {
        scope: ChargeableRule(divisor=5_000, weight_step=Step.of("0.5"), scope=scope)
        .weigh_all(parcels)
        .weight_g
        for scope in Scope
    }
    assert by_scope == {Scope.PARCEL: 14_000, Scope.SHIPMENT: 10_500}


def test_the_rule_of_the_day_is_used() -> None:
    """Both bounds of a published validity are inclusive; outside all rules is a refusal."""
    old = ChargeableRule(validity=Validity.from_inclusive(date(2023, 1, 1), date(2025, 8, 17)))
    new = ChargeableRule(validity=Validity(date(2025, 8, 18), None))
    assert rule_on([old, new], date(2025, 8, 17)) is old
    assert rule_on([old, new], date(2025, 8, 18)) is new
    early = rule_on([old, new], date(2022, 12, 31))
    assert isinstance(early, Refusal)
    assert early.codes == ("chargeable.no_rule",)


def test_two_rules_of_one_day_are_ambiguous() -> None:
    """No rule wins by its place in the list."""
    twice = rule_on([ChargeableRule(), ChargeableRule(divisor=5_000)], date(2026, 3, 2))
    assert isinstance(twice, Refusal)
    assert twice.codes == ("chargeable.ambiguous",)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ({"divisor": 0}, "divisor=0"),
        ({"divisor": -5_000}, "divisor=-5000"),
        ({"divisor": 5_000, "density": 250}, "give one of them"),
        ({"share": "1.5"}, "share=3/2"),
        ({"minimum": -1}, "minimum=-1"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused(rule: dict[str, object], says: str) -> None:
    """The message shows the value."""
    with pytest.raises(InvalidValueError, match=says):
        ChargeableRule(**rule)  # type: ignore[arg-type]


def test_an_unknown_unit_is_refused() -> None:
    """And the message lists the known ones."""
    with pytest.raises(UnknownUnitError, match="cm"):
        ChargeableRule(length_unit="ell")


@given(
    chargeable_rules(),
    sizes(),
    st.integers(1, 40_000),
    st.integers(0, 5_000),
    st.integers(0, 300),
    st.integers(0, 2),
)
def test_more_weight_or_longer_sides_never_charge_less(
    rule: ChargeableRule, size: Size, weight_g: int, more_g: int, longer_mm: int, side: int
) -> None:
    """Chargeable weight is monotone in weight and in each side."""
    sides = list(size.sides_mm)
    sides[side] += longer_mm
    plain = rule.weigh(size, weight_g).weight_g
    assert rule.weigh(Size.of(sides), weight_g + more_g).weight_g >= plain


@given(chargeable_rules(), sizes(), st.integers(1, 40_000))
def test_nobody_is_charged_for_less_than_the_scale_says(
    rule: ChargeableRule, size: Size, weight_g: int
) -> None:
    """A share of the excess never lowers a dense parcel; steps here go up or to the nearest."""
    charged = rule.weigh(size, weight_g)
    least = weight_g if rule.weight_step is None or rule.weight_step.rounding is Rounding.UP else 0
    assert charged.weight_g >= least


@given(chargeable_rules(), sizes(), st.integers(1, 40_000), st.randoms(use_true_random=False))
def test_the_order_of_sides_does_not_matter(
    rule: ChargeableRule, size: Size, weight_g: int, random: object
) -> None:
    """Whichever side was called the length."""
    sides = list(size.sides_mm)
    random.shuffle(sides)  # type: ignore[attr-defined]
    assert rule.weigh(Size.of(sides), weight_g) == rule.weigh(size, weight_g)


@given(
    chargeable_rules(scopes=st.just(Scope.PARCEL)),
    st.lists(st.tuples(sizes(), st.integers(1, 9_000)), min_size=1, max_size=4),
)
def test_parcel_scope_adds_up(rule: ChargeableRule, parcels: list[tuple[Size, int]]) -> None:
    """What a shipment is charged for is the sum over its parcels."""
    assert rule.weigh_all(parcels).weight_g == sum(rule.weigh(*parcel).weight_g for parcel in parcels)
