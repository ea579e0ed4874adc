"""Whom to trust and with how much: rules as typed values, three-valued decisions, credit limits.

    Schema, FactField, Facts         what may be known, and what is; missing is not zero
    Field, Compare, AllOf, ...       the language of rules: frozen values, no text, no code
    evaluate                         one condition: true, false or unknown, and because of what
    Rule, Policy, decide, Verdict    many rules: one outcome, every reason, the same bytes on replay
    MOST_SEVERE, FIRST_MATCH, ...    how results combine; what an unknown does
    customer_text                    what the customer may read; ``print(verdict)`` is for the analyst
    lint, policy_as_of               policies as data: contradictions found, versions looked up by day
    exposure, credit_position, ...   open items, limits, ageing, terms
    standard_credit_policy           seven rules to start from, over `credit_facts`

Example:
    >>> from datetime import UTC, date, datetime
    >>> from moneyed import Money
    >>> from xbcommerce.risk import (
    ...     BuyerAccount, OrderToScreen, credit_facts, customer_text, decide, standard_credit_policy)
    >>> policy = standard_credit_policy("EUR", first_order_max=Money(1_000, "EUR"))
    >>> order = OrderToScreen(
    ...     "o-1", Money(2_400, "EUR"), ship_to_country="DE", on_terms=False, paid_by_card=False)
    >>> buyer = BuyerAccount("b-7", country="DE", orders_completed=0)
    >>> facts = credit_facts(buyer, order, "EUR", on=date(2026, 3, 2), orders_24h=1)
    >>> verdict = decide(policy, facts, at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
    >>> verdict.outcome, verdict.reasons
    (<Outcome.REVIEW: 'review'>, ('buyer.first_order_large',))
    >>> print(customer_text(verdict))
    We are checking your order and will answer shortly.
    First orders of this value are checked by our staff.
"""

from .account import BuyerAccount, OrderToScreen, credit_facts, credit_schema
from .ageing import Ageing, Bucket, ageing
from .bands import Band, Bands, BandsError, Span, SpanFindings, check_spans
from .checking import misfits
from .combine import (
    ALLOW_OVERRIDES,
    FIRST_MATCH,
    IGNORE,
    MOST_SEVERE,
    REFUSE,
    AllowOverrides,
    Combine,
    FirstMatch,
    Ignore,
    MostSevere,
    OnUnknown,
    Refuse,
    Score,
    Signal,
    TreatAs,
)
from .credit import CreditLimit, CreditPosition, LimitLevels, credit_position
from .credit_policy import standard_credit_policy
from .decide import PolicyNotInForceError, UndecidedError, decide
from .evaluate import Evaluation, evaluate
from .exposure import AccountExposure, Exposure, ItemKind, NoExposure, OpenItem, exposure
from .expression import (
    AllOf,
    AnyOf,
    AtLeast,
    Between,
    Compare,
    Condition,
    DaysBetween,
    Difference,
    Field,
    InList,
    IsKnown,
    Literal,
    Not,
    OneOf,
    Operand,
    Ratio,
    Sum,
    TextTest,
)
from .facts import FactField, Facts, FactsError, Schema, SchemaError, UnknownFieldError
from .lint import Finding, lint, lint_rules
from .lists import NamedList
from .lookups import TwoAnswersError
from .messages import ENGLISH
from .operators import Bounds, Op, TextOp
from .outcome import Outcome, Truth
from .policy import NoPolicy, Policy, PolicyError, policy_as_of
from .ports import BuyerAccounts, Velocity
from .reasons import PRINCIPAL_REASONS_MAX, customer_notes, customer_text, principal_reasons
from .rule import Rule, Snooze
from .terms import PaymentTerms, TermsKind
from .values import ExpressionError, Kind, Value
from .verdict import Hit, Skip, SkipReason, Unknown, Verdict

__all__ = [
    "ALLOW_OVERRIDES",
    "ENGLISH",
    "FIRST_MATCH",
    "IGNORE",
    "MOST_SEVERE",
    "PRINCIPAL_REASONS_MAX",
    "REFUSE",
    "AccountExposure",
    "Ageing",
    "AllOf",
    "AllowOverrides",
    "AnyOf",
    "AtLeast",
    "Band",
    "Bands",
    "BandsError",
    "Between",
    "Bounds",
    "Bucket",
    "BuyerAccount",
    "BuyerAccounts",
    "Combine",
    "Compare",
    "Condition",
    "CreditLimit",
    "CreditPosition",
    "DaysBetween",
    "Difference",
    "Evaluation",
    "Exposure",
    "ExpressionError",
    "FactField",
    "Facts",
    "FactsError",
    "Field",
    "Finding",
    "FirstMatch",
    "Hit",
    "Ignore",
    "InList",
    "IsKnown",
    "ItemKind",
    "Kind",
    "LimitLevels",
    "Literal",
    "MostSevere",
    "NamedList",
    "NoExposure",
    "NoPolicy",
    "Not",
    "OnUnknown",
    "OneOf",
    "Op",
    "OpenItem",
    "Operand",
    "OrderToScreen",
    "Outcome",
    "PaymentTerms",
    "Policy",
    "PolicyError",
    "PolicyNotInForceError",
    "Ratio",
    "Refuse",
    "Rule",
    "Schema",
    "SchemaError",
    "Score",
    "Signal",
    "Skip",
    "SkipReason",
    "Snooze",
    "Span",
    "SpanFindings",
    "Sum",
    "TermsKind",
    "TextOp",
    "TextTest",
    "TreatAs",
    "Truth",
    "TwoAnswersError",
    "UndecidedError",
    "Unknown",
    "UnknownFieldError",
    "Value",
    "Velocity",
    "Verdict",
    "ageing",
    "check_spans",
    "credit_facts",
    "credit_position",
    "credit_schema",
    "customer_notes",
    "customer_text",
    "decide",
    "evaluate",
    "exposure",
    "lint",
    "lint_rules",
    "misfits",
    "policy_as_of",
    "principal_reasons",
    "standard_credit_policy",
]
