"""What the customer is told: principal reasons only, in their language, no tipping off."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.messages import Messages
from xbcommerce.reference.texts import translations
from xbcommerce.risk import (
    ENGLISH,
    AllOf,
    BuyerAccount,
    FactField,
    Field,
    Kind,
    OrderToScreen,
    Outcome,
    Policy,
    Rule,
    Schema,
    Verdict,
    credit_facts,
    customer_notes,
    customer_text,
    decide,
    principal_reasons,
    standard_credit_policy,
)
from xbcommerce.testing.strategies.risk import verdicts

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
CHINESE = translations("risk")


def verdict(*hits: tuple[str, Outcome, str, bool]) -> Verdict:
    """Decide with rules that always hit."""
    rules = tuple(
        Rule(rule_id, AllOf(()), outcome, reason=reason, confidential=confidential)
        for rule_id, outcome, reason, confidential in hits
    )
    return decide(Policy("p", 1, Schema(()), rules), Schema(()).facts({}), at=NOW)


def test_reasons_come_most_severe_first_each_once_and_at_most_four() -> None:
    """Regulation B, comment 9(b)(2)-1: four principal reasons are enough."""
    found = verdict(
        *((f"A{n}", Outcome.REVIEW, f"reason.{n}", False) for n in range(5)),
        ("B1", Outcome.DECLINE, "reason.1", False),
        ("Z1", Outcome.ALLOW, "buyer.trusted", False),
    )
    assert principal_reasons(found) == ("reason.1", "reason.0", "reason.2", "reason.3")
    assert principal_reasons(found, limit=1) == ("reason.1",)
    assert "buyer.trusted" not in principal_reasons(found, limit=9)


def test_a_confidential_hit_leaves_no_trace_in_what_the_customer_reads() -> None:
    """The text is that of any other order with this outcome."""
    secret = verdict(("S1", Outcome.HOLD, "sanctions.match", True))
    assert principal_reasons(secret) == ()
    assert customer_text(secret) == "Your order is on hold; we will contact you about the next step."
    assert "sanctions.match" in secret.reasons
    assert "sanctions.match" in str(secret)


@given(found=verdicts())
def test_the_customer_never_reads_a_code_a_rule_or_a_field(found: Verdict) -> None:
    """Whatever the policy, every sentence is one of the catalogue's customer sentences."""
    sentences = {texts["en"] for code, texts in ENGLISH.templates.items() if code.startswith("customer.")}
    assert set(customer_text(found).splitlines()) <= sentences
    told = {hit.reason for hit in found.hits if hit.confidential} - {
        hit.reason for hit in found.hits if not hit.confidential
    }
    assert not told & set(principal_reasons(found))


def test_missing_information_is_asked_for_unless_the_rule_is_confidential() -> None:
    """Without naming the field or the rule."""
    schema = Schema((FactField("late", Kind.INT),))

    def text(*, confidential: bool) -> str:
        rule = Rule("R1", Field("late") > 3, Outcome.HOLD, reason="buyer.late", confidential=confidential)
        return customer_text(decide(Policy("p", 1, schema, (rule,)), schema.facts({}), at=NOW))

    assert text(confidential=False).endswith("We need some more information to decide.")
    assert text(confidential=True) == "We are checking your order and will answer shortly."


def test_a_host_brings_texts_for_its_own_reasons() -> None:
    """A code without a text becomes a neutral sentence, never a bare code."""
    own = verdict(("R1", Outcome.HOLD, "shop.closed_week", False))
    assert customer_text(own).endswith("A further check has to be completed.")
    texts = ENGLISH | Messages.english({"customer.shop.closed_week": "We deliver again next week."})
    assert customer_text(own, texts).endswith("We deliver again next week.")
    assert [note.code for note in customer_notes(own, texts)] == [
        "customer.hold",
        "customer.shop.closed_week",
    ]


def test_the_analyst_reads_the_reason_first_and_the_formula_below_it() -> None:
    """Two lines that belong together: a plain sentence, then the rule and what it read."""
    schema = Schema((FactField("late", Kind.INT),))
    rule = Rule("R1", Field("late") >= 3, Outcome.HOLD, reason="credit.overdue")
    found = decide(Policy("p", 1, schema, (rule,)), schema.facts({"late": 4}), at=NOW)
    assert str(found).splitlines()[2:] == [
        "The buyer has invoices overdue for longer than usual.",
        "  Held by rule R1 (credit.overdue): late ≥ 3. Values read: late 4.",
    ]


def test_a_reason_of_the_host_is_named_in_a_sentence_until_the_host_brings_its_own() -> None:
    """In every language, and the catalogue that explains need not be known to the verdict."""
    own = verdict(("R1", Outcome.HOLD, "shop.closed_week", False))
    assert str(own).splitlines()[2] == "The reason is shop.closed_week, which has no text of its own."
    texts = ENGLISH | Messages.english({"shop.closed_week": "The shop is closed this week."})
    assert texts.explain(own).splitlines()[2] == "The shop is closed this week."


def test_the_standard_policy_keeps_to_itself_what_would_help_a_fraudster() -> None:
    """That the card's country gave it away is for analysts; the customer reads that the order is checked."""
    policy = standard_credit_policy("EUR", first_order_max=Money(1_000, "EUR"))
    order = OrderToScreen(
        "o-1",
        Money(200, "EUR"),
        ship_to_country="DE",
        on_terms=False,
        paid_by_card=True,
        card_country="GB",
    )
    buyer = BuyerAccount("b-1", country="DE", orders_completed=3)
    facts = credit_facts(buyer, order, "EUR", on=NOW.date(), orders_24h=1)
    found = decide(policy, facts, at=NOW)
    assert found.reasons == ("order.card_country",)
    assert customer_text(found) == "We are checking your order and will answer shortly."


@pytest.mark.parametrize("lang", ["zh_Hans", "zh_Hant"])
def test_every_text_exists_in_chinese_with_the_same_figures(lang: str) -> None:
    """A reader of Chinese sees all codes, and every placeholder of the English text."""
    from string import Formatter

    def places(template: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(template) if name}

    assert CHINESE[lang].keys() == ENGLISH.templates.keys()
    for code, texts in ENGLISH.templates.items():
        assert places(CHINESE[lang][code]) == places(texts["en"]), code


@given(found=verdicts(), lang=st.sampled_from(["zh_Hans", "zh_Hant"]))
def test_verdicts_read_in_chinese(found: Verdict, lang: str) -> None:
    """Every line has a text."""
    catalogue = ENGLISH | Messages.of({code: {lang: text} for code, text in CHINESE[lang].items()})
    assert "risk." not in catalogue.explain(found, lang)
