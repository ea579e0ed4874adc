"""Reading a plain number as one of a kind: which rule is for it, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from xbcommerce.kernel.places import UnknownCountryError, country
from xbcommerce.kernel.unmet import Param, Unmet

from .kinds import Kind, schemes
from .rule import Rule
from .writing import foreign_signs

_SHOWN_MAX = 5
_COUNTRY_LETTERS = 2
_STATE_DIGITS = 3


@frozen
class Reading:
    """A plain number read as one of a kind, right or not.

    Attributes:
        kind: The kind.
        prefix: What it begins with, spelled canonically.
        body: The rest, spelled canonically.
        rule: What holds for it.
    """

    kind: Kind
    prefix: str
    body: str
    rule: Rule

    @classmethod
    def of(cls, number: str, kind: Kind, country: str | None = None) -> Reading | None:
        """Read a number; None where no rule of the kind is for it."""
        scheme = schemes()[kind]
        parts = scheme.split(number, country)
        if parts is None:
            return None
        prefix, body = parts
        rule = scheme.rules[prefix]
        return cls(kind, prefix, rule.tidy(body), rule)

    @property
    def canonical(self) -> str:
        """The one way to write it."""
        return f"{self.prefix}{self.body}"

    @property
    def country(self) -> str:
        """Who gave it out: alpha-2 code, or ``XI``."""
        return self.rule.country or self.body[-2:]

    def is_of(self, code: str) -> bool:
        """Whether the country of an alpha-2 code or a prefix gave it out."""
        scheme = schemes()[self.kind]
        return scheme.is_of(code, self.prefix) if self.rule.country else self.country == code

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with it, whatever the day."""
        return not any(self.unmet("", None))

    def unmet(self, where: str, on: date | None) -> Iterator[Unmet]:
        """Yield what is wrong with it: its shape, then whether that still holds, its country, its check."""
        value: dict[str, Param] = {"value": self.canonical}
        shape = self.rule.shape_of(self.body)
        ended = None if shape is None else self.rule.ended.get(shape)
        if shape is None:
            yield self._misshapen(where)
        elif on is not None and ended is not None and on >= ended:
            yield Unmet("id.ended", where, {**value, "ended_on": ended})
        elif not self.rule.country and not _is_country(self.country):
            yield Unmet("id.country", where, {**value, "found": self.country})
        elif self.rule.check is not None and not self.rule.check(self.body):
            yield Unmet("id.check", where, {**value, "kind": self.kind.value})

    def _misshapen(self, where: str) -> Unmet:
        shapes = tuple(f"{self.prefix}{shape}" for shape in self.rule.shapes)
        lengths = sorted({len(shape) for shape in shapes})
        length, value = len(self.canonical), self.canonical
        if length not in lengths:
            allowed = tuple(str(one) for one in lengths)
            return Unmet("id.length", where, {"value": value, "length": length, "lengths": allowed})
        return Unmet("id.form", where, {"value": value, "shapes": shapes})


def _is_country(code: str) -> bool:
    try:
        country(code)
    except UnknownCountryError:
        return False
    return True


def readings(number: str) -> tuple[Reading, ...]:
    """Return all sound readings of a number, those whose check digits were verified first."""
    every = (Reading.of(number, kind) for kind in Kind)
    sound = [reading for reading in every if reading is not None and reading.is_sound]
    return tuple(sorted(sound, key=lambda reading: reading.rule.check is None))


def number_unmet(
    number: str, kind: Kind, where: str, *, of: str | None = None, on: date | None = None
) -> tuple[Unmet, ...]:
    """Return everything that is wrong with a plain number as one of a kind, and what it is instead.

    Args:
        number: The number.
        kind: What it must be.
        where: The place in the reader's data.
        of: Whose number it must be; its prefix may then be missing.
        on: The day on which it is used.
    """
    if not number:
        return (Unmet("id.missing", where, {"kind": kind.value}),)
    foreign = foreign_signs(number)
    if foreign:
        return (Unmet("id.foreign_sign", where, {"value": number, "signs": foreign[:_SHOWN_MAX]}),)
    elsewhere = None if of is None else _other_country(number, kind, where, of)
    if elsewhere is not None:
        return (elsewhere,)
    reading = Reading.of(number, kind, of)
    wrong = tuple(reading.unmet(where, on)) if reading else (_no_rule(number, kind, where, of),)
    mistyped = [item.code for item in wrong] == ["id.check"]
    return wrong if mistyped or not wrong else (*wrong, *_other_kind(number, kind, where))


def _other_country(number: str, kind: Kind, where: str, of: str) -> Unmet | None:
    own = Reading.of(number, kind)
    if own is None or not own.is_sound or own.is_of(of):
        return None
    return Unmet("id.other_country", where, {"value": number, "country_found": own.country})


def _no_rule(number: str, kind: Kind, where: str, of: str | None) -> Unmet:
    mark = schemes()[kind].mark
    if not number.startswith(mark):
        return Unmet("id.prefix", where, {"value": number, "expected": mark})
    found = number.removeprefix(mark)[: _STATE_DIGITS if mark else _COUNTRY_LETTERS]
    if of is None and not mark and not found.isalpha():
        return Unmet("id.country_missing", where, {"value": number})
    return Unmet("id.country", where, {"value": number, "found": of or found})


def _other_kind(number: str, kind: Kind, where: str) -> Iterator[Unmet]:
    """Yield what a number is instead, where its letters and its check digits or its mark tell.

    Digits alone, and the mere shape of a number of a country, fit too many kinds by chance.
    """
    sure = (one for one in readings(number) if one.rule.check is not None or schemes()[one.kind].mark)
    found = next((one for one in sure if one.kind is not kind), None)
    if found is not None and not number.isdecimal():
        figures: dict[str, Param] = {"kind_found": found.kind.value, "country_found": found.country}
        yield Unmet("id.other_kind", where, {"value": number, **figures})
