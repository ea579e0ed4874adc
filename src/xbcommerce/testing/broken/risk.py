"""Schemas, facts, bands, rules, policies and accounts with one defect."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.errors import NaiveDatetimeError
from xbcommerce.kernel.money import plain
from xbcommerce.risk import (
    Band,
    Bands,
    BandsError,
    Condition,
    FactField,
    Facts,
    FactsError,
    Field,
    Kind,
    Outcome,
    Policy,
    PolicyError,
    Rule,
    SchemaError,
    Snooze,
)
from xbcommerce.testing.strategies.risk import buyer_accounts, facts, orders_to_screen, policies, schemas

from .twin import Broken, Wrong, calls, twins

_SHOULD = "expected a name without spaces around it"


def broken_schemas() -> st.SearchStrategy[Broken]:
    """Schemas with a name twice, or money where no money is."""
    twice = twins(
        schemas(),
        Wrong(
            "a_name_twice", "fields", lambda sound: st.just((*sound.fields, sound.fields[0])), "same name",
            SchemaError, lambda fields: fields[-1].name,
        ),
    )  # fmt: skip
    named = Wrong[None]("no_name", "name", st.sampled_from(["", " ", "total "]), _SHOULD, SchemaError)
    currency = Wrong[None]("currency_of_no_money", "currency", st.just("EUR"), "is int", SchemaError)
    return twice | calls(FactField, named, currency, name="orders", kind=Kind.INT)


def broken_facts() -> st.SearchStrategy[Broken]:
    """Facts of a field that is none, of another kind, or in another currency."""

    def but(name: str, value: object) -> Callable[[Facts], st.SearchStrategy[object]]:
        return lambda sound: st.just({**sound.values, name: value})

    return twins(
        schemas().flatmap(facts),
        Wrong("unknown_field", "values", but("int_l", 5), "did you mean 'int_", FactsError,
              lambda _: "'int_l'"),
        Wrong("text_for_a_number", "values", but("int_1", "many"), "expected int, got text", FactsError,
              lambda _: "'many'"),
        Wrong("float_for_a_decimal", "values", but("decimal_1", 0.5), "expected decimal, got float",
              FactsError, lambda _: "0.5"),
        Wrong("another_currency", "values", but("money_1", Money(5, "USD")), "expected EUR, got USD",
              FactsError, lambda _: "5.00 USD"),
    )  # fmt: skip


def broken_bands() -> st.SearchStrategy[Broken]:
    """Bands that do not rise, that name one level twice, or of which there is none."""
    falling = st.integers(0, 40).map(lambda start: (Band(40, "allow"), Band(start, "review")))
    return calls(
        Bands,
        Wrong("does_not_rise", "bands", falling, "starting above the one before", BandsError,
              lambda bands: str(bands[1].start)),
        Wrong("a_level_twice", "bands", st.just((Band(0, "allow"), Band(40, "allow"))), "each may stand once",
              BandsError, lambda _: "allow, allow"),
        Wrong("no_bands", "bands", st.just(()), "expected at least one band", BandsError, lambda _: "[]"),
    )  # fmt: skip


def broken_policies() -> st.SearchStrategy[Broken]:
    """Policies of which a rule misspells a field, compares unlike things, or shares its id."""

    def with_rules(*added: Rule) -> Callable[[Policy], st.SearchStrategy[tuple[Rule, ...]]]:
        return lambda sound: st.just((*sound.rules, *added))

    def rule(condition: Condition) -> Rule:
        return Rule("R-new", condition, Outcome.REVIEW, reason="order.large")

    five = Money(5, "EUR")
    misspelt, unlike = rule(Field("money_l") > five), rule(Field("money_1") > Decimal(5))
    sound_rule = rule(Field("money_1") > five)
    return twins(
        policies(),
        Wrong("misspelt_field", "rules", with_rules(misspelt), "money_", PolicyError,
              lambda _: "money_l"),
        Wrong("compares_unlike_things", "rules", with_rules(unlike), "alike", PolicyError, lambda _: "R-new"),
        Wrong("rule_id_twice", "rules", with_rules(sound_rule, sound_rule), "R-new", PolicyError,
              lambda _: "R-new"),
        Wrong("no_version", "version", st.integers(-3, 0), "at least 1"),
    )  # fmt: skip


def broken_buyer_accounts() -> st.SearchStrategy[Broken]:
    """Buyers established in no country."""
    codes = st.sampled_from(["de", "DEU", "", "Germany"])
    return twins(buyer_accounts(), Wrong("no_country", "country", codes, "or None if unknown"))


def broken_orders_to_screen() -> st.SearchStrategy[Broken]:
    """Orders worth less than nothing, or from and to no country."""
    codes = st.sampled_from(["de", "DEU", "", "Germany"])
    return twins(
        orders_to_screen(),
        Wrong("negative_total", "total", st.just(Money(-5, "EUR")), "expected zero or more", shows=plain),
        Wrong("ships_to_no_country", "ship_to_country", codes, "or None if unknown"),
        Wrong("card_of_no_country", "card_country", codes, "or None if unknown"),
    )


def broken_snoozes() -> st.SearchStrategy[Broken]:
    """Snoozes that end before they begin, or silence nothing."""
    nine = datetime(2026, 3, 2, 9, tzinfo=UTC)
    sound = Snooze("velocity", "b-7", nine, nine.replace(hour=17))
    ends = st.integers(0, 9).map(lambda hour: nine.replace(hour=hour))
    naive = st.just(nine.replace(tzinfo=None))
    return twins(
        st.just(sound),
        Wrong("ends_too_early", "end", ends, "an end after the start", shows=lambda at: at.isoformat()),
        Wrong("no_group", "group", st.just(""), "expected a group", shows=lambda _: "for b-7"),
        Wrong("no_time_zone", "start", naive, "give one", NaiveDatetimeError, lambda at: at.isoformat()),
    )
