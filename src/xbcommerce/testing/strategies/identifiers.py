"""Numbers of every kind that are sound."""

from __future__ import annotations

from datetime import date
from random import Random
from string import ascii_uppercase, digits

from hypothesis import strategies as st

from xbcommerce.kernel.identifiers import CheckedNumber, Gtin, Kind
from xbcommerce.kernel.identifiers.check_digits import gs1_digit
from xbcommerce.kernel.identifiers.kinds import schemes
from xbcommerce.kernel.identifiers.korean_customs import PcccTerm
from xbcommerce.kernel.identifiers.reading import Reading

_SIGNS = {"#": digits, "&": digits[1:], "@": ascii_uppercase, "?": digits + ascii_uppercase}
_DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def gtins() -> st.SearchStrategy[str]:
    """Sound article numbers of every length, as text; not all of them listable."""
    bodies = st.sampled_from((7, 11, 12, 13)).flatmap(lambda n: st.text(digits, min_size=n, max_size=n))
    return bodies.filter(lambda body: bool(body.strip("0"))).map(lambda body: body + gs1_digit(body))


def parsed_gtins() -> st.SearchStrategy[Gtin]:
    """The same, read."""
    return gtins().map(Gtin.parse).filter(lambda gtin: isinstance(gtin, Gtin))  # type: ignore[return-value]


def checked_numbers(
    *, kind: Kind | None = None, prefix: str | None = None
) -> st.SearchStrategy[CheckedNumber]:
    """Numbers of one kind or of any, of every country and shape that it has.

    Args:
        kind: The kind; default: any.
        prefix: What they begin with, such as ``"EL"``; default: any that the kind has.
    """
    if kind is None:
        return st.sampled_from(Kind).flatmap(lambda one: checked_numbers(kind=one))
    prefixes = tuple(schemes()[kind].rules) if prefix is None else (prefix,)
    return st.builds(_sought, st.just(kind), st.sampled_from(prefixes), st.integers(0, 2**32))


def _sought(kind: Kind, prefix: str, seed: int) -> CheckedNumber:
    """Try numbers of the shape at random, with every last sign, until the check rule holds."""
    chance = Random(seed)  # noqa: S311 (an example, no secret)
    rule = schemes()[kind].rules[prefix]
    while True:
        shape = chance.choice(rule.shapes)
        body = "".join(chance.choice(_SIGNS.get(sign, sign)) for sign in shape[:-1])
        every = (Reading(kind, prefix, body + last, rule) for last in _SIGNS.get(shape[-1], shape[-1]))
        sound = [reading.canonical for reading in every if reading.is_sound]
        if sound:
            return CheckedNumber(kind, chance.choice(sound))


def pccc_terms() -> st.SearchStrategy[PcccTerm]:
    """Terms of codes from before and after the change of 2026."""
    terms = st.builds(PcccTerm.of, _DAYS, birthday=st.dates(date(1930, 1, 1), date(2012, 12, 31)))
    return terms.filter(lambda term: isinstance(term, PcccTerm))  # type: ignore[return-value]
