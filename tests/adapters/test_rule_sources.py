"""Every source of rules keeps the contract: a folder, a package, a store; and sabotaged ones are caught."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import attrs
import pytest
from hypothesis import Phase, settings

from xbcommerce.adapters.memory import MemoryStore
from xbcommerce.adapters.rule_file import RuleFile, rule_set_text
from xbcommerce.adapters.rule_files import RuleFiles
from xbcommerce.adapters.rule_sets import DocumentRuleSets, StoredRules, UnknownRulesError
from xbcommerce.kernel.codec import from_json
from xbcommerce.kernel.dated import RuleSet, RuleSource, Status
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.reference.packaged import PackagedRules
from xbcommerce.testing.contracts import RuleSourceContract

RULES = RuleSet[Decimal]
NOTHING = RULES((), date(2026, 3, 1))
QUICK = settings(max_examples=15)


def folder_of(text: str) -> Path:
    """Make a folder with one file."""
    folder = Path(mkdtemp())
    (folder / "rules.json").write_text(text, encoding="utf-8")
    return folder


class InFolderContract(RuleSourceContract):
    """Sources that look into a folder of their own, which goes when they go."""

    examples = QUICK
    reads_text = True
    reader: type[RuleFiles[Decimal]] = RuleFiles

    def holding(self, rules: RuleSet[Decimal]) -> RuleSource[Decimal]:
        """Write the rules as one file."""
        return self.holding_text(rule_set_text(rules, RULES))

    def holding_text(self, text: str) -> RuleSource[Decimal]:
        """Put the text in a folder."""
        return self.reader(folder_of(text), RULES)

    def close(self, store: RuleSource[Decimal]) -> None:
        """Throw the folder away."""
        assert isinstance(store, RuleFiles)
        shutil.rmtree(store.directory)


class TestRuleFiles(InFolderContract):
    """Rules in a folder."""


class TestPackagedRules(RuleSourceContract):
    """Rules in the files of somebody's package."""

    examples = QUICK
    reads_text = True
    numbers: Iterator[int] = count()

    @pytest.fixture(autouse=True)
    def _packages(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.syspath_prepend(str(tmp_path))

    def holding(self, rules: RuleSet[Decimal]) -> PackagedRules[Decimal]:
        """Package the rules."""
        return self.holding_text(rule_set_text(rules, RULES))

    def holding_text(self, text: str) -> PackagedRules[Decimal]:
        """Make a package with one file."""
        package = Path(sys.path[0]) / f"shop_rules_{next(self.numbers)}"
        package.mkdir()
        (package / "__init__.py").touch()
        (package / "vat.json").write_text(text, encoding="utf-8")
        return PackagedRules("vat.json", RULES, package=package.name)


class TestStoredRules(RuleSourceContract):
    """Rules in a store, here in memory."""

    examples = QUICK

    def holding(self, rules: RuleSet[Decimal]) -> StoredRules[Decimal]:
        """Put the rules under a name."""
        kept = DocumentRuleSets[Decimal](MemoryStore(), RULES)
        kept.put("vat", rules, expected_version=0)
        return StoredRules(kept, "vat")


def test_a_stored_source_gives_the_version_asked_for() -> None:
    """The newest by default; a name or version that is not there is refused with what there is."""
    kept = DocumentRuleSets[Decimal](MemoryStore(), RULES)
    later = attrs.evolve(NOTHING, issued=date(2026, 4, 1))
    kept.put("vat/eu", NOTHING, expected_version=0)
    kept.put("vat/eu", later, expected_version=1)
    assert StoredRules(kept, "vat/eu").load() == later
    assert StoredRules(kept, "vat/eu", version=1).load() == NOTHING
    with pytest.raises(UnknownRulesError, match="'vat/eu' has no version 3; the newest is 2"):
        StoredRules(kept, "vat/eu", version=3).load()
    with pytest.raises(LookupError, match=r"under the name 'vat/ue'; did you mean 'vat/eu'\?"):
        StoredRules(kept, "vat/ue").load()
    with pytest.raises(UnknownRulesError, match="put them first"):
        StoredRules(kept, "tariff").load()


class LeavesBadRecordsOut(RuleFiles[Decimal]):
    """The defect of the field: what cannot be read is skipped, and the rest goes to work."""

    def load(self) -> RuleSet[Decimal]:
        """Return what can be read."""
        try:
            return super().load()
        except XbcommerceError:
            return NOTHING


class StopsAtTheFirst(RuleFiles[Decimal]):
    """One error at a time."""

    def load(self) -> RuleSet[Decimal]:
        """Tell of one problem."""
        for path in self.directory.glob("*.json"):
            for problem in RuleFile.read(path, RULES).problems[:1]:
                raise XbcommerceError(str(problem))
        return super().load()


class ForgetsTheDayOfIssue(RuleFiles[Decimal]):
    """The set is of whatever day somebody thinks of."""

    def load(self) -> RuleSet[Decimal]:
        """Return the records as of another day."""
        return attrs.evolve(super().load(), issued=date(2026, 11, 25))


class DropsVoidRecords(RuleFiles[Decimal]):
    """What was struck down is as if it had never been."""

    def load(self) -> RuleSet[Decimal]:
        """Return the rest."""
        rules = super().load()
        return attrs.evolve(rules, records=[one for one in rules.records if one.status is not Status.VOID])


class RoundsValues(RuleFiles[Decimal]):
    """Rates go through a float of one digit."""

    def load(self) -> RuleSet[Decimal]:
        """Return rounded rates."""
        rules = super().load()
        return attrs.evolve(
            rules, records=[attrs.evolve(one, value=Decimal(round(one.value))) for one in rules.records]
        )


class ReadsOnce(RuleFiles[Decimal]):
    """A source that is empty after it was read."""

    def load(self) -> RuleSet[Decimal]:
        """Read, and forget."""
        rules = super().load()
        (self.directory / "rules.json").write_text(rule_set_text(NOTHING, RULES), encoding="utf-8")
        return rules


SABOTAGED: dict[type[RuleFiles[Decimal]], str] = {
    LeavesBadRecordsOut: "what_cannot_be_read_whole_is_not_read_at_all",
    StopsAtTheFirst: "everything_that_is_wrong_is_told_at_once",
    ForgetsTheDayOfIssue: "a_source_of_nothing_is_no_failure",
    DropsVoidRecords: "what_it_holds_is_loaded",
    RoundsValues: "what_it_holds_is_loaded",
    ReadsOnce: "it_is_loaded_the_same_again",
}


@pytest.mark.parametrize(("broken", "law"), SABOTAGED.items(), ids=lambda one: getattr(one, "__name__", one))
def test_a_sabotaged_source_is_caught(broken: type[RuleFiles[Decimal]], law: str) -> None:
    """By the law that it breaks, which holds for the sound one."""

    class TestTwin(InFolderContract):
        examples = settings(max_examples=30, derandomize=True, database=None, phases=[Phase.generate])
        reader = broken

    class TestSound(TestTwin):
        reader = RuleFiles

    getattr(TestSound(), f"test_{law}")()
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        getattr(TestTwin(), f"test_{law}")()


def test_what_a_store_keeps_and_a_folder_holds_are_the_same_bytes() -> None:
    """A set may go from the folder into the store and back, and keeps its digest."""
    kept = DocumentRuleSets[Decimal](MemoryStore(), RULES)
    folder = folder_of(rule_set_text(NOTHING, RULES))
    rules = RuleFiles(folder, RULES).load()
    assert kept.put("own", rules, expected_version=0).digest == NOTHING.digest
    assert from_json(rule_set_text(StoredRules(kept, "own").load(), RULES), RULES) == rules
    shutil.rmtree(folder)
