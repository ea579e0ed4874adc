"""Wires, methods, price lists, purchases and candidates with one defect; amounts that no wire carries."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.fx import Rate
from xbcommerce.kernel.money import CurrencyMismatchError, UnknownCurrencyError, from_minor, plain
from xbcommerce.kernel.places import UnknownCountryError
from xbcommerce.payments import FeeSchedule, Surcharge
from xbcommerce.payments.fees import ConditionalSurcharge, Trigger
from xbcommerce.payments.fx import Position, fx_difference
from xbcommerce.payments.intents import Situation
from xbcommerce.payments.providers import (
    NotAMultipleError,
    NotRepresentableError,
    WireFormat,
    from_wire,
    to_wire,
)
from xbcommerce.payments.routing import RouteTry
from xbcommerce.testing.strategies.money import moneys, rates
from xbcommerce.testing.strategies.providers import (
    conditional_surcharges,
    fee_charges,
    fee_plans,
    fee_situations,
    limits,
    method_offers,
    settlement_lags,
    wire_formats,
)
from xbcommerce.testing.strategies.routing import candidates, purchases

from .twin import Broken, Wrong, calls, twins

_KWD = WireFormat(exponent=3, increment=10)
_CAPITALS = "expected two capital letters"


def broken_wire_formats() -> st.SearchStrategy[Broken]:
    """Rules of the wire with fewer than no digits, or no step."""
    return twins(
        wire_formats(),
        Wrong("negative_digits", "exponent", st.integers(-3, -1), "at least 0"),
        Wrong("no_step", "increment", st.integers(-3, 0), "at least 1"),
    )


def broken_wires() -> st.SearchStrategy[Broken]:
    """Amounts that the wire cannot carry, and integers that it cannot have carried."""
    between = st.integers(1, 10**6).map(lambda tens: from_minor(tens * 10 + 4, "KWD"))
    odd = st.integers(1, 10**6).map(lambda tens: tens * 10 + 1)
    return st.one_of(
        calls(
            to_wire,
            Wrong("between_two_steps", "amount", between, "name a rounding", NotRepresentableError, plain),
            wire=_KWD,
        ),
        calls(
            from_wire,
            Wrong("off_the_increment", "units", odd, "check the profile", NotAMultipleError),
            Wrong("no_integer", "units", st.sampled_from([1.5, True]), "expected the integer"),
            currency="KWD",
            wire=_KWD,
        ),
    )


def broken_limits() -> st.SearchStrategy[Broken]:
    """A smallest amount above the largest, in another currency, or none of both."""
    both = limits().filter(lambda one: one.minimum is not None and one.maximum is not None)
    dear = st.just(Money("1000000.00", "EUR"))
    return twins(
        both,
        Wrong("minimum_above_maximum", "minimum", dear, "lies above maximum", shows=plain),
        Wrong(
            "two_currencies",
            "maximum",
            st.just(Money("9.00", "USD")),
            "convert it first",
            CurrencyMismatchError,
            plain,
        ),
        Wrong("negative", "minimum", st.just(Money("-1.00", "EUR")), "at least nothing", shows=plain),
    )


def broken_method_offers() -> st.SearchStrategy[Broken]:
    """Methods in currencies and countries that there are not."""
    return twins(
        method_offers(),
        Wrong("one_text", "currencies", st.just("EUR"), "expected several codes"),
        Wrong("one_country", "countries", st.just("DE"), "expected several codes"),
        Wrong(
            "no_currency",
            "currencies",
            st.just(frozenset({"EURO"})),
            "did you mean 'EUR'?",
            UnknownCurrencyError,
            lambda _: "EURO",
        ),
        Wrong(
            "no_country",
            "countries",
            st.just(frozenset({"UK"})),
            "did you mean 'GB'?",
            UnknownCountryError,
            lambda _: "UK",
        ),
        Wrong("three_letters", "countries", st.just(frozenset({"DEU"})), _CAPITALS, shows=lambda _: "DEU"),
    )


def broken_fee_situations() -> st.SearchStrategy[Broken]:
    """Payments in currencies that are none, with cards of nowhere."""
    return twins(
        fee_situations(),
        Wrong("no_currency", "presentment", st.just("EURO"), "did you mean 'EUR'?", UnknownCurrencyError),
        Wrong("no_country", "card_country", st.just("UK"), "did you mean 'GB'?", UnknownCountryError),
    )


def broken_conditional_surcharges() -> st.SearchStrategy[Broken]:
    """Conditions on countries that there are not."""
    return twins(
        conditional_surcharges(),
        Wrong("one_country", "only_in", st.just("GB"), "expected several codes"),
        Wrong(
            "no_country",
            "except_in",
            st.just(frozenset({"EL"})),
            "did you mean 'GR'?",
            UnknownCountryError,
            lambda _: "EL",
        ),
    )


def broken_fee_charges() -> st.SearchStrategy[Broken]:
    """Charges without a name, or with surcharges that their schedule cannot take."""
    named = fee_charges().map(lambda charge: evolve(charge, schedule=FeeSchedule(fixed=Money("0.30", "USD"))))
    pounds = ConditionalSurcharge(Surcharge("abroad", fixed=Money("0.20", "GBP")), Trigger.CONVERTED)
    too_much = ConditionalSurcharge(Surcharge("abroad", Decimal(101)), Trigger.CONVERTED)
    return twins(
        named,
        Wrong("no_name", "name", st.just(""), "name the charge"),
        Wrong("two_currencies", "extras", st.just((pounds,)), "one for each currency", shows=lambda _: "GBP"),
        Wrong(
            "takes_more_than_all", "extras", st.just((too_much,)), "at most all", shows=lambda _: "add up to"
        ),
    )


def broken_fee_plans() -> st.SearchStrategy[Broken]:
    """Price lists at home in no country."""
    return twins(
        fee_plans(),
        Wrong("one_country", "home", st.just("US"), "expected several codes"),
        Wrong(
            "no_country",
            "home",
            st.just(frozenset({"UK"})),
            "did you mean 'GB'?",
            UnknownCountryError,
            lambda _: "UK",
        ),
    )


def broken_settlement_lags() -> st.SearchStrategy[Broken]:
    """Lags into the past, and cut-offs that name no instant."""
    bare = settlement_lags().filter(lambda one: one.zone is None)
    return twins(
        bare,
        Wrong("into_the_past", "days", st.integers(-5, -1), "at least 0"),
        Wrong("zone_without_cutoff", "zone", st.just("UTC"), "give both"),
    )


def broken_purchases() -> st.SearchStrategy[Broken]:
    """Purchases of nothing, by buyers nowhere, for sellers who are paid in nothing."""
    nothing = moneys(currencies=("EUR",), minor_min=-100, minor_max=0)
    return twins(
        purchases(),
        Wrong("nothing", "amount", nothing, "more than nothing", shows=plain),
        Wrong("no_country", "buyer_country", st.just("UK"), "did you mean 'GB'?", UnknownCountryError),
        Wrong("no_currency", "settlement", st.just("EURO"), "did you mean 'EUR'?", UnknownCurrencyError),
    )


def broken_candidates() -> st.SearchStrategy[Broken]:
    """Candidates more certain than certain, faster than at once, or without a name."""
    return twins(
        candidates(),
        Wrong("no_name", "provider", st.just(""), "cannot be told from another"),
        Wrong(
            "more_than_certain",
            "success",
            st.just(Decimal("1.5")),
            "a share from 0 to 1",
            shows=lambda _: "3/2",
        ),
        Wrong("before_it_was_paid", "lag_days", st.integers(-5, -1), "at least 0"),
        Wrong("spread_of_more_than_all", "spread_bps", st.just(10_001), "between 0 and 10000"),
        Wrong(
            "success_is_a_float", "success", st.sampled_from([0.9]), "expected an int, Decimal or Fraction"
        ),
    )


def broken_route_tries() -> st.SearchStrategy[Broken]:
    """A decline that is not classified."""
    return calls(
        RouteTry,
        Wrong("decline_without_class", "decline", st.none(), "DeclineClass.HARD if nobody knows"),
        place="acme, card",
        situation=Situation.DECLINED,
    )


def broken_fx_differences() -> st.SearchStrategy[Broken]:
    """Amounts whose sign says what the position should, and rates of two pairs."""
    booked: st.SearchStrategy[Rate] = rates(base="USD", quote="EUR")
    owed = moneys(currencies=("USD",), minor_min=-(10**6), minor_max=-1)
    return booked.flatmap(
        lambda rate: calls(
            fx_difference,
            Wrong("negative", "amount", owed, "Position.PAYABLE", shows=plain),
            Wrong(
                "another_pair",
                "settled",
                st.just(rate.inverse()),
                "one pair",
                CurrencyMismatchError,
                lambda _: "EUR/USD",
            ),
            amount=Money("100.00", "USD"),
            booked=rate,
            settled=rate,
            position=Position.RECEIVABLE,
        )
    )
