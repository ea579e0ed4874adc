"""What is known about an order or a buyer: a typed schema, and facts that fit it.

Missing, null, zero and empty are four things. A field that nobody supplied is *missing*; one that was
supplied as ``None`` is *null*; both make a rule that needs it unknown, never false. ``0`` and ``""`` are
values.

Example:
    >>> from xbcommerce.risk.facts import FactField, Schema
    >>> from xbcommerce.risk.values import Kind
    >>> schema = Schema((FactField("score", Kind.INT), FactField("total", Kind.MONEY, currency="EUR")))
    >>> facts = schema.facts({"score": None})
    >>> facts.is_known("score"), facts.missing
    (False, ('score', 'total'))
    >>> schema.facts({"score": "500"})
    Traceback (most recent call last):
    ...
    xbcommerce.risk.facts.FactsError: score='500': expected int, got text
    >>> schema.field("scoer")
    Traceback (most recent call last):
    ...
    xbcommerce.risk.facts.UnknownFieldError: no field 'scoer'; did you mean 'score'? ...
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import Attribute, field, frozen
from moneyed import Money

from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import currency_info
from xbcommerce.kernel.naming import nearest, repeated
from xbcommerce.kernel.unmet import Unmet

from .expression import Field
from .values import Kind, Value, fits, kind_of, show


class UnknownFieldError(XbcommerceError, LookupError):
    """A field that the schema does not have."""

    code = "unknown_field"

    @classmethod
    def from_name(cls, name: str, known: Iterable[str]) -> UnknownFieldError:
        """Make the error with the nearest name that exists."""
        names = tuple(known)
        near = nearest(name, names)
        hint = f"; did you mean {near!r}?" if near else "."
        return cls(f"no field {name!r}{hint} The schema has: {', '.join(names) or 'nothing'}")


class SchemaError(InvalidValueError):
    """A schema that contradicts itself: a name twice, a currency on a field that holds no money."""

    code = "schema"


class FactsError(InvalidValueError):
    """Facts that do not fit their schema; ``unmet`` lists every one that does not."""

    code = "facts"

    def __init__(self, message: str, unmet: tuple[Unmet, ...] = ()) -> None:
        super().__init__(message)
        self.unmet = unmet


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return the nearest known name, or all of them where none is near."""
    names = tuple(known)
    return nearest(name, names) or " or ".join(names) or "a schema with fields"


def _named(_instance: object, attribute: Attribute[str], value: str) -> None:
    if not value or value != value.strip():
        msg = f"{attribute.name}={value!r}: expected a name without spaces around it"
        raise SchemaError(msg)


@frozen
class FactField:
    """One field of a schema.

    Attributes:
        name: What rules call it, e.g. ``"overdue_days"``.
        kind: The type of its values.
        currency: For money: the one currency its values are in; empty means any, and then a rule that
            compares it with another currency needs a rate or stays unknown.
        unit: For a number: what is counted, for the reader, e.g. ``"days"``.
        about: One line for the person who writes rules.
    """

    name: str = field(validator=_named)
    kind: Kind
    currency: str = field(default="", kw_only=True)
    unit: str = field(default="", kw_only=True)
    about: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.currency:
            return
        if self.kind is not Kind.MONEY:
            msg = f"field {self.name!r} is {self.kind.value} and has currency {self.currency!r}"
            raise SchemaError(msg)
        currency_info(self.currency)

    def problem(self, value: Value | None) -> Unmet | None:
        """Say what is wrong with a value of this field; ``None`` (null) is always allowed."""
        if value is None:
            return None
        if not fits(value, self.kind):
            found = kind_of(value)
            got = found.value if found else type(value).__name__
            return Unmet("facts.wrong_type", self.name, {"expected": self.kind.value, "got": got})
        if self.currency and isinstance(value, Money) and value.currency.code != self.currency:
            figures = {"expected": self.currency, "got": value.currency.code}
            return Unmet("facts.wrong_currency", self.name, figures)
        return None


@frozen(cache_hash=True)
class Schema:
    """The fields that rules may read; names are unique.

    Raises:
        SchemaError: A name is used twice.
    """

    fields: tuple[FactField, ...] = field(converter=tuple[FactField, ...])

    def __attrs_post_init__(self) -> None:
        if twice := repeated(self.names):
            msg = f"fields with the same name: {', '.join(twice)}"
            raise SchemaError(msg)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names, in order."""
        return tuple(item.name for item in self.fields)

    def get(self, name: str) -> FactField | None:
        """Return the definition of a field, or ``None``."""
        return next((item for item in self.fields if item.name == name), None)

    def field(self, name: str) -> Field:
        """Refer to a field in a rule: ``schema.field("score") < 600``.

        Raises:
            UnknownFieldError: The schema has no such field; the message names the nearest.
        """
        if self.get(name) is None:
            raise UnknownFieldError.from_name(name, self.names)
        return Field(name)

    def facts(self, values: Mapping[str, Value | None]) -> Facts:
        """Take what is known; fields left out are missing.

        Raises:
            FactsError: Unknown fields or wrong types; all of them are listed.
        """
        return Facts(self, values)

    def __or__(self, other: Schema) -> Schema:
        """Join two schemas, e.g. the packaged one and a shop's own fields."""
        return Schema((*self.fields, *(item for item in other.fields if item not in self.fields)))


@frozen
class Facts:
    """Known values that fit a schema; ``None`` is known to be absent (null), a left-out name is missing.

    Raises:
        FactsError: Unknown fields or wrong types; all of them are listed.
    """

    schema: Schema
    values: FrozenMap[str, Value | None] = field(converter=FrozenMap[str, Value | None])

    def __attrs_post_init__(self) -> None:
        problems = tuple(_problems(self.schema, self.values))
        if problems:
            lines = "; ".join(_line(item, self.values, self.schema.names) for item in problems)
            raise FactsError(lines, problems)

    def is_known(self, name: str) -> bool:
        """Say whether a field has a value."""
        return self.values.get(name) is not None

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the fields of the schema that have no value, in the schema's order."""
        return tuple(name for name in self.schema.names if not self.is_known(name))

    def also(self, values: Mapping[str, Value | None]) -> Facts:
        """Return facts that know more, e.g. after the missing ones were looked up; given values win."""
        return Facts(self.schema, {**self.values, **values})


def _problems(schema: Schema, values: Mapping[str, Value | None]) -> Iterable[Unmet]:
    known = {item.name: item for item in schema.fields}
    for name, value in values.items():
        if name not in known:
            yield Unmet("facts.unknown_field", name, {"nearest": suggestion(name, known)})
        elif problem := known[name].problem(value):
            yield problem


def _line(problem: Unmet, values: Mapping[str, Value | None], known: tuple[str, ...]) -> str:
    if problem.code == "facts.unknown_field":
        hint = nearest(problem.where, known)
        way_out = f"did you mean {hint!r}?" if hint else f"the schema has: {', '.join(known) or 'nothing'}"
        return f"no field {problem.where!r}; {way_out}"
    value = values[problem.where]
    shown = repr(value) if isinstance(value, str) or value is None else show(value)
    return f"{problem.where}={shown}: expected {problem.params['expected']}, got {problem.params['got']}"
