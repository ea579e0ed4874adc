"""Reports of a payment that contradict one another: named, and left out of every figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from xbcommerce.kernel.money import minor
from xbcommerce.kernel.unmet import Unmet

from .facts import PaymentFact
from .terms import PaymentTerms

Content = tuple[str, ...]
"""What a report says, in texts that can be ordered."""


def content_of(fact: PaymentFact) -> Content:
    """Return all that a report says but when: a second delivery may be dated anew."""
    return (
        fact.event_id,
        fact.operation.value,
        fact.reference,
        fact.outcome.value,
        f"{minor(fact.amount):024}",
        fact.amount.currency.code,
        fact.payment_id,
        "" if fact.decline is None else fact.decline.value,
        "" if fact.stage is None else fact.stage.value,
        fact.dispute,
    )


def distinct(facts: Iterable[PaymentFact]) -> tuple[PaymentFact, ...]:
    """Keep one report of each content, dated as early as any, in one order whatever order they came in."""
    earliest: dict[Content, PaymentFact] = {}
    for fact in facts:
        content = content_of(fact)
        known = earliest.get(content)
        if known is None or fact.at < known.at:
            earliest[content] = fact
    return tuple(earliest[content] for content in sorted(earliest))


@frozen
class Sifted:
    """The reports of a payment that count, and what is wrong with the others."""

    counted: tuple[PaymentFact, ...]
    conflicts: tuple[Unmet, ...]


def sift(terms: PaymentTerms, facts: Sequence[PaymentFact]) -> Sifted:
    """Part distinct reports into those that count and those that cannot: another currency, two contents.

    An event may tell of several movements, but of each only one thing.
    """
    versions: dict[tuple[str, str], list[PaymentFact]] = {}
    for fact in facts:
        versions.setdefault((fact.event_id, fact.place), []).append(fact)
    conflicts = tuple(
        Unmet("payment.event_conflict", event_id, {"movement": place, "versions": len(same)})
        for (event_id, place), same in sorted(versions.items(), key=lambda item: item[0])
        if len(same) > 1
    )
    single = [same[0] for same in versions.values() if len(same) == 1]
    return Sifted(
        tuple(fact for fact in single if fact.amount.currency.code == terms.currency),
        (*conflicts, *_in_another_currency(terms, single)),
    )


def _in_another_currency(terms: PaymentTerms, facts: Iterable[PaymentFact]) -> Iterator[Unmet]:
    for fact in facts:
        if fact.amount.currency.code != terms.currency:
            yield Unmet(
                "payment.other_currency", fact.event_id, {"amount": fact.amount, "currency": terms.currency}
            )
