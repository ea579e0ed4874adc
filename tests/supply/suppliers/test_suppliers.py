"""Suppliers: punctuality, prices, scores, documents and contracts."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import Validity
from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import CurrencyMismatchError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.reference.texts import messages
from xbcommerce.supply.suppliers import (
    ContractTerms,
    DeliveryWindow,
    Evidence,
    Measure,
    Receipt,
    Requirement,
    SupplierPrior,
    SupplyLine,
    delivery_performance,
    price_variance,
    qualify,
    shrunk_rate,
    supplier_record,
    terms_on,
    weighted_score,
)

DAY = date(2026, 3, 10)
DAYS = st.integers(-40, 40).map(lambda days: DAY + timedelta(days=days))
RECEIPTS = st.lists(st.builds(Receipt, DAYS, st.integers(0, 120), st.integers(0, 20)), max_size=4)
LINES = st.lists(
    st.builds(
        SupplyLine, st.just("po"), st.integers(1, 200), st.just(DAY), RECEIPTS, st.just(date(2026, 1, 5))
    ),
    max_size=5,
)
SHARES = st.fractions(0, 1)
PRIOR = SupplierPrior(otif_rate="0.885", defect_rate="0.01")


@given(LINES, st.integers(0, 20), st.integers(0, 20), SHARES, DAYS)
def test_a_wider_window_never_makes_a_supplier_worse(
    lines: list[SupplyLine], early: int, late: int, under: Fraction, on: date
) -> None:
    """Of the lines judged by both, none turns from on time to late."""
    narrow = delivery_performance(lines, DeliveryWindow(early_days=early, under_share=under), on=on)
    wide = delivery_performance(
        lines, DeliveryWindow(early_days=early + 5, late_days=late, under_share=under), on=on
    )
    for strict, lenient in zip(narrow.judged, wide.judged, strict=True):
        assert not (strict.on_time and lenient.on_time is False)


@given(LINES, DAYS)
def test_every_line_is_judged_or_open_and_none_is_counted_beyond(lines: list[SupplyLine], on: date) -> None:
    """On time and in full are at most each alone, and all of them at most what was judged."""
    done = delivery_performance(lines, DeliveryWindow(), on=on)
    assert done.evaluated + done.open == len(lines)
    assert done.otif <= min(done.on_time, done.in_full) <= done.evaluated
    assert (done.otif_rate is None) == (done.evaluated == 0)


def test_defective_units_do_not_complete_an_order() -> None:
    """A hundred came, two of them bad; the rest came late."""
    line = SupplyLine("po", 100, DAY, [Receipt(DAY + timedelta(days=3), 2), Receipt(DAY, 98, 2)])
    judged = delivery_performance([line], DeliveryWindow(), on=date(2026, 6, 1)).judged[0]
    assert (judged.on_time, judged.in_full) == (False, False)


def test_more_than_was_ordered_is_on_time_but_not_in_full() -> None:
    """Unless the contract allows some more."""
    line = SupplyLine("po", 100, DAY, [Receipt(DAY, 103)])
    strict = delivery_performance([line], DeliveryWindow(), on=date(2026, 6, 1))
    lenient = delivery_performance([line], DeliveryWindow(over_share="0.05"), on=date(2026, 6, 1))
    assert (strict.on_time, strict.in_full, lenient.otif) == (1, 0, 1)


def _rate(value: str) -> Rate:
    return Rate("USD", "EUR", Decimal(value), DAY, "a bank")


@given(st.integers(0, 10_000), st.decimals(0, 100, places=4), st.decimals(0, 100, places=4))
def test_price_and_rate_add_up_to_the_whole_difference(
    quantity: int, planned: Decimal, paid: Decimal
) -> None:
    """Exactly, before anything is rounded."""
    found = price_variance(
        quantity, Money(planned, "USD"), Money(paid, "USD"), _rate("0.79"), _rate("0.8123")
    )
    whole = quantity * (Fraction(paid) * Fraction("0.8123") - Fraction(planned) * Fraction("0.79"))
    assert found.price_exact + found.fx_exact == whole


def test_rates_of_other_currencies_are_refused() -> None:
    """A rate must price what was paid, in one reporting currency."""
    pounds = Rate("USD", "GBP", Decimal("0.8"), DAY, "a bank")
    with pytest.raises(CurrencyMismatchError, match="USD/GBP does not price"):
        price_variance(1, Money("1", "USD"), Money("1", "USD"), _rate("0.79"), pounds)


def test_what_is_saved_is_said_as_saved() -> None:
    """The sentence never says that somebody paid minus ten more."""
    found = price_variance(100, Money("3.20", "USD"), Money("3.00", "USD"), _rate("0.80"), _rate("0.80"))
    assert str(found).startswith("Paid EUR 16.00 less than planned")


@given(st.integers(0, 50), st.integers(0, 50), SHARES, st.integers(1, 100))
def test_a_shrunk_share_lies_between_what_was_seen_and_what_is_usual(
    good: int, bad: int, prior: Fraction, weight: int
) -> None:
    """And comes nearer to what was seen the more was seen."""
    trials = good + bad
    shrunk = shrunk_rate(good, trials, prior_rate=prior, prior_weight=weight)
    if trials:
        seen = Fraction(good, trials)
        assert min(seen, prior) <= shrunk <= max(seen, prior)
        more = shrunk_rate(good * 10, trials * 10, prior_rate=prior, prior_weight=weight)
        assert abs(more - seen) <= abs(shrunk - seen)
    else:
        assert shrunk == prior


def test_shares_that_are_none_are_refused() -> None:
    """More successes than trials, and no knowledge at all."""
    with pytest.raises(InvalidValueError, match="trials=1"):
        shrunk_rate(2, 1, prior_rate="0.5", prior_weight=1)
    with pytest.raises(InvalidValueError, match="weight above 0"):
        shrunk_rate(0, 0, prior_rate="0.5", prior_weight=0)


def test_an_unknown_measure_is_left_out_and_nothing_known_is_no_score() -> None:
    """The others' weights are scaled up; zero is never assumed."""
    half = weighted_score([Measure("otif", "0.5", 1), Measure("quality", None, 9)])
    assert half.score == Fraction(1, 2)
    assert weighted_score([Measure("quality", None, 1)]).score is None
    assert str(weighted_score([])) == "No score: nothing is known yet"
    with pytest.raises(InvalidValueError, match="'otif'"):
        weighted_score([Measure("otif", 1, 1), Measure("otif", 1, 1)])


@given(LINES, DAYS)
def test_a_record_explains_itself_in_every_language(lines: list[SupplyLine], on: date) -> None:
    """Every code has a text, whatever is known."""
    record = supplier_record(lines, DeliveryWindow(late_days=3), on=on, prior=PRIOR)
    for language in ("en", "zh_Hans", "zh_Hant"):
        assert "supplier." not in messages().explain(record, language)


LICENCE = Evidence("licence", Validity(date(2020, 1, 1), date(2026, 6, 1)))


@pytest.mark.parametrize(
    ("on", "codes", "look_again"),
    [
        (date(2019, 12, 1), ("supplier.document_not_yet",), date(2019, 12, 2)),
        (date(2026, 1, 1), (), date(2026, 5, 2)),
        (date(2026, 5, 2), (), date(2026, 6, 1)),
        (date(2026, 5, 31), (), date(2026, 6, 1)),
        (date(2026, 6, 1), ("supplier.document_expired",), date(2026, 6, 2)),
    ],
)
def test_documents_count_from_their_first_day_to_the_day_before_their_end(
    on: date, codes: tuple[str, ...], look_again: date
) -> None:
    """The days around each boundary."""
    answer = qualify("Acme", [Requirement("licence", warn_days=30)], [LICENCE], on=on)
    assert tuple(unmet.code for unmet in answer.unmet) == codes
    assert answer.is_qualified == (not codes)
    assert answer.next_review_on == look_again


def test_everything_missing_is_said_at_once_and_the_longest_of_a_kind_counts() -> None:
    """Two documents of one kind are no problem; what never ends needs no review."""
    later = Evidence("licence", Validity(date(2026, 1, 1), date(2030, 1, 1)))
    rules = [Requirement("licence"), Requirement("audit"), Requirement("samples")]
    answer = qualify("Acme", rules, [LICENCE, later], on=date(2026, 5, 30))
    assert [unmet.where for unmet in answer.unmet] == ["audit", "samples"]
    assert answer.renewals == ()
    endless = qualify("Acme", [Requirement("licence")], [Evidence("licence", Validity(DAY))], on=DAY)
    assert endless.next_review_on is None


def test_an_audit_ages_even_if_it_says_that_it_does_not() -> None:
    """A renewal every year counts from its first day."""
    rules = [Requirement("audit", renew_days=365)]
    files = [Evidence("audit", Validity(date(2025, 1, 1)))]
    assert qualify("Acme", rules, files, on=date(2025, 12, 31)).is_qualified
    assert not qualify("Acme", rules, files, on=date(2026, 1, 1)).is_qualified


def test_overlapping_contracts_are_not_chosen_between() -> None:
    """Both are named; a day after all of them says when the last ended."""
    first = ContractTerms("a", Validity(date(2026, 1, 1), date(2027, 1, 1)))
    second = ContractTerms("b", Validity(date(2026, 6, 1), date(2028, 1, 1)))
    assert terms_on([first, second], date(2026, 3, 1)) == first
    both = terms_on([first, second], date(2026, 7, 1))
    assert isinstance(both, Refusal)
    assert both.unmet[0].params["ids"] == ("a", "b")
    after = terms_on([first], date(2027, 1, 1))
    assert isinstance(after, Refusal)
    assert after.unmet[0].params["last_ended_on"] == date(2027, 1, 1)


@given(st.integers(0, 10**7), SHARES)
def test_a_deposit_and_the_rest_are_the_whole(cents: int, deposit: Fraction) -> None:
    """To the cent."""
    value = Money(Decimal(cents).scaleb(-2), "USD")
    terms = ContractTerms("a", Validity(), deposit_share=deposit)
    assert sum(terms.deposit_and_rest(value), Money(0, "USD")) == value


def test_a_penalty_grows_by_the_day_up_to_its_cap() -> None:
    """Nothing for an early delivery."""
    terms = ContractTerms("a", Validity(), late_penalty_share_per_day="0.005", late_penalty_share_max="0.05")
    assert [terms.late_penalty_share(days) for days in (-3, 0, 4, 40)] == [
        0, 0, Fraction(1, 50), Fraction(1, 20),
    ]  # fmt: skip
