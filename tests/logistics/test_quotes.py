"""Quotes: every reason against a channel at once, exact lines, and one currency to compare in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.codec import to_json
from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import Rate, RateTable
from xbcommerce.kernel.measures import Dimensions
from xbcommerce.kernel.money import Rounding, UnknownCurrencyError, minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics import (
    ALLOW,
    DENY,
    Channel,
    ChannelQuote,
    ChargeableRule,
    Compare,
    Consignment,
    Destination,
    Fixed,
    Flag,
    FlatBand,
    FlatBands,
    GoodsRule,
    InZone,
    Lane,
    Mode,
    OfValue,
    Op,
    Parcel,
    Per,
    Percent,
    PerKg,
    PerKgBand,
    Postcodes,
    Pricing,
    SizeLimits,
    Step,
    TransitDays,
    ZoneRule,
    quote,
    shop,
)
from xbcommerce.logistics.quoting import quote_at_length, quote_consignment
from xbcommerce.logistics.shopping import apportioned
from xbcommerce.testing.strategies.logistics import DAY, amounts, channels, destinations, parcels

GERMANY = Destination("DE", "20095", flags={"remote": False})
TRANSIT = TransitDays(8, 12)


def channel(**changes: object) -> Channel:
    """Make a parcel line to Germany; only what matters is given."""
    bands = (PerKgBand(0, 300, "13.20", "3.30"), PerKgBand(300, 30_000, "11.80", "2.90"))
    plain = Channel(
        "line",
        "Line",
        Mode.AIR,
        "USD",
        zones=[ZoneRule("EU", ("DE", "FR"))],
        lanes={"EU": Lane(PerKg(bands), TRANSIT)},
        goods={
            "general": ALLOW,
            "battery_in_device": GoodsRule(allowed=True, except_in={"FR"}),
            "liquid": DENY,
        },
        limits=SizeLimits(length_mm=600, sum_mm=900, weight_g=2_000),
        validity=Validity.from_inclusive(date(2026, 1, 1), date(2026, 12, 31)),
    )
    return evolve(plain, **changes)  # type: ignore[arg-type]


def parcel(
    weight_g: int = 1_200,
    sides: tuple[int, int, int] = (300, 200, 100),
    goods: str = "general",
    value: Money | None = None,
) -> Parcel:
    """Make a parcel of plain goods."""
    return Parcel(Dimensions(*sides), weight_g, {goods}, value)


def codes(found: ChannelQuote | Refusal) -> tuple[str, ...]:
    """Return the reasons of a refusal."""
    assert isinstance(found, Refusal), found
    return found.codes


def priced(found: ChannelQuote | Refusal) -> ChannelQuote:
    """Return a quote that was given."""
    assert isinstance(found, ChannelQuote), found
    return found


def test_every_reason_is_told_with_its_parcel() -> None:
    """Destination, dates, goods, size and weight in one refusal."""
    found = quote(
        channel(), [parcel(), parcel(2_500, (700, 200, 100), "liquid")], Destination("US"), date(2027, 1, 1)
    )
    assert codes(found) == (
        "destination.not_served",
        "channel.not_valid",
        "goods.denied",
        "limit.length",
        "limit.sum",
        "limit.weight",
    )
    assert isinstance(found, Refusal)
    assert {unmet.where for unmet in found.unmet[2:]} == {"Line #2"}


def test_a_single_parcel_needs_no_list() -> None:
    """A shop with one parcel asks for one."""
    assert quote(channel(), parcel(), GERMANY, DAY) == quote(channel(), [parcel()], GERMANY, DAY)
    asked = [channel(), channel(id="other", goods={"general": DENY})]
    one = shop(parcel(), asked, GERMANY, DAY, currency="USD")
    assert one == shop([parcel()], asked, GERMANY, DAY, currency="USD")


def test_a_channel_that_does_not_come_into_question_says_why_in_words() -> None:
    """Printing it is one call."""
    (refused,) = shop(parcel(2_500), [channel()], GERMANY, DAY, currency="USD").refused
    assert str(refused).splitlines() == [
        "Line does not come into question:",
        "Line: weighs 2,500 g, at most 2,000 g",
    ]


def test_goods_that_a_card_does_not_mention_are_unknown() -> None:
    """Never allowed by silence."""
    assert codes(quote(channel(), [parcel(goods="magnet")], GERMANY, DAY)) == ("goods.unknown",)


def test_goods_may_be_denied_in_one_country() -> None:
    """Batteries to Germany, none to France."""
    lamp = parcel(goods="battery_in_device")
    priced(quote(channel(), [lamp], GERMANY, DAY))
    assert codes(quote(channel(), [lamp], Destination("FR"), DAY)) == ("goods.denied",)


@pytest.mark.parametrize(
    ("on", "valid"),
    [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)],
)
def test_both_ends_of_a_published_validity_are_included(on: str, *, valid: bool) -> None:
    """From the first to the last day."""
    found = quote(channel(), [parcel()], GERMANY, date.fromisoformat(on))
    assert isinstance(found, ChannelQuote) is valid


def test_a_value_ceiling_needs_a_value_in_its_currency() -> None:
    """At the ceiling is allowed; unknown and other currencies are not."""
    dear = channel(value_max=Money("400", "USD"))
    values = [Money("400", "USD"), Money("400.01", "USD"), Money("10", "EUR"), None]
    found = [quote(dear, [parcel(value=value)], GERMANY, DAY) for value in values]
    priced(found[0])
    assert [codes(each) for each in found[1:]] == [
        ("value.over_ceiling",),
        ("value.other_currency",),
        ("value.unknown",),
    ]


def test_a_courier_may_need_a_telephone_and_no_post_office_box() -> None:
    """An unknown telephone number is a missing one."""
    picky = channel(needs_phone=True, takes_po_box=False)
    assert codes(quote(picky, [parcel()], Destination("DE", po_box=True), DAY)) == (
        "destination.po_box",
        "destination.phone_missing",
    )
    priced(quote(picky, [parcel()], Destination("DE", po_box=False, phone=True), DAY))


def test_a_weight_without_price_is_one_more_reason() -> None:
    """With the parcel it concerns."""
    short = channel(lanes={"EU": Lane(FlatBands((FlatBand(0, 1_000, 5),)), TRANSIT)})
    found = quote(short, [parcel(900), parcel(1_001)], GERMANY, DAY)
    assert codes(found) == ("tariff.no_band",)
    assert isinstance(found, Refusal)
    assert found.unmet[0].where == "Line #2"


def test_parcels_are_priced_one_by_one_or_together() -> None:
    """Two parcels of 0.2 kg: twice the first band, or 0.4 kg once in the second."""
    two = [parcel(200), parcel(200)]
    apart = priced(quote(channel(pricing=Pricing.PARCEL), two, GERMANY, DAY))
    together = priced(quote(channel(pricing=Pricing.SHIPMENT), two, GERMANY, DAY))
    assert (apart.total, together.total) == (Money("11.88", "USD"), Money("7.62", "USD"))
    assert apart.charged_weight_g == together.charged_weight_g == 400


def test_the_billable_weight_chooses_the_band() -> None:
    """A light, large parcel is banded by the weight it is charged for."""
    rule = ChargeableRule(divisor=5_000, weight_step=Step.of("0.5"))
    found = priced(quote(channel(chargeable=[rule]), [parcel(250)], GERMANY, DAY))
    assert found.charged_weight_g == 1_500
    assert found.total == Money("20.60", "USD")


def test_surcharges_see_each_parcel_and_the_lines_before() -> None:
    """Two long parcels of three, then fuel on everything."""
    stages = (
        Fixed("LONG", 4, per=Per.PARCEL, when=Compare("longest_mm", Op.OVER, 400)),
        Percent("FUEL", 10, ("BASE", "LONG")),
    )
    long = parcel(200, (500, 100, 100))
    found = priced(quote(channel(surcharges=stages), [long, parcel(200), long], GERMANY, DAY))
    assert {line.code: str(line.amount.amount) for line in found.lines} == {
        "BASE": "17.82",
        "LONG": "8.00",
        "FUEL": "2.58",
    }


def test_a_surcharge_on_the_value_needs_it_in_the_cards_currency() -> None:
    """Ten euros are no ten dollars."""
    insured = channel(surcharges=[OfValue("COD", 1, 2)])
    assert priced(quote(insured, [parcel(value=Money("100", "USD"))], GERMANY, DAY)).lines[
        -1
    ].amount == Money("2", "USD")
    assert codes(quote(insured, [parcel(value=Money("100", "EUR"))], GERMANY, DAY)) == (
        "surcharge.fact_unknown",
    )


def test_nothing_to_send_is_a_mistake() -> None:
    """Not a quote of zero."""
    with pytest.raises(InvalidValueError, match="nothing to send"):
        quote(channel(), [], GERMANY, DAY)


FX = RateTable("USD", "the bank", {DAY: {"CNY": 1 / Fraction("0.1387"), "GBP": 1 / Fraction("1.2743")}})


def test_the_total_is_converted_once_and_the_lines_follow() -> None:
    """15.80 + 4.24 + 1.41: the lines lose most first, and add up."""
    lines = [Money(amount, "GBP") for amount in ("20.80", "3.33", "1.11")]
    rate = FX.as_of("GBP", "USD", DAY, max_age_days=0)
    assert isinstance(rate, Rate)
    assert [str(line.amount) for line in apportioned(lines, rate)] == ["26.51", "4.24", "1.41"]


def test_a_missing_rate_refuses_that_quote_only() -> None:
    """It never counts as 1, and the others are still there."""
    asked = [channel(id="a"), channel(id="b", currency="JPY"), channel(id="c", currency="CNY")]
    offers = shop([parcel()], asked, GERMANY, DAY, currency="USD", fx=FX)
    assert [each.channel_id for each in offers.quotes] == ["c", "a"]
    assert [(each.channel_id, each.refusal.codes) for each in offers.refused] == [
        ("b", ("quote.unknown_currency",))
    ]
    none = shop([parcel()], asked, GERMANY, DAY, currency="USD")
    assert [each.refusal.codes for each in none.refused] == [("quote.no_rate",), ("quote.no_rate",)]


def test_a_stale_rate_refuses_too() -> None:
    """With its age."""
    offers = shop([parcel()], [channel(currency="CNY")], GERMANY, date(2026, 3, 12), currency="USD", fx=FX)
    assert offers.refused[0].refusal.codes == ("quote.stale_rate",)
    assert offers.refused[0].refusal.unmet[0].params["age_days"] == 10


def test_quotes_are_ordered_by_what_they_cost_before_rounding() -> None:
    """Both round to 2.36 dollars; the dearer one is not first by its id."""
    rate = Decimal("0.1387")
    cards = {"a": "17.04", "b": "17.00"}
    asked = [
        channel(id=name, currency="CNY", lanes={"EU": Lane(FlatBands((FlatBand(0, 2_000, price),)), TRANSIT)})
        for name, price in cards.items()
    ]
    offers = shop([parcel()], asked, GERMANY, DAY, currency="USD", fx=FX)
    assert [each.channel_id for each in offers.quotes] == ["b", "a"]
    assert offers.quotes[0].exact_total == Fraction(rate) * 17
    assert len({each.total for each in offers.quotes}) == 1


def test_an_unknown_currency_is_refused() -> None:
    """With the nearest one."""
    with pytest.raises(UnknownCurrencyError, match="EUR"):
        shop([parcel()], [], GERMANY, DAY, currency="EURO")
    with pytest.raises(UnknownCurrencyError, match="CNY"):
        channel(currency="CYN")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"lanes": {}}, "give each zone one"),
        ({"chargeable": [ChargeableRule(), ChargeableRule(divisor=5_000)]}, "two chargeable rules"),
        ({"surcharges": [Percent("FUEL", 10, ("REMOTE",))]}, "REMOTE"),
        ({"features": "tracked"}, "several names"),
    ],
    ids=["no lane", "two rules", "misspelt line", "bare text"],
)
def test_a_channel_that_cannot_be_meant_is_refused_when_it_is_built(
    changes: dict[str, object], says: str
) -> None:
    """The message names the way out."""
    with pytest.raises(InvalidValueError, match=says):
        channel(**changes)


@pytest.mark.parametrize("country", ["de", "DEU", "", "D1"])
def test_a_country_is_two_capital_letters(country: str) -> None:
    """Otherwise no rule would ever match it."""
    with pytest.raises(InvalidValueError, match="two capital letters"):
        Destination(country)


@pytest.mark.parametrize("weight_g", [0, -5, 1.5, True])
def test_a_parcel_weighs_something(weight_g: object) -> None:
    """Whole grams above zero."""
    with pytest.raises(InvalidValueError, match="weight_g"):
        Parcel(Dimensions(1, 1, 1), weight_g)  # type: ignore[arg-type]


def test_goods_classes_are_no_bare_text() -> None:
    """The text would become its letters."""
    with pytest.raises(InvalidValueError, match="several names"):
        Parcel(Dimensions(1, 1, 1), 100, goods="liquid")
    with pytest.raises(InvalidValueError, match="at least one"):
        Parcel(Dimensions(1, 1, 1), 100, goods=())


@given(channels(), st.lists(parcels(), min_size=1, max_size=3), destinations())
def test_a_quote_is_the_sum_of_its_lines_or_a_refusal_with_reasons(
    asked: Channel, sent: list[Parcel], to: Destination
) -> None:
    """Nothing in between, and the charged weight is never below what was weighed and banded."""
    found = quote(asked, sent, to, DAY)
    if isinstance(found, ChannelQuote):
        assert minor(found.total) == sum(minor(line.amount) for line in found.lines)
        assert found.lines[0].code == "BASE"
        assert "total" in str(found)
    else:
        assert all(unmet.where.startswith(asked.name) for unmet in found.unmet)


@given(st.lists(amounts(currency="GBP"), min_size=1, max_size=6), st.fractions(Fraction(1, 50), 50))
def test_converted_lines_add_up_and_none_is_off_by_a_cent(lines: list[Money], value: Fraction) -> None:
    """The sum is the total converted once; each line is within one minor unit of its own conversion."""
    rate = Rate("GBP", "JPY", value, DAY, "test")
    shares = [minor(share) for share in apportioned(lines, rate)]
    exact = [Fraction(line.amount) * value for line in lines]
    assert abs(sum(shares) - sum(exact)) <= Fraction(1, 2)
    assert all(abs(share - each) < 1 for share, each in zip(shares, exact, strict=True))


@given(data=st.data())
def test_a_compiled_card_quotes_what_the_definition_quotes(data: st.DataObject) -> None:
    """To the byte, refusals too, whatever the card; whole numbers change nothing but the time it takes."""
    card = data.draw(channels())
    sent, to = Consignment(data.draw(st.lists(parcels(), min_size=1, max_size=2))), data.draw(destinations())
    soon, at_length = quote_consignment(card, sent, to, DAY), quote_at_length(card, sent, to, DAY)
    assert soon == at_length
    assert to_json(soon) == to_json(at_length)
    if isinstance(soon, ChannelQuote):
        assert soon.total_minor == sum(minor(line.amount) for line in soon.lines)


@given(
    weight_g=st.integers(1, 2_400),
    sides=st.tuples(*[st.integers(1, 640)] * 3),
    divisor=st.sampled_from([None, 5_000, 6_000]),
    step=st.sampled_from([None, "0.05", "0.5", "0.001"]),
    rounding=st.sampled_from(Rounding),
    form=st.sampled_from(["flat", "per_kg"]),
    zone=st.sampled_from(["EU", "ISLANDS"]),
    flags=st.sampled_from([{}, {"remote": True}, {"remote": False}]),
)
def test_the_plain_case_is_compiled_and_agrees_at_every_break(  # one dimension each
    weight_g: int,
    sides: tuple[int, int, int],
    divisor: int | None,
    step: str | None,
    rounding: Rounding,
    form: str,
    zone: str,
    flags: dict[str, bool],
) -> None:
    """Bands, steps, roundings, zones by postcode, flags and shares of earlier lines."""
    bands = (PerKgBand(0, "300.5", "13.205", "3.333"), PerKgBand("300.5", 1_999, "11.87"))
    tariff = (
        FlatBands((FlatBand("0.5", 300, "9.401"), FlatBand(300, 2_000, "7")))
        if form == "flat"
        else PerKg(bands)
    )
    islands = ZoneRule("ISLANDS", ("DE",), postcodes=Postcodes(exact=("27498",)))
    card = channel(
        zones=[ZoneRule("EU", ("DE", "FR")), *([islands] if zone == "ISLANDS" else [])],
        lanes={"EU": Lane(tariff, TRANSIT)} | ({zone: Lane(tariff, TRANSIT)} if zone == "ISLANDS" else {}),
        chargeable=[ChargeableRule(divisor=divisor, weight_step=Step.of(step) if step else None)],
        rounding=rounding,
        surcharges=[
            Fixed("REMOTE", "4.505", when=Flag("remote")),
            Fixed("ISLE", "3", when=InZone({"ISLANDS"})),
            Percent("FUEL", "18.75", ("BASE", "REMOTE", "ISLE", "LATER")),
            Percent("LATER", "1.5"),
        ],
    )
    assert card.card is not None
    to = Destination("DE", "27498" if zone == "ISLANDS" else "20095", flags=flags)
    sent = Consignment(parcel(weight_g, sides))
    assert quote_consignment(card, sent, to, DAY) == quote_at_length(card, sent, to, DAY)
