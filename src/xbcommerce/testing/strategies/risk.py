"""Schemas, facts, conditions, rules, policies and verdicts of the risk room; open items and credit limits.

Facts fit their schema and leave fields out or null on purpose; conditions fit their schema, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.money import from_minor
from xbcommerce.risk import (
    ALLOW_OVERRIDES,
    FIRST_MATCH,
    IGNORE,
    MOST_SEVERE,
    AllOf,
    AnyOf,
    AtLeast,
    Band,
    Bands,
    Between,
    Bounds,
    BuyerAccount,
    Combine,
    Compare,
    Condition,
    CreditLimit,
    DaysBetween,
    Difference,
    FactField,
    Facts,
    Field,
    InList,
    IsKnown,
    ItemKind,
    Kind,
    Literal,
    Not,
    OneOf,
    Op,
    OpenItem,
    Operand,
    OrderToScreen,
    Outcome,
    Policy,
    Ratio,
    Rule,
    Schema,
    Score,
    Sum,
    TextOp,
    TextTest,
    Value,
    Verdict,
    decide,
)

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
"""When drawn verdicts are made; drawn rules are in force on this day or not."""

_COUNTRIES = ("DE", "FR", "GB", "US")
_EQUALITY = (Op.EQ, Op.NE)
_COUNTABLE = (Kind.INT, Kind.DECIMAL, Kind.MONEY, Kind.DURATION)


def values(kind: Kind, *, currency: str = "EUR") -> st.SearchStrategy[Value]:
    """Values of one kind, small and often equal, so that comparisons meet their edges."""
    match kind:
        case Kind.INT:
            return st.integers(-3, 12)
        case Kind.DECIMAL:
            return st.decimals(-2, 4, places=1)
        case Kind.MONEY:
            return st.integers(-300, 900).map(lambda units: from_minor(units, currency))
        case Kind.TEXT:
            return st.sampled_from(("", *_COUNTRIES))
        case Kind.DATE:
            return st.dates(date(2026, 2, 20), date(2026, 3, 10))
        case Kind.BOOL:
            return st.booleans()
        case Kind.DURATION:
            return st.integers(0, 24).map(lambda hours: timedelta(hours=hours))


def _schema(per_kind: int) -> Schema:
    return Schema(
        tuple(
            FactField(f"{kind.value}_{place}", kind, currency="EUR" if kind is Kind.MONEY else "")
            for place in range(1, per_kind + 1)
            for kind in Kind
        )
    )


def schemas() -> st.SearchStrategy[Schema]:
    """Schemas with one or two fields of every kind; money in EUR."""
    return st.sampled_from((_schema(1), _schema(2)))


@cache
def facts(schema: Schema, *, complete: bool = False) -> st.SearchStrategy[Facts]:
    """Facts of a schema; unless ``complete``, fields are left out or null now and then."""
    known = {item.name: values(item.kind, currency=item.currency or "EUR") for item in schema.fields}
    if complete:
        return st.fixed_dictionaries(known).map(schema.facts)
    maybe = {name: st.none() | some for name, some in known.items()}
    return st.fixed_dictionaries({}, optional=maybe).map(schema.facts)


@cache
def operands(schema: Schema, kind: Kind) -> st.SearchStrategy[Operand]:
    """Operands of one kind: fields, figures, and small sums, differences, ratios, day counts."""

    def fields(of: Kind) -> st.SearchStrategy[Field]:
        return st.sampled_from([item.name for item in schema.fields if item.kind is of]).map(Field)

    simple: st.SearchStrategy[Operand] = st.builds(Literal, values(kind)) | fields(kind)
    options: list[st.SearchStrategy[Operand]] = [simple, simple]
    if kind in _COUNTABLE:
        options.append(st.lists(simple, min_size=1, max_size=3).map(lambda terms: Sum(tuple(terms))))
        options.append(st.builds(Difference, simple, simple))
    if kind is Kind.DECIMAL:
        options.append(st.builds(Ratio, simple, simple))
        options.append(st.builds(Ratio, fields(Kind.MONEY), fields(Kind.MONEY)))
    if kind is Kind.INT:
        options.append(st.builds(DaysBetween, fields(Kind.DATE), fields(Kind.DATE)))
    return st.one_of(options)


@cache
def leaf_conditions(schema: Schema, *, with_is_known: bool = True) -> st.SearchStrategy[Condition]:
    """Conditions without connectives, over a schema that has fields of every kind."""
    options = [_leaves(schema, kind) for kind in Kind]
    if with_is_known:
        options.append(st.sampled_from(schema.names).map(lambda name: IsKnown(Field(name))))
    return st.one_of(options)


def _leaves(schema: Schema, kind: Kind) -> st.SearchStrategy[Condition]:
    value = operands(schema, kind)
    signs = st.sampled_from(tuple(Op) if kind.is_ordered else _EQUALITY)
    some = st.lists(values(kind), min_size=1, max_size=3).map(tuple)
    options: list[st.SearchStrategy[Condition]] = [
        st.builds(Compare, value, signs, value),
        st.builds(OneOf, value, some),
    ]
    if kind.is_ordered:
        options.append(st.builds(Between, value, value, value, st.sampled_from(Bounds)))
    if kind is Kind.TEXT:
        options.append(st.builds(InList, value, st.just("watched")))
        options.append(st.builds(TextTest, value, st.sampled_from(TextOp), st.sampled_from(_COUNTRIES)))
    return st.one_of(options)


@cache
def conditions(
    schema: Schema, *, max_leaves: int = 6, with_is_known: bool = True
) -> st.SearchStrategy[Condition]:
    """Conditions that fit a schema, with every connective.

    Args:
        schema: The fields to read.
        max_leaves: How large they grow.
        with_is_known: Whether `IsKnown` occurs, the one condition that a new fact can turn round.
    """
    return st.recursive(
        leaf_conditions(schema, with_is_known=with_is_known),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda some: AllOf(tuple(some))),
            st.lists(inner, max_size=3).map(lambda some: AnyOf(tuple(some))),
            st.builds(Not, inner),
            st.builds(AtLeast, st.integers(0, 3), st.lists(inner, max_size=3).map(tuple)),
        ),
        max_leaves=max_leaves,
    )


@st.composite
def rules(draw: st.DrawFn, schema: Schema, *, rule_id: str = "R1") -> Rule:
    """Rules over a schema, a few of them disabled, ended, or with their own answer to unknown."""
    ended = Validity(None, date(2026, 1, 1))
    return Rule(
        rule_id,
        draw(conditions(schema)),
        draw(st.sampled_from(Outcome)),
        reason=draw(st.sampled_from(("order.large", "buyer.late", "screening.match"))),
        group=draw(st.sampled_from(("", "velocity"))),
        points=draw(st.integers(0, 60)),
        validity=draw(st.sampled_from((Validity(), Validity(), Validity(), ended))),
        enabled=draw(st.sampled_from((True, True, True, False))),
        confidential=draw(st.booleans()),
        on_unknown=draw(st.none() | st.sampled_from(Outcome)),
    )


def strategies_of_combining() -> st.SearchStrategy[Combine]:
    """Every strategy by which a policy combines its rules."""
    bands = Bands((Band(0, "allow"), Band(40, "review"), Band(90, "decline")))
    return st.sampled_from((MOST_SEVERE, FIRST_MATCH, ALLOW_OVERRIDES, Score(bands)))


@st.composite
def policies(
    draw: st.DrawFn, *, combine: st.SearchStrategy[Combine] | None = None, max_rules: int = 4
) -> Policy:
    """Policies over a drawn schema that decide, treating unknowns as an outcome or ignoring them."""
    schema = draw(schemas())
    count = draw(st.integers(0, max_rules))
    return Policy(
        draw(st.sampled_from(("b2b-credit", "orders"))),
        draw(st.integers(1, 9)),
        schema,
        tuple(draw(rules(schema, rule_id=f"R{place}")) for place in range(1, count + 1)),
        combine=draw(combine if combine is not None else strategies_of_combining()),
        on_unknown=draw(st.just(IGNORE) | st.sampled_from(Outcome)),
        default=draw(st.sampled_from((Outcome.ALLOW, Outcome.CHALLENGE))),
        recorded_on=draw(st.none() | st.dates(date(2025, 1, 1), date(2026, 3, 1))),
    )


@st.composite
def verdicts(draw: st.DrawFn) -> Verdict:
    """What drawn policies decide on drawn facts."""
    policy = draw(policies())
    return decide(policy, draw(facts(policy.schema)), at=AT)


@st.composite
def open_items(draw: st.DrawFn, *, currencies: Sequence[str] = ("EUR",)) -> OpenItem:
    """Open items of a few accounts, some invoices without a due date."""
    amount = from_minor(draw(st.integers(0, 100_000)), draw(st.sampled_from(tuple(currencies))))
    return OpenItem(
        draw(st.sampled_from(ItemKind)),
        amount,
        account=draw(st.sampled_from(("", "de", "at"))),
        due=draw(st.none() | st.dates(date(2025, 10, 1), date(2026, 4, 30))),
        reference=draw(st.sampled_from(("", "INV-1", "INV-2"))),
    )


def credit_limits(*, currency: str = "EUR") -> st.SearchStrategy[CreditLimit]:
    """Credit limits that are granted without end."""
    amounts = st.integers(0, 300_000).map(lambda units: from_minor(units, currency))
    return st.builds(CreditLimit, st.just("b-7"), amounts)


@st.composite
def buyer_accounts(draw: st.DrawFn, *, currency: str = "EUR") -> BuyerAccount:
    """Buyers about whom some things are unknown."""
    return BuyerAccount(
        "b-7",
        country=draw(st.none() | st.sampled_from(_COUNTRIES)),
        orders_completed=draw(st.none() | st.integers(0, 20)),
        limit=draw(st.none() | credit_limits(currency=currency)),
        items=tuple(draw(st.lists(open_items(currencies=(currency,)), max_size=4))),
    )


@st.composite
def orders_to_screen(draw: st.DrawFn, *, currency: str = "EUR") -> OrderToScreen:
    """Orders about which some things are unknown."""
    total: Money = from_minor(draw(st.integers(0, 500_000)), currency)
    return OrderToScreen(
        "o-1",
        total,
        ship_to_country=draw(st.none() | st.sampled_from(_COUNTRIES)),
        on_terms=draw(st.none() | st.booleans()),
        paid_by_card=draw(st.none() | st.booleans()),
        card_country=draw(st.none() | st.sampled_from(_COUNTRIES)),
    )
