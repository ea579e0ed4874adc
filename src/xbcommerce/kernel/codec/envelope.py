"""Documents that outlive the code that wrote them: a kind, a version, and the way up from old versions.

Example:
    >>> from attrs import frozen
    >>> from xbcommerce.kernel.codec import Kinds
    >>> @frozen
    ... class Paid:
    ...     order: str
    ...     channel: str
    >>> kinds = Kinds.of(Paid, upcasts={"Paid": [lambda data: {**data, "channel": "web"}]})
    >>> kinds.to_json(Paid("A-1", "app"))
    '{"schema": "xbcommerce/1", "kind": "Paid", "version": 2, "data": {"order": "A-1", "channel": "app"}}'
    >>> kinds.from_json('{"schema": "xbcommerce/1", "kind": "Paid", "version": 1, "data": {"order": "A-1"}}')
    Paid(order='A-1', channel='web')
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import UnionType
from typing import Any, Union, get_args

from attrs import frozen

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Unmet

from ._shapes import Data, Form, is_object, origin_of
from .documents import one_line, parsed, read_at, to_data
from .problems import BadDocumentError, UnstorableValueError, shown

SCHEMA = "xbcommerce/1"
"""How values are written; the number rises if that ever changes."""

Upcast = Callable[[dict[str, Any]], dict[str, Any]]
"""Turns the data of one version of a kind into the data of the next."""


class UnknownKindError(BadDocumentError):
    """A document of a kind that this reader was not given."""

    code = "unknown_kind"


class NewerDocumentError(BadDocumentError):
    """A document written by a newer version of the code than the one that reads it."""

    code = "newer_document"


@frozen
class Kinds:
    """The classes a store holds, by name, with the upcasts from their older versions.

    A kind's version is one more than its number of upcasts; to change a class, append one function.

    Attributes:
        types: Class, or generic alias such as ``Dated[Decimal]``, by kind.
        upcasts: For a kind, the functions from version 1 to 2, from 2 to 3, and so on.
    """

    types: FrozenMap[str, Form]
    upcasts: FrozenMap[str, tuple[Upcast, ...]]

    @classmethod
    def of(cls, *types: Form, upcasts: Mapping[str, Sequence[Upcast]] | None = None) -> Kinds:
        """Name classes by their own names; a union stands for its members.

        Raises:
            InvalidValueError: Two classes share a name, or an upcast names none of them.
        """
        members = list(_members(types))
        named = {origin_of(kind).__name__: kind for kind in members}
        if len(named) < len(members):
            msg = (
                f"{', '.join(sorted(named))}: two classes share a name; give the names: Kinds(types, upcasts)"
            )
            raise InvalidValueError(msg)
        return cls.by_name(named, upcasts=upcasts)

    @classmethod
    def by_name(
        cls, types: Mapping[str, Form], *, upcasts: Mapping[str, Sequence[Upcast]] | None = None
    ) -> Kinds:
        """Name classes freely, e.g. to keep the stored name of a class that was renamed.

        A class with several names is written under the first and read under all.

        Raises:
            InvalidValueError: An upcast names no kind, or one class stands with different arguments.
        """
        forms = {origin_of(form): form for form in types.values()}
        unlike = [kind for kind, form in types.items() if forms[origin_of(form)] != form]
        if unlike:
            msg = f"{unlike[0]}: a value does not say its type arguments; wrap one of the two in a class"
            raise InvalidValueError(msg)
        steps = {kind: tuple(functions) for kind, functions in (upcasts or {}).items()}
        strange = sorted(steps.keys() - types.keys())
        if strange:
            msg = f"upcasts of unknown kind {strange[0]!r}; known are {', '.join(sorted(types))}"
            raise InvalidValueError(msg)
        return cls(FrozenMap(types), FrozenMap(steps))

    def kind_of(self, value: object) -> str:
        """Return the kind of a value.

        Raises:
            UnstorableValueError: It is of none of the classes.
        """
        for kind, as_type in self.types.items():
            if type(value) is origin_of(as_type):
                return kind
        msg = f"{shown(value)} is of none of the kinds {', '.join(sorted(self.types))}"
        raise UnstorableValueError(msg)

    def version_of(self, kind: str) -> int:
        """Return the version in which a kind is written now."""
        return 1 + len(self.upcasts.get(kind, ()))

    def to_json(self, value: object) -> str:
        """Write a value with its kind and version."""
        kind = self.kind_of(value)
        data = to_data(value, self.types[kind])
        envelope = {"schema": SCHEMA, "kind": kind, "version": self.version_of(kind), "data": data}
        return one_line(envelope)

    def from_json(self, text: str) -> Form:
        """Read a value of any of the kinds, in any version up to the current one.

        Raises:
            UnknownKindError: The kind is none of these.
            NewerDocumentError: The schema or the version is newer than this code.
            BadDocumentError: The document is malformed.
        """
        kind, version, data = _opened(parsed(text))
        if kind not in self.types:
            known = tuple(sorted(self.types))
            raise UnknownKindError([Unmet("document.kind", "$.kind", {"got": shown(kind), "known": known})])
        if version > self.version_of(kind):
            versions = {"got": str(version), "expected": str(self.version_of(kind))}
            raise NewerDocumentError([Unmet("document.newer", "$.version", versions)])
        for upcast in self.upcasts.get(kind, ())[version - 1 :]:
            data = upcast(data)
        return read_at("$.data", data, self.types[kind])


def _opened(envelope: Data) -> tuple[str, int, dict[str, Any]]:
    """Check the outside of a document and return its kind, version and data."""
    match envelope:
        case {"schema": str() as schema} if schema != SCHEMA:
            problem = Unmet("document.newer", "$.schema", {"got": shown(schema), "expected": SCHEMA})
            raise NewerDocumentError([problem])
        case {"schema": str(), "kind": str() as kind, "version": int() as version, "data": data} if (
            len(envelope) == len(_KEYS) and is_object(data) and type(version) is int and version > 0
        ):
            return kind, version, data
        case _:
            expected = "an object of " + ", ".join(_KEYS)
            problem = Unmet("document.type", "$", {"expected": expected, "got": shown(envelope)})
            raise BadDocumentError([problem])


_KEYS = ("schema", "kind", "version", "data")


def _members(types: Sequence[Form]) -> Iterator[Form]:
    for kind in types:
        if origin_of(kind) in (Union, UnionType):
            yield from _members(get_args(kind))
        else:
            yield kind
