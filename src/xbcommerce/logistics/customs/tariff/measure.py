"""One measure of a tariff: what is charged on which goods, from where, on what part of their value.

Where it stands in the rule set, `MeasureKey` says.

Countries in conditions are written by their ISO codes, Serbia as ``RS``.

Example:
    >>> from xbcommerce.logistics.customs import When
    >>> from xbcommerce.logistics.customs.tariff import DutyMeasure, MeasureKind
    >>> print(DutyMeasure(MeasureKind.THIRD_COUNTRY, "12.00%"))
    third country duty of 12 %
    >>> print(DutyMeasure(MeasureKind.TOP_UP, "15 %", when=When(origins={"JP"})))
    top up to 15 %
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property

from attrs import Attribute, field, frozen

from xbcommerce.kernel.dated.validity import day_field
from xbcommerce.kernel.errors import InvalidValueError, member_of
from xbcommerce.kernel.figures import figure_or_none, not_negative
from xbcommerce.kernel.naming import name_set
from xbcommerce.logistics.customs.duties import DutyExpression, Free, Unparsed, rate_of, read_duty
from xbcommerce.logistics.customs.trade import DateBasis, TradeDates
from xbcommerce.logistics.customs.when import ANY, When


class MeasureKind(Enum):
    """What a measure is by law."""

    THIRD_COUNTRY = "third_country"
    """The most favoured nation's duty, or the general one: what is due where nothing better is claimed."""
    PREFERENCE = "preference"
    """A lower duty for goods that originate where an agreement or a scheme holds, with proof of it."""
    SUSPENSION = "suspension"
    """A duty suspended for everyone for some time."""
    QUOTA = "quota"
    """A lower duty for as long as a quantity lasts."""
    END_USE = "end_use"
    """A lower duty for goods put to a stated use, under an authorisation."""
    ANTI_DUMPING = "anti_dumping"
    COUNTERVAILING = "countervailing"
    SAFEGUARD = "safeguard"
    SURCHARGE = "surcharge"
    """Any other duty on top."""
    TOP_UP = "top_up"
    """What is missing to a total rate; nothing where the duty is higher already."""

    @property
    def additional(self) -> bool:
        """Whether it comes on top of the duty that was chosen, instead of being one to choose."""
        return self in _ADDITIONAL

    @property
    def claimed(self) -> bool:
        """Whether it takes the place of the third country duty where an importer asks for it."""
        return self is not MeasureKind.THIRD_COUNTRY and not self.additional

    def __str__(self) -> str:
        return self.value.replace("_", " ")


_ADDITIONAL = frozenset(
    {
        MeasureKind.ANTI_DUMPING,
        MeasureKind.COUNTERVAILING,
        MeasureKind.SAFEGUARD,
        MeasureKind.SURCHARGE,
        MeasureKind.TOP_UP,
    }
)


class QuotaState(Enum):
    """How far a quota is used up."""

    OPEN = "open"
    CRITICAL = "critical"
    """Nearly used up: its duty may be claimed, against a security for the difference."""
    EXHAUSTED = "exhausted"


@frozen
class Quota:
    """A quantity that enters at the lower duty.

    Attributes:
        order_number: By which it is claimed, e.g. ``"09.2104"``.
        state: How far it is used up; None is not known.
        remaining: What is left, in ``unit``; None is not known.
        unit: Of the balance, e.g. ``"kg"``.
    """

    order_number: str
    state: QuotaState | None = None
    remaining: Fraction | None = field(default=None, converter=figure_or_none, validator=not_negative)
    unit: str = ""


@frozen
class InTransit:
    """Goods that were on their way when a measure came, and are spared: two days, both before.

    Attributes:
        loaded_before: They were loaded before this day.
        entered_before: They were entered before this day.
        loaded: Which day of the trade is that of loading.
    """

    loaded_before: date = field(validator=day_field)
    entered_before: date = field(validator=day_field)
    loaded: DateBasis = field(default=DateBasis.EXPORTED, validator=member_of(DateBasis))

    def spares(self, dates: TradeDates) -> bool | None:
        """Say whether goods are spared; None where a day is not known that would decide it."""
        loaded, entered = dates.on(self.loaded), dates.on(DateBasis.ENTERED)
        first = None if loaded is None else loaded < self.loaded_before
        second = None if entered is None else entered < self.entered_before
        if first is False or second is False:
            return False
        return None if first is None or second is None else True

    def unknown(self, dates: TradeDates) -> tuple[str, ...]:
        """Return the days that would decide it, by name; none where it is decided."""
        if self.spares(dates) is not None:
            return ()
        return tuple(basis.value for basis in (self.loaded, DateBasis.ENTERED) if dates.on(basis) is None)


class DutyBase(Enum):
    """What part of the customs value a measure is charged on."""

    WHOLE = "whole"
    CONTENT = "content"
    """The value of one material in the goods."""
    REST = "rest"
    """What is left when the contents are taken off on which another measure is charged."""


def _canonical(text: str) -> str:
    if not isinstance(text, str):
        msg = f"expression={text!r}: expected what a tariff prints, such as '9.8 %' or 'NIHIL'"
        raise InvalidValueError(msg)
    return str(read_duty(text))


def _documents(names: Iterable[str]) -> frozenset[str]:
    return name_set(names, "documents")


def _others(names: Iterable[str]) -> frozenset[str]:
    return name_set(names, "yields_to")


def _quota(instance: DutyMeasure, _attribute: object, value: Quota | None) -> None:
    if (value is None) is (instance.kind is MeasureKind.QUOTA):
        msg = f"quota={value}: QUOTA, and it alone, has a quota; kind={instance.kind}"
        raise InvalidValueError(msg)


def _scheme(instance: DutyMeasure, _attribute: object, value: str) -> None:
    if instance.kind is MeasureKind.PREFERENCE and not value:
        msg = "scheme='': a preference needs the name of its scheme, e.g. 'japan'"
        raise InvalidValueError(msg)


def _content(instance: DutyMeasure, _attribute: Attribute[str], value: str) -> None:
    if bool(value) is not (instance.base is DutyBase.CONTENT):
        msg = f"content={value!r}: CONTENT, and it alone, names the material; base={instance.base}"
        raise InvalidValueError(msg)


@frozen
class DutyMeasure:
    """One record's value.

    Attributes:
        kind: What it is by law.
        expression: What is charged, as tariffs print it; kept in canonical spelling. A text that cannot be
            read is kept and refused when it is charged. Of a top-up, the total rate.
        when: About which consignments and goods; countries of origin and those left out stand here.
        scheme: The preference scheme by whose countries and proofs it is claimed; also of a quota that
            belongs to an agreement.
        documents: What must be at hand to claim it, beside the proofs of its scheme, by code.
        quota: Of a quota: its number and how far it is used up.
        base: What part of the value it is charged on.
        content: The material whose value it is charged on, e.g. ``"steel"``.
        yields_to: Names of measures with which it does not stack: where one of them is charged, it is not.
        in_transit: Which goods under way it spares.
        date_basis: Which day of the trade it goes by.

    Raises:
        InvalidValueError: A quota, scheme or content that does not go with the kind or the base; a top-up to
            something else than a percentage; an end use without a document.
    """

    kind: MeasureKind = field(validator=member_of(MeasureKind))
    expression: str = field(converter=_canonical)
    when: When = ANY
    scheme: str = field(default="", validator=_scheme, kw_only=True)
    documents: frozenset[str] = field(default=frozenset(), converter=_documents, kw_only=True)
    quota: Quota | None = field(default=None, validator=_quota, kw_only=True)
    base: DutyBase = field(default=DutyBase.WHOLE, validator=member_of(DutyBase), kw_only=True)
    content: str = field(default="", validator=_content, kw_only=True)
    yields_to: frozenset[str] = field(default=frozenset(), converter=_others, kw_only=True)
    in_transit: InTransit | None = field(default=None, kw_only=True)
    date_basis: DateBasis = field(default=DateBasis.IMPORTED, validator=member_of(DateBasis), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.kind is MeasureKind.TOP_UP and rate_of(self.duty) is None:
            msg = f"expression={self.expression!r}: a top-up goes to a total percentage, e.g. '15 %'"
            raise InvalidValueError(msg)
        if self.kind is MeasureKind.END_USE and not self.documents:
            msg = "documents=[]: an end use needs its authorisation, e.g. {'C990'}"
            raise InvalidValueError(msg)

    @cached_property
    def duty(self) -> DutyExpression | Unparsed:
        """What is charged, read."""
        return read_duty(self.expression)

    @property
    def in_short(self) -> str:
        """What is charged, in the figures of the tariff, where the kind needs no words: ``"16.5 %"``."""
        if self.kind.claimed or self.kind is MeasureKind.TOP_UP:
            return str(self)
        return "0 %" if isinstance(self.duty, Free) else self.expression

    def __str__(self) -> str:
        if self.kind is MeasureKind.TOP_UP:
            return f"top up to {self.expression}"
        words = "third country duty" if self.kind is MeasureKind.THIRD_COUNTRY else str(self.kind)
        of = f" ({self.scheme})" if self.scheme else ""
        charged = f": {self.expression}" if isinstance(self.duty, Unparsed) else f" of {self.expression}"
        return f"{words}{of}{charged}"
