"""Products as values by attribute, language and market, so that any marketplace's fields fit.

Example:
    >>> from xbcommerce.catalog import Product
    >>> mug = Product.of("MUG-1", {"title": {"en": "Mug", "de": "Becher"}, "images": ["front.jpg"]})
    >>> mug.text("title", "de-AT"), mug.value("images")
    ('Becher', ('front.jpg',))
    >>> mug.value("title", locale="fr") is None
    True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import cast

from attrs import evolve, field, frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.text import fallback_chain

Value = str | int | bool | Decimal | tuple[str, ...]
"""What an attribute may hold."""
Given = Value | Iterable[str] | Mapping[str, "str | Iterable[str]"]


@frozen(order=True)
class Key:
    """Where a value belongs: an attribute, in a language, for a market; empty means for all."""

    attribute: str
    locale: str = ""
    market: str = ""


@frozen
class Attribute:
    """What an attribute depends on.

    Attributes:
        name: Its code, e.g. ``"title"``.
        localizable: It differs by language.
        market_specific: It differs by market, as a price does.
        locales: The only languages it exists in; empty means all.
    """

    name: str
    localizable: bool = False
    market_specific: bool = False
    locales: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    def key(self, locale: str, market: str) -> Key:
        """Return where its value for a reader of ``locale`` in ``market`` is kept."""
        return Key(self.name, locale if self.localizable else "", market if self.market_specific else "")

    def exists_in(self, locale: str) -> bool:
        """Say whether the attribute exists in a language at all."""
        return not self.locales or locale in self.locales


def is_missing(value: Value | None) -> bool:
    """Say whether a value says nothing: None, white space or nothing in a list; False and 0 are values."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == ()


def _sku(_instance: object, _field: object, value: str) -> None:
    if not value.strip():
        msg = f"sku={value!r}: a product needs a number of its own"
        raise InvalidValueError(msg)


def _goods(value: Iterable[str]) -> tuple[str, ...]:
    if isinstance(value, str):
        msg = f"goods={value!r}: expected several classes; write goods=[{value!r}]"
        raise InvalidValueError(msg)
    return tuple(value)


@frozen
class Product:
    """What is sold: a stock keeping unit and its values.

    Attributes:
        sku: The shop's own number.
        values: Each value by where it belongs.
        goods: Goods classes that carriers and laws ask for, e.g. ``("battery_in_device",)``.
    """

    sku: str = field(validator=_sku)
    values: FrozenMap[Key, Value]
    goods: tuple[str, ...] = field(default=(), converter=_goods)

    @classmethod
    def of(cls, sku: str, given: Mapping[str, Given], goods: Iterable[str] = ()) -> Product:
        """Make a product from plain values; a mapping is read as values by language.

        Args:
            sku: The shop's own number.
            given: Attribute to a value, to a list of texts, or to a mapping from locale to those.
            goods: Goods classes.
        """
        values: dict[Key, Value] = {}
        for attribute, value in given.items():
            if isinstance(value, Mapping):
                texts = cast("Mapping[str, str | Iterable[str]]", value)
                values |= {Key(attribute, locale): _value(text) for locale, text in texts.items()}
            else:
                values[Key(attribute)] = _value(value)
        return cls(sku, FrozenMap(values), goods)

    def value(self, attribute: str, *, locale: str = "", market: str = "") -> Value | None:
        """Return the value kept exactly there, or None; blank counts as missing."""
        value = self.values.get(Key(attribute, locale, market))
        return None if is_missing(value) else value

    def text(self, attribute: str, locale: str, *, default: str | None = None) -> str | None:
        """Return the text a reader of ``locale`` sees, falling back by language, or None.

        A fallback is good to show, never good enough for readiness: see `readiness`.
        """
        for tag in fallback_chain(locale, default):
            value = self.value(attribute, locale=tag)
            if isinstance(value, str):
                return value
        return None

    def with_values(self, given: Mapping[Key, Value]) -> Product:
        """Return the product with some values replaced or added."""
        return evolve(self, values=FrozenMap({**self.values, **given}))

    def changed(self, other: Product) -> tuple[str, ...]:
        """Return the attributes whose values differ between the two, by name."""
        keys = self.values.keys() | other.values.keys()
        differing = {key.attribute for key in keys if self.values.get(key) != other.values.get(key)}
        return tuple(sorted(differing | ({"goods"} if self.goods != other.goods else set())))


def _value(given: Value | Iterable[str]) -> Value:
    if isinstance(given, str | int | Decimal):
        return given
    if not isinstance(given, Iterable):
        msg = f"{given!r}: expected text, a whole number, a Decimal such as Decimal('1.5'), or texts"
        raise InvalidValueError(msg)
    return tuple(given)
