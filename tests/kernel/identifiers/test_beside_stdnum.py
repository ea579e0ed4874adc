"""Beside python-stdnum, which reads the same rules: every difference is one that we can name.

It is LGPL and only measured against; where it is not installed these tests are skipped.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from importlib import import_module
from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.identifiers import CheckedNumber, Kind
from xbcommerce.kernel.identifiers.kinds import schemes
from xbcommerce.testing.strategies.identifiers import checked_numbers

pytest.importorskip("stdnum", reason="NOT COMPARED: pip install 'python-stdnum>=2' to measure against it")

RANDOM = 8  # numbers beside each that is sound by construction
MODULES = {
    Kind.EU_VAT: "eu.vat",
    Kind.GB_VAT: "gb.vat",
    Kind.CH_UID: "ch.uid",
    Kind.CH_VAT: "ch.vat",
    Kind.NO_ORGNR: "no.orgnr",
    Kind.NO_MVA: "no.mva",
    Kind.AU_ABN: "au.abn",
    Kind.NZ_IRD: "nz.ird",
    Kind.BR_CNPJ: "br.cnpj",
    Kind.BR_CPF: "br.cpf",
    Kind.IN_GSTIN: "in_.gstin",
    Kind.JP_CN: "jp.cn",
    Kind.CN_USCC: "cn.uscc",
    Kind.KR_BRN: "kr.brn",
    Kind.SG_UEN: "sg.uen",
}
SIGNS = {"#": digits, "&": digits[1:], "@": ascii_uppercase, "?": digits + ascii_uppercase}


BY_INTENT: dict[tuple[Kind, str], Callable[[str], bool]] = {  # where we answer otherwise, and why
    (Kind.NZ_IRD, ""): lambda text: int(text) > 150_000_000,  # they stop at what was planned until 2026
    (Kind.IN_GSTIN, ""): lambda text: text[:2] in {"38", "97"},  # Ladakh, and other territory
    (Kind.KR_BRN, ""): lambda _: True,  # they do not compute the check digit
    (Kind.CN_USCC, ""): lambda text: text[0] in "0ANY",  # registrars: ours by the standard, theirs any digit
    (Kind.AU_ABN, ""): lambda text: text.startswith("10"),  # leaves the same as 99, which they ask for
    (Kind.SG_UEN, ""): lambda text: (  # they list kinds of entities, and know the year
        text[0].isalpha() or (len(text) == 10 and text[:4] > "2025")
    ),
    (Kind.EU_VAT, "BE"): lambda text: text[-2:] in {"00", "98", "99"},  # the rule writes 01 to 97
    (Kind.EU_VAT, "SE"): lambda text: not text.endswith("01"),  # other parts of a business than the first
    (Kind.EU_VAT, "CZ"): lambda text: len(text) > 10,  # they take birth numbers of more years and months
    (Kind.EU_VAT, "SK"): lambda text: text[4] in "0156" or int(text[2:]) % 11 > 0,  # the same
    (Kind.EU_VAT, "ES"): lambda text: text[2] in "ABEH" and text[-1].isalpha(),  # always digits by order
}


@pytest.mark.parametrize(
    ("kind", "prefix"), [pytest.param(kind, prefix, id=f"{kind.value}-{prefix}")
                         for kind in MODULES for prefix in schemes()[kind].rules]
)  # fmt: skip
def test_we_and_python_stdnum_agree(kind: Kind, prefix: str) -> None:
    """On numbers that are sound by construction, on the same with one sign changed, and on random ones."""
    theirs: Callable[[str], bool] = import_module(f"stdnum.{MODULES[kind]}").is_valid
    shapes = schemes()[kind].rules[prefix].shapes
    by_intent = BY_INTENT.get((kind, prefix), lambda _: False)

    @given(checked_numbers(kind=kind, prefix=prefix), st.integers(0, 2**32))
    def holds(sound: CheckedNumber, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 (examples, no secret)
        text = sound.canonical
        place = chance.randrange(len(prefix), len(text))
        signs = digits if text[place].isdecimal() else ascii_uppercase
        tried = [text, f"{text[:place]}{chance.choice(signs)}{text[place + 1 :]}"]
        for _ in range(RANDOM):
            body = (chance.choice(SIGNS.get(sign, sign)) for sign in chance.choice(shapes))
            tried.append(prefix + "".join(body))
        for number in tried:
            if not by_intent(number):
                assert CheckedNumber.is_valid(number, kind) is theirs(number), number

    holds()
