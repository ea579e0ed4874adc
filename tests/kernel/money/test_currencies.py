"""The ISO 4217 list: ours decides, Babel's and py-moneyed's do not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from babel.core import get_global
from moneyed import Money

from xbcommerce.kernel.messages import format_money
from xbcommerce.kernel.money import (
    UnknownCurrencyError,
    cash_habit,
    currency_info,
    currency_of,
    from_minor,
)
from xbcommerce.kernel.money._iso4217 import CURRENCIES

ROOT = Path(__file__).parents[3]
LIVELY = {code: exponent for code, (_, exponent, _) in CURRENCIES.items() if exponent is not None}


def test_the_generated_table_is_not_stale() -> None:
    """The committed module is what the committed source gives."""
    script = ROOT / "codegen" / "currencies.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_list_has_the_published_counts() -> None:
    """178 codes: 17 with no digits, 139 with two, 7 with three, 2 with four, 13 without a minor unit."""
    counts = [sum(exponent == digits for exponent in LIVELY.values()) for digits in range(5)]
    assert (len(CURRENCIES), counts) == (178, [17, 0, 139, 7, 2])


def test_babel_digits_differ_for_thirteen_currencies() -> None:
    """Which is why Babel may format but never round."""
    table = get_global("currency_fractions")
    differing = {code for code, digits in LIVELY.items() if table.get(code, table["DEFAULT"])[0] != digits}
    assert " ".join(sorted(differing)) == "AFN ALL IQD IRR KPW LAK LBP MGA MMK RSD SOS SYP YER"
    assert cash_habit("IQD").digits == 0
    assert format_money(from_minor(1_234, "IQD"), "en") == "IQD 1.234"


def test_digits_of_py_moneyed_are_not_used() -> None:
    """Its table lacks currencies of the list and accepts some that left it."""
    assert currency_of("ZWG").numeric == "924"
    assert Money("1", "DEM").currency.code == "DEM"
    with pytest.raises(UnknownCurrencyError):
        currency_info("DEM")


@pytest.mark.parametrize("code", ["eur", "", "EURO", "XX", None])
def test_what_is_no_code_is_refused(code: str) -> None:
    """Lower case and nonsense are refused by one error."""
    with pytest.raises(UnknownCurrencyError):
        currency_info(code)
