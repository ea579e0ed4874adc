"""Loaded by Hypothesis: makes money and frozen maps known to ``st.from_type``.

Every ``import hypothesis`` pays for this module, so it names only the types that Hypothesis could not build
by itself, and imports strategies when one of them is first asked for. For the classes of all rooms, call
`xbcommerce.testing.strategies.for_types`.
"""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st
from moneyed import Currency, Money

from xbcommerce.kernel.frozen import FrozenMap


def _moneys(_kind: type[Money]) -> st.SearchStrategy[Money]:
    from .strategies.money import moneys

    return moneys()


def _currencies(_kind: type[Currency]) -> st.SearchStrategy[Currency]:
    from xbcommerce.kernel.money import currency_of

    from .strategies.money import currency_codes

    return currency_codes().map(currency_of)


def _frozen_maps(kind: type[FrozenMap[Any, Any]]) -> st.SearchStrategy[FrozenMap[Any, Any]]:
    key, value = get_args(kind) or (str, int)
    return st.dictionaries(st.from_type(key), st.from_type(value)).map(FrozenMap)


st.register_type_strategy(Money, _moneys)
st.register_type_strategy(Currency, _currencies)
st.register_type_strategy(FrozenMap, _frozen_maps)
