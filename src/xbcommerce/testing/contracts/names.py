"""Names and batches that the contracts share, awkward ones among them."""

from __future__ import annotations

from hypothesis import strategies as st

from xbcommerce.kernel.ports import NAME_LENGTH, NewEvent
from xbcommerce.testing.strategies.storage import names, new_events

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

PATTERNS = ("50%", "50x", "a_b", "axb", "[a]", "a", "a*", "ab", "A_b", "a.b", "a\\b", "a'b", 'a"b')
"""Names that are alike to whoever takes one of them for a pattern."""


def prefixes() -> st.SearchStrategy[str]:
    """Beginnings of names, among them what databases take for patterns."""
    return st.sampled_from(["", "order/", "order_", "%", "*", "[", "caf", "O"]) | names().map(
        lambda name: name[:3]
    )


def batches() -> st.SearchStrategy[list[NewEvent]]:
    """What one append stores: some events."""
    return st.lists(new_events(), min_size=1, max_size=4)


def short_names() -> st.SearchStrategy[str]:
    """Names up to 180 characters, for ports that put a prefix before them."""
    return names().map(lambda name: name[:180])


def broken_names() -> st.SearchStrategy[str]:
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
            "x" * (NAME_LENGTH + 1),
        ]
    )


def unheard_of() -> st.SearchStrategy[str]:
    """Names that nothing can stand under, some of which a database cannot even be asked for."""
    return broken_names() | broken_texts()


def broken_texts() -> st.SearchStrategy[str]:
    """Texts that some store would refuse or cut."""
    return st.sampled_from(["\x00", '{"a": "\x00"}', "\ud800", "a\udfff"])
