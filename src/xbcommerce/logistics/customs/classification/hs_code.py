"""Codes of the Harmonized System: 2 digits a chapter, 4 a heading, 6 a subheading, more are national.

Nothing is ever padded or cut to fit. A short code is refused and stays with the shop; a wrong but well-formed
one is a false declaration. A spreadsheet that took codes for numbers shows in an odd count of digits
("10221" for 0102.21) or a dot inside a pair ("101.1" for 0101.10), and both are refused.

Chapter 77 is reserved by the convention. Chapters 98 and 99 are left to each country, so that their codes are
well-formed but mean nothing abroad (`HsCode.international`). Codes of up to 12 digits are taken, as the
tariffs of Türkiye and the Gulf states have them; statistical suffixes of odd length, such as Japan's nine
digits, are no pairs and are refused: keep them apart.

Source: International Convention on the Harmonized Commodity Description and Coding System, articles 1 and 3.

Example:
    >>> from xbcommerce.logistics.customs.classification import HsCode
    >>> shirt = HsCode.parse("6109.10.00.40")
    >>> shirt.digits, shirt.chapter, shirt.heading, shirt.subheading, shirt.level.value
    ('6109100040', '61', '6109', '610910', 'national')
    >>> shirt.within("6109"), shirt.declarable, HsCode.of("6109").declarable
    (True, True, False)
    >>> print(HsCode.parse("61091"))
    hs_code.odd_length at hs_code (value=61091, digits=5)
"""

from __future__ import annotations

import re
from enum import Enum

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Param, Refusal, Unmet

from .messages import ENGLISH

_DIGITS_MAX = 12
_SHOWN = 40  # characters of a text that is no code
_RESERVED = "77"
_NATIONAL_CHAPTERS = frozenset({"98", "99"})
_SEPARATORS = str.maketrans("", "", ". \u00a0")
_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_PAIRS = re.compile(r"[0-9]{2}(?:[. \u00a0]?[0-9]{2})*", re.ASCII)


class InvalidHsCodeError(InvalidValueError):
    """A text that is no HS code, where one is needed; ``code`` is that of the first requirement unmet."""

    code = "hs_code"


class HsLevel(Enum):
    """How far a code goes."""

    CHAPTER = "chapter"
    """2 digits."""
    HEADING = "heading"
    """4 digits."""
    SUBHEADING = "subheading"
    """6 digits, the same in every country."""
    NATIONAL = "national"
    """More digits, each country's own: CN and TARIC in the EU, HTS in the US."""


_LEVELS = {2: HsLevel.CHAPTER, 4: HsLevel.HEADING, 6: HsLevel.SUBHEADING}
LENGTHS = {level: length for length, level in _LEVELS.items()}
"""How many digits a code of each international level has."""


def hs_code_unmet(text: str, where: str = "hs_code") -> tuple[Unmet, ...]:
    """Return everything that is wrong with a code, or nothing.

    Raises:
        InvalidHsCodeError: It is no text; a number has lost its leading zero.
    """
    if not isinstance(text, str):
        msg = f"{where}={text!r}: expected text such as '0102.21'; numbers lose their zeros"
        raise InvalidHsCodeError(msg)
    bare = text.strip()
    digits = bare.translate(_SEPARATORS)
    value = bare if len(bare) <= _SHOWN else f"{bare[:_SHOWN]}..."
    if not digits:
        return (Unmet("hs_code.too_short", where, {"value": value}),)
    if not _DIGITS.fullmatch(digits):
        return (Unmet("hs_code.not_digits", where, {"value": value}),)
    counted: dict[str, Param] = {"value": value, "digits": len(digits)}
    unmet: list[Unmet] = []
    if len(digits) % 2:
        unmet.append(Unmet("hs_code.odd_length", where, counted))
    elif not _PAIRS.fullmatch(bare):
        unmet.append(Unmet("hs_code.separator", where, {"value": value}))
    if len(digits) > _DIGITS_MAX:
        unmet.append(Unmet("hs_code.too_long", where, {**counted, "digits_max": _DIGITS_MAX}))
    if digits.startswith("00"):
        unmet.append(Unmet("hs_code.no_chapter", where, {"value": value}))
    if digits.startswith(_RESERVED):
        unmet.append(Unmet("hs_code.chapter_reserved", where, {"value": value, "chapter": _RESERVED}))
    return tuple(unmet)


def _refused(unmet: tuple[Unmet, ...]) -> InvalidHsCodeError:
    return InvalidHsCodeError.because(unmet[0].code, ENGLISH.explain(Refusal(unmet)))


def _canonical(_instance: object, attribute: Attribute[str], value: str) -> None:
    unmet = hs_code_unmet(value, attribute.name)
    if unmet:
        raise _refused(unmet)
    if not _DIGITS.fullmatch(value):
        msg = f"{attribute.name}={value!r}: expected digits alone; read typed codes with HsCode.of"
        raise InvalidHsCodeError(msg)


@frozen(order=True)
class HsCode:
    """A well-formed code; whether an edition has it is for `Nomenclature` to say.

    Attributes:
        digits: The digits alone.

    Raises:
        InvalidHsCodeError: They are none; to get a refusal instead, read the code with `parse`.
    """

    digits: str = field(validator=_canonical)

    @classmethod
    def parse(cls, text: str, where: str = "hs_code") -> HsCode | Refusal:
        """Read a code as people and tariffs write it.

        Args:
            text: Digits in pairs, with a dot or a space between pairs or without.
            where: The place in the reader's data, for the refusal.

        Returns:
            The code, or a refusal with all of ``hs_code.not_digits``, ``hs_code.too_short``,
            ``hs_code.odd_length``, ``hs_code.separator``, ``hs_code.too_long``, ``hs_code.no_chapter`` and
            ``hs_code.chapter_reserved`` that apply.

        Raises:
            InvalidHsCodeError: ``text`` is no text.
        """
        unmet = hs_code_unmet(text, where)
        return Refusal(unmet) if unmet else cls(text.strip().translate(_SEPARATORS))

    @classmethod
    def of(cls, text: str, where: str = "hs_code") -> HsCode:
        """Read a code that must be sound, for literals and fields.

        Raises:
            InvalidHsCodeError: It is not; the message is the refusal's.
        """
        code = cls.parse(text, where)
        if isinstance(code, Refusal):
            raise _refused(code.unmet)
        return code

    @property
    def chapter(self) -> str:
        """The first two digits."""
        return self.digits[:2]

    @property
    def heading(self) -> str | None:
        """The first four digits, None where the code has fewer."""
        return self._first(4)

    @property
    def subheading(self) -> str | None:
        """The first six digits, None where the code has fewer."""
        return self._first(6)

    def _first(self, length: int) -> str | None:
        return self.digits[:length] if len(self.digits) >= length else None

    @property
    def level(self) -> HsLevel:
        """How far the code goes."""
        return _LEVELS.get(len(self.digits), HsLevel.NATIONAL)

    @property
    def declarable(self) -> bool:
        """Whether the code goes far enough for a declaration: six digits or more."""
        return self.subheading is not None

    @property
    def international(self) -> bool:
        """Whether its first six digits mean the same abroad; chapters 98 and 99 are each country's own."""
        return self.chapter not in _NATIONAL_CHAPTERS

    def within(self, prefix: HsCode | str) -> bool:
        """Say whether the code is ``prefix`` or lies below it.

        Raises:
            InvalidHsCodeError: ``prefix`` is no code.
        """
        return self.digits.startswith(hs_code_field(prefix).digits)

    def __str__(self) -> str:
        """Return the code as tariffs print it: ``6109.10.00``."""
        rest = (self.digits[at : at + 2] for at in range(4, len(self.digits), 2))
        return ".".join((self.digits[:4], *rest))


def hs_code_field(value: HsCode | str) -> HsCode:
    """Take a code, or the text of one; for ``attrs.field(converter=hs_code_field)``.

    Raises:
        InvalidHsCodeError: It is neither.
    """
    return value if isinstance(value, HsCode) else HsCode.of(value)
