"""Dated records and rule sets, localized texts, addresses, estimates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import product

import attrs
from hypothesis import strategies as st

from xbcommerce.kernel.dated import Dated, RuleSet, Source, Status, Tier, Validity
from xbcommerce.kernel.estimate import Estimate
from xbcommerce.kernel.places import Address, countries, postal_shapes
from xbcommerce.kernel.text import LocalizedText

FIRST, LAST = date(2018, 1, 1), date(2028, 12, 31)
"""The years in which generated rules live."""

_NAMES = st.text("abcdefgh-", min_size=1, max_size=8)
_WORDS = st.text("abcdefgh äöü中文", min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
_LOCALES = ("de", "de-AT", "en", "en-001", "en-GB", "es-419", "fr", "no", "pt", "zh", "zh-Hans", "zh-Hant")
_RATES = st.integers(0, 300).map(lambda tenths: Decimal(tenths) / 10)


def days(*, first: date = FIRST, last: date = LAST) -> st.SearchStrategy[date]:
    """Calendar days."""
    return st.dates(first, last)


def validities(*, edges: st.SearchStrategy[date] | None = None) -> st.SearchStrategy[Validity]:
    """Periods, open at either end or not; ``edges`` are the days they begin and end on."""
    ends = st.none() | (days() if edges is None else edges)
    return st.tuples(ends, ends).map(_in_order)


def _in_order(ends: tuple[date | None, date | None]) -> Validity:
    start, end = ends
    if start is None or end is None:
        return Validity(start, end)
    return Validity(min(start, end), max(start, end)) if start != end else Validity(start, None)


def sources() -> st.SearchStrategy[Source]:
    """Sources of every tier."""
    return st.builds(
        Source, _WORDS, st.just("https://example.org"), st.sampled_from(Tier), st.none() | days()
    )


_QUARTERS = st.sampled_from([date(year, month, 1) for year in range(2019, 2028) for month in (1, 4, 7, 10)])
"""Days on which generated records begin, end and are recorded: few, so that they meet."""


def dated_records(
    *,
    ids: st.SearchStrategy[str] = _NAMES,
    keys: st.SearchStrategy[str] = _NAMES,
    values: st.SearchStrategy[Decimal] = _RATES,
) -> st.SearchStrategy[Dated[Decimal]]:
    """Single records, superseding nothing."""
    return st.builds(
        Dated[Decimal],
        ids,
        keys,
        values,
        validities(edges=_QUARTERS),
        _QUARTERS,
        st.none() | sources(),
        st.sampled_from(Status),
        review_by=st.none() | _QUARTERS,
    )


@st.composite
def rule_sets(
    draw: st.DrawFn,
    *,
    keys: Sequence[str] = ("vat/DE", "vat/FR"),
    records_max: int = 4,
) -> RuleSet[Decimal]:
    """Rule sets in which some records supersede earlier ones of their key, whole or from a day on."""
    records: list[Dated[Decimal]] = []
    for key in keys:
        series = draw(st.lists(_record_of(key), max_size=records_max))
        for place, record in enumerate(series):
            named = attrs.evolve(record, id=f"{key}-{place}")
            records.append(named if not place else draw(_succeeding(named, place)))
    return RuleSet(records, draw(_QUARTERS))


@cache
def _record_of(key: str) -> st.SearchStrategy[Dated[Decimal]]:
    return dated_records(ids=st.just("later"), keys=st.just(key))


@st.composite
def _succeeding(draw: st.DrawFn, record: Dated[Decimal], place: int) -> Dated[Decimal]:
    """Let a record replace one of the ``place`` records before it, or none."""
    old = draw(st.integers(-1, place - 1))
    if old < 0:
        return record
    end, from_date = record.validity.end, draw(st.none() | _QUARTERS)
    if from_date is not None and end is not None and from_date >= end:
        from_date = None
    return attrs.evolve(record, supersedes=f"{record.key}-{old}", from_date=from_date)


def localized_texts(*, locales: Sequence[str] = _LOCALES) -> st.SearchStrategy[LocalizedText]:
    """Texts in some languages; some of them blank, which counts as missing."""
    texts = _WORDS | st.sampled_from(("", "  "))
    return st.dictionaries(st.sampled_from(locales), texts).map(LocalizedText)


def locales() -> st.SearchStrategy[str]:
    """Language tags of readers, in one spelling."""
    tags = product(("de", "en", "es", "nb", "pt", "sr", "zh"), ("", "-DE", "-GB", "-MX", "-TW", "-HK", "-ME"))
    return st.sampled_from([*map("".join, tags), "zh-Hant", "zh-Hans-CN", "sr-Latn-RS", "zh-Hant-MO"])


@st.composite
def postal_codes(draw: st.DrawFn, *, country: str) -> str:
    """Well-shaped postal codes of a country, in their canonical spelling; empty where no shape is known."""
    shapes = postal_shapes(country)
    if not shapes:
        return ""
    signs = {"#": "0123456789", "@": "ABCDEFGH", "*": "0123456789ABC"}
    shape = draw(st.sampled_from(shapes))
    return "".join(draw(st.sampled_from(signs[sign])) if sign in signs else sign for sign in shape)


@st.composite
def addresses(draw: st.DrawFn, *, codes: Sequence[str] = ("DE", "FR", "GB", "HK", "JP", "US")) -> Address:
    """Addresses that a carrier can work with, in canonical form."""
    country = draw(st.sampled_from(codes or [place.alpha2 for place in countries()]))
    words = _WORDS.map(lambda text: " ".join(text.split()))
    return Address(
        draw(words),
        tuple(draw(st.lists(words, min_size=1, max_size=3))),
        draw(words),
        country,
        draw(postal_codes(country=country)),
        f"{country}-{draw(st.sampled_from(('CA', 'NY', 'ON')))}" if country in {"AU", "CA", "US"} else "",
    )


@st.composite
def estimates(draw: st.DrawFn) -> Estimate:
    """Estimates of any size, their interval possibly a point."""
    low, value, high = sorted(draw(st.tuples(*[st.floats(-1e9, 1e9)] * 3)))
    confidence = draw(st.sampled_from([Decimal("0.8"), Decimal("0.95"), Decimal("0.999")]))
    method = draw(st.sampled_from(("student", "wilson")))
    return Estimate(value, low, high, draw(st.integers(1, 10_000)), method, confidence)
