"""How a place stands towards the European Union: member, customs territory, VAT territory.

These are three questions with three dated answers. The United Kingdom left the first on 2020-02-01 and the
other two on 2021-01-01; the Canary Islands belong to the customs territory and not to the VAT territory;
Monaco is no member and belongs to both.

The customs axis begins with the customs union (1968-07-01), the VAT axis with the single market (1993-01-01).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from attrs import frozen

from xbcommerce.kernel.dated import Source, Validity
from xbcommerce.kernel.unmet import Note, Param, Unmet

from ._eu_states import STATES
from .countries import from_customs_code
from .messages import ENGLISH
from .territories import territory, whole_state

_VAT_PREFIXES = {"GR": "EL"}


@frozen
class EuStanding:
    """How a place stands towards the European Union on a day.

    Attributes:
        country: Alpha-2 code of the state that rules the place.
        territory: Name of the special territory, None for the rest of the state.
        on: The day.
        member: Whether it is part of the Union.
        customs: Whether it is in the customs territory.
        vat: Whether it is in the VAT territory.
        goods_rules: Whether EU rules for goods hold although it is outside.
        vat_prefix: What VAT numbers for goods begin with (EL, XI), None outside the EU rules.
        local_vat_pct: The territory's own standard rate in percent, None where there is none of its own.
        note: What else to know.
        sources: Who says so.
    """

    country: str
    territory: str | None
    on: date
    member: bool
    customs: bool
    vat: bool
    goods_rules: bool
    vat_prefix: str | None
    local_vat_pct: Decimal | None
    note: str
    sources: tuple[Source, ...]

    def why(self) -> tuple[Note | Unmet, ...]:
        """Say each answer, and where it comes from."""
        place: dict[str, Param] = {"place": self.territory or self.country, "on": self.on}
        said = [
            Note("eu.member" if self.member else "eu.not_member", place),
            Note("eu.customs" if self.customs else "eu.not_customs", place),
            Note("eu.vat" if self.vat else "eu.not_vat", place),
        ]
        if self.goods_rules:
            said.append(Note("eu.goods_rules", place))
        if self.local_vat_pct is not None:
            said.append(Note("eu.local_vat", {**place, "rate_pct": self.local_vat_pct}))
        if self.sources:
            said.append(Note("eu.sources", {"sources": tuple(str(source) for source in self.sources)}))
        return tuple(said)

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def eu_standing(country: str, on: date, *, subdivision: str = "", postal_code: str = "") -> EuStanding:
    """Say how a place stands towards the European Union on a day.

    Args:
        country: Alpha-2 code, or a customs code such as ``"XI"``.
        on: The day asked about.
        subdivision: ISO 3166-2 code; may be empty.
        postal_code: In any spelling; may be empty.

    Raises:
        UnknownCountryError: No country has the code.
        NotADayError: ``on`` is an instant.

    Example:
        >>> from datetime import date
        >>> canaries = eu_standing("ES", date(2026, 3, 1), postal_code="35001")
        >>> canaries.territory, canaries.customs, canaries.vat
        ('Canary Islands', True, False)
        >>> eu_standing("GB", date(2020, 3, 1)).member, eu_standing("GB", date(2020, 3, 1)).customs
        (False, True)
    """
    special = territory(country, subdivision=subdivision, postal_code=postal_code)
    state = special.state if special else from_customs_code(country).alpha2
    place = special or whole_state(state)

    def holds(days: Validity | None) -> bool:
        return days is not None and days.covers(on)

    vat, goods_rules = holds(place.vat), holds(place.goods_rules)
    started = place.local_vat_since is None or place.local_vat_since <= on
    prefix = "XI" if goods_rules else _VAT_PREFIXES.get(state, state) if vat else None
    return EuStanding(
        country=state,
        territory=special.name if special else None,
        on=on,
        member=holds(place.member),
        customs=holds(place.customs),
        vat=vat,
        goods_rules=goods_rules,
        vat_prefix=prefix,
        local_vat_pct=place.local_vat_pct if started else None,
        note=place.note,
        sources=place.sources,
    )


def eu_members(on: date) -> frozenset[str]:
    """Return the member states on a day, as alpha-2 codes.

    Example:
        >>> from datetime import date
        >>> len(eu_members(date(2020, 1, 31))), len(eu_members(date(2020, 2, 1)))
        (28, 27)
    """
    periods = {code: whole_state(code).member for code in STATES}
    return frozenset(code for code, member in periods.items() if member and member.covers(on))
