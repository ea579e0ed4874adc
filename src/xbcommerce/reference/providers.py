"""Payment providers to start with: what documentation and price pages say of five of them, record by record.

Stripe, Adyen, PayPal, Payoneer and Antom (Alipay Global). Every record names its source and the day it was
read; all of them are excerpts that nobody checked live, so none is better than tier C, and figures that are
bounds or hearsay are marked as estimated. What no source said is absent: Antom's and Adyen's prices, say. A
host lays its own contracts over each set with ``overlay``.

Example:
    >>> from datetime import date
    >>> from xbcommerce.payments.providers import WireOperation
    >>> from xbcommerce.reference.providers import PROVIDERS, provider_rules
    >>> PROVIDERS
    ('adyen', 'antom', 'payoneer', 'paypal', 'stripe')
    >>> rules = provider_rules()
    >>> rules.wire("stripe", WireOperation.CHARGE, "KWD", on=date(2026, 11, 2)).value
    WireFormat(exponent=3, increment=10)
    >>> rules.fees_of("antom", "CN", "alipay_cn", on=date(2026, 11, 2))
    NoRule(key='antom/CN/alipay_cn', on=datetime.date(2026, 11, 2), known=datetime.date(2026, 11, 25))
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from xbcommerce.kernel.dated import Dated, RuleSet
from xbcommerce.payments import FeePlan, ProviderRules
from xbcommerce.payments.intents import AmountSemantics, Idempotency
from xbcommerce.payments.providers import MethodOffer, SettlementLag, WireFormat

from .packaged import packaged_text

PROVIDERS = ("adyen", "antom", "payoneer", "paypal", "stripe")
"""The providers that the records tell of; Antom is what Alipay's business abroad is called."""


@cache
def provider_rules() -> ProviderRules:
    """Read the packaged records; the first call reads the file.

    Raises:
        BadDocumentError: The file was changed and is no longer what it should be; it names every fault.
    """
    from xbcommerce.kernel.codec import from_data

    document = json.loads(packaged_text("providers.json"))
    issued = date.fromisoformat(document["recorded_on"])

    def records(section: str) -> list[dict[str, Any]]:
        return [_whole(record, document) for record in document[section]]

    return ProviderRules(
        wires=RuleSet(from_data(records("wires"), tuple[Dated[WireFormat], ...]), issued),
        idempotency=RuleSet(from_data(records("idempotency"), tuple[Dated[Idempotency], ...]), issued),
        amounts=RuleSet(from_data(records("amounts"), tuple[Dated[AmountSemantics], ...]), issued),
        fees=RuleSet(from_data(records("fees"), tuple[Dated[FeePlan], ...]), issued),
        spreads_bps=RuleSet(from_data(records("spreads_bps"), tuple[Dated[Fraction], ...]), issued),
        lags=RuleSet(from_data(records("lags"), tuple[Dated[SettlementLag], ...]), issued),
        methods=RuleSet(from_data(records("methods"), tuple[Dated[MethodOffer], ...]), issued),
    )


def _whole(record: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    """Write a record out: its source in full, and the day that all were recorded on."""
    source = document["sources"][record["source"]]
    return {"recorded_on": document["recorded_on"], **record, "source": source}
