"""One way to say no, and one way to say why: requirements and explanations as values with stable codes.

A policy that refuses returns a `Refusal` that lists *all* `Unmet` requirements, so that a shopkeeper sees
the whole way to yes. Codes are for programs and never change; texts come from message catalogues in the
reader's language (`xbcommerce.kernel.messages`).

Example:
    >>> from xbcommerce.kernel.unmet import Refusal, Unmet
    >>> no = Refusal.of(
    ...     Unmet("parcel.too_heavy", "parcel", {"weight_g": 41_000, "weight_g_max": 40_000}),
    ...     Unmet("title.missing", "title[de]"),
    ... )
    >>> print(no)
    parcel.too_heavy at parcel (weight_g=41000, weight_g_max=40000)
    title.missing at title[de]
    >>> no.codes
    ('parcel.too_heavy', 'title.missing')
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen
from moneyed import Money

from .errors import InvalidValueError
from .frozen import FrozenMap
from .money import plain

Param = str | int | bool | Decimal | Fraction | date | datetime | Money | tuple[str, ...]
"""What a requirement may carry as a figure: exact values only, no floats."""


def _params(value: Mapping[str, Param]) -> FrozenMap[str, Param]:
    return value if isinstance(value, FrozenMap) else FrozenMap(value)


def _figures(params: Mapping[str, Param]) -> str:
    """Write figures for programs: money plainly, without the process's locale."""
    texts = (
        f"{name}={plain(value) if isinstance(value, Money) else value}" for name, value in params.items()
    )
    return f" ({', '.join(texts)})" if params else ""


@frozen
class Unmet:
    """One requirement that is not met.

    Attributes:
        code: Stable, dotted, lower case, e.g. ``"title.missing"``; the key of its text.
        where: The place in the reader's own data, e.g. ``"title[de]"``, ``"line 2"``; may be empty.
        params: The figures, e.g. what was found and what is allowed; names carry their unit last.
    """

    code: str
    where: str = ""
    params: FrozenMap[str, Param] = field(factory=FrozenMap[str, Param], converter=_params)

    def __str__(self) -> str:
        place = f" at {self.where}" if self.where else ""
        return f"{self.code}{place}{_figures(self.params)}"


@frozen
class Note:
    """One line of an explanation: what was found or decided, with its figures; the text is in a catalogue.

    Attributes:
        code: Stable, dotted, lower case, e.g. ``"reorder.quantity"``; the key of its text.
        params: The figures; names carry their unit last.
    """

    code: str
    params: FrozenMap[str, Param] = field(factory=FrozenMap[str, Param], converter=_params)

    def __str__(self) -> str:
        return f"{self.code}{_figures(self.params)}"


def _not_empty(_instance: object, _field: object, value: tuple[Unmet, ...]) -> None:
    if not value:
        msg = "a Refusal needs at least one Unmet; an empty one would be a yes"
        raise InvalidValueError(msg)


@frozen
class Refusal:
    """No, and everything that stands in the way; never empty."""

    unmet: tuple[Unmet, ...] = field(converter=tuple[Unmet, ...], validator=_not_empty)

    @classmethod
    def of(cls, *unmet: Unmet) -> Refusal:
        """Make a refusal from its requirements, in the order given."""
        return cls(unmet)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all requirements, in order."""
        return tuple(item.code for item in self.unmet)

    def __str__(self) -> str:
        return "\n".join(str(item) for item in self.unmet)
