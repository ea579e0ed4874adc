"""A number that names a business, a declaration, a parcel: read, checked, and written in one way.

What is known differs by kind. Where the check rule is public, a number that was read is right
(``checksum`` is passed); where it is not, only its shape is (unknown): say no more to the buyer than that.
Neither says that the number was ever given out.

Example:
    >>> from xbcommerce.kernel.identifiers import CheckedNumber, Kind
    >>> shop = CheckedNumber.parse("de 136 695 976", Kind.EU_VAT)
    >>> print(shop, shop.country, shop.valid)
    DE136695976 DE True
    >>> print(CheckedNumber.parse("136695978", Kind.EU_VAT, "invoice.vat", country="DE"))
    id.check at invoice.vat (value=DE136695978, kind=eu-vat)
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from xbcommerce.kernel.errors import InvalidValueError, member
from xbcommerce.kernel.unmet import Refusal, Unmet

from .kinds import Kind
from .reading import Reading, number_unmet, readings
from .writing import TEXT_LENGTH_MAX, plain


class Checksum(Enum):
    """What is known about the check digits of a number of the right shape."""

    PASSED = "passed"
    UNKNOWN = "unknown"


def _kind(value: Kind) -> Kind:
    return member(value, Kind, "kind")


@frozen
class CheckedNumber:
    """A number of a kind, as far as it can be checked without asking who gave it out.

    Attributes:
        kind: What it is.
        canonical: The one way to write it: prefix, capitals, no separators.

    Raises:
        InvalidValueError: It is not sound, or not canonical; to get a refusal instead, read it with `parse`.
    """

    kind: Kind = field(converter=_kind)
    canonical: str

    def __attrs_post_init__(self) -> None:
        short = isinstance(self.canonical, str) and len(self.canonical) <= TEXT_LENGTH_MAX
        reading = Reading.of(self.canonical, self.kind) if short else None
        if reading is None or reading.canonical != self.canonical or not reading.is_sound:
            shown = str(self.canonical)[:TEXT_LENGTH_MAX]
            msg = f"canonical={shown!r}: no canonical {self.kind.value}; read it with CheckedNumber.parse"
            raise InvalidValueError(msg)

    @classmethod
    def parse(
        cls,
        text: str,
        kind: Kind,
        where: str = "number",
        *,
        country: str | None = None,
        on: date | None = None,
    ) -> CheckedNumber | Refusal:
        """Read a number as a person typed it.

        Args:
            text: The number; spaces, dots, hyphens, slashes, small and full-width signs are understood.
            kind: What it must be.
            where: The place in the reader's data, for the refusal.
            country: Whose number it must be, by alpha-2 code or prefix (GR or EL); the prefix may then be
                left out. Default: as the prefix says.
            on: The day on which it is used; a shape that was given up by then is refused. Default: any shape
                that ever was.

        Returns:
            The number, or a refusal with ``id.missing``, ``id.too_long``, ``id.foreign_sign``, ``id.prefix``,
            ``id.country``, ``id.country_missing``, ``id.length``, ``id.form``, ``id.ended`` or ``id.check``;
            and with ``id.other_kind`` or ``id.other_country`` where its letters show what it is instead.

        Raises:
            InvalidValueError: The text is no text, or the kind no `Kind`.
        """
        kind = _kind(kind)
        number = plain(text)
        if len(text) > TEXT_LENGTH_MAX:
            figures = {"length": len(text), "length_max": TEXT_LENGTH_MAX}
            return Refusal.of(Unmet("id.too_long", where, figures))
        wrong = number_unmet(number, kind, where, of=country, on=on)
        reading = Reading.of(number, kind, country)
        return Refusal(wrong) if reading is None or wrong else cls(kind, reading.canonical)

    @classmethod
    def is_valid(cls, text: str, kind: Kind, *, country: str | None = None, on: date | None = None) -> bool:
        """Say whether `parse` takes a number and its check digits were verified."""
        number = cls.parse(text, kind, country=country, on=on)
        return isinstance(number, CheckedNumber) and number.valid

    @property
    def country(self) -> str:
        """Who gave it out: alpha-2 code, or ``XI`` (Northern Ireland); of an IOSS number the member state."""
        return self._reading.country

    @property
    def in_eu(self) -> bool:
        """Whether a member state gave it out, or it is Northern Ireland's and counts there for goods."""
        from .eu_vat import EU_VAT

        return self.country in {rule.country for rule in EU_VAT.rules.values()}

    @property
    def checksum(self) -> Checksum:
        """Whether its check digits were verified, or their rule is not public."""
        return Checksum.UNKNOWN if self._reading.rule.check is None else Checksum.PASSED

    @property
    def valid(self) -> bool:
        """Whether its check digits were verified."""
        return self.checksum is Checksum.PASSED

    @property
    def _reading(self) -> Reading:
        reading = Reading.of(self.canonical, self.kind)
        assert reading is not None  # noqa: S101 (the validator has read it)
        return reading

    def __str__(self) -> str:
        return self.canonical


def identify(text: str) -> tuple[CheckedNumber, ...]:
    """Return everything that a number may be, kinds whose check digits were verified first.

    Digits alone often fit several kinds by chance.

    Example:
        >>> [number.kind.value for number in identify("IM3720000224")]
        ['ioss']
        >>> [number.kind.value for number in identify("GB997177844")]
        ['gb-vat']
    """
    number = plain(text)
    if len(text) > TEXT_LENGTH_MAX:
        return ()
    return tuple(CheckedNumber(reading.kind, reading.canonical) for reading in readings(number))
