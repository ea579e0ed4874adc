"""Reading a plain number as one of a kind: which rule is for it, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from xbcommerce.kernel.places import countries
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

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with it, whatever the day."""
        return not any(self.unmet("", None))

    def unmet(self, where: str, on: date | None) -> Iterator[Unmet]:
        """Yield what is wrong with it: length or shape on a day; else its country and its check digits."""
        value: dict[str, Param] = {"value": self.canonical}
        shapes = tuple(f"{self.prefix}{shape}" for shape in self.rule.shapes_on(on))
        lengths = sorted({len(shape) for shape in shapes})
        if len(self.canonical) not in lengths:
            allowed = tuple(str(length) for length in lengths)
            yield Unmet("id.length", where, {**value, "length": len(self.canonical), "lengths": allowed})
        elif not self.rule.fits(self.body, on):
            yield Unmet("id.form", where, {**value, "shapes": shapes})
        elif not self.rule.country and self.country not in {country.alpha2 for country in countries()}:
            yield Unmet("id.country", where, {**value, "found": self.country})
        elif self.rule.check is not None and not self.rule.check(self.body):
            yield Unmet("id.check", where, {**value, "kind": self.kind.value})


def readings(number: str) -> tuple[Reading, ...]:
    """Return all sound readings of a number, those whose check digits were verified first."""
    every = (Reading.of(number, kind) for kind in Kind)
    sound = [reading for reading in every if reading is not None and reading.is_sound]
    return tuple(sorted(sound, key=lambda reading: reading.rule.check is None))


def number_unmet(
    number: str, kind: Kind, where: str, *, country: str | None = None, on: date | None = None
) -> tuple[Unmet, ...]:
    """Return everything that is wrong with a plain number as one of a kind, and what it is instead."""
    if not number:
        return (Unmet("id.missing", where, {"kind": kind.value}),)
    foreign = foreign_signs(number)
    if foreign:
        return (Unmet("id.foreign_sign", where, {"value": number, "signs": foreign[:_SHOWN_MAX]}),)
    reading = Reading.of(number, kind, country)
    wrong = tuple(reading.unmet(where, on)) if reading else (_no_rule(number, kind, where, country),)
    return (*wrong, *_other_kind(number, kind, where)) if wrong else ()


def _no_rule(number: str, kind: Kind, where: str, country: str | None) -> Unmet:
    mark = schemes()[kind].mark
    if not number.startswith(mark):
        return Unmet("id.prefix", where, {"value": number, "expected": mark})
    found = number.removeprefix(mark)[: _STATE_DIGITS if mark else _COUNTRY_LETTERS]
    if country is None and not mark and not found.isalpha():
        return Unmet("id.country_missing", where, {"value": number})
    return Unmet("id.country", where, {"value": number, "found": country or found})


def _other_kind(number: str, kind: Kind, where: str) -> Iterator[Unmet]:
    """Yield what a number is instead, where its letters tell; digits alone fit too many kinds by chance."""
    found = next((reading for reading in readings(number) if reading.kind is not kind), None)
    if found is not None and not number.isdecimal():
        figures: dict[str, Param] = {"kind_found": found.kind.value, "country_found": found.country}
        yield Unmet("id.other_kind", where, {"value": number, **figures})
