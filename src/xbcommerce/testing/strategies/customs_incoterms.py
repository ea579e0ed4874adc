"""Terms of trade: rules of any edition, dropped names, terms as contracts name them, points of title."""

from __future__ import annotations

from hypothesis import strategies as st

from xbcommerce.logistics.customs.incoterms import (
    Cover,
    FormerTerm,
    IncotermRule,
    RiskPoint,
    Term,
    TitlePoint,
    TradeCost,
)

_NAMES = ("CFR", "CIF", "CIP", "CPT", "DAP", "DDP", "DPU", "EXW", "FAS", "FCA", "FOB")
_PLACES = ("", "Hamburg", "上海")


def incoterm_rules() -> st.SearchStrategy[IncotermRule]:
    """Terms that let anybody pay anything; a cover only where the seller pays the insurance."""
    return st.builds(
        _rule,
        st.sampled_from([2010, 2020]),
        st.frozensets(st.sampled_from(TradeCost)),
        st.sampled_from(RiskPoint),
        st.none() | st.sampled_from(Cover),
        st.booleans(),
    )


def _rule(
    edition: int,
    pays: frozenset[TradeCost],
    risk: RiskPoint,
    cover: Cover | None,
    sea: bool,  # noqa: FBT001
) -> IncotermRule:
    insured = cover if TradeCost.INSURANCE in pays else None
    return IncotermRule(edition, pays, risk, cover=insured, sea_only=sea, instead="FCA" if sea else "")


def former_terms() -> st.SearchStrategy[FormerTerm]:
    """Names with a successor, or with terms to look at."""
    successors = st.sampled_from(["DAP", "DPU"]).map(FormerTerm)
    return successors | st.sampled_from([FormerTerm(consider=["DAP"]), FormerTerm(consider=["DPU", "DAP"])])


def terms() -> st.SearchStrategy[Term]:
    """Terms as a contract names them, some by a name of an older edition."""
    names = [*((name, name) for name in _NAMES), ("DAP", "DDU"), ("DPU", "DAT")]
    return st.builds(_term, st.sampled_from(names), st.sampled_from(_PLACES), incoterm_rules())


def _term(names: tuple[str, str], place: str, rule: IncotermRule) -> Term:
    name, written = names
    return Term(name, written, place, rule, f"incoterms-{rule.edition}-{name.lower()}")


def title_points() -> st.SearchStrategy[TitlePoint]:
    """Points at which ownership passes, by contract or by convention."""
    return st.builds(TitlePoint, st.sampled_from(_NAMES), st.sampled_from(RiskPoint), st.booleans())
