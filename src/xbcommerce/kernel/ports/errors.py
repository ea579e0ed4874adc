"""Why a store did not do what it was asked to."""

from __future__ import annotations

from xbcommerce.kernel.errors import XbcommerceError


class VersionConflictError(XbcommerceError, RuntimeError):
    """Somebody else has written since the caller looked.

    Attributes:
        stream: The stream, or the key of the document.
        expected: The version the caller has seen.
        actual: The version it has now.
    """

    code = "version_conflict"

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        self.stream, self.expected, self.actual = stream, expected, actual
        msg = f"{stream} is at version {actual}, not {expected}; read and decide again"
        super().__init__(msg)

    def __reduce__(self) -> tuple[type[VersionConflictError], tuple[str, int, int]]:
        return (type(self), (self.stream, self.expected, self.actual))


class EffectConflictError(XbcommerceError, ValueError):
    """An idempotency key that already stands for another effect.

    Attributes:
        key: The key.
    """

    code = "effect_conflict"

    def __init__(self, key: str) -> None:
        self.key = key
        msg = f"effect {key!r} was recorded with other content; derive the key from what the effect asks for"
        super().__init__(msg)

    def __reduce__(self) -> tuple[type[EffectConflictError], tuple[str]]:
        return (type(self), (self.key,))


class UnknownEffectError(XbcommerceError, LookupError):
    """No effect was ever recorded under that key.

    Attributes:
        key: The key.
    """

    code = "unknown_effect"

    def __init__(self, key: str) -> None:
        self.key = key
        msg = f"no effect was recorded under the key {key!r}; record it with the events that cause it"
        super().__init__(msg)

    def __reduce__(self) -> tuple[type[UnknownEffectError], tuple[str]]:
        return (type(self), (self.key,))


class StorageError(XbcommerceError, OSError):
    """A store that cannot do its work; the message names the cause and the way out.

    Nothing was changed, except where a subclass says that nobody can know.
    """

    code = "storage"
