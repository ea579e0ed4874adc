"""Refusals, notes and their texts; the mapping and the checks under them."""

from __future__ import annotations

import pickle
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import (
    InvalidValueError,
    NaiveDatetimeError,
    XbcommerceError,
    aware,
    whole,
)
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.messages import Messages, format_money, format_param
from xbcommerce.kernel.unmet import Note, Refusal, Unmet

TEXTS = Messages.of(
    {
        "parcel.too_heavy": {
            "en": "{where} weighs {weight_g} g",
            "zh_Hans": "{where}重{weight_g}克",
            "zh_Hant": "{where}重{weight_g}公克",
        },
        "only.english": {"en": "plain"},
    }
)
HEAVY = Unmet("parcel.too_heavy", "parcel 2", {"weight_g": 41_000})


def test_a_refusal_without_a_reason_would_be_a_yes_and_is_refused() -> None:
    """Nothing unmet is not a refusal."""
    with pytest.raises(InvalidValueError, match="at least one Unmet"):
        Refusal(())


def test_a_refusal_keeps_every_requirement_in_order() -> None:
    """All of them are there, in the order found, in codes and in text."""
    refusal = Refusal.of(HEAVY, Unmet("title.missing"))
    assert refusal.codes == ("parcel.too_heavy", "title.missing")
    assert str(refusal).splitlines() == ["parcel.too_heavy at parcel 2 (weight_g=41000)", "title.missing"]


@given(st.dictionaries(st.text(max_size=3), st.integers()))
def test_a_frozen_map_is_a_hashable_value(items: dict[str, int]) -> None:
    """Equal to any mapping of the same items, same hash in any order, survives pickling, cannot change."""
    frozen = FrozenMap(items)
    backwards = FrozenMap(reversed(list(items.items())))
    assert frozen == items == backwards
    assert hash(frozen) == hash(backwards)
    assert pickle.loads(pickle.dumps(frozen)) == frozen  # noqa: S301  # our own bytes
    with pytest.raises(AttributeError):
        frozen.other = 1  # type: ignore[attr-defined]


def test_params_given_as_a_mapping_are_frozen() -> None:
    """The caller's dict may change afterwards; the requirement does not."""
    figures = {"weight_g": 1}
    unmet = Unmet("parcel.too_heavy", params=figures)
    figures["weight_g"] = 2
    assert unmet.params == {"weight_g": 1}
    assert hash(unmet) == hash(Unmet("parcel.too_heavy", params={"weight_g": 1}))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "parcel 2 weighs 41,000 g"),
        ("en_GB", "parcel 2 weighs 41,000 g"),
        ("zh_Hans", "parcel 2重41,000克"),
        ("zh_CN", "parcel 2重41,000克"),
        ("zh_TW", "parcel 2重41,000公克"),
        ("zh-Hant-HK", "parcel 2重41,000公克"),
        ("fr", "parcel 2 weighs 41\u202f000 g"),
    ],
)
def test_a_text_is_in_the_readers_language_or_else_in_english(lang: str, text: str) -> None:
    """Regions fall back by script, and a language without texts reads English with its own figures."""
    assert TEXTS.render(HEAVY, lang) == text


def test_a_code_without_a_text_answers_with_itself_and_its_figures() -> None:
    """Nothing is lost where a catalogue has a hole."""
    assert TEXTS.render(Note("other.code", {"days": 3}), "zh_Hans") == "other.code (days=3)"
    assert TEXTS.render(Note("only.english"), "zh_Hant") == "plain"


def test_an_item_may_name_a_more_particular_text() -> None:
    """Reasons that a host makes up read as a sentence, until the host brings its own."""
    own = Note("any.reason", {"reason": "shop.closed", "text": "shop.closed"})
    texts = Messages.english({"any.reason": "because of {reason}"})
    assert texts.render(own) == "because of shop.closed"
    assert (texts | Messages.english({"shop.closed": "we rest"})).render(own) == "we rest"
    assert Messages.english({}).render(own).startswith("any.reason (")


def test_a_host_lays_its_own_sentence_over_one_language_only() -> None:
    """Overlaying one language leaves the others as they were."""
    own = TEXTS | Messages.of({"parcel.too_heavy": {"en": "too much: {weight_g}"}})
    assert own.render(HEAVY, "en") == "too much: 41,000"
    assert own.render(HEAVY, "zh_Hans") == TEXTS.render(HEAVY, "zh_Hans")


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money("1234.5", "EUR"), "EUR 1,234.50"),
        (Money("1234", "JPY"), "JPY 1,234"),
        (Money("1.5", "KWD"), "KWD 1.500"),
        (Money("1000", "IQD"), "IQD 1,000.000"),
        (Money("0.0025", "USD"), "USD 0.0025"),
        (Money("-7", "RSD"), "RSD -7.00"),
        (Money("-1E+27", "JPY"), "JPY -1" + ",000" * 9),
    ],
)
def test_money_shows_the_digits_of_iso_4217_and_is_never_rounded(money: Money, text: str) -> None:
    """CLDR would show no digits for IQD and RSD, and two for a finer amount."""
    assert format_money(money, "en") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 3, 1), "Mar 1, 2026"),
        (datetime(2026, 3, 1, 9, 30, tzinfo=UTC), "Mar 1, 2026 9:30\u202fAM"),
        (datetime(2026, 3, 1, 9, 30, 7, tzinfo=UTC), "Mar 1, 2026 9:30:07\u202fAM"),
        (Decimal("0.123456"), "0.123456"),
        (Fraction(1, 3), "0.3333"),
        (("a", "b"), "a, b"),
        (True, "True"),
    ],
)
def test_each_kind_of_figure_is_formatted_for_the_reader(value: object, text: str) -> None:
    """Dates, numbers and lists read as an English reader expects."""
    assert format_param(value, "en") == text  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [-1, True, 1.0, "3", None])
def test_a_count_is_a_whole_number_and_nothing_else(value: object) -> None:
    """Negative, bool, float and text are refused with the value shown."""
    with pytest.raises(InvalidValueError, match="quantity="):
        whole(value, "quantity")  # type: ignore[arg-type]


def test_an_instant_needs_a_zone() -> None:
    """A naive datetime is refused; the error is ours and the builtin's."""
    with pytest.raises(NaiveDatetimeError, match="tzinfo=UTC"):
        aware(datetime(2026, 3, 1), "at")  # noqa: DTZ001
    assert issubclass(NaiveDatetimeError, XbcommerceError)
    assert issubclass(NaiveDatetimeError, ValueError)


@pytest.mark.parametrize(
    "value", [10**40, Decimal("1e300"), Decimal("1e-300"), Fraction(10**60, 7), Money("1e40", "EUR")]
)
@pytest.mark.parametrize("lang", ["en", "de", "zh_Hans"])
def test_a_figure_of_any_size_is_written(value: Decimal, lang: str) -> None:
    """Babel fails on more digits than the decimal context of the thread has."""
    assert format_param(value, lang)


def test_what_is_missing_is_written_by_itself_too() -> None:
    """A tuple of gaps needs no decision around it; none is no line."""
    texts = Messages.english({"gap": "{where} is missing"})
    assert texts.explain((Unmet("gap", "weight"), Unmet("gap", "origin"))) == (
        "weight is missing\norigin is missing"
    )
    assert texts.explain(()) == ""
