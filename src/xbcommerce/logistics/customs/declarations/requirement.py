"""What a destination asks to be told, of which consignments: one dated record for each fact."""

from __future__ import annotations

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.identifiers import Kind
from xbcommerce.logistics.customs.when import ANY, When

from .postal_form import PostalFormRule
from .stop_words import StopWords


@frozen
class Requirement:
    """One fact that must be told.

    Attributes:
        fact: Its name: one of `LINE_FACTS`, asked of every line, one of `DECLARATION_FACTS`, or the name of a
            number among the declaration's references.
        when: Of which consignments and goods.
        value_max: Only of consignments worth at most this, without carriage; None for all.
        kind: What the number must be; None where nothing can be said of its form.
        mandatory: False where it is welcome and not yet demanded.
    """

    fact: str
    when: When = ANY
    value_max: Money | None = field(default=None, kw_only=True)
    kind: Kind | None = field(default=None, kw_only=True)
    mandatory: bool = field(default=True, kw_only=True)


RequirementRecord = Requirement | StopWords | PostalFormRule
"""What stands under ``requirement/...`` in the rules."""
