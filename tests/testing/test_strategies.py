"""Strategies say which type they give, and can be found by it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from moneyed import Currency, Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.fx import Rate
from xbcommerce.testing import _plugin
from xbcommerce.testing.strategies import for_types, of_type
from xbcommerce.testing.strategies.registry import known


@frozen
class HostOrder:
    """A class of a host's own, with values of ours in it."""

    total: Money
    shipping: Currency
    by_market: FrozenMap[str, Money]


@given(st.from_type(HostOrder))
def test_a_hosts_own_class_finds_money_by_annotation(order: HostOrder) -> None:
    """The plugin teaches Hypothesis money, currencies and frozen maps, with their type arguments."""
    assert isinstance(order.total, Money)
    assert isinstance(order.shipping, Currency)
    assert all(isinstance(money, Money) for money in order.by_market.values())


def test_the_plugin_is_declared() -> None:
    """Hypothesis loads it by entry point, without being asked."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["entry-points"]["hypothesis"] == {"xbcommerce": _plugin.__name__}


def test_every_public_class_with_a_strategy_is_found_by_type() -> None:
    """After one call, ``from_type`` gives valid values of every class that a strategy gives."""
    kinds = for_types()
    assert Rate in kinds
    for kind in kinds:

        @settings(max_examples=3, database=None, suppress_health_check=list(HealthCheck))
        @given(st.from_type(kind))
        def is_of_its_kind(value: object) -> None:
            assert isinstance(value, kind)  # noqa: B023 (called in the same turn)

        is_of_its_kind()


def test_a_type_without_strategy_is_named() -> None:
    """The way out is named too."""
    with pytest.raises(InvalidValueError, match=r"no strategy gives .*HostOrder.*; use st.builds"):
        of_type(HostOrder)


def test_every_topic_is_found() -> None:
    """The walk sees every module of the package, so the codec's laws leave none out."""
    topics = {one.name.partition(".")[0] for one in known()}
    assert {"money", "time", "rules", "catalog", "logistics", "payments", "risk"} <= topics
