"""What is given of a consignment, taken or refused: money for a price, a place for a country's code.

Example:
    >>> from xbcommerce.logistics.customs import GoodsLine
    >>> GoodsLine("mug", 12.9)
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.errors.InvalidValueError: unit_price=12.9: expected Money, such as Money('12.90', 'EUR')
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from attrs import Attribute
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.money import exact, plain
from xbcommerce.kernel.naming import name_set, repeated
from xbcommerce.kernel.places import from_customs_code

from .place import Place

Made = TypeVar("Made")


def not_negative_amount(_instance: object, attribute: Attribute[Any], value: Money) -> None:
    """Refuse an amount below zero, or that is no number; for ``attrs.field(validator=not_negative_amount)``.

    Prices may be finer than the minor unit of their currency.
    """
    if not isinstance(value, Money):
        msg = f"{attribute.name}={value!r}: expected Money, such as Money('12.90', 'EUR')"
        raise InvalidValueError(msg)
    if exact(value.amount, attribute.name) < 0:
        msg = f"{attribute.name}={plain(value)}: expected an amount of at least 0"
        raise InvalidValueError(msg)


def a_place(_instance: object, _attribute: object, value: Place) -> None:
    """Refuse what is no place; for ``attrs.field(validator=a_place)``."""
    if not isinstance(value, Place):
        msg = f"destination={value!r}: expected a Place, such as Place('DE')"
        raise InvalidValueError(msg)


def a_country(_instance: object, _attribute: object, value: str) -> None:
    """Refuse what no country has as its code; for ``attrs.field(validator=a_country)``."""
    from_customs_code(value)


def not_negative_amounts(instance: object, attribute: Attribute[Any], value: Iterable[Money]) -> None:
    """Refuse each amount that `not_negative_amount` refuses."""
    for amount in value:
        not_negative_amount(instance, attribute, amount)


def several_of(kind: type[Made], values: Iterable[Made], name: str) -> tuple[Made, ...]:
    """Take several values of a kind; one alone is refused, and so is what is of another kind.

    Raises:
        InvalidValueError: One value without a list around it, or a value of another kind.
    """
    if isinstance(values, kind):
        msg = f"{name}={kind.__name__}(...): expected several; write {name}=[{kind.__name__}(...)]"
        raise InvalidValueError(msg)
    found = tuple(values)
    for value in found:
        if not isinstance(value, kind):
            msg = f"{name}: {value!r} is no {kind.__name__}"
            raise InvalidValueError(msg)
    return found


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Line = TypeVar("Line", bound=_HasId)


def distinct_lines(kind: type[Line], lines: Iterable[Line], done: str) -> tuple[Line, ...]:
    """Take at least one line, each with an id of its own; ``done`` says to what end, e.g. ``"imported"``.

    Raises:
        InvalidValueError: No line, an id that stands twice, or what `several_of` refuses.
    """
    found = several_of(kind, lines, "lines")
    if not found:
        msg = f"lines=(): nothing is {done}; give at least one {kind.__name__}"
        raise InvalidValueError(msg)
    if twice := repeated(line.id for line in found):
        msg = f"lines: {', '.join(map(repr, twice))} stands more than once; give each line an id of its own"
        raise InvalidValueError(msg)
    return found


def schemes_field(names: Iterable[str] | None) -> frozenset[str] | None:
    """Take the schemes of a seller, where they are known; for ``attrs.field(converter=schemes_field)``."""
    return None if names is None else name_set(names, "registrations")
