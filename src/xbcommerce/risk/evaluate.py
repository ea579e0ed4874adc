"""Put one condition to the facts: the truth, what was read, what is missing, and because of what.

Example:
    >>> from xbcommerce.risk.evaluate import evaluate
    >>> from xbcommerce.risk.facts import FactField, Schema
    >>> from xbcommerce.risk.values import Kind
    >>> schema = Schema((FactField("late", Kind.INT), FactField("score", Kind.INT)))
    >>> rule = (schema.field("late") >= 3) | (schema.field("score") < 480)
    >>> found = evaluate(rule, schema.facts({"late": 2}))
    >>> found.truth, found.missing, found.because
    (<Truth.UNKNOWN: 'unknown'>, ('score',), ('score < 480',))
    >>> evaluate(rule, schema.facts({"late": 3})).because
    ('late ≥ 3',)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.unmet import Unmet

from .checking import misfits
from .compiled import Answer, Node, compiled
from .expression import Condition
from .facts import Facts
from .lists import NamedList
from .lookups import Lookups
from .messages import ENGLISH
from .outcome import Truth
from .reading import Values
from .values import ExpressionError, Value


@frozen
class Evaluation:
    """What a condition is for some facts.

    Attributes:
        truth: The answer.
        reads: The known values of the fields that the condition names.
        missing: Those fields without a value. They do not matter where ``truth`` is decided, and supplying
            one then never changes it.
        gaps: For unknown: everything that stands in the way, also a missing rate or list, a ratio by zero.
        because: The parts that give the answer: for a true "all" every part, for a true "any" the true ones.
    """

    truth: Truth
    reads: FrozenMap[str, Value]
    missing: tuple[str, ...]
    gaps: tuple[Unmet, ...]
    because: tuple[str, ...]


def evaluate(
    condition: Condition,
    facts: Facts,
    *,
    lists: Iterable[NamedList] = (),
    rates: Iterable[Rate] = (),
) -> Evaluation:
    """Evaluate a condition in strong Kleene logic.

    Args:
        condition: Fits the schema of the facts.
        facts: What is known.
        lists: The named lists that the condition may ask for.
        rates: Exchange rates, one a pair; money in two currencies is compared through the rate from the
            fact's currency to the rule's, exactly; without it the comparison is unknown.

    Raises:
        ExpressionError: The condition does not fit the schema.
        TwoAnswersError: Two different lists of one name, or rates of one pair.
    """
    if problems := misfits(condition, facts.schema):
        asked = (Unmet(each.code, repr(str(condition)), each.params) for each in problems)
        msg = " ".join(ENGLISH.render(each) for each in asked)
        raise ExpressionError(msg)
    node, look, values = compiled(condition), Lookups.of(lists, rates), dict(facts.values)
    answer = node.test(values, look)
    truth = _truth(answer)
    return Evaluation(
        truth,
        known(node.fields, values),
        tuple(name for name in node.fields if values.get(name) is None),
        answer if isinstance(answer, tuple) else (),
        reasons(node, truth, values, look),
    )


def known(names: Iterable[str], values: Values) -> FrozenMap[str, Value]:
    """Return the fields that have a value, with it."""
    return FrozenMap({name: value for name in names if (value := values.get(name)) is not None})


def reasons(node: Node, truth: Truth, values: Values, look: Lookups) -> tuple[str, ...]:
    """Return the parts that give a condition its ``truth``, read aloud, each once."""
    return tuple(dict.fromkeys(leaf.text for leaf in _deciding(node, truth, values, look)))


def _deciding(node: Node, truth: Truth, values: Values, look: Lookups) -> Iterator[Node]:
    if not node.of:
        yield node
        return
    for part in node.of:
        found = _truth(part.test(values, look))
        if node.turns or found is truth:
            yield from _deciding(part, found, values, look)


def _truth(answer: Answer) -> Truth:
    return Truth.of(None if isinstance(answer, tuple) else answer)
