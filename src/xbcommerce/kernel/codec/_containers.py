"""Tuples, frozen sets and frozen maps."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, cast

from cattrs.errors import BaseValidationError, IterableValidationError, IterableValidationNote

from xbcommerce.kernel.frozen import FrozenMap

from ._shapes import Codec, Codecs, Data, Form, is_list, is_object
from .problems import Mismatch, UnstorableValueError, UnsupportedTypeError, name_of

ARRAYS: frozenset[object] = frozenset({tuple, frozenset, Sequence, AbstractSet})
MAPS: frozenset[object] = frozenset({FrozenMap, Mapping})

_LIST, _NO_DUPLICATES = "a list", "a list without duplicates"
_MAPPING, _DISTINCT_KEYS = "an object, or a list of pairs", "distinct keys"


def sorting_key(data: object) -> str:
    """Order data that has no order of its own."""
    return json.dumps(data, sort_keys=True)


def array_codec(kind: object, origin: Form, args: tuple[Any, ...], codecs: Codecs) -> Codec:
    """Make the codec of a tuple, a record ``tuple[X, Y]``, a frozenset, a Sequence or a Set."""
    if not args:
        msg = f"{name_of(kind)}: say of what, e.g. tuple[str, ...]"
        raise UnsupportedTypeError(msg)
    if origin in (frozenset, AbstractSet):
        return _set_codec(args[0], codecs)
    if origin is tuple and not (len(args) == 2 and args[1] is Ellipsis):  # noqa: PLR2004 (X and ...)
        return _record_codec(kind, () if args == ((),) else args, codecs)
    return _tuple_codec(args[0], codecs)


def _tuple_codec(item: object, codecs: Codecs) -> Codec:
    def write(value: object) -> list[Any]:
        each = codecs.codec_of(item).write
        return [each(one) for one in _exactly(tuple, value)]

    def read(data: object, _kind: object) -> tuple[Any, ...]:
        values = _list(data)
        return tuple(_read_each(values, [item] * len(values), codecs))

    return Codec(write, read, write)


def _record_codec(kind: object, items: tuple[Any, ...], codecs: Codecs) -> Codec:
    expected = f"a list of {len(items)}"

    def write(value: object) -> list[Any]:
        values = _exactly(tuple, value)
        if len(values) != len(items):
            raise UnstorableValueError.instead_of(name_of(kind), value)
        return [codecs.codec_of(item).write(one) for item, one in zip(items, values, strict=True)]

    def read(data: object, _kind: object) -> tuple[Any, ...]:
        values = _list(data)
        if len(values) != len(items):
            raise Mismatch(expected, data)
        return tuple(_read_each(values, items, codecs))

    return Codec(write, read, write)


def _set_codec(item: object, codecs: Codecs) -> Codec:
    def write(value: object) -> list[Any]:
        each = codecs.codec_of(item).write
        return sorted((each(one) for one in _exactly(frozenset, value)), key=sorting_key)

    def read(data: object, _kind: object) -> frozenset[Any]:
        values = _list(data)
        unique = frozenset(_read_each(values, [item] * len(values), codecs))
        if len(unique) != len(values):
            raise Mismatch(_NO_DUPLICATES, data)
        return unique

    return Codec(write, read, write)


def map_codec(kind: object, args: tuple[Any, ...], codecs: Codecs) -> Codec:
    """Make the codec of a FrozenMap or Mapping: an object where all keys are text, else pairs."""
    if not args:
        msg = f"{name_of(kind)}: say of what, e.g. FrozenMap[str, int]"
        raise UnsupportedTypeError(msg)
    key, value = args

    def write(items: Data) -> object:
        if not isinstance(items, Mapping):
            raise UnstorableValueError.instead_of(name_of(kind), items)
        mapping = cast("Mapping[Data, Data]", items)  # type: ignore[redundant-cast]
        return written_map(mapping, codecs.codec_of(key).write, codecs.codec_of(value).write, codecs)

    def read(data: object, _kind: object) -> FrozenMap[Any, Any]:
        pairs = _pairs(data)
        count = len(pairs)
        parts = [one for one, _ in pairs] + [one for _, one in pairs]
        places = [str(one) for one, _ in pairs] * 2
        read_parts = _read_each(parts, [key] * count + [value] * count, codecs, places)
        mapping = FrozenMap(zip(read_parts[:count], read_parts[count:], strict=True))
        if len(mapping) != len(pairs):
            raise Mismatch(_DISTINCT_KEYS, data)
        return mapping

    return Codec(write, read, write)


def written_map(
    items: Mapping[Any, Any],
    write_key: Callable[[Any], Any],
    write_value: Callable[[Any], Any],
    codecs: Codecs,
) -> dict[str, Any] | list[list[Any]]:
    """Write a mapping as an object if all its keys are written as text, else as a list of pairs."""
    pairs = [[write_key(key), write_value(value)] for key, value in items.items()]
    if all(type(key) is str for key, _ in pairs):
        return dict(pairs)
    return sorted(pairs, key=sorting_key) if codecs.canonical else pairs


def _pairs(data: object) -> list[tuple[Any, Any]]:
    if is_object(data):
        return list(data.items())
    if is_list(data) and all(is_list(pair) and len(pair) == 2 for pair in data):  # noqa: PLR2004
        return [(key, value) for key, value in data]
    raise Mismatch(_MAPPING, data)


def _exactly(kind: type, value: object) -> Collection[Any]:
    if type(value) is not kind:
        expected = f"a {kind.__name__}"
        raise UnstorableValueError.instead_of(expected, value)
    return cast("Collection[Any]", value)


def _list(data: object) -> list[Any]:
    if not is_list(data):
        raise Mismatch(_LIST, data)
    return data


def _read_each(
    data: Sequence[Any], kinds: Sequence[Any], codecs: Codecs, places: Sequence[str | int] = ()
) -> list[Any]:
    """Read every element, and raise all their errors together."""
    values: list[Any] = []
    errors: list[Exception] = []
    for index, (one, kind) in enumerate(zip(data, kinds, strict=True)):
        try:
            values.append(codecs.codec_of(kind).read(one, kind))
        except (Mismatch, BaseValidationError) as error:
            place = places[index] if places else index
            error.add_note(IterableValidationNote(f"at {place}", place, kind))
            errors.append(error)
    if errors:
        raise IterableValidationError("elements", errors, list)  # pyright: ignore[reportCallIssue]
    return values
