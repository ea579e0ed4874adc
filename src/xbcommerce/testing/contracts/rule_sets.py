"""The contract of a place for rule sets."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from xbcommerce.kernel.dated import ALWAYS, Dated, Issue, RuleSet, RuleSets
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.ports import VersionConflictError
from xbcommerce.testing.strategies.rules import rule_sets

from .at_once import at_once
from .contract import Contract, law
from .machine import StoreMachine, play
from .names import ALIKE, broken_names, prefixes, short_names

_DAY = date(2026, 3, 1)


def _vat(percent: int) -> RuleSet[Decimal]:
    """Make a set that says one thing."""
    record = Dated("de", "vat/DE", Decimal(percent), ALWAYS, _DAY, None)
    return RuleSet[Decimal]((record,), issued=_DAY)


class RuleSetsContract(Contract[RuleSets[Decimal]]):
    """Subclass it, return your rule sets of Decimals from ``make_store``, and run pytest."""

    def test_an_unknown_name_has_no_rules(self) -> None:
        """None, not an empty set: nothing is known."""
        with self.fresh() as kept:
            assert kept.get("vat/eu") is None
            assert kept.get("vat/eu", version=1) is None
            assert kept.find(_vat(19).digest) is None
            assert tuple(kept.names()) == ()

    @law(name=short_names(), rules=rule_sets())
    def test_what_is_put_is_got(self, name: str, rules: RuleSet[Decimal]) -> None:
        """By name, by version and by digest, equal to the last byte of its canonical form."""
        with self.fresh() as kept:
            issue = Issue(name, 1, rules.digest, rules)
            assert kept.put(name, rules, expected_version=0) == issue
            assert kept.get(name) == kept.get(name, version=1) == issue
            found = kept.find(rules.digest)
            assert found is not None
            assert found.canonical_json() == rules.canonical_json()

    @law(percents=st.lists(st.integers(0, 30), min_size=1, max_size=5))
    def test_every_version_stays(self, percents: list[int]) -> None:
        """An old decision is replayed with the rules of its day; equal rules in a row are one version."""
        with self.fresh() as kept:
            versions: list[RuleSet[Decimal]] = []
            for percent in percents:
                rules = _vat(percent)
                seen = len(versions)
                if versions[-1:] != [rules]:
                    versions.append(rules)
                issue = kept.put("vat/eu", rules, expected_version=seen)
                assert (issue.version, issue.rules) == (len(versions), rules)
            for number, rules in enumerate(versions, start=1):
                assert kept.get("vat/eu", version=number) == Issue("vat/eu", number, rules.digest, rules)
                assert kept.find(rules.digest) == rules
            assert kept.get("vat/eu", version=len(versions) + 1) is None
            assert kept.get("vat/eu", version=0) is None

    @pytest.mark.parametrize("percent", [19, 20], ids=["the same rules", "other rules"])
    @pytest.mark.parametrize("seen", [0, 2])
    def test_an_outdated_writer_is_refused(self, seen: int, percent: int) -> None:
        """Naming any version but the present one changes nothing and says both, whatever the rules."""
        with self.fresh() as kept:
            kept.put("vat/eu", _vat(19), expected_version=0)
            with pytest.raises(VersionConflictError) as refused:
                kept.put("vat/eu", _vat(percent), expected_version=seen)
            error = refused.value
            assert (error.stream, error.expected, error.actual) == ("vat/eu", seen, 1)
            newest = kept.get("vat/eu")
            assert newest is not None
            assert newest.rules == _vat(19)

    def test_one_set_may_have_many_names(self) -> None:
        """The same rules under two names, and going back to older rules, are both fine."""
        with self.fresh() as kept:
            kept.put("vat/eu", _vat(19), expected_version=0)
            kept.put("vat/de", _vat(19), expected_version=0)
            kept.put("vat/eu", _vat(16), expected_version=1)
            assert kept.put("vat/eu", _vat(19), expected_version=2).version == 3  # noqa: PLR2004
            other = kept.get("vat/de")
            assert other is not None
            assert (other.version, other.rules) == (1, _vat(19))

    @law(names=st.lists(short_names(), max_size=4, unique=True), prefix=prefixes())
    def test_names_are_listed_by_prefix(self, names: list[str], prefix: str) -> None:
        """Every name that begins with the prefix, no other, sorted by code point."""
        with self.fresh() as kept:
            for name in names:
                kept.put(name, _vat(19), expected_version=0)
            assert list(kept.names(prefix)) == sorted(name for name in names if name.startswith(prefix))

    def test_names_that_look_alike_are_told_apart(self) -> None:
        """Case, accents, width and length make another name."""
        with self.fresh() as kept:
            for percent, name in enumerate(ALIKE):
                kept.put(name, _vat(percent), expected_version=0)
            issues = [kept.get(name) for name in ALIKE]
            assert [issue and issue.rules for issue in issues] == [_vat(n) for n in range(len(ALIKE))]

    @law(name=broken_names())
    def test_a_name_that_not_every_store_keeps_is_refused(self, name: str) -> None:
        """Empty, too long, with control characters, lone surrogates or outer spaces: nothing is kept."""
        with self.fresh() as kept:
            with pytest.raises(InvalidValueError):
                kept.put(name, _vat(19), expected_version=0)
            assert tuple(kept.names()) == ()

    @pytest.mark.parametrize("version", [-1, True, 1.0])
    def test_a_version_that_is_no_count_is_refused(self, version: int) -> None:
        """Negative, truth values and floats are no versions."""
        with self.fresh() as kept:
            with pytest.raises(InvalidValueError):
                kept.put("vat/eu", _vat(19), expected_version=version)
            with pytest.raises(InvalidValueError):
                kept.get("vat/eu", version=version)

    def test_it_behaves_like_a_dict_of_lists(self) -> None:
        """Over any course of right and outdated writes, versions equal those of the simplest model."""
        play(RuleSetsMachine, self)

    def test_of_writers_at_once_one_wins(self) -> None:
        """Threads that all put other rules under a new name: one is accepted, the others are refused."""
        if not self.shared_by_threads:
            return
        with self.fresh() as kept:
            accepted: list[Issue[Decimal]] = []

            def write(percent: int) -> None:
                with suppress(VersionConflictError):
                    accepted.append(kept.put("vat/eu", _vat(percent), expected_version=0))

            at_once(write)
            assert [kept.get("vat/eu")] == accepted

    @law(rules=rule_sets())
    def test_a_reopened_store_has_everything(self, rules: RuleSet[Decimal]) -> None:
        """What was put is there after closing and opening, with its version and digest."""
        if not self.survives_reopening:
            return
        with self.fresh() as first:
            issue = first.put("vat/eu", rules, expected_version=0)
            with self._closing(self.reopen(first)) as kept:
                assert kept.get("vat/eu") == issue


class RuleSetsMachine(StoreMachine[RuleSets[Decimal]]):
    """Two names, three sets, right and outdated writers."""

    def __init__(self) -> None:
        super().__init__()
        self.model: dict[str, list[RuleSet[Decimal]]] = {}

    @rule(name=st.sampled_from("ab"), percent=st.sampled_from([16, 19, 20]), off=st.integers(-1, 1))
    def put(self, name: str, percent: int, off: int) -> None:
        """Put at the right version, one too low, or one too high."""
        rules, versions = _vat(percent), self.model.get(name, [])
        expected = max(0, len(versions) + off)
        if expected != len(versions):
            with pytest.raises(VersionConflictError):
                self.store.put(name, rules, expected_version=expected)
            return
        if versions[-1:] != [rules]:
            self.model[name] = [*versions, rules]
        issue = self.store.put(name, rules, expected_version=expected)
        assert issue == Issue(name, len(self.model[name]), rules.digest, rules)

    @invariant()
    def versions_are_the_models(self) -> None:
        """Every version of every name is as it was put, and the newest is the last."""
        assert list(self.store.names()) == sorted(self.model)
        for name, versions in self.model.items():
            issues = [self.store.get(name, version=n) for n in range(1, len(versions) + 1)]
            assert [issue and issue.rules for issue in issues] == versions
            assert self.store.get(name) == issues[-1]
