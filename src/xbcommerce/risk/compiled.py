"""Conditions made ready to run: once per condition, as plain functions in strong Kleene logic.

A test answers ``True``, ``False``, or the reasons why it cannot know. An unknown part is absorbed where the
others decide: ``False and unknown`` is False in either order, ``True or unknown`` True.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from attrs import frozen
from moneyed import Money

from xbcommerce.kernel.unmet import Unmet

from .checking import fields_of
from .expression import (
    AllOf,
    AnyOf,
    AtLeast,
    Between,
    Compare,
    Condition,
    Field,
    InList,
    IsKnown,
    Literal,
    Not,
    OneOf,
    Operand,
    TextTest,
)
from .lookups import Lookups
from .operators import Op, TextOp
from .reading import Absent, Amount, Gaps, Reader, Values, gaps_of, in_currency, reader

Answer = bool | Gaps
Test = Callable[[Values, Lookups], Answer]
Sign = Callable[[Any, Any], Any]

_SIGNS: dict[Op, Sign] = {
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
    Op.GE: operator.ge,
    Op.GT: operator.gt,
}
_SEARCHES: dict[TextOp, Sign] = {
    TextOp.STARTS_WITH: str.startswith,
    TextOp.ENDS_WITH: str.endswith,
    TextOp.CONTAINS: operator.contains,
}


@frozen(eq=False)
class Node:
    """A condition ready to run, with its parts.

    Attributes:
        test: Answers for facts.
        text: The condition read aloud.
        fields: The fields it reads.
        of: Its parts, for a connective.
        turns: It is a negation: its part decides with the opposite answer.
    """

    test: Test
    text: str
    fields: tuple[str, ...]
    of: tuple[Node, ...] = ()
    turns: bool = False


@lru_cache(maxsize=4_096)
def compiled(condition: Condition) -> Node:
    """Make a condition ready to run; the same one only once."""
    match condition:
        case AllOf(items) | AnyOf(items) | AtLeast(_, items):
            nodes = tuple(compiled(item) for item in items)
        case Not(item):
            nodes = (compiled(item),)
        case _:
            nodes = ()
    tests = tuple(node.test for node in nodes)
    match condition:
        case AllOf():
            test = _decided_by(tests, decisive=False)
        case AnyOf():
            test = _decided_by(tests, decisive=True)
        case AtLeast(k, _):
            test = _at_least(k, tests)
        case Not():
            test = _not(tests[0])
        case leaf:
            test = _leaf(leaf)
    return Node(test, str(condition), fields_of(condition), nodes, isinstance(condition, Not))


def _leaf(leaf: Compare | Between | OneOf | InList | TextTest | IsKnown) -> Test:
    match leaf:
        case Compare(left, op, right):
            return _compare(left, op, right)
        case Between(value, low, high, bounds):
            above, below = bounds.signs
            return _decided_by((_compare(value, above, low), _compare(value, below, high)), decisive=False)
        case OneOf(value, values) if any(isinstance(item, Money) for item in values):
            return _decided_by(tuple(_compare(value, Op.EQ, Literal(item)) for item in values), decisive=True)
        case OneOf(value, values):
            return _member(reader(value), frozenset(values))
        case InList(value, name):
            return _listed(reader(value), name)
        case TextTest(value, op, text):
            return _search(reader(value), _SEARCHES[op], text)
        case IsKnown(field):
            name = field.name
            return lambda values, _look: values.get(name) is not None


def _decided_by(tests: tuple[Test, ...], *, decisive: bool) -> Test:
    """Join tests: one answer decides alone (False for and, True for or), else unknown if one is unknown."""
    neutral = not decisive

    def test(values: Values, look: Lookups) -> Answer:
        gaps: Gaps = ()
        for inner in tests:
            answer = inner(values, look)
            if answer is decisive:
                return decisive
            if answer is not neutral and isinstance(answer, tuple):
                gaps += answer
        return _distinct(gaps) if gaps else neutral

    return test


def _at_least(k: int, tests: tuple[Test, ...]) -> Test:
    def test(values: Values, look: Lookups) -> Answer:
        answers = [inner(values, look) for inner in tests]
        hits = sum(answer is True for answer in answers)
        unknown = sum(isinstance(answer, tuple) for answer in answers)
        if hits >= k:
            return True
        return gaps_of(answers) if hits + unknown >= k else False

    return test


def _not(inner: Test) -> Test:
    def test(values: Values, look: Lookups) -> Answer:
        answer = inner(values, look)
        return answer if isinstance(answer, tuple) else not answer

    return test


def _compare(left: Operand, op: Op, right: Operand) -> Test:
    if isinstance(left, Field) and isinstance(right, Literal):
        if isinstance(right.value, Money):
            return _field_with_money(left.name, op, right.value)
        return _field_with_figure(left.name, _SIGNS[op], right.value)
    return _general(reader(left), _SIGNS[op], reader(right), into_left=isinstance(left, Literal))


def _field_with_figure(name: str, sign: Sign, figure: object) -> Test:
    """The everyday case: a field compared with a figure."""
    absent = Absent.of(name)

    def test(values: Values, _look: Lookups) -> Answer:
        value = values.get(name)
        return absent.gaps(values) if value is None else sign(value, figure)

    return test


def _field_with_money(name: str, op: Op, money: Money) -> Test:
    """The same with money of one currency; another currency goes the general way."""
    sign, amount, currency = _SIGNS[op], money.amount, money.currency.code
    general = _general(reader(Field(name)), sign, reader(Literal(money)), into_left=False)

    def test(values: Values, look: Lookups) -> Answer:
        value = values.get(name)
        if isinstance(value, Money) and value.currency.code == currency:
            found: bool = sign(value.amount, amount)
            return found
        return general(values, look)

    return test


def _general(left: Reader, sign: Sign, right: Reader, *, into_left: bool) -> Test:
    """Compare two operands; of two currencies, the one written in the rule rules, else the right one."""

    def test(values: Values, look: Lookups) -> Answer:
        first, second = left(values, look), right(values, look)
        if isinstance(first, tuple) or isinstance(second, tuple):
            return gaps_of((first, second))
        if isinstance(first, Amount) and isinstance(second, Amount):
            currency = first.currency if into_left else second.currency
            one, two = in_currency(first, currency, look), in_currency(second, currency, look)
            if isinstance(one, tuple):
                return one
            if isinstance(two, tuple):
                return two
            first, second = one.number, two.number
        found: bool = sign(first, second)
        return found

    return test


def _member(read: Reader, figures: frozenset[object]) -> Test:
    def test(values: Values, look: Lookups) -> Answer:
        value = read(values, look)
        return value if isinstance(value, tuple) else value in figures

    return test


def _listed(read: Reader, name: str) -> Test:
    no_list = (Unmet("unknown.list", name),)

    def test(values: Values, look: Lookups) -> Answer:
        value, found = read(values, look), look.list_named(name)
        if isinstance(value, tuple):
            return value if found is not None else (*value, *no_list)
        return no_list if found is None else value in found

    return test


def _search(read: Reader, search: Sign, text: str) -> Test:
    def test(values: Values, look: Lookups) -> Answer:
        value = read(values, look)
        return value if isinstance(value, tuple) else search(value, text)

    return test


def _distinct(gaps: Gaps) -> Gaps:
    return tuple(dict.fromkeys(gaps)) if len(gaps) > 1 else gaps
