"""Where rule sets come from, and where they are kept, every version of them, for replaying old decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from attrs import field, frozen

from xbcommerce.kernel.errors import positive_field

from .rule_set import RuleSet

T = TypeVar("T")


@frozen
class Issue(Generic[T]):
    """A rule set as it was put under a name.

    Attributes:
        name: E.g. ``"vat/eu"``.
        version: 1, 2, 3, without gaps.
        digest: `RuleSet.digest` as of the day it was put; decisions keep it.
        rules: The set.
    """

    name: str
    version: int = field(validator=positive_field)
    digest: str
    rules: RuleSet[T]


class RuleSource(Protocol[T]):
    """Where one set of rules comes from: a package, a folder, a store. The contract is `RuleSourceContract`.

    A host lays what it loads over what is packaged: ``packaged_rules().overlay(source.load())``.
    """

    def load(self) -> RuleSet[T]:
        """Return all rules, or none: what cannot be read whole is refused with everything that is wrong.

        Raises:
            XbcommerceError: Which one is the source's own, mostly `BadDocumentError`.
        """
        ...


class RuleSets(Protocol[T]):
    """Rule sets of one kind by name, all versions of each. The contract is `RuleSetsContract`."""

    def get(self, name: str, *, version: int | None = None) -> Issue[T] | None:
        """Return the newest version of a rule set, or the one asked for; None if there is none."""
        ...

    def find(self, digest: str) -> RuleSet[T] | None:
        """Return the rule set with a digest, under whatever name and version it was put; None if none was."""
        ...

    def put(self, name: str, rules: RuleSet[T], *, expected_version: int) -> Issue[T]:
        """Make ``rules`` the newest version of a name; the older ones stay.

        Rules that equal the newest version are kept once: the answer is that version.

        Args:
            name: See `checked_name`; up to 180 characters.
            rules: The new set.
            expected_version: The version last seen; 0 for a new name.

        Raises:
            VersionConflictError: The name is at another version; nothing was changed.
            StorageError: The store could not; nothing was changed.
        """
        ...

    def names(self, prefix: str = "") -> Sequence[str]:
        """Return the names that begin with ``prefix``, sorted by code point."""
        ...
