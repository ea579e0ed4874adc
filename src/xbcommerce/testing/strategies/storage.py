"""What crosses the ports of stores: names, texts, events, documents, effects, journals."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from xbcommerce.kernel.dated import Issue
from xbcommerce.kernel.ports import (
    NAME_LENGTH,
    Document,
    NewEffect,
    NewEvent,
    PendingEffect,
    StoredEvent,
)
from xbcommerce.payments import Entry, Ledger, Sealed, Written

from .books import ledgers
from .rules import days, rule_sets

_AWKWARD = [
    "order/A-1",
    "order/A-10",
    "order/a-1",
    "订单/１号",
    "50% off_all*?[x]",
    'it\'s "quoted"; DROP TABLE event; --',
    "caf\u00e9",
    "cafe\u0301",
    "\U0001f6d2",
    "x" * NAME_LENGTH,
]
_ANY = st.text(st.characters(exclude_categories=["C", "Z"], max_codepoint=0x10FFFD), min_size=1, max_size=12)
_KINDS = st.sampled_from(["Placed", "Paid", "已发货"])
_COUNTS = st.integers(1, 1_000)


def names() -> st.SearchStrategy[str]:
    """Names of streams and documents: real, long, Chinese, alike, and full of other languages' quotes."""
    return st.sampled_from(_AWKWARD) | _ANY


def texts() -> st.SearchStrategy[str]:
    """JSON texts as a codec writes them, and any other text that stores keep."""
    any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
    return st.sampled_from(["{}", '{"amount_minor": 1999}', "''", "中文\n", "\ufeff"]) | any_text


def store_instants() -> st.SearchStrategy[datetime]:
    """Instants from year 1970 to 2200 in UTC, to the microsecond."""
    first, last = datetime(1970, 1, 1), datetime(2200, 1, 1)  # noqa: DTZ001 (Hypothesis adds the zone)
    return st.datetimes(first, last, timezones=st.just(UTC))


def new_events() -> st.SearchStrategy[NewEvent]:
    """Events of any kind, at any instant."""
    return st.builds(NewEvent, _KINDS, texts(), store_instants())


def stored_events() -> st.SearchStrategy[StoredEvent]:
    """Events as read from a store."""
    return st.builds(StoredEvent, names(), _COUNTS, _KINDS, texts(), store_instants(), _COUNTS)


def documents() -> st.SearchStrategy[Document]:
    """Documents as read from a store."""
    return st.builds(Document, names(), _COUNTS, texts())


def new_effects(*, keys: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[NewEffect]:
    """Effects of any kind, due at any instant."""
    return st.builds(NewEffect, names() if keys is None else keys, _KINDS, texts(), store_instants())


def pending_effects() -> st.SearchStrategy[PendingEffect]:
    """Effects as a driver gets them: fresh ones, and ones that have failed."""
    return st.builds(
        PendingEffect,
        names(),
        names(),
        _KINDS,
        texts(),
        store_instants(),
        st.integers(0, 20),
        texts(),
        _COUNTS,
        parked=st.booleans(),
    )


@st.composite
def issues(draw: st.DrawFn) -> Issue[Decimal]:
    """Rule sets as they were put under a name."""
    rules = draw(rule_sets(records_max=2))
    return Issue(draw(names()), draw(_COUNTS), rules.digest, rules)


def journals() -> st.SearchStrategy[tuple[Written, ...]]:
    """Books as written down: entries as the ledger allows them, and periods closed in between."""
    return st.builds(_journal, ledgers(), st.lists(st.tuples(st.integers(0, 8), days()), max_size=2))


def _journal(ledger: Ledger, seals: list[tuple[int, date]]) -> tuple[Written, ...]:
    records: list[Entry | Sealed] = list(ledger.entries)
    for place, through in seals:
        records.insert(place, Sealed(through))
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return tuple(Written(number, at, record) for number, record in enumerate(records, start=1))
