"""Hypothesis knows our money by itself, and whoever does not need it pays nothing for that."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

PLUGIN = "import hypothesis, xbcommerce.testing._plugin"  # as Hypothesis does where we are installed


def in_another_interpreter(*lines: str) -> object:
    """Run lines in an interpreter of its own, and return what the last one prints as JSON."""
    run = subprocess.run(
        [sys.executable, "-c", "\n".join(["import json, sys", *lines])],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def test_importing_hypothesis_loads_no_room_of_ours() -> None:
    """Of the library there is the plugin alone, and of its dependencies nothing at all."""
    loaded = in_another_interpreter(
        PLUGIN,
        "names = [name for name in sys.modules if name.partition('.')[0] in "
        "('xbcommerce', 'moneyed', 'attr', 'attrs', 'cattrs', 'babel', 'dateutil')]",
        "print(json.dumps(sorted(names)))",
    )
    assert loaded == ["xbcommerce", "xbcommerce.testing", "xbcommerce.testing._plugin"]


def test_the_plugin_costs_next_to_nothing() -> None:
    """Its module runs in a small part of the time that Hypothesis itself takes to be imported."""
    hypothesis, plugin = in_another_interpreter(
        "import time, os",
        "os.environ['HYPOTHESIS_NO_PLUGINS'] = '1'",
        "clock = time.process_time; t0 = clock(); import hypothesis; t1 = clock()",
        "import xbcommerce.testing._plugin; t2 = clock()",
        "print(json.dumps([t1 - t0, t2 - t1]))",
    )  # type: ignore[misc]
    assert plugin < hypothesis / 10


@pytest.mark.parametrize(
    "order",
    [
        [PLUGIN, "from moneyed import Money, Currency", "from xbcommerce.kernel.frozen import FrozenMap"],
        ["from moneyed import Money, Currency", "from xbcommerce.kernel.frozen import FrozenMap", PLUGIN],
        ["from moneyed import Money, Currency", PLUGIN, "from xbcommerce.kernel.frozen import FrozenMap"],
    ],
    ids=["plugin first", "plugin last", "plugin between"],
)
def test_types_are_known_in_whatever_order_things_are_imported(order: list[str]) -> None:
    """Before the plugin or after it, alone or inside other types."""
    found = in_another_interpreter(
        *order,
        "from hypothesis import find, settings, strategies as st",
        "quiet = settings(database=None)",
        "money = find(st.from_type(Money), lambda one: True, settings=quiet)",
        "code = find(st.from_type(Currency), lambda one: True, settings=quiet).code",
        "prices = find(st.from_type(FrozenMap[str, Money]), lambda one: bool(one), settings=quiet)",
        "print(json.dumps([repr(money), code, repr(prices)]))",
    )
    assert found == ["Money('0.00', 'EUR')", "EUR", "FrozenMap({'': Money('0.00', 'EUR')})"]
