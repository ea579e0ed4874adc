"""Printed duties are read exactly as tariffs print them, or refused with the column and the class."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics.customs.duties import (
    UNITS,
    AdValorem,
    AgriculturalComponent,
    Bound,
    Component,
    DutyExpression,
    Free,
    Limit,
    Limited,
    RetailShare,
    Sign,
    Signed,
    Specific,
    Sum,
    SupplementaryUnit,
    Unparsed,
    evaluate,
    parse_duty,
    read_duty,
)
from xbcommerce.testing.strategies.customs_duties import duty_expressions, duty_facts, unparsed_duties

UK_TARIFF = Path(__file__).parents[5] / "shared/data/customs/uk_tariff"


def plus(*terms: DutyExpression) -> Sum:
    """Add terms up."""
    first, *rest = terms
    return Sum(first, [Signed(Sign.PLUS, term) for term in rest])  # type: ignore[arg-type]


PER_HUNDRED_KG = Specific("0.9", "GBP", "DTN")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("4.000%", AdValorem("4")),
        (" .5 % ", AdValorem("0.5")),
        ("1.230 EUR / kg", Specific("1.23", "EUR", "KGM")),
        ("1.000 EUR", Specific("1", "EUR")),
        ("0.300 EUR / 100 kg / lactic.", Specific("0.3", "EUR", "DTNP")),
        ("1 eur/1000p/st", Specific("1", "EUR", "MIL")),
        ("144.10 GBP / 1,000 kg/biodiesel", Specific("144.1", "GBP", "TNEI")),
        ("5 EUR / 100 kg / net drained wt", Specific("5", "EUR", "DTNE")),
        ("1 EUR / m2", Specific("1", "EUR", "MTK")),
        ("0.50 GBP / % vol / hl", Specific("0.5", "GBP", "ASVX")),
        ("1.00 GBP / l alc. 100% x SPR", Specific("1", "GBP", "SPQLPA")),
        ("1 GBP / for each litre of pure alcohol, multiplied by the SPR discount",
         Specific("1", "GBP", "SPQLPA")),
        ("16.50 % of retail price", RetailShare("16.5")),
        ("16.50 % / Retail Price", RetailShare("16.5")),
        ("12.9%+20EUR/kg", plus(AdValorem("12.9"), Specific("20", "EUR", "KGM"))),
        ("5 % \u2212 1 EUR", Sum(AdValorem("5"), [Signed(Sign.MINUS, Specific("1", "EUR"))])),
        ("0.000% + AC", plus(AdValorem("0"), AgriculturalComponent(Component.AGRICULTURAL))),
        ("+ AC", AgriculturalComponent(Component.AGRICULTURAL)),
        ("9 % + FD (reduced)", plus(AdValorem("9"), AgriculturalComponent(Component.FLOUR_REDUCED))),
        ("9 % + ADSZR", plus(AdValorem("9"), AgriculturalComponent(Component.SUGAR_REDUCED))),
        ("9.10% MAX 1.00% + 0.90 GBP / 100 kg",
         Limited(AdValorem("9.1"), [Limit(Bound.MAX, plus(AdValorem("1"), PER_HUNDRED_KG))])),
        ("8%min2%MAX0.9GBP/100kg",
         Limited(AdValorem("8"), [Limit(Bound.MIN, AdValorem("2")), Limit(Bound.MAX, PER_HUNDRED_KG)])),
        ("NIHIL", Free()),
        ("free", Free()),
        ("p/st", SupplementaryUnit("NAR")),
        ("100 kg", SupplementaryUnit("DTN")),
    ],
)  # fmt: skip
def test_a_duty_is_read_as_the_tree_it_is(text: str, tree: DutyExpression) -> None:
    """Spaces, commas in units and capitals mean nothing."""
    assert parse_duty(text) == tree


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("", "missing_amount", 1),
        ("%", "missing_amount", 1),
        ("EUR / kg", "missing_amount", 1),
        ("/ 100 kg", "missing_amount", 1),
        ("10 % + ", "missing_amount", 8),
        ("-5 %", "missing_amount", 1),
        ("10%&@#", "unknown_token", 4),
        ("ABC", "unknown_token", 1),
        ("@(*&$#)", "unknown_token", 1),
        ("10% + Blah duty (reduced)", "unknown_token", 7),
        ("ACE", "unknown_token", 1),
        ("AC foo", "unknown_token", 4),
        ("10% 10%", "unknown_token", 5),
        ("1,5 %", "unknown_token", 2),
        ("10 EUR 5", "unknown_token", 8),
        ("100 & / kg", "unknown_token", 5),
        ("10% + 100 ABC / 100 kg", "unknown_currency", 11),
        ("5.5% + 100 XYZ + AC (reduced)", "unknown_currency", 12),
        ("100 XAU / kg", "unknown_currency", 5),
        ("100 € / kg", "unknown_currency", 5),
        ("100 EURO / kg", "unknown_currency", 5),
        ("100 GBP / foobar", "unknown_unit", 11),
        ("10% + 100 GBP / 100 abc", "unknown_unit", 17),
        ("10 EUR /", "unknown_unit", 9),
        ("100 GBP / 100 kg / XYZ foo bar", "unknown_qualifier", 20),
        ("100 GBP / 100 kg ABC", "unknown_qualifier", 18),
        ("5.5% + 100 EUR / % vol / foo bar", "unknown_qualifier", 26),
        ("1.0 EUR / kg / lactic.", "not_permitted", 16),
        ("1 EUR / hl x SPR", "not_permitted", 12),
        ("NIHIL / 100 kg", "not_permitted", 7),
        ("NIHIL 5 %", "not_permitted", 7),
        ("NIHIL EUR", "not_permitted", 7),
        ("10 % + NIHIL", "not_permitted", 8),
        ("10 NIHIL", "not_permitted", 4),
        ("8 % + 2 AC", "not_permitted", 9),
        ("+ AC 10%", "not_permitted", 6),
        ("5 % / 100 kg", "not_permitted", 5),
        ("1 % + " * 200, "too_long", None),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_class_and_column(text: str, code: str, column: int | None) -> None:
    """The classes are those of the parser that editors of the UK tariff use."""
    refused = parse_duty(text)
    assert isinstance(refused, Refusal)
    (only,) = refused.unmet
    assert only.code == f"duty.{code}"
    assert only.params.get("column") == column


def test_a_bare_number_is_not_guessed_to_be_a_percentage() -> None:
    """A known calculator takes 0.08 for a share and 2 for a percentage, and is wrong by a factor of 100."""
    for text in ("0.08", "8", "2"):
        refused = parse_duty(text)
        assert isinstance(refused, Refusal)
        assert refused.unmet[0].params["text"] == "duty.unknown_currency.none"


def test_every_phrase_that_cannot_be_read_is_named() -> None:
    """Not the first one alone."""
    refused = parse_duty("5 XYZ + 3 EUR / foo MAX Blah")
    assert isinstance(refused, Refusal)
    assert refused.codes == ("duty.unknown_currency", "duty.unknown_unit", "duty.unknown_token")


@given(duty_expressions())
def test_a_printed_duty_is_read_back_as_it_was(duty: DutyExpression) -> None:
    """Printing is canonical: what was read prints the same again."""
    assert parse_duty(str(duty)) == duty
    assert str(parse_duty(str(duty))) == str(duty)


@given(duty_expressions(), st.sampled_from([str.upper, str.lower, lambda text: f"  {text}\t"]))
def test_capitals_and_the_blanks_around_mean_nothing(duty: DutyExpression, change: object) -> None:
    """As in the tariffs, which print MIN, Min and min."""
    assert parse_duty(change(str(duty))) == duty  # type: ignore[operator]


@given(duty_expressions())
def test_blanks_within_mean_nothing(duty: DutyExpression) -> None:
    """``12.9%+20EUR/100kg`` is what people type; only the words MIN and MAX need some beside letters."""
    words = str(duty).split()
    assert parse_duty("".join(f" {word} " if word in {"MIN", "MAX"} else word for word in words)) == duty


@given(st.text(max_size=30) | st.text("0123456789.,%/+- EURGBPkghlMINAX", max_size=40))
def test_any_text_is_read_or_refused_with_a_column_in_it(text: str) -> None:
    """Never an error, and never an empty answer."""
    read = parse_duty(text)
    if not isinstance(read, Refusal):
        assert parse_duty(str(read)) == read
        return
    for unmet in read.unmet:
        column = unmet.params["column"]
        assert isinstance(column, int)
        assert 1 <= column <= len(text) + 1


@given(unparsed_duties(), duty_facts())
def test_a_text_that_cannot_be_read_is_kept_and_never_computed_with(duty: Unparsed, facts: object) -> None:
    """It says why when it is asked for an amount."""
    assert read_duty(str(duty)) == duty
    refused = evaluate(duty, facts)  # type: ignore[arg-type]
    assert isinstance(refused, Refusal)
    assert refused.codes == ("duty.unparsed", *(reason.code for reason in duty.reasons))


def test_a_text_that_can_be_read_is_read() -> None:
    """`read_duty` differs from `parse_duty` in nothing else."""
    assert read_duty("8 %") == AdValorem("8")


def uk_texts() -> set[str]:
    """Read the printed duties of the fixtures, those of conditions too."""
    path = UK_TARIFF / "measures.json.gz"
    if not path.exists():
        pytest.skip("the optional input ../shared/data/customs/uk_tariff is absent")
    measures = json.loads(gzip.decompress(path.read_bytes()))
    conditions = [condition for measure in measures for condition in measure.get("conditions", ())]
    return {each["text"] for each in (*measures, *conditions) if each.get("text")}


def test_every_duty_of_the_uk_fixtures_is_read() -> None:
    """Those without a text are prohibitions and licences, which are no duties."""
    texts = uk_texts()
    assert len(texts) >= 15
    assert not {text for text in texts if isinstance(parse_duty(text), Refusal)}


def test_every_unit_of_the_uk_service_is_known_or_named_as_left_out() -> None:
    """Units that no duty is stated in: % sucrose, euros of statistics, the retail price, the discount."""
    path = UK_TARIFF / "measurement_units.json"
    if not path.exists():
        pytest.skip("the optional input ../shared/data/customs/uk_tariff is absent")
    rows = {row["key"]: row for row in json.loads(path.read_text(encoding="utf-8"))}
    assert rows.keys() - UNITS.keys() == {"BRX", "EUR", "RET", "SPQ", "SPR"}
    assert UNITS.keys() - rows.keys() == {"DTNP"}
    for code in UNITS.keys() & rows.keys():
        read = parse_duty(f"1 EUR / {rows[code]['abbreviation']}")
        spelled_alike = {"SPQLTR": "SPQLPA"}  # the service prints both discounts in the same words
        assert read == Specific("1", "EUR", spelled_alike.get(code, code))
