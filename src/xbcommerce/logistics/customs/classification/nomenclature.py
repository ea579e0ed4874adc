"""One edition of the nomenclature: which codes it has, what they hold, and what lies above and below them.

Codes are kept in order, so that everything below a prefix is one run of them. An edition knows six digits;
whether a country has a given national suffix is for its tariff to say. Chapters 98 and 99 are in no edition.

Example:
    >>> from xbcommerce.logistics.customs.classification import HsCode, HsEdition, HsLevel
    >>> from xbcommerce.reference.customs.hs import hs2022
    >>> hs = hs2022()
    >>> hs.exists("851712"), hs.exists("8517.13"), hs.title("8517.61")
    (False, True, 'Base stations')
    >>> [code.digits for code in hs.children("6109")], hs.parent("610910").digits, hs.section("6109").number
    (['610910', '610990'], '6109', 'XI')
    >>> hs.count(HsLevel.SUBHEADING, within="61")
    106
    >>> print(hs.undeclarable("6109")[0])
    hs_code.heading at hs_code (code=6109, edition=HS2022, below=('6109.10', '6109.90'))
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from attrs import field, frozen

from xbcommerce.kernel.dated import Source
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Unmet

from .edition import HsEdition
from .hs_code import LENGTHS, HsCode, HsLevel, hs_code_field

_PAST = ":"  # the sign after 9: everything below "61" sorts before "61:"
_DIGITS = re.compile(r"[0-9]*", re.ASCII)
_LENGTHS = frozenset(LENGTHS.values())
_SUBHEADING = LENGTHS[HsLevel.SUBHEADING]


class NomenclatureError(InvalidValueError):
    """Codes and sections that make no tree; the message names all that are at fault."""

    code = "nomenclature"


@frozen
class Section:
    """A run of chapters under one title.

    Attributes:
        number: Roman, e.g. ``"XI"``.
        first: Its first chapter, e.g. ``"50"``.
        last: Its last chapter, e.g. ``"63"``.
        title: What it holds.
    """

    number: str
    first: str
    last: str
    title: str

    def holds(self, chapter: str) -> bool:
        """Say whether a chapter is in the section."""
        return self.first <= chapter <= self.last


def _in_order(titles: Mapping[str, str]) -> FrozenMap[str, str]:
    return FrozenMap(sorted(titles.items()))


@frozen
class Nomenclature:
    """The tree of one edition.

    Attributes:
        edition: Which one.
        titles: What each chapter, heading and subheading holds, by its digits; kept in order.
        sections: The sections, in order.
        source: Who says so.

    Raises:
        NomenclatureError: A code of other than 2, 4 or 6 digits, without the code above it, or in no
            section.
    """

    edition: HsEdition
    titles: FrozenMap[str, str] = field(converter=_in_order, repr=False)
    sections: tuple[Section, ...] = field(converter=tuple[Section, ...], repr=False)
    source: Source | None = None

    def __attrs_post_init__(self) -> None:
        faults = [*self._faults()]
        if faults:
            msg = f"{self.edition.value} is no tree: {'; '.join(faults)}"
            raise NomenclatureError(msg)

    def _faults(self) -> Iterator[str]:
        known, chapter = self.titles.keys(), LENGTHS[HsLevel.CHAPTER]
        for digits in [each for each in known if each[:-2] not in known]:
            if len(digits) != chapter:
                yield f"{digits} without {digits[:-2]}"
            elif not any(section.holds(digits) for section in self.sections):
                yield f"chapter {digits} is in no section"
        if not _DIGITS.fullmatch("".join(known)):  # one look at all of them first: loading is to be quick
            yield from (f"{digits!r} is no digits" for digits in known if not _DIGITS.fullmatch(digits))
        if not _LENGTHS.issuperset(map(len, known)):
            yield from (
                f"{digits!r} has {len(digits)} digits" for digits in known if len(digits) not in _LENGTHS
            )

    @cached_property
    def _ordered(self) -> tuple[str, ...]:
        return tuple(self.titles)

    def _below(self, prefix: str) -> tuple[str, ...]:
        start = bisect_left(self._ordered, prefix)
        return self._ordered[start : bisect_left(self._ordered, prefix + _PAST, start)]

    def exists(self, code: HsCode | str) -> bool:
        """Say whether the edition has the code; of a national one, whether it has its subheading.

        Raises:
            InvalidHsCodeError: It is no code at all, such as one of the reserved chapter 77.
        """
        return hs_code_field(code).digits[:_SUBHEADING] in self.titles

    def title(self, code: HsCode | str) -> str | None:
        """Return what a code holds, None where the edition does not have it or it is national."""
        return self.titles.get(hs_code_field(code).digits)

    def section(self, code: HsCode | str) -> Section | None:
        """Return the section of a code's chapter, None where the edition has no such chapter."""
        chapter = hs_code_field(code).chapter
        if chapter not in self.titles:
            return None
        return next(section for section in self.sections if section.holds(chapter))

    def parent(self, code: HsCode | str) -> HsCode | None:
        """Return the code above, None above a chapter or where the edition does not have it."""
        above = hs_code_field(code).digits[:-2]
        return HsCode(above[:_SUBHEADING]) if above[:_SUBHEADING] in self.titles else None

    def children(self, code: HsCode | str) -> tuple[HsCode, ...]:
        """Return the codes one step below, in order; none below a subheading."""
        prefix = hs_code_field(code).digits
        return tuple(HsCode(digits) for digits in self._below(prefix) if len(digits) == len(prefix) + 2)

    def codes(self, level: HsLevel, *, within: HsCode | str | None = None) -> tuple[HsCode, ...]:
        """Return the codes of one level, in order.

        Args:
            level: Chapter, heading or subheading; an edition has no national codes.
            within: Only those that are this code or lie below it.
        """
        return tuple(HsCode(digits) for digits in self._of(level, within))

    def count(self, level: HsLevel, *, within: HsCode | str | None = None) -> int:
        """Count the codes of one level, as `codes` would return them."""
        return sum(1 for _ in self._of(level, within))

    def _of(self, level: HsLevel, within: HsCode | str | None) -> Iterable[str]:
        digits = self._ordered if within is None else self._below(hs_code_field(within).digits)
        return (each for each in digits if len(each) == LENGTHS.get(level))

    def undeclarable(self, code: HsCode | str, where: str = "hs_code") -> tuple[Unmet, ...]:
        """Return why a code cannot be declared in this edition, or nothing.

        Args:
            code: Of any level.
            where: The place in the reader's data.

        Returns:
            ``hs_code.not_in_edition``; or, for a chapter or heading, ``hs_code.heading`` with the codes one
            step below, one of which is meant.
        """
        asked = hs_code_field(code)
        if not self.exists(asked):
            return (Unmet("hs_code.not_in_edition", where, self._figures(asked)),)
        if not asked.declarable:
            below = tuple(str(child) for child in self.children(asked))
            return (Unmet("hs_code.heading", where, {**self._figures(asked), "below": below}),)
        return ()

    def _figures(self, code: HsCode) -> dict[str, str]:
        return {"code": str(code), "edition": self.edition.value}
