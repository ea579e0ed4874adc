"""A way to send parcels: where it goes, what it takes, what it costs, how long it needs.

A channel is plain data, one carrier's service as its card describes it. Zones say where it goes; each zone
has a lane with a tariff and transit times. What the card does not mention is never allowed by silence.

Example:
    >>> from xbcommerce.logistics import (
    ...     ALLOW, Channel, FlatBand, FlatBands, Lane, Mode, TransitDays, ZoneRule)
    >>> packet = Channel(
    ...     "PACKET", "Postal packet", Mode.POSTAL, "USD",
    ...     zones=[ZoneRule("EU", ("DE", "FR"))],
    ...     lanes={"EU": Lane(FlatBands((FlatBand(0, 2_000, "9.40"),)), TransitDays(14, 23))},
    ...     goods={"general": ALLOW})
    >>> packet.goods["general"].allows("DE")
    True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.dated import ALWAYS, Validity
from xbcommerce.kernel.errors import InvalidValueError, count_field
from xbcommerce.kernel.figures import Figure, figure
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import Rounding, exponent_of
from xbcommerce.kernel.naming import name_set

from .card import Card
from .chargeable import ChargeableRule
from .limits import SizeLimits
from .mode import Mode
from .parcel import not_negative_money
from .surcharge import Surcharge, check_stages
from .tariff import Tariff
from .zone import ZoneRule

_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)


class Pricing(Enum):
    """What a card's base price is asked for."""

    PARCEL = "parcel"
    """Each parcel by itself: packets, parcel lines."""
    SHIPMENT = "shipment"
    """The chargeable weight of the shipment, once: couriers, freight."""


@frozen
class TransitDays:
    """Calendar days from hand-over to delivery: half arrive within ``p50``, nine in ten within ``p90``.

    Raises:
        InvalidValueError: A negative number, or ``p90_days`` below ``p50_days``.
    """

    p50_days: int = field(validator=count_field)
    p90_days: int = field(validator=count_field)

    def __attrs_post_init__(self) -> None:
        if self.p90_days < self.p50_days:
            msg = (
                f"p50_days={self.p50_days}, p90_days={self.p90_days}: nine in ten cannot be sooner than half"
            )
            raise InvalidValueError(msg)


@frozen
class Lane:
    """What a channel offers in one of its zones."""

    tariff: Tariff
    transit: TransitDays


def _countries(names: Iterable[str]) -> frozenset[str]:
    return name_set(names, "except_in")


def _features(names: Iterable[str]) -> frozenset[str]:
    return name_set(names, "features")


@frozen
class GoodsRule:
    """Whether a class of goods is taken.

    Attributes:
        allowed: The rule.
        except_in: Countries of destination where the opposite holds.
    """

    allowed: bool
    except_in: frozenset[str] = field(default=frozenset[str](), converter=_countries)

    def allows(self, country: str) -> bool:
        """Say whether the class may go to a country."""
        return self.allowed is not (country in self.except_in)


ALLOW = GoodsRule(allowed=True)
"""A class that is taken everywhere the channel goes."""
DENY = GoodsRule(allowed=False)
"""A class that is taken nowhere."""


def _ratings(ratings: Mapping[str, Figure]) -> FrozenMap[str, Fraction]:
    return FrozenMap({name: figure(value) for name, value in ratings.items()})


@frozen
class Channel:
    """One service of one carrier.

    Attributes:
        id: Stable; decides ties.
        name: For people.
        mode: What carries the parcel on its longest leg.
        currency: Of every amount on the card.
        zones: Where it goes; the most specific rule wins.
        lanes: Tariff and transit times by zone name.
        goods: Whether each class of goods is taken; a class that is missing is refused as unknown.
        limits: Size and weight of each parcel.
        chargeable: Rules for chargeable weight; their days must not overlap.
        surcharges: In the card's order.
        pricing: Whether the base price is asked for each parcel or for the shipment.
        rounding: How every line of a quote is rounded to the minor unit.
        validity: The days of shipping the card holds for.
        value_max: The most a parcel may be worth; its currency must be that of the declared value.
        takes_po_box: Whether post office boxes are served.
        needs_phone: Whether the buyer's telephone number is required.
        features: What it offers, e.g. ``"tracked"``, ``"signature"``; what is not listed, it does not.
        ratings: Figures that choices may weigh, e.g. ``on_time`` as a share.

    Raises:
        InvalidValueError: A zone without lane or a lane without zone, two chargeable rules for one day,
            a surcharge code used twice or a percentage of a line that does not exist.
        UnknownCurrencyError: The currency is not an active one.
    """

    id: str
    name: str
    mode: Mode
    currency: str
    zones: tuple[ZoneRule, ...] = field(converter=tuple[ZoneRule, ...], kw_only=True)
    lanes: FrozenMap[str, Lane] = field(converter=FrozenMap[str, Lane], kw_only=True)
    goods: FrozenMap[str, GoodsRule] = field(converter=FrozenMap[str, GoodsRule], kw_only=True)
    limits: SizeLimits = field(default=SizeLimits(), kw_only=True)
    chargeable: tuple[ChargeableRule, ...] = field(
        default=(ChargeableRule(),), converter=tuple[ChargeableRule, ...], kw_only=True
    )
    surcharges: tuple[Surcharge, ...] = field(default=(), converter=tuple[Surcharge, ...], kw_only=True)
    pricing: Pricing = field(default=Pricing.PARCEL, kw_only=True)
    rounding: Rounding = field(default=Rounding.HALF_UP, kw_only=True)
    validity: Validity = field(default=ALWAYS, kw_only=True)
    value_max: Money | None = field(default=None, validator=not_negative_money, kw_only=True)
    takes_po_box: bool = field(default=True, kw_only=True)
    needs_phone: bool = field(default=False, kw_only=True)
    features: frozenset[str] = field(default=frozenset[str](), converter=_features, kw_only=True)
    ratings: FrozenMap[str, Fraction] = field(
        factory=FrozenMap[str, Fraction], converter=_ratings, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        exponent_of(self.currency)
        named = {rule.zone for rule in self.zones}
        if named != set(self.lanes):
            msg = f"channel {self.id}: zones {sorted(named)}, lanes {sorted(self.lanes)}; give each zone one"
            raise InvalidValueError(msg)
        for one, other in combinations(self.chargeable, 2):
            if one.validity.overlaps(other.validity):
                msg = f"channel {self.id}: two chargeable rules for {one.validity} and {other.validity}"
                raise InvalidValueError(msg)
        check_stages(self.surcharges)

    @cached_property
    def card(self) -> Card | None:
        """The card compiled into whole numbers, once; None where it has a form that is priced at length."""
        from .compiled import compiled

        return compiled(self)


@frozen
class Destination:
    """Where a shipment goes, as far as carriers care; None is unknown.

    Attributes:
        country: Two capital letters, e.g. ``"DE"``.
        postcode: As the buyer wrote it.
        po_box: Whether the address is a post office box.
        phone: Whether the buyer gave a telephone number.
        flags: What else surcharges ask about, e.g. ``remote``, ``residential``.
    """

    country: str
    postcode: str = ""
    po_box: bool | None = None
    phone: bool | None = None
    flags: FrozenMap[str, bool] = field(factory=FrozenMap[str, bool], converter=FrozenMap[str, bool])

    def __attrs_post_init__(self) -> None:
        if not _COUNTRY.fullmatch(self.country):
            msg = f"country={self.country!r}: expected two capital letters such as 'DE'"
            raise InvalidValueError(msg)
