"""What type checkers know of the decisions: every answer must be told apart."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import assert_type

from moneyed import Money

from xbcommerce.kernel.dated import Ambiguous, Announced, Found, NoRule, RuleSet, Stale, Void
from xbcommerce.kernel.fx import NoRate, Rate, RateTable, StaleRate
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics import ChannelChoice, ChoicePolicy, Offers, choose
from xbcommerce.payments import Effect, Fact, Settlement, SettlementPlan, fold, next_effects
from xbcommerce.risk import Facts, Policy, Verdict, decide


def vat(rules: RuleSet[Decimal], on: date) -> Decimal | None:
    match rules.as_of("vat/DE/standard", on):
        case Found(record):
            assert_type(record.value, Decimal)
            return record.value
        case NoRule() | Void() | Announced() | Ambiguous() | Stale():
            return None


def pounds(rates: RateTable, on: date) -> Rate | None:
    match rates.as_of("EUR", "GBP", on, max_age_days=5):
        case Rate() as rate:
            return rate
        case NoRate() | StaleRate():
            return None


def channel(offers: Offers, policy: ChoicePolicy) -> str:
    choice = choose(offers, policy)
    assert_type(choice, ChannelChoice | Refusal)
    return str(choice) if isinstance(choice, Refusal) else choice.best.channel_id


def money(plan: SettlementPlan, facts: list[Fact]) -> None:
    state = fold(plan, facts)
    assert_type(state, Settlement)
    assert_type(state.gross, Money)
    assert_type(state.fee, Money | None)
    assert_type(next_effects(state, at=datetime(2026, 3, 1, tzinfo=UTC)), tuple[Effect, ...])


def trust(policy: Policy, facts: Facts) -> None:
    assert_type(decide(policy, facts, at=datetime(2026, 3, 1, tzinfo=UTC)), Verdict)
