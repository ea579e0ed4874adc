"""Rule sets of the kernel over any documents: each set once under its digest, and a list of digests by name.

A set is written before the list that names it, so a crash in between leaves at most a set that nobody names,
and the same call can be made again.

Example:
    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from xbcommerce.adapters.memory import MemoryStore
    >>> from xbcommerce.adapters.rule_sets import DocumentRuleSets, StoredRules
    >>> from xbcommerce.kernel.dated import Dated, RuleSet, Source, Validity
    >>> vat = RuleSet([Dated("de", "vat/DE", Decimal(19), Validity(None, None), date(2007, 1, 1),
    ...                      Source("UStG 12"))], issued=date(2026, 3, 1))
    >>> kept = DocumentRuleSets[Decimal](MemoryStore(), RuleSet[Decimal])
    >>> kept.put("vat/eu", vat, expected_version=0).version
    1
    >>> kept.get("vat/eu").rules == kept.find(vat.digest) == StoredRules(kept, "vat/eu").load() == vat
    True
"""

from __future__ import annotations

from hashlib import sha256
from typing import Generic, TypeVar

from attrs import frozen

from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.dated import Issue, RuleSet, RuleSets
from xbcommerce.kernel.errors import XbcommerceError, whole
from xbcommerce.kernel.naming import nearest
from xbcommerce.kernel.ports import Documents, VersionConflictError, checked_name

from .failures import CorruptStoreError

T = TypeVar("T")


@frozen
class _Digests:
    """The versions of a name, oldest first."""

    digests: tuple[str, ...] = ()


@frozen
class DocumentRuleSets(Generic[T]):
    """Rule sets in documents; see `RuleSets` for what the methods promise.

    Attributes:
        documents: Where they are kept, e.g. a `SqliteStore`.
        form: What they are, e.g. ``RuleSet[Decimal]``, for the codec to read them.
        prefix: The beginning of the keys of their documents.
    """

    documents: Documents
    form: type[RuleSet[T]]
    prefix: str = "rules/"

    def get(self, name: str, *, version: int | None = None) -> Issue[T] | None:
        """Return the newest version of a rule set, or the one asked for.

        Raises:
            CorruptStoreError: The rules are not the ones that were put, or are missing.
            BadDocumentError: They are not of this form.
        """
        digests = self._digests(name)
        number = len(digests) if version is None else whole(version, "version")
        if not 0 < number <= len(digests):
            return None
        digest = digests[number - 1]
        rules = self.find(digest)
        if rules is None:
            msg = f"version {number} of {name!r} is listed but its rules ({digest}) are gone; put them again"
            raise CorruptStoreError(msg)
        return Issue(name, number, digest, rules)

    def find(self, digest: str) -> RuleSet[T] | None:
        """Return the rule set with a digest.

        Raises:
            CorruptStoreError: The rules were changed since they were put.
            BadDocumentError: They are not of this form.
        """
        found = self.documents.get(self._set_key(digest))
        if found is None:
            return None
        if sha256(found.body.encode()).hexdigest() != digest:
            msg = f"the rules under {found.key!r} were changed since they were put; restore a backup"
            raise CorruptStoreError(msg)
        return from_json(found.body, self.form)

    def put(self, name: str, rules: RuleSet[T], *, expected_version: int) -> Issue[T]:
        """Make ``rules`` the newest version of a name; see `RuleSets.put`."""
        checked_name(name, "name")
        whole(expected_version, "expected_version")
        digests = self._digests(name)
        if len(digests) != expected_version:
            raise VersionConflictError(name, expected_version, len(digests))
        if digests[-1:] == (rules.digest,):
            return Issue(name, expected_version, rules.digest, rules)
        self._keep(rules)
        listed = to_json(_Digests((*digests, rules.digest)))
        try:
            self.documents.put(self._name_key(name), listed, expected_version=expected_version)
        except VersionConflictError as conflict:
            raise VersionConflictError(name, conflict.expected, conflict.actual) from None
        return Issue(name, expected_version + 1, rules.digest, rules)

    def names(self, prefix: str = "") -> tuple[str, ...]:
        """Return the names that begin with ``prefix``, sorted."""
        begin = self._name_key("")
        return tuple(key.removeprefix(begin) for key in self.documents.keys(begin + prefix))

    def _digests(self, name: str) -> tuple[str, ...]:
        found = self.documents.get(self._name_key(name))
        return () if found is None else from_json(found.body, _Digests).digests

    def _keep(self, rules: RuleSet[T]) -> None:
        """Write a set under its digest unless it is there, whoever else does the same."""
        try:
            self.documents.put(self._set_key(rules.digest), rules.canonical_json(), expected_version=0)
        except VersionConflictError:
            return

    def _name_key(self, name: str) -> str:
        return f"{self.prefix}names/{name}"

    def _set_key(self, digest: str) -> str:
        return f"{self.prefix}sets/{digest}"


class UnknownRulesError(XbcommerceError, LookupError):
    """A name, or a version of it, under which no rule set was put."""

    code = "unknown_rules"


@frozen
class StoredRules(Generic[T]):
    """One name among stored rule sets as a source of rules; see `RuleSource`.

    Attributes:
        kept: Where rule sets are stored.
        name: Which one.
        version: Which version; None is the newest.
    """

    kept: RuleSets[T]
    name: str
    version: int | None = None

    def load(self) -> RuleSet[T]:
        """Return the rules.

        Raises:
            UnknownRulesError: There are none under the name, or not in this version.
        """
        issue = self.kept.get(self.name, version=self.version)
        if issue is None:
            raise UnknownRulesError(self._unknown())
        return issue.rules

    def _unknown(self) -> str:
        newest = self.kept.get(self.name)
        if newest is not None:
            return f"{self.name!r} has no version {self.version}; the newest is {newest.version}"
        guess = nearest(self.name, self.kept.names())
        hint = f"did you mean {guess!r}?" if guess else "put them first"
        return f"no rules under the name {self.name!r}; {hint}"
