"""What a store can keep: names, texts and instants, checked once, where they cross the port."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from attrs import Attribute

from xbcommerce.kernel.errors import InvalidValueError, aware

NAME_LENGTH = 200
"""The most characters a stream, key or kind may have."""

_NAME = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff\U0010ffff]+")
_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")


def checked_name(name: str, what: str) -> str:
    """Return the name of a stream, document, effect or kind if every store can keep it.

    Allowed are 1 to 200 characters of Unicode text without control characters, line separators, lone
    surrogates and non-characters, and without spaces at either end. Names are compared exactly.

    Raises:
        InvalidValueError: It is another one.
    """
    if name.isprintable() and 0 < len(name) <= NAME_LENGTH and name[0] != " " != name[-1]:
        return name  # nearly all are, and this is quick to see
    if len(name) > NAME_LENGTH or name != name.strip() or not _NAME.fullmatch(name):
        msg = (
            f"{what}={name!r}: expected 1 to {NAME_LENGTH} characters, no control characters, no outer spaces"
        )
        raise InvalidValueError(msg)
    return name


def checked_text(text: str, what: str) -> str:
    """Return text if every store can keep it: no NUL and no lone surrogates.

    Raises:
        InvalidValueError: It has one; in JSON, write it as an escape.
    """
    if text.isascii() and "\x00" not in text:
        return text  # nearly all is, and this is quick to see
    found = _NO_TEXT.search(text)
    if found:
        msg = f"{what} has {found[0]!r} at character {found.start()}, which not every store keeps"
        raise InvalidValueError(msg)
    return text


def may_exist(name: str) -> bool:
    r"""Tell whether a store could have that name, or one that begins with it, at all.

    Writing under a name that no store keeps is refused; looking for one finds nothing, as looking for any
    other that is not there. Databases differ: some fail when asked for NUL or a lone surrogate, so an adapter
    asks here first.

    Example:
        >>> from xbcommerce.kernel.ports import may_exist
        >>> may_exist("order/A-1"), may_exist("order/\udcff")
        (True, False)
    """
    return (name.isascii() and "\x00" not in name) or not _NO_TEXT.search(name)


def keepable(text: str, *, length_max: int) -> str:
    r"""Return any text as every store can keep it: offending characters as escapes, the end cut off.

    Made for texts that nobody chose, such as the message of an error.

    Example:
        >>> from xbcommerce.kernel.ports import keepable
        >>> keepable("nul \x00 inside", length_max=200)
        'nul \\x00 inside'
        >>> keepable("a long story", length_max=7)
        'a long…'
    """
    kept = _NO_TEXT.sub(lambda found: ascii(found[0])[1:-1], text)
    return kept if len(kept) <= length_max else f"{kept[: length_max - 1]}…"


def utc(at: datetime) -> datetime:
    """Return the same instant, named in UTC.

    Raises:
        NaiveDatetimeError: ``at`` has no time zone.
        InvalidValueError: Its name in UTC lies outside the years 1 to 9999.
    """
    if at.tzinfo is UTC:
        return at
    try:
        return aware(at, "at").astimezone(UTC)
    except OverflowError:
        msg = f"at={at.isoformat()} lies outside the years 1 to 9999 in UTC"
        raise InvalidValueError(msg) from None


def name_field(_instance: object, attribute: Attribute[str], value: str) -> None:
    """Refuse what is no name; for ``attrs.field(validator=name_field)``."""
    checked_name(value, attribute.name)


def text_field(_instance: object, attribute: Attribute[str], value: str) -> None:
    """Refuse text that not every store keeps; for ``attrs.field(validator=text_field)``."""
    checked_text(value, attribute.name)
