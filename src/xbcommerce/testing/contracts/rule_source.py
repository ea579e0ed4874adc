"""The contract of a source of rules."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from typing import ClassVar

import pytest
from hypothesis import strategies as st

from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, RuleSource
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.testing.strategies.rules import rule_sets

from .contract import Contract, law

_DAY = date(2026, 3, 1)
_PACKAGED = RuleSet[Decimal](
    [
        Dated("de", "vat/DE", Decimal(19), ALWAYS, _DAY, None),
        Dated("it", "vat/IT", Decimal(22), ALWAYS, _DAY, None),
    ],
    issued=_DAY,
)
_SOUND = _PACKAGED.canonical_json()
_DAMAGE = st.sampled_from(
    [
        _SOUND[:-1],
        _SOUND.replace('"19"', '"nineteen"'),
        _SOUND.replace('"key"', '"kee"'),
        _SOUND.replace('"id":"it"', '"id":"de"'),
        _SOUND.replace('"records"', '"recods"'),
        "{}",
        "",
    ]
)


class RuleSourceContract(Contract[RuleSource[Decimal]]):
    """Subclass it, return a source of Decimals from ``holding``, and run pytest.

    Attributes:
        reads_text: Whether `holding_text` gives a source of rules that somebody writes by hand.
    """

    reads_text: ClassVar[bool] = False

    def holding(self, rules: RuleSet[Decimal]) -> RuleSource[Decimal]:
        """Return a source that holds these rules."""
        raise NotImplementedError

    def holding_text(self, text: str) -> RuleSource[Decimal]:
        """Return a source that holds a text where rules should be; needed where `reads_text`."""
        raise NotImplementedError

    def make_store(self) -> RuleSource[Decimal]:
        """Return a source that holds no rules."""
        return self.holding(RuleSet[Decimal]((), issued=_DAY))

    def fresh_holding(self, rules: RuleSet[Decimal]) -> AbstractContextManager[RuleSource[Decimal]]:
        """Make a source for one example and close it after."""
        return self._closing(self.holding(rules))

    @law(rules=rule_sets())
    def test_what_it_holds_is_loaded(self, rules: RuleSet[Decimal]) -> None:
        """Every record, superseded and void ones too, and the day of issue: to the last byte."""
        with self.fresh_holding(rules) as source:
            loaded = source.load()
            assert loaded == rules
            assert loaded.canonical_json() == rules.canonical_json()

    @law(rules=rule_sets())
    def test_it_is_loaded_the_same_again(self, rules: RuleSet[Decimal]) -> None:
        """A decision that keeps the digest finds its rules."""
        with self.fresh_holding(rules) as source:
            assert source.load().digest == source.load().digest == rules.digest

    def test_a_source_of_nothing_is_no_failure(self) -> None:
        """No records, and the day on which there were none."""
        with self.fresh() as source:
            assert source.load() == RuleSet[Decimal]((), issued=_DAY)
            assert _PACKAGED.overlay(source.load()) == _PACKAGED

    @law(percent=st.integers(0, 30).map(Decimal))
    def test_what_is_loaded_lies_over_what_is_packaged(self, percent: Decimal) -> None:
        """A host's record of a packaged id takes its place; the rest stays."""
        own = RuleSet[Decimal]([Dated("de", "vat/DE", percent, ALWAYS, _DAY, None)], issued=_DAY)
        with self.fresh_holding(own) as source:
            laid = _PACKAGED.overlay(source.load())
            answers = [getattr(laid.as_of(key, _DAY), "value", None) for key in ("vat/DE", "vat/IT")]
            assert answers == [percent, Decimal(22)]

    @law(text=_DAMAGE)
    def test_what_cannot_be_read_whole_is_not_read_at_all(self, text: str) -> None:
        """One bad record, key or bracket: refused, and no record is loaded beside it."""
        if not self.reads_text:
            return
        with self._closing(self.holding_text(_SOUND)) as sound:
            assert sound.load() == _PACKAGED
        with self._closing(self.holding_text(text)) as source, pytest.raises(XbcommerceError):
            source.load()

    def test_everything_that_is_wrong_is_told_at_once(self) -> None:
        """Two bad records are named by place and value in one refusal."""
        if not self.reads_text:
            return
        wrong = _SOUND.replace('"19"', '"nineteen"').replace('"22"', '"22 %"')
        with self._closing(self.holding_text(wrong)) as source, pytest.raises(XbcommerceError) as refused:
            source.load()
        said = str(refused.value)
        assert all(part in said for part in ("records[0].value", "nineteen", "records[1].value", "22 %"))
