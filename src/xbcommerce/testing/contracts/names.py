"""Names, texts and events for the contracts, awkward ones among them."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from xbcommerce.kernel.ports import NAME_LENGTH, NewEvent

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


ALIKE = (
    "order/A-1",
    "order/a-1",
    "order/A-10",
    "order/A",
    "ORDER/A-1",
    "caf\u00e9",
    "cafe\u0301",
    "cafe",
    "\uff21",
    "A",
)
"""Names that some database takes for the same: by case, by accent, by width, by length."""


def names() -> st.SearchStrategy[str]:
    """Names of streams and documents: real, long, Chinese, alike, and full of other languages' quotes."""
    return st.sampled_from(_AWKWARD) | _ANY


def prefixes() -> st.SearchStrategy[str]:
    """Beginnings of names, among them what databases take for patterns."""
    return st.sampled_from(["", "order/", "order_", "%", "*", "[", "caf", "O"]) | names().map(
        lambda name: name[:3]
    )


def bodies() -> st.SearchStrategy[str]:
    """JSON texts as a codec writes them, and any other text that stores keep."""
    any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
    return st.sampled_from(["{}", '{"amount_minor": 1999}', "''", "中文\n", "\ufeff"]) | any_text


def new_events() -> st.SearchStrategy[NewEvent]:
    """Events of any kind, at any instant from year 1970 to 2200, to the microsecond."""
    first, last = datetime(1970, 1, 1), datetime(2200, 1, 1)  # noqa: DTZ001 (Hypothesis adds the zone)
    at = st.datetimes(first, last, timezones=st.just(UTC))
    return st.builds(NewEvent, st.sampled_from(["Placed", "Paid", "已发货"]), bodies(), at)


def batches() -> st.SearchStrategy[list[NewEvent]]:
    """What one append stores: some events."""
    return st.lists(new_events(), min_size=1, max_size=4)


def bad_names() -> st.SearchStrategy[str]:
    """Names that some store would lose, cut or mix up."""
    return st.sampled_from(
        [
            "",
            " ",
            " order",
            "order ",
            "a\x00b",
            "a\nb",
            "a\x7fb",
            "\ud800",
            "a\u2028b",
            "\uffff",
            "\U0010ffff",
            "x" * 201,
        ]
    )


def bad_bodies() -> st.SearchStrategy[str]:
    """Texts that some store would refuse or cut."""
    return st.sampled_from(["\x00", '{"a": "\x00"}', "\ud800", "a\udfff"])
