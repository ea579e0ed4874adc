"""Rule sets survive over all documents, every version of them, and are never read otherwise than put."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from xbcommerce.adapters.failures import CorruptStoreError
from xbcommerce.adapters.memory import MemoryDocuments, MemoryStore
from xbcommerce.adapters.rule_sets import DocumentRuleSets
from xbcommerce.kernel.codec import BadDocumentError
from xbcommerce.kernel.dated import ALWAYS, Dated, Found, RuleSet
from xbcommerce.kernel.ports import Document
from xbcommerce.testing.contracts import RuleSetsContract

DAY = date(2026, 3, 1)


def vat(percent: int) -> RuleSet[Decimal]:
    """Make a set that says one thing."""
    return RuleSet[Decimal]((Dated("de", "vat/DE", Decimal(percent), ALWAYS, DAY, None),), issued=DAY)


def over(documents: MemoryDocuments) -> DocumentRuleSets[Decimal]:
    """Keep rule sets in these documents."""
    return DocumentRuleSets[Decimal](documents, RuleSet[Decimal])


class TestMemoryRuleSets(RuleSetsContract):
    """Rule sets over documents in memory."""

    def make_store(self) -> DocumentRuleSets[Decimal]:
        """Return no rule sets."""
        return over(MemoryStore())


def test_a_stored_decision_is_replayed_with_its_own_rules() -> None:
    """The digest that the decision kept finds the rules of its day, after they have changed twice."""
    kept = over(MemoryDocuments())
    digest = kept.put("vat/eu", vat(19), expected_version=0).digest
    kept.put("vat/eu", vat(16), expected_version=1)
    kept.put("vat/eu", vat(19), expected_version=2)
    kept.put("vat/eu", vat(25), expected_version=3)
    rules = kept.find(digest)
    assert rules is not None
    answer = rules.as_of("vat/DE", DAY)
    assert isinstance(answer, Found)
    assert answer.value == 19


def test_a_set_is_stored_once_however_often_it_is_put() -> None:
    """Names list digests; the rules themselves lie there once."""
    documents = MemoryDocuments()
    kept = over(documents)
    kept.put("vat/eu", vat(19), expected_version=0)
    kept.put("vat/de", vat(19), expected_version=0)
    assert len(documents.keys("rules/sets/")) == 1


def test_rules_that_somebody_changed_are_refused() -> None:
    """A tampered set is not the one that the decision names; nothing is answered from it."""
    documents = MemoryDocuments()
    kept = over(documents)
    kept.put("vat/eu", vat(19), expected_version=0)
    (key,) = documents.keys("rules/sets/")
    documents.put(key, vat(20).canonical_json(), expected_version=1)
    with pytest.raises(CorruptStoreError, match="were changed since they were put"):
        kept.get("vat/eu")


def test_rules_that_are_gone_are_named() -> None:
    """A list that names rules which are not there is no missing rule set."""
    whole, torn = MemoryDocuments(), MemoryDocuments()
    over(whole).put("vat/eu", vat(19), expected_version=0)
    listed = whole.get("rules/names/vat/eu")
    assert listed is not None
    torn.put(listed.key, listed.body, expected_version=0)
    with pytest.raises(CorruptStoreError, match="version 1 of 'vat/eu' is listed but its rules"):
        over(torn).get("vat/eu")


def test_rules_of_another_form_are_refused() -> None:
    """A set of texts is no set of Decimals; every problem is named with its path."""
    documents = MemoryDocuments()
    texts = RuleSet[str]((Dated("de", "vat/DE", "nineteen", ALWAYS, DAY, None),), issued=DAY)
    DocumentRuleSets[str](documents, RuleSet[str]).put("vat/eu", texts, expected_version=0)
    with pytest.raises(BadDocumentError, match=r"records\[0\].value"):
        over(documents).get("vat/eu")


class DiesInBetween(MemoryDocuments):
    """The process dies before the second write of a put."""

    alive = False

    def put(self, key: str, body: str, *, expected_version: int) -> Document:
        """Write the first document only."""
        if "/names/" in key and not self.alive:
            raise KeyboardInterrupt
        return super().put(key, body, expected_version=expected_version)


def test_a_crash_between_the_two_writes_leaves_nothing_half_done() -> None:
    """Nobody names the rules yet; the same call made again completes it."""
    documents = DiesInBetween()
    kept = over(documents)
    with pytest.raises(KeyboardInterrupt):
        kept.put("vat/eu", vat(19), expected_version=0)
    assert kept.get("vat/eu") is None
    documents.alive = True
    assert kept.put("vat/eu", vat(19), expected_version=0).version == 1
