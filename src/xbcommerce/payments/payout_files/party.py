"""Who pays and who is paid, where they live, and which account of which bank.

These values carry whatever the host has; `check_payout_file` says all that is wrong with it.
"""

from __future__ import annotations

from attrs import field, frozen

from xbcommerce.kernel.places import Address


@frozen(kw_only=True)
class PostalAddress:
    """An address as banks screen it: in named parts, not in lines.

    Since November 2025 banks take a "hybrid" address: town and country in places of their own, and up to two
    free lines beside them. From November 2026 SEPA and SWIFT's cross-border payments refuse free lines alone.

    Attributes:
        town: City, town or village.
        country: Alpha-2 code.
        street: Without the house number.
        building: House number.
        postal_code: As the country writes it.
        subdivision: State or province.
        lines: What fits nowhere else.
    """

    town: str = ""
    country: str = ""
    street: str = ""
    building: str = ""
    postal_code: str = ""
    subdivision: str = ""
    lines: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    @classmethod
    def of(cls, address: Address) -> PostalAddress:
        """Take a shop's address over as a hybrid one: its lines stay lines, the rest gets places."""
        return cls(
            town=address.city,
            country=address.country,
            postal_code=address.postal_code,
            subdivision=address.subdivision,
            lines=address.lines,
        )


@frozen
class Party:
    """A payer or a payee.

    Attributes:
        name: As the bank knows it.
        address: Where it lives; banks ask for it across borders.
    """

    name: str
    address: PostalAddress | None = None


@frozen(kw_only=True)
class BankAccount:
    """An account: an IBAN or another number, never both, and the bank that keeps it.

    Attributes:
        iban: With or without spaces.
        number: The number of a country without IBAN.
        bic: The bank by ISO 9362.
        clearing_system: The code of a national system that knows the bank, such as ``"USABA"``, ``"CNAPS"``.
        member_id: The bank's number in it, such as a routing number.
    """

    iban: str = ""
    number: str = ""
    bic: str = ""
    clearing_system: str = ""
    member_id: str = ""
