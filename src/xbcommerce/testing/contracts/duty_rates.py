"""The contract of whoever knows duty rates."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date, timedelta

from attrs import evolve
from hypothesis import strategies as st

from xbcommerce.kernel.dated import Validity
from xbcommerce.supply.ports import DutyRates
from xbcommerce.supply.sourcing import Duty, Imported, UnknownDuty
from xbcommerce.testing.strategies.sourcing import duties, imported_goods

from .contract import Contract, law

_START = date(2026, 1, 1)
_DAYS = st.integers(0, 700).map(lambda days: _START + timedelta(days=days))

KnownDuty = tuple[Imported, Validity, Duty]
"""A fact: of which goods, on which days, what the border takes."""


class DutyRatesContract(Contract[DutyRates]):
    """Subclass it, return your rates that know some facts from ``knowing``, and run pytest."""

    def knowing(self, facts: Iterable[KnownDuty]) -> DutyRates:
        """Return rates that know these facts and nothing else."""
        raise NotImplementedError

    def make_store(self) -> DutyRates:
        """Return rates that know nothing."""
        return self.knowing(())

    def fresh_knowing(self, *facts: KnownDuty) -> AbstractContextManager[DutyRates]:
        """Make rates for one example and close them after."""
        return self._closing(self.knowing(facts))

    @law(goods=imported_goods(), on=_DAYS)
    def test_what_nobody_recorded_is_unknown(self, goods: Imported, on: date) -> None:
        """Not zero: an answer of its own, with a reason."""
        with self.fresh() as rates:
            answer = rates.as_of(goods, on)
            assert isinstance(answer, UnknownDuty)
            assert answer.reason

    @law(goods=imported_goods(), duty=duties(), on=_DAYS)
    def test_a_rate_holds_within_its_days_alone(self, goods: Imported, duty: Duty, on: date) -> None:
        """From its first day until the day before its end, exactly as recorded, duty free too."""
        days = Validity(_START + timedelta(days=100), _START + timedelta(days=400))
        with self.fresh_knowing((goods, days, duty)) as rates:
            answer = rates.as_of(goods, on)
            assert answer == duty if days.covers(on) else isinstance(answer, UnknownDuty)

    @law(goods=imported_goods(), duty=duties())
    def test_a_rate_is_of_its_goods_alone(self, goods: Imported, duty: Duty) -> None:
        """Another heading, origin or destination has its own."""
        with self.fresh_knowing((goods, Validity(_START, None), duty)) as rates:
            assert rates.as_of(goods, _START) == duty
            for other in ({"hs_code": goods.hs_code[:-2]}, {"origin": "JP"}, {"destination": "US"}):
                assert isinstance(rates.as_of(evolve(goods, **other), _START), UnknownDuty)

    @law(goods=imported_goods(), before=duties(), after=duties())
    def test_a_rate_follows_another(self, goods: Imported, before: Duty, after: Duty) -> None:
        """Yesterday's orders keep yesterday's rate."""
        change = _START + timedelta(days=200)
        facts = (goods, Validity(_START, change), before), (goods, Validity(change, None), after)
        with self.fresh_knowing(*facts) as rates:
            assert rates.as_of(goods, change - timedelta(days=1)) == before
            assert rates.as_of(goods, change) == rates.as_of(goods, change) == after
