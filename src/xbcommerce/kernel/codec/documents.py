"""Values to JSON text and back."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, overload

from xbcommerce.kernel.naming import repeated
from xbcommerce.kernel.unmet import Unmet

from ._shapes import Data, Form
from .problems import BadDocumentError, Mismatch, UnstorableValueError, problems_of

if TYPE_CHECKING:  # cattrs costs more than all the rest, so it is imported on first use
    from ._converter import ShopConverter

T = TypeVar("T")


@cache
def _converter(*, canonical: bool = False) -> ShopConverter:
    from ._converter import ShopConverter

    return ShopConverter(canonical=canonical)


def to_data(value: object, as_type: Form = None) -> Data:
    """Turn a value into plain JSON data: dicts, lists, texts, ints, floats, bools and None.

    Args:
        value: An attrs value, or anything such a value may hold.
        as_type: The type a reader will ask for. Without it the class names itself (``"type"``).

    Raises:
        UnstorableValueError: A field holds what its type does not allow, such as NaN or a naive datetime.
        UnsupportedTypeError: A field's type has no exact JSON form.
    """
    return _written(value, as_type, canonical=False)


def _written(value: object, as_type: Form, *, canonical: bool) -> Data:
    try:
        return _converter(canonical=canonical).unstructure(value, as_type)
    except RecursionError:
        msg = f"a {type(value).__name__} nested too deeply to be written"
        raise UnstorableValueError(msg) from None


@overload
def from_data(data: object, as_type: type[T]) -> T: ...
@overload
def from_data(data: object, as_type: Form) -> Form: ...
def from_data(data: object, as_type: Form) -> Form:
    """Turn plain JSON data into a value of a type, strictly.

    Args:
        data: What `to_data` gives, or a JSON reader.
        as_type: A class, a generic alias such as ``Dated[Decimal]``, or a union.

    Raises:
        BadDocumentError: The data is no such value; ``problems`` names all that is wrong.
        UnsupportedTypeError: The type, or a type in it, has no exact JSON form.
    """
    return read_at("$", data, as_type)


def read_at(where: str, data: object, as_type: Form) -> Data:
    """Read data that stands at a place of a larger document; errors as `from_data`."""
    try:
        return _converter().structure(data, as_type)
    except (Mismatch, ExceptionGroup) as error:
        problems = tuple(problems_of(error, where))
    except RecursionError:
        problems = (Unmet("document.malformed", where, {"reason": "it is nested too deeply"}),)
    raise BadDocumentError(problems)


def to_json(value: object, as_type: Form = None, *, indent: int | None = None) -> str:
    """Write a value as JSON text; arguments and errors as `to_data`.

    Example:
        >>> from fractions import Fraction
        >>> from xbcommerce.kernel.codec import to_json
        >>> to_json((Fraction(1, 3), "text", 5))
        '[{"fraction": "1/3"}, "text", 5]'
    """
    data = to_data(value, as_type)
    if indent is None:
        return one_line(data)
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=indent)


def canonical_json(value: object, as_type: Form = None) -> str:
    """Write a value so that equal values give the same bytes: for digests and comparison.

    Keys and sets are sorted, ``1.50`` is written ``1.5``, instants in UTC. It reads back to an equal value.
    """
    return _canonical_line(_written(value, as_type, canonical=True))


@overload
def from_json(text: str, as_type: type[T]) -> T: ...
@overload
def from_json(text: str, as_type: Form) -> Form: ...
def from_json(text: str, as_type: Form) -> Form:
    """Read JSON text as a value of a type; arguments and errors as `from_data`.

    Also refused: NaN and infinities, and an object that names one key twice.

    Example:
        >>> from xbcommerce.kernel.codec import from_json
        >>> from xbcommerce.kernel.unmet import Note
        >>> from_json('{"code": 5, "parms": {}}', Note)
        Traceback (most recent call last):
        ...
        xbcommerce.kernel...BadDocumentError: $.code: expected str, got 5
        $.parms: unknown key; did you mean params?
    """
    return from_data(parsed(text), as_type)


def parsed(text: str) -> Data:
    """Parse JSON text strictly.

    Raises:
        BadDocumentError: It is no JSON, holds NaN or an infinity, or names one key twice.
    """
    try:
        return _parse(text)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        problem = Unmet("document.malformed", "$", {"reason": reason})
    raise BadDocumentError([problem])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = repeated(key for key, _ in pairs)
        msg = f"the key {twice[0]!r} stands twice in one object"
        raise ValueError(msg)
    return found


def _no_constant(name: str) -> NoReturn:
    msg = f"{name} is no JSON number"
    raise ValueError(msg)


one_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
"""Write JSON data as text; made once, as `json.dumps` would for every text anew."""

_canonical_line = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode

_parse = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant).decode
