"""Commands to the books of a shop, the books after them, and statements against expectations."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from xbcommerce.payments import (
    Command,
    Expected,
    Hold,
    Ledger,
    Line,
    Post,
    Reconciliation,
    Reverse,
    SettleHold,
    StatementLine,
    VoidHold,
    post_all,
    reconcile,
)

from .money import CURRENCIES, moneys, rate_values

_LARGE = 10**7


@st.composite
def entry_lines(draw: st.DrawFn, *, accounts: str = "abcd") -> tuple[Line, ...]:
    """Lines in one currency that add up to nothing."""
    code = draw(st.sampled_from(CURRENCIES))
    amounts = draw(st.lists(st.integers(-_LARGE, _LARGE), min_size=1, max_size=3))
    named = st.sampled_from(accounts)
    references = st.sampled_from(["", "invoice-1", "invoice-2"])
    return tuple(Line(draw(named), code, amount, draw(references)) for amount in [*amounts, -sum(amounts)])


def commands() -> st.SearchStrategy[Command]:
    """Commands to the books that now and then meet one another."""
    ids = st.integers(1, 8).map(lambda number: f"e{number}")
    days = st.integers(1, 31).map(lambda day: date(2026, 10, day))
    amounts = st.none() | moneys(minor_min=1, minor_max=100)
    return st.one_of(
        st.builds(Post, ids, days, st.just("sale"), entry_lines()),
        st.builds(Hold, ids, days, st.just("hold"), entry_lines()),
        st.builds(Reverse, ids, days, ids),
        st.builds(VoidHold, ids, days, ids),
        st.builds(SettleHold, ids, days, ids, amounts),
    )


def ledgers() -> st.SearchStrategy[Ledger]:
    """Books after up to ten commands, of which some were refused."""
    return st.lists(commands(), max_size=10).map(lambda asked: post_all(Ledger(), asked)[0])


@st.composite
def reconciliations(draw: st.DrawFn) -> Reconciliation:
    """Statements against expectations, with every kind of mistake."""
    refs = st.sampled_from(["r1", "r2", "r3"])
    kinds = st.sampled_from(["payment", "refund"])
    sums = moneys(currencies=("EUR",), minor_min=-500, minor_max=500)
    fees = st.none() | moneys(currencies=("EUR",), minor_min=0, minor_max=3)
    days = st.dates(date(2026, 11, 1), date(2026, 11, 5))
    presented = st.none() | moneys(currencies=("JPY",), minor_min=1, minor_max=500)
    expected = st.builds(Expected.of, refs, kinds, sums, days, fee=fees, presentment=presented)
    lines = st.builds(
        StatementLine.of,
        st.integers(1, 9).map(str),
        refs,
        kinds | st.sampled_from(["chargeback", "provider_fee", "reserve_hold"]),
        sums,
        fee=fees,
        net=st.none() | sums,
        rate=st.none() | rate_values(),
    )
    return reconcile(
        draw(st.lists(expected, max_size=5)),
        draw(st.lists(lines, max_size=6)),
        period_end=date(2026, 11, 3),
        currency="EUR",
        together=draw(st.booleans()),
    )
