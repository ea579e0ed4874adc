"""A public value with exactly one thing wrong, and how it must be refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

import attrs
from attrs import field, frozen
from hypothesis import strategies as st

from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.unmet import Refusal

T = TypeVar("T")
No = type[XbcommerceError] | type[Refusal]


def _given(arguments: Mapping[str, object]) -> FrozenMap[str, object]:
    return FrozenMap(arguments)


@frozen(repr=False, eq=False)
class Broken:
    """A call of ours that is right but for one argument.

    Printed, it reads as the call and what must come of it, so a failing example explains itself.

    Attributes:
        defect: What is wrong, e.g. ``"weight_not_positive"``; stable, for tables of a host's own.
        make: The class or function of ours that must refuse.
        given: Its arguments by name.
        wrong: The name of the one at fault; of a document, the path of the place.
        refused_by: The error it raises, or `Refusal` where a "no" is an answer.
        shows: How the message shows what is wrong.
        way_out: What the message proposes; empty where nothing better can be said.
    """

    defect: str
    make: Callable[..., object]
    given: FrozenMap[str, object] = field(converter=_given)
    wrong: str
    refused_by: No
    shows: str
    way_out: str = ""

    def attempt(self) -> object:
        """Make the call; raises as ``refused_by`` says, or returns a `Refusal`."""
        return self.make(**self.given)

    def refusal(self) -> XbcommerceError | Refusal:
        """Make the call and return how it was refused.

        Raises:
            AssertionError: It was taken, or refused by something else, or the message does not help.
        """
        try:
            answer = self.attempt()
        except XbcommerceError as error:
            answer = error
        if not isinstance(answer, self.refused_by):
            msg = f"{self}\nbut it gave {answer!r}"
            raise AssertionError(msg)  # noqa: TRY004 (a test failed)
        missing = [words for words in (self.shows, self.way_out) if words not in str(answer)]
        if missing:
            msg = f"{self}\nbut the message lacks {' and '.join(map(repr, missing))}: {answer}"
            raise AssertionError(msg)
        return answer

    def document(self) -> dict[str, Any]:
        """Return the broken value as JSON data, as a host's import would meet it.

        Raises:
            UnstorableValueError: The defect cannot be written in JSON, such as NaN.
            InvalidValueError: It is no value of a class, but a call of a function.
        """
        from xbcommerce.kernel.codec import to_data

        kind = self.make
        if not (isinstance(kind, type) and attrs.has(kind)):
            msg = f"{self.defect}: {_name(self.make)} makes no document; test its call with attempt()"
            raise InvalidValueError(msg)
        return {name: to_data(_frozen(value)) for name, value in self.given.items()}

    def __repr__(self) -> str:
        arguments = ", ".join(f"{name}={value!r}" for name, value in self.given.items())
        way_out = f" and {self.way_out!r}" if self.way_out else ""
        return (
            f"{self.defect}: {_name(self.make)}({arguments}) must be refused by {self.refused_by.__name__}, "
            f"because of {self.wrong}, showing {self.shows!r}{way_out}"
        )


def _frozen(value: object) -> object:
    """Write the mappings and lists that constructors take as what they become."""
    if isinstance(value, Mapping):
        items = cast("Mapping[object, object]", value).items()
        return FrozenMap({_frozen(key): _frozen(one) for key, one in items})
    if isinstance(value, list | tuple):
        return tuple(_frozen(one) for one in cast("Sequence[object]", value))
    return value


def _name(make: Callable[..., object]) -> str:
    return getattr(make, "__qualname__", repr(make))


@frozen
class Wrong(Generic[T]):
    """One way in which a sound value may be wrong.

    Attributes:
        defect: Its name.
        argument: The argument at fault.
        values: What stands there instead: a strategy, or one made from the sound value.
        refused_by: As in `Broken`.
        shows: How the message writes the value; default its repr.
        way_out: As in `Broken`.
    """

    defect: str
    argument: str
    values: st.SearchStrategy[Any] | Callable[[T], st.SearchStrategy[Any]]
    way_out: str = ""
    refused_by: No = InvalidValueError
    shows: Callable[[Any], str] = repr

    def of(
        self, make: Callable[..., object], sound: T, given: Mapping[str, object]
    ) -> st.SearchStrategy[Broken]:
        """Put something wrong in the place of one argument."""
        values: st.SearchStrategy[Any] = self.values(sound) if callable(self.values) else self.values

        def broken(value: object) -> Broken:
            arguments = {**given, self.argument: value}
            return Broken(
                self.defect, make, arguments, self.argument, self.refused_by, self.shows(value), self.way_out
            )

        return values.map(broken)


def twins(sound: st.SearchStrategy[T], *wrongs: Wrong[T]) -> st.SearchStrategy[Broken]:
    """Draw a sound value of a class, and break one of its fields in one of the ways."""

    def broken(wrong: Wrong[T]) -> st.SearchStrategy[Broken]:
        return sound.flatmap(lambda value: wrong.of(type(value), value, _arguments(value)))

    return st.sampled_from(wrongs).flatmap(broken)


def _arguments(value: object) -> dict[str, object]:
    kind = cast("type[attrs.AttrsInstance]", type(value))
    return {one.alias: getattr(value, one.name) for one in attrs.fields(kind) if one.init}


def calls(make: Callable[..., object], *wrongs: Wrong[None], **given: object) -> st.SearchStrategy[Broken]:
    """Draw a call of a function that is wrong in one of the ways; ``given`` are the sound arguments."""
    return st.sampled_from(wrongs).flatmap(lambda wrong: wrong.of(make, None, given))
