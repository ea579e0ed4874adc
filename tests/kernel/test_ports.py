"""What crosses a port is checked once, at the port."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.errors import InvalidValueError, NaiveDatetimeError, XbcommerceError
from xbcommerce.kernel.ports import (
    NAME_LENGTH,
    Document,
    EffectConflictError,
    NewEffect,
    NewEvent,
    PendingEffect,
    StorageError,
    StoredEvent,
    UnknownEffectError,
    VersionConflictError,
    checked_name,
    checked_text,
    keepable,
    may_exist,
)

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", ["a", "order/A-1", "订单 1", "x" * NAME_LENGTH, "🛒", "%_'\""])
def test_ordinary_names_are_kept_as_they_are(name: str) -> None:
    """Any printable text is a name, in any script."""
    assert checked_name(name, "stream") == name


@pytest.mark.parametrize(
    "name", ["", " a", "a ", "a\tb", "a\x00", "\ud800", "\uffff", "x" * (NAME_LENGTH + 1)]
)
def test_other_names_are_refused_with_the_name(name: str) -> None:
    """The message shows the offending name and what is allowed."""
    with pytest.raises(InvalidValueError, match=r"stream=.*expected 1 to 200 characters"):
        checked_name(name, "stream")


@pytest.mark.parametrize("name", ["", "a", " order ", "订单 1", "x" * (NAME_LENGTH + 1), "\uffff"])
def test_what_a_database_can_be_asked_for_may_exist(name: str) -> None:
    """Names and beginnings of names, and what is harmless to look for."""
    assert may_exist(name)


@pytest.mark.parametrize("name", ["a\x00", "\ud800", "order/\udcff", "订\udfff单"])
def test_what_some_database_cannot_be_asked_for_does_not_exist(name: str) -> None:
    """NUL and lone surrogates, wherever they stand."""
    assert not may_exist(name)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=NAME_LENGTH))
def test_what_is_allowed_survives_utf_8_and_has_no_control_characters(name: str) -> None:
    """Every accepted name can be encoded, and holds nothing that ends a C string or a line."""
    try:
        checked_name(name, "key")
    except InvalidValueError:
        return
    assert name.encode().decode() == name
    assert len(name.splitlines()) == 1
    assert "\x00" not in name


@given(st.text(st.characters() | st.characters(categories=["Cs", "Cc", "Zs", "Zl", "Co", "Cn"]), max_size=6))
def test_what_is_refused_is_what_the_rule_says(text: str) -> None:
    """However a name or text is checked, the outcome is that of the rule, spelt out."""
    bad = any(c in "\u2028\u2029\ufffe\uffff\U0010ffff" or category(c) in {"Cc", "Cs"} for c in text)
    assert _is_refused(checked_name, text) is (bad or not text or text != text.strip())
    lost = any(c == "\x00" or category(c) == "Cs" for c in text)
    assert _is_refused(checked_text, text) is lost


def _is_refused(check: Callable[[str, str], str], text: str) -> bool:
    try:
        check(text, "text")
    except InvalidValueError:
        return True
    return False


def test_instants_are_kept_in_utc() -> None:
    """The same instant named in another zone is the same event."""
    shanghai = AT.astimezone(timezone(timedelta(hours=8)))
    event = NewEvent("Paid", "{}", shanghai)
    assert event == NewEvent("Paid", "{}", AT)
    assert event.at.tzinfo is UTC


def test_a_naive_instant_is_refused() -> None:
    """An event without zone happened at no instant."""
    with pytest.raises(NaiveDatetimeError, match="has no time zone"):
        NewEvent("Paid", "{}", AT.replace(tzinfo=None))


def test_an_instant_before_the_calendar_is_refused() -> None:
    """The first hours of year 1 east of Greenwich have no name in UTC."""
    with pytest.raises(InvalidValueError, match="outside the years 1 to 9999"):
        NewEvent("Paid", "{}", datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=8))))


@pytest.mark.parametrize("text", ["\x00", "a\ud800"])
def test_text_that_some_stores_lose_is_refused(text: str) -> None:
    """The message says which character and where."""
    with pytest.raises(InvalidValueError, match=r"data has .* at character"):
        NewEvent("Paid", text, AT)
    with pytest.raises(InvalidValueError, match="body has"):
        Document("plan", 1, text)


@pytest.mark.parametrize("version", [0, -1, True])
def test_versions_of_what_is_stored_begin_at_one(version: int) -> None:
    """Version 0 means that there is nothing."""
    with pytest.raises(InvalidValueError):
        Document("plan", version, "{}")
    with pytest.raises(InvalidValueError):
        StoredEvent("s", version, "Paid", "{}", AT, 1)


def test_a_conflict_carries_what_a_retry_needs() -> None:
    """Stream and both versions, also across processes."""
    conflict = VersionConflictError("order/A-1", 1, 3)
    assert str(conflict) == "order/A-1 is at version 3, not 1; read and decide again"
    copy = pickle.loads(pickle.dumps(conflict))  # noqa: S301 (its own)
    assert (copy.stream, copy.expected, copy.actual) == ("order/A-1", 1, 3)
    assert isinstance(conflict, XbcommerceError)
    assert isinstance(conflict, RuntimeError)
    assert issubclass(StorageError, OSError)


@pytest.mark.parametrize(
    "record",
    [
        NewEvent("Paid", "{}", AT),
        StoredEvent("s", 1, "Paid", "{}", AT, 7),
        Document("k", 2, "中文"),
        NewEffect("k", "Charge", "{}", AT),
        PendingEffect("k", "s", "Charge", "{}", AT, 2, "timeout", 7, parked=True),
    ],
)
def test_records_round_trip(record: object) -> None:
    """What crosses the port can itself be written and read."""
    assert from_json(to_json(record), type(record)) == record


def test_an_effect_is_checked_like_an_event() -> None:
    """Key, kind, data and instant; counts of attempts are counts."""
    shanghai = AT.astimezone(timezone(timedelta(hours=8)))
    assert NewEffect("k", "Charge", "{}", shanghai) == NewEffect("k", "Charge", "{}", AT)
    with pytest.raises(InvalidValueError, match="key=''"):
        NewEffect("", "Charge", "{}", AT)
    with pytest.raises(InvalidValueError, match="data has"):
        NewEffect("k", "Charge", "\x00", AT)
    with pytest.raises(NaiveDatetimeError):
        NewEffect("k", "Charge", "{}", AT.replace(tzinfo=None))
    with pytest.raises(InvalidValueError, match="attempts=-1"):
        PendingEffect("k", "s", "Charge", "{}", AT, -1, "", 1)


def test_errors_about_effects_say_the_key_and_the_way_out() -> None:
    """Also across processes; each is a builtin too."""
    conflict, unknown = EffectConflictError("charge-1"), UnknownEffectError("charge-1")
    assert str(conflict).startswith("effect 'charge-1' was recorded with other content; derive the key")
    assert str(unknown).startswith("no effect was recorded under the key 'charge-1'; record it with")
    for error, builtin in ((conflict, ValueError), (unknown, LookupError)):
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301 (its own)
        assert (type(copy), copy.key, str(copy)) == (type(error), "charge-1", str(error))
        assert isinstance(error, builtin)
        assert isinstance(error, XbcommerceError)


@given(st.text(st.characters() | st.characters(categories=["Cs"])), st.integers(1, 30))
def test_any_text_can_be_made_keepable(text: str, length_max: int) -> None:
    """Stores take it, it is no longer than asked for, and what they take already stays as it is."""
    kept = keepable(text, length_max=length_max)
    assert checked_text(kept, "error") == kept
    assert len(kept) <= length_max
    assert keepable(kept, length_max=length_max) == kept
    if "\x00" not in text and text.isascii() and len(text) <= length_max:
        assert kept == text
