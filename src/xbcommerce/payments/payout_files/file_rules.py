"""What a bank or a scheme asks beyond the standard."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from xbcommerce.kernel.frozen import FrozenMap


def _frozen_or_none(value: Mapping[str, int] | None) -> FrozenMap[str, int] | None:
    return None if value is None else FrozenMap(value)


@frozen(kw_only=True)
class FileRules:
    """What to hold a file to; by default the standard alone.

    Attributes:
        swift_characters: Texts and ids in SWIFT's character set, ids without slashes at their ends.
        structured_addresses: Every creditor's address names town and country and has at most two free lines.
        iban_lengths: How long each country's IBANs are; countries that are not listed have none.
    """

    swift_characters: bool = False
    structured_addresses: bool = False
    iban_lengths: FrozenMap[str, int] | None = field(default=None, converter=_frozen_or_none)


STANDARD = FileRules()
"""The standard alone."""
