"""Duty rates out of a rule set keep the contract, and sabotaged ones are caught."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import Phase, settings

from xbcommerce.adapters.duties import RuleDutyRates, duty_key
from xbcommerce.kernel.dated import Dated, RuleSet, Source, Status, Validity
from xbcommerce.supply.ports import DutyRates
from xbcommerce.supply.sourcing import Duty, Imported, UnknownDuty
from xbcommerce.testing.contracts import DutyRatesContract
from xbcommerce.testing.contracts.duty_rates import KnownDuty

RECORDED = date(2025, 12, 1)
KETTLES = Imported("85161080", origin="CN", destination="DE")


def rule_set(facts: Iterable[KnownDuty]) -> RuleSet[Duty]:
    """Record facts."""
    records = [
        Dated(str(number), duty_key(goods), duty, days, RECORDED, Source("a test"))
        for number, (goods, days, duty) in enumerate(facts)
    ]
    return RuleSet(records, issued=date(2026, 1, 1))


class TestRuleDutyRates(DutyRatesContract):
    """Rates in a rule set."""

    def knowing(self, facts: Iterable[KnownDuty]) -> DutyRates:
        """Look into a rule set."""
        return RuleDutyRates(rule_set(facts))


class FreeIfUnknown(RuleDutyRates):
    """The defect of the field: what has no rate is duty free."""

    def as_of(self, goods: Imported, on: date, /) -> Duty | UnknownDuty:
        """Answer zero."""
        found = super().as_of(goods, on)
        return found if isinstance(found, Duty) else Duty(0)


class ForgetsOrigin(RuleDutyRates):
    """Rates by heading and destination only."""

    def as_of(self, goods: Imported, on: date, /) -> Duty | UnknownDuty:
        """Look at the first record of the heading."""
        for record in self.rules.records:
            if record.key.rpartition("/")[2] == goods.hs_code and record.validity.covers(on):
                return record.value
        return UnknownDuty("rule.none")


class ForgetsEnd(RuleDutyRates):
    """A rate that ended still holds."""

    def as_of(self, goods: Imported, on: date, /) -> Duty | UnknownDuty:
        """Ask for the first day on which anything holds."""
        days = [on, *(record.validity.start or on for record in self.rules.records)]
        found = (super(ForgetsEnd, self).as_of(goods, day) for day in days)
        return next((duty for duty in found if isinstance(duty, Duty)), UnknownDuty("rule.none"))


@pytest.mark.parametrize("twin", [FreeIfUnknown, ForgetsOrigin, ForgetsEnd])
def test_a_sabotaged_twin_is_caught(twin: type[RuleDutyRates]) -> None:
    """Some law of the contract fails."""

    class TestTwin(DutyRatesContract):
        examples = settings(max_examples=30, database=None, phases=[Phase.generate])

        def knowing(self, facts: Iterable[KnownDuty]) -> DutyRates:
            return twin(rule_set(facts))

    caught = []
    for name in [name for name in dir(TestTwin) if name.startswith("test_")]:
        try:
            getattr(TestTwin(), name)()
        except AssertionError:
            caught.append(name)
    assert caught


def test_an_announced_rate_is_not_one_yet() -> None:
    """The reason is the code of the answer."""
    record = Dated(
        "2027", duty_key(KETTLES), Duty("0.3"), Validity(date(2027, 1, 1), None), RECORDED,
        Source("a press release"), status=Status.ANNOUNCED,
    )  # fmt: skip
    rates = RuleDutyRates(RuleSet([record], issued=date(2026, 1, 1)))
    assert rates.as_of(KETTLES, date(2027, 3, 1)) == UnknownDuty("rule.announced")
