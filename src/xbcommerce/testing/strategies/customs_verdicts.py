"""What restrictions answer: reasons, the five verdicts, ways to send with theirs."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Param
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs.restrictions import (
    Allow,
    Block,
    Carriage,
    CarriageOption,
    Level,
    NeedsDocument,
    NeedsFacts,
    Reason,
    Verdict,
    Warn,
    verdict_of,
)

from .rules import sources, validities


def reasons(*, levels: Sequence[Level] = (*Level,), open_ones: bool = False) -> st.SearchStrategy[Reason]:
    """Rules that speak, or with ``open_ones`` rules that lack a fact."""
    missing = st.lists(st.sampled_from(["battery_wh", "mode"]), min_size=1, max_size=2)
    return st.builds(
        Reason,
        st.sampled_from(levels),
        st.sampled_from(["restriction.battery_by_post", "restriction.vapes_banned"]),
        st.sampled_from(["", "lamp"]),
        st.sampled_from(["", "permit"]).map(_named),
        record=st.sampled_from(["r1", "r2"]),
        validity=validities(),
        source=sources(),
        doubt=st.sampled_from(["", "ambiguous", "estimated", "stale"]),
        missing=missing if open_ones else st.just(()),
    )


def _named(document: str) -> FrozenMap[str, Param]:
    params: dict[str, Param] = {"title": "a rule", "document": document, "places": ("SG",)}
    return FrozenMap(params)


def verdicts() -> st.SearchStrategy[Verdict]:
    """Any of the five answers."""
    return st.builds(
        verdict_of, st.lists(reasons(), max_size=3), st.lists(reasons(open_ones=True), max_size=2)
    )


def allowances() -> st.SearchStrategy[Allow]:
    """Answers with which nothing speaks against it."""
    return st.lists(reasons(levels=(Level.ALLOW,)), max_size=2).map(Allow)


def warnings() -> st.SearchStrategy[Warn]:
    """Answers with something to be minded."""
    return st.lists(reasons(levels=(Level.WARN,)), min_size=1, max_size=2).map(Warn)


def needed_documents() -> st.SearchStrategy[NeedsDocument]:
    """Answers with something to be shown."""
    return st.lists(reasons(levels=(Level.NEEDS_DOCUMENT,)), min_size=1, max_size=2).map(NeedsDocument)


def needed_facts() -> st.SearchStrategy[NeedsFacts]:
    """Answers with a question left open."""
    left = st.lists(reasons(levels=(Level.BLOCK,), open_ones=True), min_size=1, max_size=2)
    return left.map(lambda unsettled: NeedsFacts((), unsettled))


def blocks() -> st.SearchStrategy[Block]:
    """Answers with a prohibition."""
    return st.lists(reasons(levels=(Level.BLOCK,)), min_size=1, max_size=2).map(Block)


def carriages() -> st.SearchStrategy[Carriage]:
    """Ways to send, with a carrier or without."""
    return st.builds(Carriage, st.sampled_from(Mode), st.none() | st.sampled_from(["fedex", "usps"]))


def carriage_options() -> st.SearchStrategy[CarriageOption]:
    """Ways with their verdicts."""
    return st.builds(CarriageOption, carriages(), verdicts())
