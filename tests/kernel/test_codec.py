"""What is written can be read as it was; what cannot be is refused, with every reason and place."""

from __future__ import annotations

import json
import pickle
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum
from fractions import Fraction
from typing import Annotated, Any, Generic, Literal, NewType, TypeVar
from zoneinfo import ZoneInfo

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Currency, Money

from xbcommerce.kernel.codec import (
    BadDocumentError,
    Kinds,
    NewerDocumentError,
    UnknownKindError,
    UnstorableValueError,
    UnsupportedTypeError,
    canonical_json,
    from_data,
    from_json,
    to_data,
    to_json,
)
from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError, whole
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet

T = TypeVar("T")
AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
Sku = NewType("Sku", str)


class Service(Enum):
    """How a parcel goes."""

    POST = "post"
    COURIER = "courier"


class Level(IntEnum):
    """A number with a name."""

    LOW = 1
    HIGH = 2


@frozen
class Draft:
    """A phase without data."""


@frozen
class InAudit:
    """A phase with data."""

    since: datetime


Phase = Draft | InAudit
P = TypeVar("P", bound=Phase)


@frozen
class Listing(Generic[P]):
    """A class that is generic in its phase."""

    sku: Sku
    phase: P


@frozen
class Dated(Generic[T]):
    """A generic class that holds itself."""

    value: T
    earlier: Dated[T] | None = None
    others: tuple[Dated[T], ...] = ()
    by_place: FrozenMap[str, Dated[T] | None] = field(factory=FrozenMap)


@frozen
class Number:
    """A leaf of an expression."""

    value: int


@frozen
class Sum:
    """A node of an expression."""

    left: Expression
    right: Expression


Expression = Number | Sum


@frozen
class Parcel:
    """A class with a validator."""

    weight_g: int
    service: Service = Service.POST

    def __attrs_post_init__(self) -> None:
        """Refuse a weightless parcel."""
        whole(self.weight_g, "weight_g", minimum=1)


@frozen
class Order:
    """A class of many fields."""

    number: str
    parcels: tuple[Parcel, ...]
    tags: frozenset[str] = frozenset()
    _private: int = 0
    doubled: int = field(init=False, default=0)


@frozen
class Event:
    """A class with a field named as the tag is."""

    type: str


def no_fold(value: time) -> time:
    """Return a time of day as it is on a day when no hour comes twice."""
    return value.replace(fold=0)


def expressions() -> st.SearchStrategy[Expression]:
    """Expression trees."""
    return st.recursive(
        st.builds(Number, st.integers()), lambda inner: st.builds(Sum, inner, inner), max_leaves=8
    )


WRITTEN: list[tuple[Any, Any, Any]] = [
    ("text 中文 🛒", str, "text 中文 🛒"),
    (2**80, int, 2**80),
    (True, bool, True),
    (0.1, float, 0.1),
    (None, type(None), None),
    (Decimal("1.50"), Decimal, "1.50"),
    (Decimal("-1E+30"), Decimal, "-1E+30"),
    (Fraction(3, 2), Fraction, "3/2"),
    (date(2026, 3, 1), date, "2026-03-01"),
    (AT, datetime, "2026-03-01T09:30:00+00:00"),
    (AT.astimezone(timezone(timedelta(hours=8))), datetime, "2026-03-01T17:30:00+08:00"),
    (AT.astimezone(ZoneInfo("Asia/Shanghai")), datetime, "2026-03-01T17:30:00+08:00[Asia/Shanghai]"),
    (time(9, 30), time, "09:30:00"),
    (timedelta(days=2, hours=1, microseconds=5), timedelta, "P2DT3600.000005S"),
    (timedelta(seconds=-1), timedelta, "-PT1S"),
    (timedelta(), timedelta, "PT0S"),
    (timedelta.min, timedelta, "-P999999999D"),
    (ZoneInfo("Europe/Berlin"), ZoneInfo, "Europe/Berlin"),
    (Currency("EUR"), Currency, "EUR"),
    (Money("19.99", "USD"), Money, {"minor": 1999, "currency": "USD"}),
    (Money("-5", "JPY"), Money, {"minor": -5, "currency": "JPY"}),
    (Money("0.0025", "USD"), Money, {"amount": "0.0025", "currency": "USD"}),
    (Money("2.5", "XAU"), Money, {"amount": "2.5", "currency": "XAU"}),
    (Service.COURIER, Service, "courier"),
    (Level.HIGH, Level, 2),
    ((1, 2), tuple[int, ...], [1, 2]),
    ((), tuple[int, ...], []),
    ((1, "a"), tuple[int, str], [1, "a"]),
    (frozenset({"b", "a"}), frozenset[str], ["a", "b"]),
    (FrozenMap({"b": 1, "a": 2}), FrozenMap[str, int], {"b": 1, "a": 2}),
    (FrozenMap({date(2026, 3, 1): Decimal(1)}), FrozenMap[date, Decimal], {"2026-03-01": "1"}),
    (FrozenMap({2: "b"}), FrozenMap[int, str], [[2, "b"]]),
    (FrozenMap({Money("1.00", "EUR"): 1}), FrozenMap[Money, int], [[{"minor": 100, "currency": "EUR"}, 1]]),
    (None, Decimal | None, None),
    (Decimal(1), Decimal | None, "1"),
    (Draft(), Phase, {"type": "Draft"}),
    (InAudit(AT), Phase, {"type": "InAudit", "since": "2026-03-01T09:30:00+00:00"}),
    (Listing(Sku("A"), Draft()), Listing[Draft], {"sku": "A", "phase": {}}),
    (Listing(Sku("A"), Draft()), Listing[Phase], {"sku": "A", "phase": {"type": "Draft"}}),
    (Event("sold"), Event, {"type_": "sold"}),
    (Event("sold"), Event | Draft, {"type": "Event", "type_": "sold"}),
    (Order("1", (), private=3), Order, {"number": "1", "parcels": [], "tags": [], "private": 3}),
    (5, int | Decimal, 5),
    (Decimal(5), int | Decimal, {"decimal": "5"}),
    (Service.POST, Service | Draft, {"type": "Service", "value": "post"}),
    (Sku("A"), Sku | int, "A"),
    ("a", Literal["a", "b"], "a"),
    ("a", Annotated[str, "any"], "a"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "kind", "data"), WRITTEN)
def test_each_type_has_its_form(value: Any, kind: Any, data: Any) -> None:  # noqa: ANN401
    """The form is the documented one, and reads back to the very value, also without its type named."""
    assert to_data(value, kind) == data
    read = from_data(data, kind)
    assert (read, type(read)) == (value, type(value))
    assert from_json(to_json(value), kind) == value


PARAMS: list[Param] = [
    "1.5", 1, True, Decimal("1.50"), Fraction(1, 3), date(2026, 3, 1), AT, Money("0.05", "EUR"), ("a",), (),
]  # fmt: skip


@pytest.mark.parametrize("param", PARAMS, ids=repr)
def test_a_figure_keeps_its_type(param: Param) -> None:
    """A union of simple types comes back as the one that went in: True is not 1, "1.5" no Decimal."""
    note = from_json(to_json(Note("code", {"x": param})), Note)
    assert (note.params["x"], type(note.params["x"])) == (param, type(param))


def test_an_unresolved_generic_class_names_what_it_holds() -> None:
    """Without its argument a generic class is written with tags, and read with it."""
    value = Dated(Decimal("1.5"), Dated(Decimal(1)), (Dated(Decimal(2)),), FrozenMap({"DE": None}))
    assert json.loads(to_json(value))["value"] == {"decimal": "1.5"}
    assert from_json(to_json(value), Dated[Decimal]) == value
    assert from_json(to_json(value, Dated[Decimal]), Dated[Decimal]) == value
    nested = Dated(Dated(Money(1, "EUR")))
    assert from_json(to_json(nested), Dated[Dated[Money]]) == nested


def test_a_variable_in_a_union_is_written_open() -> None:
    """A generic class may hold a variable beside other members; it reads back once its argument is named."""

    @frozen
    class Answer(Generic[T]):
        found: T | Draft

    assert from_json(to_json(Answer(Decimal("1.5"))), Answer[Decimal]) == Answer(Decimal("1.5"))
    assert from_json(to_json(Answer(Draft())), Answer[Decimal]) == Answer(Draft())


def test_a_bound_says_what_a_type_variable_may_be() -> None:
    """A generic class whose variable has a bound is read by the bound; one without says what it needs."""
    listing = Listing(Sku("A"), InAudit(AT))
    assert from_json(to_json(listing), Listing) == listing
    with pytest.raises(UnsupportedTypeError, match=r"Dated: say of what, e.g. Dated\[Decimal\]"):
        from_data({"value": 1}, Dated)


@given(expressions())
def test_trees_round_trip(tree: Expression) -> None:
    """Recursive unions are followed to any depth."""
    assert from_json(to_json(tree), Expression) == tree


@given(st.datetimes(timezones=st.timezones()))
def test_an_instant_keeps_its_zone(at: datetime) -> None:
    """Local time, zone and instant survive, also where the clock stands on an hour that comes twice."""
    back = from_json(to_json(at), datetime)
    assert (back.replace(tzinfo=None, fold=0), back.utcoffset()) == (
        at.replace(tzinfo=None, fold=0),
        at.utcoffset(),
    )
    assert str(back.tzinfo) == str(at.tzinfo)


@given(
    st.timedeltas()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.fractions()
    | st.dates()
    | st.times().map(no_fold)
)
def test_simple_values_round_trip(value: object) -> None:
    """To the last digit, in their own type and as members of an open place."""
    assert repr(from_json(to_json(value, type(value)), type(value))) == repr(value)
    assert repr(from_json(to_json(value), type(value))) == repr(value)


BAD: list[tuple[Any, Any, list[str]]] = [
    (
        {"number": "1", "parcels": [{"weight_g": "heavy"}]},
        Order,
        ["$.parcels[0].weight_g: expected int, got 'heavy'"],
    ),
    ({"weight_g": 1.0}, Parcel, ["$.weight_g: expected int, got 1.0"]),
    ({"weight_g": True}, Parcel, ["$.weight_g: expected int, got True"]),
    ({"weight_g": None}, Parcel, ["$.weight_g: expected int, got None"]),
    ({}, Parcel, ["$.weight_g: missing, expected int"]),
    ({"weight_g": 0}, Parcel, ["$: weight_g=0: expected a whole number of at least 1"]),
    ({"weight_g": 1, "service": "fax"}, Parcel, ["$.service: expected one of 'post', 'courier', got 'fax'"]),
    ({"weight_g": 1, "wieght_g": 2}, Parcel, ["$.wieght_g: unknown key; did you mean weight_g?"]),
    ({"weight_g": 1, "x": 2}, Parcel, ["$.x: unknown key; known are service, weight_g"]),
    ({"type": "Letter", "weight_g": 1}, Parcel, ["$: expected 'Parcel', got 'Letter'"]),
    ([], Parcel, ["$: expected an object (Parcel), got []"]),
    ({"type": "Sold"}, Phase, ["$: expected one of Draft, InAudit, got 'Sold'"]),
    ({"since": "2026-03-01T00:00:00+00:00"}, Phase, ["$: expected Draft | InAudit, got {'since': "]),
    ("2026-03-01T09:30:00", datetime, ["$: expected a datetime with zone"]),
    ("2026-03-01T09:30:00+01:00[Mars/Base]", datetime, ["$: expected a datetime with zone"]),
    ("20260301", date, ["$: expected a date"]),
    ("2026-02-30", date, ["$: expected a date"]),
    ("P1M", timedelta, ["$: expected a duration"]),
    ("P", timedelta, ["$: expected a duration"]),
    ("1_000", Decimal, ["$: expected a decimal"]),
    ("NaN", Decimal, ["$: expected a decimal"]),
    ("１", Decimal, ["$: expected a decimal"]),
    (1, Decimal, ["$: expected a decimal"]),
    ("1/0", Fraction, ["$: expected a fraction"]),
    ("1.5", Fraction, ["$: expected a fraction"]),
    ({"minor": 1.0, "currency": "USD"}, Money, ["$: expected money"]),
    ({"minor": 1, "currency": "EURO"}, Money, ["did you mean 'EUR'?"]),
    ({"minor": 1, "currency": "XAU"}, Money, ["this currency has no minor unit"]),
    ({"amount": "Infinity", "currency": "EUR"}, Money, ["$: expected a decimal"]),
    ({"minor": 1, "amount": "1", "currency": "EUR"}, Money, ["$: expected money"]),
    ([1, 2], tuple[int], ["$: expected a list of 1, got [1, 2]"]),
    (["a", "a"], frozenset[str], ["$: expected a list without duplicates"]),
    ([[1, "a"], [1, "b"]], FrozenMap[int, str], ["$: expected distinct keys"]),
    ({"a": "x"}, FrozenMap[str, int], ["$[a]: expected int, got 'x'"]),
    ([[1, "x"], ["y", "z"]], FrozenMap[int, str], ["$[y]: expected int, got 'y'"]),
    ("\ud800", str, ["$: expected Unicode text"]),
    (float("inf"), float, ["$: expected a finite float"]),
    (10**400, float, ["$: expected a finite float"]),
    ("c", Literal["a", "b"], ["$: expected one of 'a', 'b', got 'c'"]),
    (1, Literal[True], ["$: expected one of True, got 1"]),
    (2.0, Level, ["$: expected one of 1, 2, got 2.0"]),
    ({"decimal": "x"}, int | Decimal, ["$: expected a decimal"]),
    ({"date": "2026-03-01"}, int | Decimal, ["$: expected int | Decimal"]),
]


@pytest.mark.parametrize(("data", "kind", "problems"), BAD)
def test_bad_data_is_refused_with_its_place(data: Any, kind: Any, problems: list[str]) -> None:  # noqa: ANN401
    """Nothing is converted, guessed or dropped; the message shows path, expectation and value."""
    with pytest.raises(BadDocumentError) as refused:
        from_data(data, kind)
    lines = str(refused.value).splitlines()
    assert len(lines) == len(problems) == len(refused.value.problems)
    for line, problem in zip(lines, problems, strict=True):
        assert problem in line


def test_all_that_is_wrong_is_said_at_once() -> None:
    """One error carries every problem of the document, for programs as well as for people."""
    document = {
        "number": 7,
        "parcels": [
            {"weight_g": "heavy"},
            {"weight_g": 5},
            {"weight_g": 0},
            "box",
            {"service": "x", "wieght_g": 5},
        ],
        "tags": ["a", 1],
        "note": "",
    }
    with pytest.raises(BadDocumentError) as refused:
        from_data(document, Order)
    assert [(problem.where, problem.code) for problem in refused.value.problems] == [
        ("$.number", "document.type"),
        ("$.parcels[0].weight_g", "document.type"),
        ("$.parcels[2]", "document.invalid"),
        ("$.parcels[3]", "document.type"),
        ("$.parcels[4].weight_g", "document.missing"),
        ("$.parcels[4].service", "document.type"),
        ("$.parcels[4].wieght_g", "document.unknown_near"),
        ("$.tags[1]", "document.type"),
        ("$.note", "document.unknown"),
    ]
    assert isinstance(refused.value, ValueError)
    assert isinstance(refused.value, XbcommerceError)
    assert pickle.loads(pickle.dumps(refused.value)).problems == refused.value.problems  # noqa: S301 (its own)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1,]", "NaN", "[Infinity]", '{"a": 1, "a": 2}', "\ufeff1", "'a'", "[" * 100_000, "1" * 5_000],
    ids=lambda text: text[:12],
)
def test_what_is_no_json_is_refused(text: str) -> None:
    """Also NaN, infinities, a key that stands twice, and texts made to exhaust the reader."""
    with pytest.raises(BadDocumentError, match=r"^\$: this is no JSON document"):
        from_json(text, int)


def test_numbers_beyond_floats_are_refused() -> None:
    """JSON lets 1e999 be written; no float holds it."""
    with pytest.raises(BadDocumentError, match="finite"):
        from_json("1e999", float)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (Parcel(5), Order),
        (Dated(float("nan")), None),
        (Dated(Decimal("NaN")), None),
        (Dated(datetime(2026, 3, 1)), None),  # noqa: DTZ001 (refused)
        (Dated(Money("NaN", "EUR")), None),
        (Dated(Money(1, "EUR")), Dated[int]),
        (Dated("\ud800"), None),
        (Dated(value=True), Dated[int]),
        (Dated(1), Dated[Decimal]),
        (Dated(1), Dated[Phase]),
        (Dated([1]), Dated[tuple[int, ...]]),
        (Dated((1, 2)), Dated[tuple[int]]),
        (Dated("a"), Dated[FrozenMap[str, int]]),
        (Dated(AT), Dated[date]),
        (Dated(time(9, 30, tzinfo=UTC)), None),
        (Dated(Currency("ZZZ")), None),
        (Dated("c"), Dated[Literal["a", "b"]]),
        (Dated(1), Dated[Literal[True]]),
        (Dated([1]), Dated[Literal["a", "b"]]),
    ],
    ids=repr,
)
def test_a_value_that_its_type_does_not_allow_is_not_written(value: object, kind: object) -> None:
    """What could not be read back as it was is refused when written, not when it is too late."""
    with pytest.raises((UnstorableValueError, XbcommerceError)):
        to_json(value, kind)


def test_a_wrong_literal_is_told_with_what_it_may_be() -> None:
    """As any other value that its type does not allow: the field's class, what is expected, what is there."""
    with pytest.raises(UnstorableValueError, match=r"expected one of 'a', 'b', got 'c'"):
        to_json("c", Literal["a", "b"])
    with pytest.raises(UnstorableValueError, match=r"Dated: expected one of 'a', 'b', got 'c'"):
        to_json(Dated("c"), Dated[Literal["a", "b"]])


class _Strange:
    pass


@pytest.mark.parametrize(
    "kind",
    [list[int], dict[str, int], Any, object, bytes, _Strange, tuple, FrozenMap, frozenset[list[int]],
     int | list[int], tuple[int, ...] | frozenset[int], FrozenMap[str, int] | Draft, T],
    ids=repr,
)  # fmt: skip
def test_a_type_without_exact_form_is_refused(kind: object) -> None:
    """Mutable, open and ambiguous types are an error of the program, and the message says what to use."""
    with pytest.raises(UnsupportedTypeError):
        from_data([[]], kind)


def test_an_unsupported_field_is_no_fault_of_the_document() -> None:
    """Deep in a class it is the same error, not a problem of the data."""

    @frozen
    class Basket:
        lines: list[int]

    with pytest.raises(UnsupportedTypeError, match=r"list\[int\] has no exact JSON form"):
        from_data({"lines": [1]}, Basket)
    with pytest.raises(UnsupportedTypeError, match=r"list\[int\]"):
        to_json(Basket([1]))


def test_names_must_tell_members_apart() -> None:
    """Two classes of one name in a union are refused, as is a class that leaves no room for the tag."""

    @frozen
    class Draft:
        """Another one."""

    @frozen
    class Taken:
        """Has both names."""

        type: str
        type_: str

    with pytest.raises(UnsupportedTypeError, match="share one name"):
        from_data({}, Phase | Draft)
    with pytest.raises(UnsupportedTypeError, match="one type by two names"):
        from_data("A-1", Sku | str)
    with pytest.raises(UnsupportedTypeError, match="rename one field"):
        to_json(Taken("a", "b"))


@given(st.permutations([("b", Decimal("1.50")), ("a", Decimal(2)), ("c", Decimal(3))]))
def test_equal_values_have_one_canonical_text(items: list[tuple[str, Decimal]]) -> None:
    """Whatever the order of keys and the zeros of decimals, equal values give the same bytes."""
    expected = (
        '{"code":"x","params":{"a":{"decimal":"2"},"b":{"decimal":"1.5"},"c":{"decimal":"3"}},"type":"Note"}'
    )
    assert canonical_json(Note("x", dict(items))) == expected


def test_canonical_instants_are_in_utc() -> None:
    """One instant named in two zones is one text."""
    here, there = AT.astimezone(ZoneInfo("Europe/Berlin")), AT.astimezone(ZoneInfo("Asia/Tokyo"))
    assert canonical_json(here) == canonical_json(there) == '{"datetime":"2026-03-01T09:30:00+00:00"}'
    assert canonical_json(Decimal("1E+3")) == canonical_json(Decimal(1000)) == '{"decimal":"1000"}'
    assert canonical_json(Decimal("-0.00")) == '{"decimal":"0"}'
    pairs = FrozenMap({2: "b", 1: "a"})
    assert canonical_json(pairs, FrozenMap[int, str]) == '[[1,"a"],[2,"b"]]'


def test_refusals_and_indents() -> None:
    """A refusal is a value as any other; indented text reads the same."""
    no = Refusal.of(Unmet("a", "line 1", {"quantity": 3}), Unmet("b"))
    assert from_json(to_json(no, indent=2), Refusal) == no
    assert to_json(no, indent=2).count("\n") > 5
    with pytest.raises(BadDocumentError, match=r"needs at least one Unmet"):
        from_data({"unmet": []}, Refusal)


KINDS = Kinds.of(
    Phase,
    Parcel,
    upcasts={"Parcel": [lambda data: {"weight_g": data["grams"]}, lambda data: {**data, "service": "post"}]},
)


def test_an_envelope_says_kind_and_version() -> None:
    """What is stored can be read by later code: schema, kind, version, data."""
    text = KINDS.to_json(Parcel(5))
    assert json.loads(text) == {
        "schema": "xbcommerce/1", "kind": "Parcel", "version": 3, "data": {"weight_g": 5, "service": "post"},
    }  # fmt: skip
    assert KINDS.from_json(text) == Parcel(5)
    assert KINDS.from_json(KINDS.to_json(InAudit(AT))) == InAudit(AT)


@pytest.mark.parametrize(("version", "data"), [(1, {"grams": 5}), (2, {"weight_g": 5}), (3, {"weight_g": 5})])
def test_old_versions_are_brought_up(version: int, data: dict[str, int]) -> None:
    """Each step is applied once, from the version that was stored."""
    text = json.dumps({"schema": "xbcommerce/1", "kind": "Parcel", "version": version, "data": data})
    assert KINDS.from_json(text) == Parcel(5)


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"kind": "Letter"}, UnknownKindError, "unknown kind 'Letter'; known are Draft, InAudit, Parcel"),
        (
            {"version": 4},
            NewerDocumentError,
            r"\$.version: written by newer code \(4, this reads 3\); upgrade",
        ),
        ({"schema": "xbcommerce/2"}, NewerDocumentError, r"\$.schema: written by newer code"),
        ({"version": 0}, BadDocumentError, "expected an object of schema, kind, version, data"),
        ({"version": True}, BadDocumentError, "expected an object of"),
        ({"extra": 1}, BadDocumentError, "expected an object of"),
        ({"data": []}, BadDocumentError, "expected an object of"),
        ({"data": {"weight_g": "x"}}, BadDocumentError, r"\$.data.weight_g: expected int, got 'x'"),
    ],
)
def test_an_envelope_that_cannot_be_read_says_why(
    changed: dict[str, object], error: type[BadDocumentError], message: str
) -> None:
    """Unknown and newer are told apart from malformed, since their way out differs."""
    document = {"schema": "xbcommerce/1", "kind": "Parcel", "version": 3, "data": {"weight_g": 5}, **changed}
    with pytest.raises(error, match=message):
        KINDS.from_json(json.dumps(document))


def test_kinds_are_checked_when_made() -> None:
    """Two classes of one name, an upcast of nothing, a value of no kind."""
    with pytest.raises(InvalidValueError, match="two classes share a name"):
        Kinds.of(Draft, Draft, InAudit)
    with pytest.raises(InvalidValueError, match="upcasts of unknown kind 'Parcle'"):
        Kinds.of(Parcel, upcasts={"Parcle": []})
    with pytest.raises(InvalidValueError, match="Prices: a value does not say its type arguments"):
        Kinds.by_name({"Prices": Dated[Money], "Rates": Dated[Decimal]})
    with pytest.raises(UnstorableValueError, match="of none of the kinds"):
        KINDS.to_json(Number(1))


def test_a_renamed_class_reads_both_names() -> None:
    """The first name is the one that is written."""
    kinds = Kinds.by_name({"Digit": Number, "Number": Number})
    assert json.loads(kinds.to_json(Number(1)))["kind"] == "Digit"
    assert kinds.from_json(Kinds.of(Number).to_json(Number(1))) == Number(1)
