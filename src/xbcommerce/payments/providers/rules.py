"""Everything known of providers, as dated records: look-ups answer what held on a day, or that nobody knows.

Keys are paths. The format of an amount is looked up from the narrowest key to the widest:
``stripe/payout/HUF``, ``stripe/*/HUF``, ``stripe/payout/*``, ``stripe/*/*``. Price lists, lags and spreads
belong to an account's country, or to ``*`` for any, methods to the provider: ``stripe/US/card``,
``payoneer/*/ach_debit``, ``paypal/US``, ``stripe/card``.

Example:
    >>> from datetime import date
    >>> from xbcommerce.payments.providers import WireOperation
    >>> from xbcommerce.reference.providers import provider_rules
    >>> rules, day = provider_rules(), date(2026, 11, 2)
    >>> rules.wire("adyen", WireOperation.CHARGE, "ISK", on=day).value
    WireFormat(exponent=2, increment=1)
    >>> print(rules.idempotency_of("payoneer", on=day))
    no rule is known for payoneer on Nov 2, 2026, as known on Nov 25, 2026
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import product
from typing import TypeVar

from attrs import frozen

from xbcommerce.kernel.dated import Answer, Found, NoRule, RuleSet
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.payments.fees.plan import FeePlan
from xbcommerce.payments.intents.amounts import AmountSemantics
from xbcommerce.payments.intents.idempotency import Idempotency

from .lag import SettlementLag
from .method import MethodOffer
from .wire import WireFormat

T = TypeVar("T")

ANY = "*"
"""A part of a key that stands for every operation, currency or country."""


class WireOperation(Enum):
    """What an amount on the wire is about."""

    CHARGE = "charge"
    REFUND = "refund"
    PAYOUT = "payout"


@frozen(kw_only=True)
class ProviderRules:
    """The records of all providers; a host lays its own contracts over each set with ``overlay``.

    Attributes:
        wires: How amounts travel, by ``provider/operation/currency``.
        idempotency: What repeated requests do, by provider.
        amounts: What reported amounts mean, by provider.
        fees: Price lists, by ``provider/country of the account/method``.
        spreads_bps: What the provider keeps of the market rate, by ``provider/country of the account``.
        lags: Settlement lags, by ``provider/country of the account/method``.
        methods: What is offered, by ``provider/method``.
    """

    wires: RuleSet[WireFormat]
    idempotency: RuleSet[Idempotency]
    amounts: RuleSet[AmountSemantics]
    fees: RuleSet[FeePlan]
    spreads_bps: RuleSet[Fraction]
    lags: RuleSet[SettlementLag]
    methods: RuleSet[MethodOffer]

    def wire(
        self,
        provider: str,
        operation: WireOperation,
        currency: str,
        *,
        on: date,
        known: date | None = None,
    ) -> Answer[WireFormat]:
        """Say how an amount travels; `NoRule` where nobody has said: ISO's digits are a guess."""
        narrowing = product((currency, ANY), (operation.value, ANY))
        keys = [f"{provider}/{named}/{code}" for code, named in narrowing]
        return _narrowest(self.wires, keys, on, known)

    def idempotency_of(self, provider: str, *, on: date, known: date | None = None) -> Answer[Idempotency]:
        """Say what a provider promises about repeated requests."""
        return self.idempotency.as_of(provider, on, known)

    def amounts_of(self, provider: str, *, on: date, known: date | None = None) -> Answer[AmountSemantics]:
        """Say what the amounts mean that a provider reports."""
        return self.amounts.as_of(provider, on, known)

    def fees_of(
        self, provider: str, country: str, method: str, *, on: date, known: date | None = None
    ) -> Answer[FeePlan]:
        """Return the price list of a method for an account of a country."""
        return _narrowest(self.fees, _for_account(provider, country, method), on, known)

    def spread_of(
        self, provider: str, country: str, *, on: date, known: date | None = None
    ) -> Answer[Fraction]:
        """Say what the provider keeps of the market rate when it converts, in basis points."""
        return _narrowest(self.spreads_bps, _for_account(provider, country), on, known)

    def lag_of(
        self, provider: str, country: str, method: str, *, on: date, known: date | None = None
    ) -> Answer[SettlementLag]:
        """Say how long an account of a country waits for its money."""
        return _narrowest(self.lags, _for_account(provider, country, method), on, known)

    def method(
        self, provider: str, method: str, *, on: date, known: date | None = None
    ) -> Answer[MethodOffer]:
        """Say where, in what and for how much a method may be used."""
        return self.methods.as_of(f"{provider}/{method}", on, known)

    def methods_of(self, provider: str) -> tuple[str, ...]:
        """Return the names of the methods that any record tells of, sorted."""
        prefix = f"{provider}/"
        return tuple(key.removeprefix(prefix) for key in self.methods.keys if key.startswith(prefix))

    def unknown_of(
        self, provider: str, country: str, *, on: date, known: date | None = None
    ) -> tuple[Unmet, ...]:
        """List what nobody knows of a provider, for a seller to ask: keys without a usable record.

        Args:
            provider: The provider.
            country: Where the seller's account is.
            on: The day.
            known: As in the look-ups.
        """
        gaps: list[Unmet] = []
        for operation in WireOperation:
            gaps += _gaps(self.wire(provider, operation, ANY, on=on, known=known))
        gaps += _gaps(self.idempotency_of(provider, on=on, known=known))
        gaps += _gaps(self.amounts_of(provider, on=on, known=known))
        gaps += _gaps(self.spread_of(provider, country, on=on, known=known))
        for method in self.methods_of(provider):
            gaps += _gaps(self.fees_of(provider, country, method, on=on, known=known))
            gaps += _gaps(self.lag_of(provider, country, method, on=on, known=known))
        return tuple(gaps)


def _gaps(answer: Answer[T]) -> list[Unmet]:
    """Return why an answer cannot be used; nothing if it can."""
    if isinstance(answer, Found):
        return []
    return [line for line in answer.why() if isinstance(line, Unmet)]


def _for_account(provider: str, country: str, *rest: str) -> list[str]:
    """Return the keys of an account of a country, and of an account of any."""
    return ["/".join((provider, place, *rest)) for place in (country, ANY)]


def _narrowest(rules: RuleSet[T], keys: Sequence[str], on: date, known: date | None) -> Answer[T]:
    """Look up one key after the other, and say that nobody knows the first where nobody knows any."""
    answers = (rules.as_of(key, on, known) for key in keys)
    none = NoRule(keys[0], on, known or rules.issued)
    return next((answer for answer in answers if not isinstance(answer, NoRule)), none)
