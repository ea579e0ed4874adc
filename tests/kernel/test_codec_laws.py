"""Every value that any strategy of ours can make is written and read back as it was."""

from __future__ import annotations

from random import Random
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xbcommerce.kernel.codec import BadDocumentError, canonical_json, from_data, from_json, to_data, to_json
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.testing.strategies.registry import Known, known

ARGUMENTS: dict[str, dict[str, Any]] = {
    "payments.surcharges": {"currency": "EUR"},
    "payments.tiers": {"currency": "EUR"},
    "rules.postal_codes": {"country": "DE"},
}
EXAMPLES = settings(max_examples=15)


def strategy_of(one: Known) -> st.SearchStrategy[Any]:
    """Call a strategy function, with arguments where it needs some; where we know none, it fails here."""
    if one.name == "risk.values":
        from xbcommerce.risk import Kind

        return st.sampled_from(Kind).flatmap(one.function)
    if one.name == "risk.rules":
        from xbcommerce.testing.strategies.risk import schemas

        return schemas().flatmap(one.function)
    return one.function(**ARGUMENTS.get(one.name, {}))


def kept(one: Known) -> tuple[Any, st.SearchStrategy[Any]]:
    """Return type and strategy of a value that a store may keep."""
    kind, strategy = one.kind, strategy_of(one)
    if get_origin(kind) is list:  # input of a formula, nothing that is kept; its elements may be
        return tuple[(*get_args(kind), ...)], strategy.map(tuple)
    return kind, strategy


@pytest.mark.parametrize("one", tuple(known()), ids=lambda one: one.name)
def test_every_value_round_trips(one: Known) -> None:
    """With its type named or not, the value that comes back is equal, and equal values have equal digests."""
    kind, strategy = kept(one)

    @EXAMPLES
    @given(strategy)
    def holds(value: Any) -> None:  # noqa: ANN401 (of any public type)
        text = to_json(value, kind)
        assert from_json(text, kind) == value
        assert to_json(from_json(text, kind), kind) == text
        assert from_json(to_json(value), kind) == value
        canonical = canonical_json(value, kind)
        assert canonical_json(from_json(canonical, kind), kind) == canonical
        assert from_json(canonical, kind) == value

    holds()


JUNK = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        1.5,
        10**30,
        "",
        "x",
        "NaN",
        "\ud800",
        [],
        [[]],
        [[1, 2]],
        {},
        {"type": "x"},
        {"decimal": "x"},
    ]
)


def damaged(data: Any, random: Random, junk: Any) -> Any:  # noqa: ANN401 (JSON data)
    """Replace, drop or add something at one random place of a document."""
    if isinstance(data, dict) and data and random.random() < _DEEPER:
        key = random.choice(sorted(data))
        changed = dict(data)
        match random.randrange(4):
            case 0:
                del changed[key]
            case 1:
                changed[f"{key}x"] = junk
            case _:
                changed[key] = damaged(data[key], random, junk)
        return changed
    if isinstance(data, list) and data and random.random() < _DEEPER:
        place = random.randrange(len(data))
        return [*data[:place], damaged(data[place], random, junk), *data[place + 1 :]]
    return junk


_DEEPER = 0.9


@pytest.mark.parametrize("one", tuple(known()), ids=lambda one: one.name)
def test_a_damaged_document_is_read_or_refused(one: Known) -> None:
    """Whatever stands in a document, the answer is a value of the type, or all problems with their places."""
    kind, strategy = kept(one)

    @EXAMPLES
    @given(strategy, st.randoms(use_true_random=False), JUNK)
    def holds(value: Any, random: Random, junk: Any) -> None:  # noqa: ANN401 (of any public type)
        data = damaged(to_data(value, kind), random, junk)
        problems: tuple[Unmet, ...] = ()
        try:
            value = from_data(data, kind)
        except BadDocumentError as error:
            problems = error.problems
        assert all(problem.where.startswith("$") for problem in problems)
        assert from_json(to_json(value, kind), kind) == value

    holds()
