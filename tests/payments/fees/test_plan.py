"""Fees over a payment's life: taken at their step, on their condition, and back with a refund or not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from tests.payments.sizes import HALF
from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.kernel.money import CurrencyMismatchError, from_minor, minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.payments import FeePlan, FeeSchedule, Surcharge, fees_at, gross_up, quote_fee
from xbcommerce.payments.fees import (
    ConditionalSurcharge,
    FeeCharge,
    FeeSituation,
    FeesReturned,
    FeeStep,
    Returned,
    StepFees,
    Trigger,
    fees_returned,
)
from xbcommerce.payments.fees.messages import ENGLISH
from xbcommerce.testing.strategies.providers import amounts_paid, fee_plans, fee_situations

DOLLARS = amounts_paid(currencies=("USD",))
UK = ConditionalSurcharge(Surcharge("UK card", Decimal("1.0")), Trigger.CROSS_BORDER, only_in={"GB"})
ABROAD = ConditionalSurcharge(
    Surcharge("international", Decimal("1.75")), Trigger.CROSS_BORDER, except_in={"GB"}
)
CONVERSION = ConditionalSurcharge(Surcharge("conversion", Decimal(2)), Trigger.CONVERTED)
CARD = FeeSchedule(percent=Decimal("1.5"), fixed=Money("0.25", "EUR"))
EEA = FeePlan(
    [FeeCharge("card", FeeStep.CAPTURE, CARD, extras=[UK, ABROAD, CONVERSION])], home={"DE", "FR", "IE"}
)
ADYEN = FeePlan(
    [
        FeeCharge(
            "processing",
            FeeStep.AUTHORIZE,
            FeeSchedule(fixed=Money("0.13", "EUR")),
            returned=Returned.NOTHING,
        ),
        FeeCharge("method", FeeStep.SETTLE, FeeSchedule(percent=Decimal("0.60")), returned=Returned.ALL),
        FeeCharge("processing", FeeStep.REFUND, FeeSchedule(fixed=Money("0.13", "EUR"))),
    ],
    home={"DE"},
)


@pytest.mark.parametrize(
    ("card", "settlement", "fee"),
    [
        ("DE", "EUR", "1.75"),
        ("FR", "EUR", "1.75"),
        ("GB", "EUR", "2.75"),
        ("US", "EUR", "3.50"),
        ("DE", "USD", "3.75"),
        ("US", "USD", "5.50"),
    ],
)
def test_surcharges_are_due_on_their_condition(card: str, settlement: str, fee: str) -> None:
    """At home, from the United Kingdom, from elsewhere; with conversion and without."""
    fees = fees_at(EEA, FeeStep.CAPTURE, Money("100.00", "EUR"), FeeSituation("EUR", settlement, card))
    assert isinstance(fees, StepFees)
    assert fees.total == Money(fee, "EUR")


def test_a_card_of_unknown_origin_makes_the_fee_unknown() -> None:
    """All surcharges that hang on it are named; those that do not are no matter."""
    refused = fees_at(EEA, FeeStep.CAPTURE, Money("100.00", "EUR"), FeeSituation("EUR", "USD"))
    assert isinstance(refused, Refusal)
    assert refused.codes == ("fees.card_country_unknown",)
    assert ENGLISH.explain(refused) == (
        "card: whether UK card, international is due hangs on the card's country, which is not known"
    )
    conversion_only = FeePlan([FeeCharge("card", FeeStep.CAPTURE, CARD, extras=[CONVERSION])], home={"DE"})
    known = fees_at(conversion_only, FeeStep.CAPTURE, Money("100.00", "EUR"), FeeSituation("EUR", "USD"))
    assert isinstance(known, StepFees)
    assert known.total == Money("3.75", "EUR")


def test_each_step_takes_its_own() -> None:
    """Adyen's processing fee is due on authorisation and again on the refund."""
    home = FeeSituation("EUR", "EUR", "DE")
    taken = {step: fees_at(ADYEN, step, Money("50.00", "EUR"), home) for step in FeeStep}
    assert {
        step: str(fees.total.amount)
        for step, fees in taken.items()
        if isinstance(fees, StepFees) and fees.fees
    } == {FeeStep.AUTHORIZE: "0.13", FeeStep.SETTLE: "0.30", FeeStep.REFUND: "0.13"}
    assert str(taken[FeeStep.REFUND]) == "Fees on refund of EUR 50.00: EUR 0.13\n  processing: EUR 0.13"


def test_a_refund_brings_back_what_the_list_says() -> None:
    """The method's fee in proportion; the processing fee never."""
    half = fees_returned(
        ADYEN, Money("50.00", "EUR"), Money("25.00", "EUR"), FeeSituation("EUR", "EUR", "DE")
    )
    assert isinstance(half, FeesReturned)
    assert str(half) == (
        "Refund of EUR 25.00 of EUR 50.00: EUR 0.15 of the fees comes back\n"
        "  processing: EUR 0.00 of EUR 0.13\n"
        "  method: EUR 0.15 of EUR 0.30"
    )


def test_what_nobody_said_of_a_refund_is_refused() -> None:
    """Together with the surcharge that cannot be decided."""
    refused = fees_returned(
        EEA, Money("50.00", "EUR"), Money("25.00", "EUR"), FeeSituation("EUR", "EUR", "DE")
    )
    assert isinstance(refused, Refusal)
    assert refused.codes == ("fees.return_unknown",)


@HALF
@given(fee_plans(), fee_situations(), DOLLARS, st.sampled_from(FeeStep))
def test_the_fees_of_a_step_are_those_of_its_schedules(
    plan: FeePlan, situation: FeeSituation, amount: Money, step: FeeStep
) -> None:
    """`schedules` and `fees_at` refuse together and charge the same."""
    schedules = plan.schedules(situation, [step])
    fees = fees_at(plan, step, amount, situation)
    if isinstance(schedules, Refusal):
        assert fees == schedules
        assert situation.card_country is None
    else:
        assert isinstance(fees, StepFees)
        assert minor(fees.total) == sum(minor(quote_fee(each, amount).total) for each in schedules)


@HALF
@given(fee_plans(), DOLLARS, st.data())
def test_refunds_in_parts_return_what_one_refund_would(
    plan: FeePlan, gross: Money, data: st.DataObject
) -> None:
    """To the cent, and never more than was taken."""
    home = FeeSituation("USD", "USD", "US")
    whole = fees_returned(plan, gross, gross, home)
    first = from_minor(data.draw(st.integers(0, minor(gross))), "USD")
    parts = [
        fees_returned(plan, gross, first, home),
        fees_returned(plan, gross, gross - first, home, refunded_before=first),
    ]
    if isinstance(whole, Refusal):
        assert parts == [whole, whole]
        return
    done = [part for part in parts if isinstance(part, FeesReturned)]
    assert sum(minor(part.total) for part in done) == minor(whole.total)
    assert all(
        0 <= minor(each.returned) <= minor(each.taken) for part in [whole, *done] for each in part.returns
    )


@given(st.sampled_from(Returned))
def test_a_cap_and_a_minimum_never_return_more_than_they_took(returned: Returned) -> None:
    """Where the fixed parts stay, they stay though a cap took some of them off."""
    capped = FeeSchedule(percent=Decimal(10), fixed=Money("1.00", "EUR"), cap=Money("5.00", "EUR"))
    least = FeeSchedule(percent=Decimal(1), minimum=Money("2.00", "EUR"))
    plan = FeePlan(
        [
            FeeCharge("capped", FeeStep.CAPTURE, capped, returned=returned),
            FeeCharge("least", FeeStep.CAPTURE, least, returned=returned),
        ],
        home={"DE"},
    )
    answer = fees_returned(plan, Money("100.00", "EUR"), Money("100.00", "EUR"), FeeSituation("EUR", "EUR"))
    if returned is Returned.UNKNOWN:
        assert isinstance(answer, Refusal)
        assert answer.codes == ("fees.return_unknown", "fees.return_unknown")
        return
    assert isinstance(answer, FeesReturned)
    assert [str(each.returned.amount) for each in answer.returns] == {
        Returned.ALL: ["5.00", "2.00"],
        Returned.PERCENTAGES: ["4.00", "1.00"],
        Returned.NOTHING: ["0.00", "0.00"],
    }[returned]


def test_a_refund_above_what_was_paid_is_refused() -> None:
    """Also together with earlier ones, and in another currency."""
    home = FeeSituation("EUR", "EUR", "DE")
    fifty, thirty = Money("50.00", "EUR"), Money("30.00", "EUR")
    with pytest.raises(InvalidValueError, match="too much"):
        fees_returned(ADYEN, fifty, thirty, home, refunded_before=thirty)
    with pytest.raises(InvalidValueError):
        fees_returned(ADYEN, fifty, -thirty, home)
    with pytest.raises(CurrencyMismatchError):
        fees_returned(ADYEN, fifty, Money("5.00", "USD"), home)


def test_plans_that_cannot_be_meant_are_refused() -> None:
    """Surcharges of another currency than the list, more than everything, no name, no such country."""
    dollars = ConditionalSurcharge(Surcharge("x", fixed=Money("0.10", "USD")), Trigger.CONVERTED)
    all_of_it = ConditionalSurcharge(Surcharge("x", Decimal(99)), Trigger.CONVERTED)
    for broken in (
        lambda: FeeCharge("card", FeeStep.CAPTURE, CARD, extras=[dollars]),
        lambda: FeeCharge("card", FeeStep.CAPTURE, CARD, extras=[all_of_it]),
        lambda: FeeCharge("", FeeStep.CAPTURE, CARD),
        lambda: FeePlan([], home={"UK"}),
        lambda: FeePlan([], home="DE"),
        lambda: FeeSituation("EUR", "EUR", "DEU"),
        lambda: FeeSituation("EURO", "EUR"),
    ):
        with pytest.raises(XbcommerceError):
            broken()


def test_the_price_that_covers_a_plan_uses_its_schedule() -> None:
    """`gross_up` takes what the plan says of the payment."""
    schedules = EEA.schedules(FeeSituation("EUR", "EUR", "GB"))
    assert not isinstance(schedules, Refusal)
    quote = gross_up(schedules[0], Money("100.00", "EUR"))
    assert quote.net == Money("100.00", "EUR")
    assert quote.amount == Money("102.82", "EUR")
