"""Options side by side: what is due, what would be cheaper, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source
from xbcommerce.logistics.customs import TradeDates, TradeFacts
from xbcommerce.logistics.customs.classification import HsCode
from xbcommerce.logistics.customs.duties import DutyFacts
from xbcommerce.logistics.customs.tariff import (
    DutyChoice,
    DutyMeasure,
    MeasureKind,
    Measures,
    Quota,
    QuotaState,
    duty_options,
    measure_key,
    measures_for,
)
from xbcommerce.testing.strategies.customs_tariff import found_measures

LAW, DAY = Source("a tariff", tier="A"), date(2026, 1, 1)
FACTS = DutyFacts("GBP", 100)


def choice(*, proofs: Iterable[str] = (), documents: Iterable[str] = (), **of: DutyMeasure) -> DutyChoice:
    """Choose among measures by name."""
    rules = RuleSet([Dated(n, measure_key("GB", "6109", n), m, ALWAYS, DAY, LAW) for n, m in of.items()], DAY)
    line = TradeFacts(origin="JP", hs_code=HsCode("610910"))
    found = measures_for(line, ("GB",), TradeDates.all_on(DAY), rules)
    return duty_options(found, FACTS, proofs=proofs, documents=documents)


def duty(expression: str) -> DutyMeasure:
    """Make a third country duty."""
    return DutyMeasure(MeasureKind.THIRD_COUNTRY, expression)


def preference(expression: str, scheme: str) -> DutyMeasure:
    """Make a preference."""
    return DutyMeasure(MeasureKind.PREFERENCE, expression, scheme=scheme)


def name(found: DutyChoice) -> str | None:
    """Name what was chosen."""
    return None if found.chosen is None else found.chosen.name


def quota(state: QuotaState | None) -> DutyMeasure:
    """Make a quota."""
    return DutyMeasure(MeasureKind.QUOTA, "2 %", quota=Quota("09.2104", state))


def japan(expression: str = "NIHIL", *, scheme: str = "japan") -> DutyMeasure:
    """Make a preference with its origins."""
    return attrs.evolve(
        preference(expression, scheme), when=attrs.evolve(duty("0 %").when, origins=frozenset({"JP"}))
    )


def test_a_country_in_two_schemes_gets_the_better_rate_whatever_the_order() -> None:
    """Japan stands in its own agreement and in CPTPP."""
    both = {"japan", "cptpp"}
    first = choice(proofs=both, mfn=duty("12 %"), cptpp=japan("3 %", scheme="cptpp"), japan=japan("1 %"))
    assert name(first) == "japan"
    other = choice(proofs=both, mfn=duty("12 %"), cptpp=japan("1 %", scheme="cptpp"), japan=japan("3 %"))
    assert name(other) == "cptpp"


def test_without_its_proof_a_preference_is_shown_and_not_chosen() -> None:
    """With what it would cost, and what is missing."""
    found = choice(mfn=duty("12 %"), japan=japan())
    assert (name(found), [option.name for option in found.better]) == ("mfn", ["japan"])
    assert [unmet.code for unmet in found.better[0].lacking] == ["duty_option.proof_missing"]
    assert found.better[0].amount == 0


@pytest.mark.parametrize(
    ("state", "chosen", "lacks"),
    [
        (QuotaState.OPEN, "quota", []),
        (QuotaState.CRITICAL, "quota", []),
        (QuotaState.EXHAUSTED, "mfn", ["duty_option.quota_exhausted"]),
        (None, "mfn", ["duty_option.quota_unknown"]),
    ],
)
def test_a_quota_is_claimed_while_it_lasts(state: QuotaState | None, chosen: str, lacks: list[str]) -> None:
    """Nearly used up it asks for a security; nobody assumes that anything is left."""
    found = choice(mfn=duty("12 %"), quota=quota(state))
    assert name(found) == chosen
    option = next(option for option in found.options if option.name == "quota")
    assert [unmet.code for unmet in option.lacking] == lacks
    assert option.secured is (state is QuotaState.CRITICAL)
    assert ("security" in str(found)) is option.secured


def test_a_suspension_needs_nothing_and_an_end_use_its_authorisation() -> None:
    """The document is named."""
    end_use = DutyMeasure(MeasureKind.END_USE, "NIHIL", documents={"C990"})
    suspended = DutyMeasure(MeasureKind.SUSPENSION, "2 %")
    without = choice(mfn=duty("12 %"), suspension=suspended, end_use=end_use)
    assert name(without) == "suspension"
    assert [unmet.where for unmet in without.better[0].lacking] == ["C990"]
    at_hand = choice(documents={"C990"}, mfn=duty("12 %"), suspension=suspended, end_use=end_use)
    assert name(at_hand) == "end_use"


def test_of_equal_duties_the_one_without_a_proof_is_due() -> None:
    """Nothing is claimed for nothing."""
    assert name(choice(proofs={"japan"}, mfn=duty("NIHIL"), japan=japan())) == "mfn"


def test_what_cannot_be_worked_out_is_not_chosen() -> None:
    """A specific duty without its quantity is unknown, not the cheapest."""
    found = choice(mfn=duty("12 %"), suspension=DutyMeasure(MeasureKind.SUSPENSION, "1 GBP / kg"))
    assert name(found) == "mfn"
    assert "what suspension of 1 GBP / kg would come to is not known" in str(found)
    assert [unmet.code for unmet in found.options[1].unmet] == ["duty.missing_quantity"]


def test_without_a_rate_nothing_is_chosen() -> None:
    """The reason is told, and every option that has an amount is better than nothing."""
    found = choice(japan=japan())
    assert (found.chosen, [unmet.code for unmet in found.unmet]) == (None, ["duty_measure.no_third_country"])
    assert [option.name for option in found.better] == ["japan"]


@given(found_measures(), st.integers(1, 10**6).map(Fraction), st.frozensets(st.sampled_from(["eu", "japan"])))
def test_a_preference_never_raises_the_duty_chosen(
    measures: Measures, value: Fraction, proofs: frozenset[str]
) -> None:
    """More proofs at hand never cost more, and the third country duty is the ceiling."""
    facts = DutyFacts("EUR", value)
    without, with_ = duty_options(measures, facts), duty_options(measures, facts, proofs=proofs)
    if without.chosen is None:
        return
    assert with_.chosen is not None
    assert with_.chosen.amount is not None
    assert without.chosen.amount is not None
    assert with_.chosen.amount <= without.chosen.amount
    ceilings = [option.amount for option in with_.options if option.kind is MeasureKind.THIRD_COUNTRY]
    assert all(amount is None or with_.chosen.amount <= amount for amount in ceilings if option_open(with_))


def option_open(found: DutyChoice) -> bool:
    """Say whether the third country duty could be charged."""
    return any(option.open for option in found.options if option.kind is MeasureKind.THIRD_COUNTRY)


@given(found_measures(), st.integers(1, 10**6).map(Fraction))
def test_every_option_is_open_or_says_what_it_lacks(measures: Measures, value: Fraction) -> None:
    """And every better one costs less than the chosen one."""
    found = duty_options(measures, DutyFacts("EUR", value))
    assert all(option.open is not bool(option.unmet) for option in found.options)
    assert all(option.amount is not None for option in found.better)
    if found.chosen is not None:
        assert all(option.amount < found.chosen.amount for option in found.better)  # type: ignore[operator]
    assert str(found) or not (found.options or found.unmet)
