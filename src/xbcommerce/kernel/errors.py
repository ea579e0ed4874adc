"""What the library raises: one base class, each error also the builtin it specialises.

Expected answers ("no", "unknown") are values, see `xbcommerce.kernel.unmet`. An exception means that the
caller passed something that cannot be what was meant. Every message shows the offending value and, where
there is one, the way out; ``code`` is stable and made for programs.

Example:
    >>> from xbcommerce.kernel.errors import NaiveDatetimeError, aware
    >>> from datetime import UTC, datetime
    >>> aware(datetime(2026, 3, 1, tzinfo=UTC), "at").isoformat()
    '2026-03-01T00:00:00+00:00'
    >>> aware(datetime(2026, 3, 1), "at")
    Traceback (most recent call last):
    ...
    xbcommerce.kernel.errors.NaiveDatetimeError: at=2026-03-01T00:00:00 has no time zone; give one, ...
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from attrs import Attribute

Choice = TypeVar("Choice", bound=Enum)


class XbcommerceError(Exception):
    """Base of all errors of this library; catch it to catch them all."""

    code: str = "error"

    @classmethod
    def because(cls, code: str, message: str) -> Self:
        """Make the error with the code of one broken rule, where one class stands for several."""
        error = cls(message)
        error.code = code
        return error


class InvalidValueError(XbcommerceError, ValueError):
    """A value that its meaning does not allow, such as a negative quantity."""

    code = "invalid_value"


class NaiveDatetimeError(InvalidValueError):
    """A datetime without a time zone, where an instant is needed."""

    code = "naive_datetime"


def aware(value: datetime, name: str) -> datetime:
    """Return ``value`` if it names an instant, refuse it otherwise.

    Args:
        value: The datetime to check.
        name: What the caller calls it, for the message.

    Raises:
        NaiveDatetimeError: ``value`` carries no time zone.
        InvalidValueError: ``value`` is no datetime, for example a bare date.
    """
    if not isinstance(value, datetime):
        msg = f"{name}={value!r}: expected an instant, a datetime with a time zone"
        raise InvalidValueError(msg)
    if value.utcoffset() is None:
        msg = f"{name}={value.isoformat()} has no time zone; give one, e.g. .replace(tzinfo=UTC)"
        raise NaiveDatetimeError(msg)
    return value


def aware_field(_instance: object, field: Attribute[datetime], value: datetime) -> None:
    """Refuse a naive datetime; for ``attrs.field(validator=aware_field)``."""
    aware(value, field.name)


def whole(value: int, name: str, *, minimum: int = 0) -> int:
    """Return ``value`` if it is a whole number of at least ``minimum``, refuse it otherwise.

    ``bool`` is refused: ``True`` units is a mistake, not one unit.

    Raises:
        InvalidValueError: ``value`` is no ``int`` or lies below ``minimum``.
    """
    if type(value) is not int or value < minimum:
        msg = f"{name}={value!r}: expected a whole number of at least {minimum}"
        raise InvalidValueError(msg)
    return value


def count_field(_instance: object, field: Attribute[int], value: int) -> None:
    """Refuse a negative or fractional count; for ``attrs.field(validator=count_field)``."""
    whole(value, field.name)


def positive_field(_instance: object, field: Attribute[int], value: int) -> None:
    """Refuse a count below one; for ``attrs.field(validator=positive_field)``."""
    whole(value, field.name, minimum=1)


def member(value: Choice, kind: type[Choice], name: str) -> Choice:
    """Return ``value`` if it is a member of an enumeration; a text that reads like one is refused.

    Args:
        value: What the caller chose.
        kind: The enumeration.
        name: What the caller calls it, for the message.

    Raises:
        InvalidValueError: It is no member; the message names all of them.
    """
    if not isinstance(value, kind):
        choices = ", ".join(str(each) for each in kind)
        msg = f"{name}={value!r}: expected one of {choices}"
        raise InvalidValueError(msg)
    return value


def member_of(kind: type[Enum]) -> Callable[[object, Attribute[Any], Any], None]:
    """Refuse what is no member of an enumeration; for ``attrs.field(validator=member_of(Rounding))``."""

    def check(_instance: object, field: Attribute[Any], value: Any) -> None:  # noqa: ANN401
        member(value, kind, field.name)

    return check
