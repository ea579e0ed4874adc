"""Charges at a border: amounts of every kind, rules over parts and each other, what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import Rounding
from xbcommerce.logistics import Step
from xbcommerce.logistics.customs import PARTS, DateBasis, Exchange
from xbcommerce.logistics.customs.charges import (
    AtRate,
    Bracket,
    ByTariff,
    ByTaxRate,
    ByValue,
    Charge,
    ChargeAmount,
    ChargeKind,
    ChargeRule,
    FixedAmount,
    Per,
    PerCode,
    Reckoned,
    reckon,
)

from .customs_trade import whens
from .money import moneys

CURRENCY = "EUR"
"""In which generated rules state amounts."""
_NAMES = ("duty", "excise", "fee", "levy", "vat")
_RATE_HUNDREDTHS_MAX = 3_000
_AMOUNTS = moneys(currencies=(CURRENCY,), minor_min=0, minor_max=100_000)
_NO_RATES = Exchange(CURRENCY, FrozenMap({}))


def _percents() -> st.SearchStrategy[Fraction]:
    return st.integers(0, _RATE_HUNDREDTHS_MAX).map(lambda hundredths: Fraction(hundredths, 100))


def at_rates() -> st.SearchStrategy[AtRate]:
    """Rates up to 30 %, to the hundredth of a percent."""
    return _percents().map(AtRate)


def fixed_amounts() -> st.SearchStrategy[FixedAmount]:
    """Amounts up to 1,000 euros, for a piece, a line or all of it."""
    return st.builds(FixedAmount, _AMOUNTS, st.sampled_from(Per))


def tax_rate_shares() -> st.SearchStrategy[ByTaxRate]:
    """All of the tax rates, or shares of them."""
    return st.sampled_from([Fraction(1), Fraction(39, 50), Fraction(11, 50)]).map(ByTaxRate)


def brackets() -> st.SearchStrategy[Bracket]:
    """Steps of a charge, open or not."""
    return st.builds(Bracket, _percents(), st.none() | _AMOUNTS, st.none() | _AMOUNTS)


@st.composite
def rates_by_value(draw: st.DrawFn) -> ByValue:
    """Up to three steps, by rising value, the last one open."""
    limits = sorted(draw(st.lists(_AMOUNTS, max_size=2)))
    steps = [attrs.evolve(draw(brackets()), up_to=limit) for limit in limits]
    return ByValue([*steps, attrs.evolve(draw(brackets()), up_to=None)])


def charge_amounts() -> st.SearchStrategy[ChargeAmount]:
    """How much is charged, of every kind; first of all at a rate."""
    others = st.sampled_from([ByTariff(), PerCode()])
    return st.one_of(at_rates(), fixed_amounts(), tax_rate_shares(), rates_by_value(), others)


def charge_steps() -> st.SearchStrategy[Step]:
    """Steps that laws round to, finer and coarser than a cent."""
    sizes = st.sampled_from(["0.01", "0.05", "1", "100", "0.001"])
    return st.builds(Step.of, sizes, st.sampled_from(Rounding))


@st.composite
def charge_rules(
    draw: st.DrawFn,
    *,
    names: Sequence[str] = _NAMES,
    bases: Sequence[str] = PARTS,
    amounts: st.SearchStrategy[ChargeAmount] | None = None,
) -> ChargeRule:
    """Rules with any of the things that a rule may say.

    Args:
        draw: Hypothesis gives it.
        names: What they may be called.
        bases: What may stand in their base.
        amounts: Default `charge_amounts`.
    """
    minimum = draw(st.none() | _AMOUNTS)
    above = draw(st.none() | _AMOUNTS)
    steps = st.none() | charge_steps()
    return ChargeRule(
        draw(st.sampled_from(names)),
        draw(st.sampled_from(ChargeKind)),
        draw(charge_amounts() if amounts is None else amounts),
        draw(st.lists(st.sampled_from(bases), unique=True, max_size=3)),
        base_kinds=draw(st.frozensets(st.sampled_from(ChargeKind), max_size=1)),
        rounding=draw(charge_steps()),
        base_rounding=draw(steps),
        line_rounding=draw(steps),
        seen_rounding=draw(steps),
        inclusive=draw(st.booleans()),
        deduct=draw(st.none() | _AMOUNTS),
        minimum=minimum,
        maximum=above if above is None or minimum is None else above + minimum,
        collected=draw(st.sampled_from([Fraction(1), Fraction(7, 10)])),
        levied_above=draw(st.none() | _AMOUNTS),
        when=draw(whens()),
        date_basis=draw(st.sampled_from(DateBasis)),
    )


@st.composite
def charges(draw: st.DrawFn, *, rules: st.SearchStrategy[ChargeRule] | None = None, lines: int = 2) -> Charge:
    """Rules made ready for so many lines, by rates, by another measure too, or by fixed amounts."""
    rule = draw(charge_rules() if rules is None else rules)
    units = st.integers(0, 10_000)
    specific = st.lists(st.fractions(0, 10_000, max_denominator=100), min_size=lines, max_size=lines)
    share = st.sampled_from([Fraction(0), Fraction(1, 3), Fraction(1)])
    return Charge(
        rule,
        tuple(draw(_percents()) / 100 for _ in range(lines)),
        draw(st.none() | specific.map(tuple)),
        draw(st.none() | st.tuples(*[units] * lines)) if isinstance(rule.amount, FixedAmount) else None,
        draw(st.none() | st.tuples(*[share] * lines)),
    )


@st.composite
def charge_graphs(draw: st.DrawFn, *, lines: int = 2) -> tuple[Charge, ...]:
    """Up to three charges, each of parts of the value and of the charges before it."""
    found: list[Charge] = []
    for name in draw(st.lists(st.sampled_from(_NAMES), unique=True, min_size=1, max_size=3)):
        bases = (*PARTS, *(charge.rule.name for charge in found))
        rules = charge_rules(names=(name,), bases=bases).map(_of_names_alone)
        found.append(draw(charges(rules=rules, lines=lines)))
    return tuple(found)


def _of_names_alone(rule: ChargeRule) -> ChargeRule:
    """Leave kinds out of a base: two rules that ask for each other's kind are a circle."""
    return attrs.evolve(rule, base_kinds=())


def line_parts(*, lines: int = 2) -> st.SearchStrategy[FrozenMap[str, tuple[int, ...]]]:
    """Minor units of each line for every part of the value."""
    units = st.tuples(*[st.integers(0, 1_000_000)] * lines)
    return st.fixed_dictionaries(dict.fromkeys(PARTS, units)).map(FrozenMap)


@st.composite
def reckoned_charges(draw: st.DrawFn) -> Reckoned:
    """One of several charges over parts of a value, reckoned."""
    done = reckon(draw(charge_graphs()), draw(line_parts()), ["a", "b"], _NO_RATES)
    return draw(st.sampled_from(done))
