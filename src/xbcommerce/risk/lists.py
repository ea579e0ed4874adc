"""Named lists that rules refer to, e.g. buyers who charged back: they change daily, the policy does not.

Example:
    >>> from xbcommerce.risk.lists import NamedList
    >>> blocked = NamedList("blocked_emails", version="2026-03-01", values=("a@example.com",))
    >>> "a@example.com" in blocked
    True
"""

from __future__ import annotations

from attrs import field, frozen


@frozen
class NamedList:
    """A list in one version; a decision that read it names the version.

    Attributes:
        name: What rules call it.
        version: Whatever tells two states of it apart, e.g. its date.
        values: The texts on it; letters must agree exactly, so store them the way facts are stored.
    """

    name: str
    version: str
    values: frozenset[str] = field(converter=frozenset)

    def __contains__(self, value: object) -> bool:
        return value in self.values
