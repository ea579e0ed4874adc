"""Texts by key, replaced as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from attrs import field, frozen

from xbcommerce.kernel.errors import positive_field

from .names import name_field, text_field


@frozen
class Document:
    """A text that changes, with the number of times it was written."""

    key: str = field(validator=name_field)
    version: int = field(validator=positive_field)
    body: str = field(validator=text_field)


class Documents(Protocol):
    """Texts by key, replaced as a whole. The contract is `DocumentsContract`."""

    def get(self, key: str) -> Document | None:
        """Return the document as last written, or None if there is none."""
        ...

    def put(self, key: str, body: str, *, expected_version: int) -> Document:
        """Write a document if it is still at the version last seen; 0 for a new one.

        Raises:
            VersionConflictError: It is at another version; nothing was stored.
            StorageError: The store could not; nothing was stored.
        """
        ...

    def keys(self, prefix: str = "") -> Sequence[str]:
        """Return the keys of all documents that begin with ``prefix``, sorted by code point."""
        ...
