"""The one cattrs converter: which type is written and read how. Imported late, as cattrs costs time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, NewType, TypeVar, Union, cast, get_args

import attrs
from cattrs import Converter
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap

from ._classes import class_codec, enum_codec
from ._containers import ARRAYS, MAPS, array_codec, map_codec, sorting_key, written_map
from ._money import money_codec
from ._plain import PLAIN, plain_codec
from ._scalars import SCALARS, scalar_codec
from ._shapes import Codec, Data, Form, class_of, origin_of, unreadable
from ._unions import union_codec
from .problems import Mismatch, UnstorableValueError, UnsupportedTypeError, name_of

Maker = Callable[[Any, "ShopConverter"], "Codec | None"]


class ShopConverter(Converter):
    """A closed world: a type that is not listed here is refused, never guessed.

    cattrs generates the code of classes and asks back for the type of every field; the answers are ours.
    """

    def __init__(self, *, canonical: bool) -> None:
        super().__init__(detailed_validation=True, forbid_extra_keys=True, use_alias=True)
        self.canonical = canonical
        self._codecs: dict[Any, Codec] = {}

    def codec_of(self, kind: Form) -> Codec:
        """Find or make the codec of a type; see `Codecs`."""
        found = self._codecs.get(kind)
        if found is None:
            made = (make(kind, self) for make in (_simple, _compound, _named, _indirect))
            found = self._codecs[kind] = next(codec for codec in made if codec is not None)
        return found

    def write_open(self, value: object) -> Data:
        """Write a value with its tag; see `Codecs`."""
        return self.codec_of(cast("type", type(value))).tagged(value)

    def get_structure_hook(self, type: Form, cache_result: bool = True) -> Data:  # noqa: A002, ARG002, FBT001, FBT002
        """Answer cattrs with our reader."""
        return self.codec_of(type).read

    def get_unstructure_hook(self, type: Form, cache_result: bool = True) -> Data:  # noqa: A002, ARG002, FBT001, FBT002
        """Answer cattrs with our writer."""
        return self.codec_of(type).write

    def unstructure(self, obj: Data, unstructure_as: Form = None) -> Data:
        """Write a value, with its tag unless the type is given."""
        return self.write_open(obj) if unstructure_as is None else self.codec_of(unstructure_as).write(obj)

    def structure(self, obj: Data, cl: Form) -> Data:
        """Read data as a type."""
        return self.codec_of(cl).read(obj, cl)


def _simple(kind: Form, converter: ShopConverter) -> Codec | None:
    if kind is None or kind in PLAIN:
        return plain_codec(kind or type(None))
    if kind in SCALARS:
        return scalar_codec(SCALARS[kind], kind, canonical=converter.canonical)
    return money_codec() if kind is Money else None


def _compound(kind: Form, converter: ShopConverter) -> Codec | None:
    origin = origin_of(kind)
    if origin in (Union, UnionType):
        return union_codec(kind, converter)
    if kind in (tuple, frozenset, FrozenMap):
        return _open_container(kind, converter)
    if origin in ARRAYS:
        return array_codec(kind, origin, get_args(kind), converter)
    return map_codec(kind, get_args(kind), converter) if origin in MAPS else None


def _named(kind: Form, converter: ShopConverter) -> Codec | None:
    origin = origin_of(kind)
    if not isinstance(origin, type):
        return None
    if attrs.has(origin):
        return class_codec(kind, converter)
    return enum_codec(origin) if issubclass(origin, Enum) else None


def _indirect(kind: Form, converter: ShopConverter) -> Codec:
    """Look through names for types; what is left is refused."""
    origin = origin_of(kind)
    if origin is Literal:
        return _literal_codec(kind)
    if origin is Annotated:
        return converter.codec_of(get_args(kind)[0])
    if isinstance(kind, NewType):
        return converter.codec_of(kind.__supertype__)
    if isinstance(kind, TypeVar):
        refuse = unreadable(f"the type variable {kind.__name__} is open: say of what, e.g. Dated[Decimal]")
        return Codec(converter.write_open, refuse, converter.write_open)
    if hasattr(kind, "__value__"):  # a ``type X = ...`` statement
        return converter.codec_of(kind.__value__)
    msg = f"{name_of(kind)} has no exact JSON form; use attrs classes, enums, {_KNOWN}, or unions of these"
    raise UnsupportedTypeError(msg)


_KNOWN = (
    "tuple[X, ...], frozenset[X], FrozenMap[K, V], Money, Decimal, Fraction, date, datetime, str, int, bool"
)


def _literal_codec(kind: Form) -> Codec:
    values: dict[object, Data] = {(class_of(value), value): value for value in get_args(kind)}
    expected = "one of " + ", ".join(repr(value) for value in values.values())

    def is_one(data: Data) -> bool:
        return class_of(data) in PLAIN and (class_of(data), data) in values

    def write(value: Data) -> Data:
        if not is_one(value):
            raise UnstorableValueError.instead_of(expected, value)
        return value

    def read(data: Data, _kind: object) -> Data:
        if not is_one(data):
            raise Mismatch(expected, data)
        return data

    return Codec(write, read, write)


def _open_container(kind: type, converter: ShopConverter) -> Codec:
    """Write a container whose elements are of any class, each with its tag; reading needs to know of what."""
    each = converter.write_open

    def write(value: Data) -> Data:
        if kind is tuple:
            return [each(one) for one in value]
        if kind is frozenset:
            return sorted((each(one) for one in value), key=sorting_key)
        return written_map(cast("Mapping[Any, Any]", value), each, each, converter)

    refuse = unreadable(f"{kind.__name__}: say of what, e.g. {kind.__name__}[...]")
    return Codec(refuse, refuse, write)
