"""Facts: typed, complete in their complaints, and never guessing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.money import InexactAmountError, NotFiniteError, UnknownCurrencyError
from xbcommerce.risk import (
    FactField,
    Facts,
    FactsError,
    Kind,
    Policy,
    Schema,
    SchemaError,
    UnknownFieldError,
    decide,
)
from xbcommerce.testing.strategies.risk import facts, schemas

SCHEMA = Schema(
    (
        FactField("score", Kind.INT),
        FactField("rate", Kind.DECIMAL),
        FactField("total", Kind.MONEY, currency="EUR"),
        FactField("any_money", Kind.MONEY),
        FactField("opened", Kind.DATE),
        FactField("email", Kind.TEXT),
    )
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("score", "500"),
        ("score", True),
        ("score", Decimal(500)),
        ("rate", 0.1),
        ("rate", "0.15"),
        ("rate", Decimal("NaN")),
        ("total", Decimal(5)),
        ("total", Money(5, "USD")),
        ("opened", datetime(2026, 3, 1, tzinfo=UTC)),
        ("opened", "2026-03-01"),
        ("email", 5),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_with_its_field(name: str, value: object) -> None:
    """Text that looks like a number, a float, NaN, another currency: none is converted in silence."""
    with pytest.raises(FactsError) as caught:
        SCHEMA.facts({name: value})  # type: ignore[dict-item]
    assert [problem.where for problem in caught.value.unmet] == [name]


def test_all_misfits_are_listed_at_once_and_unknown_names_get_the_nearest() -> None:
    """One look at the message is enough to repair the facts."""
    with pytest.raises(FactsError, match=r"score='500': expected int, got text; no field 'totl'.*'total'"):
        SCHEMA.facts({"score": "500", "totl": Money(1, "EUR")})


def test_a_field_that_is_like_no_other_gets_the_list_of_those_that_exist() -> None:
    """There is always a way out."""
    with pytest.raises(FactsError, match="no field 'zzz'; the schema has: score, rate, total"):
        SCHEMA.facts({"zzz": 1})


def test_a_plain_mapping_in_place_of_facts_is_refused_with_the_way_out() -> None:
    """A dict has no schema, so nobody knows what it may hold."""
    policy = Policy("p", 1, SCHEMA, ())
    with pytest.raises(FactsError, match=r"write policy\.schema\.facts\(\{\.\.\.\}\)"):
        decide(policy, {"score": 5}, at=datetime(2026, 3, 1, tzinfo=UTC))  # type: ignore[arg-type]


def test_a_whole_number_may_stand_for_a_decimal() -> None:
    """An int is exact, so nothing is lost."""
    assert SCHEMA.facts({"rate": 1}).is_known("rate")


@pytest.mark.parametrize(
    ("money", "error"),
    [
        (Money("1.005", "EUR"), InexactAmountError),
        (Money(Decimal("NaN"), "EUR"), NotFiniteError),
        (Money(1, "DEM"), UnknownCurrencyError),
    ],
)
def test_money_that_is_no_amount_is_refused(money: Money, error: type[Exception]) -> None:
    """Sub-units, NaN and unknown currencies stop at the boundary."""
    with pytest.raises(error):
        SCHEMA.facts({"any_money": money})


def test_missing_null_zero_and_empty_are_four_things() -> None:
    """Only missing and null are unknown."""
    known = SCHEMA.facts({"score": 0, "email": "", "rate": None})
    assert known.is_known("score")
    assert known.is_known("email")
    assert not known.is_known("rate")
    assert known.missing == ("rate", "total", "any_money", "opened")


def test_also_adds_what_was_looked_up_and_leaves_the_first_facts_alone() -> None:
    """Given values win over older ones."""
    first = SCHEMA.facts({"score": 1})
    more = first.also({"score": 2, "email": "a@example.com"})
    assert (first.values["score"], more.values["score"], more.values["email"]) == (1, 2, "a@example.com")


def test_a_misspelt_field_is_refused_with_the_nearest_name() -> None:
    """The error is a LookupError and shows the way out."""
    with pytest.raises(UnknownFieldError, match="did you mean 'score'"):
        SCHEMA.field("scor")
    assert issubclass(UnknownFieldError, LookupError)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Schema((FactField("a", Kind.INT), FactField("a", Kind.TEXT))),
        lambda: FactField("a", Kind.INT, currency="EUR"),
        lambda: FactField(" a", Kind.INT),
        lambda: FactField("", Kind.INT),
    ],
    ids=["twice", "currency_of_no_money", "space", "empty"],
)
def test_a_contradictory_schema_is_refused(make: object) -> None:
    """A name twice, money that is none, a name nobody can write."""
    with pytest.raises(SchemaError):
        make()  # type: ignore[operator]


def test_an_unknown_currency_of_a_field_is_refused() -> None:
    """The ISO 4217 table decides."""
    with pytest.raises(UnknownCurrencyError):
        FactField("total", Kind.MONEY, currency="EURO")


def test_schemas_join_and_keep_shared_fields_once() -> None:
    """A shop adds its own fields to the packaged ones."""
    own = Schema((FactField("score", Kind.INT), FactField("vip", Kind.BOOL)))
    assert (SCHEMA | own).names == (*SCHEMA.names, "vip")


@given(data=st.data())
def test_facts_round_trip_through_the_codec(data: st.DataObject) -> None:
    """Stored facts are read back equal and are checked again."""
    found = data.draw(facts(data.draw(schemas())))
    assert from_json(to_json(found), Facts) == found


def test_a_date_is_kept_as_a_day() -> None:
    """A plain date is accepted."""
    assert SCHEMA.facts({"opened": date(2026, 3, 1)}).values["opened"] == date(2026, 3, 1)
