"""Facts of goods, provisions and restrictions with one defect."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.logistics.customs.restrictions import (
    BatteryFacts,
    BatterySection,
    Level,
    MagnetFacts,
)
from xbcommerce.testing.strategies.customs_restrictions import (
    battery_facts,
    battery_provisions,
    battery_sections,
    liquid_facts,
    restrictions,
)

from .twin import Broken, Wrong, calls, twins


def _decimal(value: Fraction) -> str:
    return str(decimal_of(value))


def broken_battery_facts() -> st.SearchStrategy[Broken]:
    """Chemistries in words, masses of nothing, charges beyond full, facts that are no yes or no."""
    charges = st.sampled_from([Fraction(-1), Fraction(101), Fraction(200)])
    return twins(
        battery_facts(),
        Wrong("chemistry_in_words", "chemistry", st.just("lithium"), "expected one of"),
        Wrong("weighs_nothing", "net_kg", st.just(Fraction(0)), "expected a number above 0", shows=str),
        Wrong("charged_beyond_full", "charge_pct", charges, "from 0 to 100", shows=_decimal),
        Wrong("float_rating", "battery_wh", st.just(37.5), "expected an int, Decimal or Fraction"),
    )


def broken_magnet_facts() -> st.SearchStrategy[Broken]:
    """Fields that grow with the distance."""
    grows = Wrong[None](
        "grows", "field_at_4600_mm_a_per_m", st.just(Fraction(1)), "that are at 2.1 m", shows=_decimal
    )
    return calls(MagnetFacts, grows, field_at_2100_mm_a_per_m=Fraction(1, 2))


def broken_liquid_facts() -> st.SearchStrategy[Broken]:
    """More alcohol than there can be."""
    beyond = st.just(Fraction(101))
    return twins(
        liquid_facts(), Wrong("pure_and_more", "alcohol_pct", beyond, "from 0 to 100", shows=_decimal)
    )


def broken_battery_sections() -> st.SearchStrategy[Broken]:
    """Sections without a name."""
    return twins(battery_sections(), Wrong("no_name", "name", st.just(""), "needs its name"))


def broken_battery_provisions() -> st.SearchStrategy[Broken]:
    """UN numbers that are none, and provisions that leave a rating without a section."""
    mild = (BatterySection("II", battery_wh_max=100),)
    return twins(
        battery_provisions(),
        Wrong("no_un_number", "un", st.sampled_from(["", "UN3481", "348"]), "four digits"),
        Wrong("no_section_for_all", "sections", st.just(mild), "the strictest last", shows=lambda _: "II"),
    )


def broken_restrictions() -> st.SearchStrategy[Broken]:
    """Places as one text, reasons in words, documents that go with no level."""
    blocking = restrictions().filter(lambda rule: rule.level is Level.BLOCK)
    return twins(
        blocking,
        Wrong("places_as_one_text", "places", st.just("SG"), "write places={"),
        Wrong("reason_in_words", "reason", st.sampled_from(["", "no vapes"]), "a code such as"),
        Wrong("block_with_document", "document", st.just("permit"), "needs_document names one"),
    )


def broken_no_battery() -> st.SearchStrategy[Broken]:
    """Batteries of which there is none."""
    none = Wrong[None](
        "no_battery", "batteries", st.just(0), "leave the facts out", shows=lambda _: "batteries=0"
    )
    return calls(BatteryFacts, none, cells=0)
