"""International bank account numbers (ISO 13616): check digits by ISO 7064 mod 97-10.

A letter counts as its place in the alphabet plus nine (A = 10), the country and the check digits move to the
end, and the whole leaves 1 when divided by 97. Check digits run from 02 to 98, so ``00``, ``01`` and ``99``
are refused although three numbers in a hundred would leave the same remainder with them. Spaces are paper's
and fall away; lower case is refused, because a bank compares letters.

Lengths by country are the registry's and change with it: pass the ones you trust as ``lengths``.

Example:
    >>> from xbcommerce.payments.payout_files import Iban
    >>> seller = Iban.parse("GB82 WEST 1234 5698 7654 32")
    >>> print(seller, seller.country, seller.bban)
    GB82 WEST 1234 5698 7654 32 GB WEST12345698765432
    >>> Iban.from_bban("DE", "370400440532013000").compact
    'DE89370400440532013000'
    >>> print(Iban.parse("DE88370400440532013000"))
    iban.check_digits at iban (value=DE88370400440532013000, expected=89)
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import Attribute, field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.identifiers.check_digits import MODULUS_97, remainder_97
from xbcommerce.kernel.unmet import Param, Refusal, Unmet

_SHAPE = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}", re.ASCII)


def check_digits(prefix: str, body: str) -> str:
    """Return the two digits that stand between ``prefix`` and ``body``: 98 minus the remainder with 00."""
    return f"{MODULUS_97 + 1 - remainder_97(f'{body}{prefix}00'):02}"


def compact(text: str) -> str:
    """Take the spaces out that paper puts in.

    Raises:
        InvalidValueError: It is no text.
    """
    if not isinstance(text, str):
        msg = f"{text!r}: expected text"
        raise InvalidValueError(msg)
    return text.replace(" ", "")


def iban_unmet(
    text: str, where: str = "iban", *, lengths: Mapping[str, int] | None = None
) -> tuple[Unmet, ...]:
    """Return what is wrong with a number, or nothing.

    Args:
        text: The number, with or without spaces.
        where: The place in the reader's data.
        lengths: How long a country's numbers are; a country that is not in it has none. Default: not checked.
    """
    bare = compact(text)
    figures: dict[str, Param] = {"value": bare}
    if not _SHAPE.fullmatch(bare):
        return (Unmet("iban.malformed", where, figures),)
    if lengths is not None and len(bare) != lengths.get(bare[:2]):
        return (_length_unmet(bare, where, lengths),)
    expected = check_digits(bare[:2], bare[4:])
    if bare[2:4] != expected:
        return (Unmet("iban.check_digits", where, {**figures, "expected": expected}),)
    return ()


def _length_unmet(bare: str, where: str, lengths: Mapping[str, int]) -> Unmet:
    country = bare[:2]
    figures: dict[str, Param] = {"value": bare, "country": country}
    if country not in lengths:
        return Unmet("iban.unknown_country", where, figures)
    return Unmet("iban.length", where, {**figures, "length": len(bare), "expected": lengths[country]})


def _sound(_instance: object, attribute: Attribute[str], value: str) -> None:
    wrong = iban_unmet(value)
    if wrong or " " in value:
        reason = wrong[0] if wrong else "it has spaces"
        msg = f"{attribute.name}={value!r}: {reason}; read typed numbers with Iban.parse"
        raise InvalidValueError(msg)


@frozen
class Iban:
    """A sound number.

    Attributes:
        compact: The electronic form, without spaces.

    Raises:
        InvalidValueError: It is not sound; to get a refusal instead, read it with `parse`.
    """

    compact: str = field(validator=_sound)

    @classmethod
    def parse(
        cls, text: str, where: str = "iban", *, lengths: Mapping[str, int] | None = None
    ) -> Iban | Refusal:
        """Read a number, with or without spaces.

        Args:
            text: The number; letters are capitals.
            where: The place in the reader's data, for the refusal.
            lengths: How long each country's numbers are; default: not checked.

        Returns:
            The number, or a refusal ``iban.malformed``, ``iban.unknown_country``, ``iban.length`` or
            ``iban.check_digits`` (with the digits that would be right).
        """
        wrong = iban_unmet(text, where, lengths=lengths)
        return Refusal(wrong) if wrong else cls(compact(text))

    @classmethod
    def is_valid(cls, text: str, *, lengths: Mapping[str, int] | None = None) -> bool:
        """Say whether a number is sound."""
        return not iban_unmet(text, lengths=lengths)

    @classmethod
    def from_bban(cls, country: str, bban: str) -> Iban:
        """Put the check digits between a country and its own account number; spaces fall away.

        Raises:
            InvalidValueError: The country is not two capital letters, or the account number is not up to 30
                capital letters and digits.
        """
        bare = compact(bban)
        if not _SHAPE.fullmatch(f"{country}00{bare}"):
            msg = f"country={country!r}, bban={bban!r}: expected such as 'DE' and '370400440532013000'"
            raise InvalidValueError(msg)
        return cls(f"{country}{check_digits(country, bare)}{bare}")

    @property
    def country(self) -> str:
        """The country whose bank keeps the account, by alpha-2 code."""
        return self.compact[:2]

    @property
    def bban(self) -> str:
        """The account number as the country writes it."""
        return self.compact[4:]

    def __str__(self) -> str:
        """Return the form for paper: groups of four."""
        return " ".join(self.compact[i : i + 4] for i in range(0, len(self.compact), 4))
