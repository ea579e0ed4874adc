"""The duties a line may be charged, side by side: which applies, what each would cost, what the better lacks.

The third country duty is due unless something else is claimed: a preference with its proof, a suspension, a
quota that is not used up, an end use with its authorisation. Of those that can be claimed the lowest applies;
of equal ones the third country duty, which asks for no proof. A country in two preference schemes has two
options, and the rate decides.

An option that may not apply, because a fact is missing, is shown and never chosen.

Example:
    >>> from datetime import date
    >>> from moneyed import Money
    >>> from xbcommerce.kernel.dated import ALWAYS, Dated, RuleSet, Source
    >>> from xbcommerce.logistics.customs import TradeDates, TradeFacts, When
    >>> from xbcommerce.logistics.customs.classification import HsCode
    >>> from xbcommerce.logistics.customs.duties import DutyFacts
    >>> from xbcommerce.logistics.customs.tariff import (
    ...     DutyMeasure, MeasureKind, duty_options, measure_key, measures_for)
    >>> law, day, japan = Source("Tariff 2026", tier="A"), date(2026, 1, 1), When(origins={"JP"})
    >>> rules = RuleSet([
    ...     Dated("mfn", measure_key("GB", "6109", "mfn"), DutyMeasure(MeasureKind.THIRD_COUNTRY, "12 %"),
    ...           ALWAYS, day, law),
    ...     Dated("pref", measure_key("GB", "6109", "japan"),
    ...           DutyMeasure(MeasureKind.PREFERENCE, "NIHIL", when=japan, scheme="japan"), ALWAYS, day, law)
    ... ], day)
    >>> found = measures_for(TradeFacts(origin="JP", hs_code=HsCode.of("610910")), ("GB",),
    ...                      TradeDates.all_on(date(2026, 3, 1)), rules)
    >>> print(duty_options(found, DutyFacts.of(Money("50.00", "GBP"))))
    third country duty of 12 % is due: 6 GBP; record mfn
    preference (japan) of NIHIL would come to 0 GBP; record pref
      a proof of origin for japan is not at hand
    >>> duty_options(found, DutyFacts.of(Money("50.00", "GBP")), proofs={"japan"}).chosen.name
    'japan'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.figures import decimal_of
from xbcommerce.kernel.naming import name_set
from xbcommerce.kernel.unmet import Note, Param, Refusal, Unmet
from xbcommerce.logistics.customs.duties import Charged, DutyFacts, evaluate

from .measure import DutyMeasure, MeasureKind, QuotaState
from .measures import Measures
from .messages import ENGLISH
from .standing import Applicable

_QUOTA_LACKS = {QuotaState.EXHAUSTED: "duty_option.quota_exhausted", None: "duty_option.quota_unknown"}
_ORDER = {kind: place for place, kind in enumerate(MeasureKind)}


@frozen
class DutyOption:
    """One duty that a line may be charged.

    Attributes:
        applicable: The measure.
        charged: What it comes to, or why nobody can say.
        lacking: What is missing to claim it: a proof, a document, a quota that is open.
    """

    applicable: Applicable
    charged: Charged | Refusal
    lacking: tuple[Unmet, ...] = ()

    @property
    def name(self) -> str:
        """What the tariff calls it."""
        return self.applicable.name

    @property
    def kind(self) -> MeasureKind:
        """What it is by law."""
        return self.applicable.measure.kind

    @property
    def amount(self) -> Fraction | None:
        """What it comes to, exactly; None where nobody can say."""
        return self.charged.amount if isinstance(self.charged, Charged) else None

    @property
    def open(self) -> bool:
        """Whether it applies, can be claimed, and its amount is known."""
        return self.applicable.sure and not self.lacking and self.amount is not None

    @property
    def secured(self) -> bool:
        """Whether a security is asked for: the quota is nearly used up."""
        quota = self.applicable.measure.quota
        return quota is not None and quota.state is QuotaState.CRITICAL

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """Everything that stands in its way."""
        gaps = self.charged.unmet if isinstance(self.charged, Refusal) else ()
        return (*self.applicable.unsettled, *self.lacking, *gaps)


@frozen
class DutyChoice:
    """The options of a line, side by side.

    Attributes:
        options: Every one, the third country duty first, then by kind and name.
        chosen: The one that applies; None where nothing can be charged for certain.
        unmet: Why there is no third country duty.
    """

    options: tuple[DutyOption, ...]
    chosen: DutyOption | None
    unmet: tuple[Unmet, ...] = ()

    @property
    def better(self) -> tuple[DutyOption, ...]:
        """The options that would cost less than the chosen one, the cheapest first, with what they lack."""
        limit = None if self.chosen is None else self.chosen.amount
        found = (
            (option.amount, place, option)
            for place, option in enumerate(self.options)
            if option.amount is not None and option is not self.chosen
        )
        return tuple(
            option for amount, _, option in sorted(found, key=_rank) if limit is None or amount < limit
        )

    def why(self) -> tuple[Note | Unmet, ...]:
        """Say what is due, what each other option would come to, and what it lacks."""
        ordered = sorted(self.options, key=lambda option: option is not self.chosen)
        return (*self.unmet, *(line for option in ordered for line in self._lines(option)))

    def _lines(self, option: DutyOption) -> Iterator[Note | Unmet]:
        figures: dict[str, Param] = {
            "measure": str(option.applicable.measure),
            "record": option.applicable.record.id,
        }
        if isinstance(option.charged, Charged):
            figures |= {"amount": decimal_of(option.charged.amount), "currency": option.charged.currency}
            yield Note(f"duty_option.{'due' if option is self.chosen else 'other'}", figures)
        else:
            yield Note("duty_option.no_amount", figures)
        if option.secured:
            yield Note("duty_option.secured")
        yield from option.unmet

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def _rank(item: tuple[Fraction, int, DutyOption]) -> tuple[Fraction, int]:
    return item[:2]


def duty_options(
    measures: Measures,
    facts: DutyFacts,
    *,
    proofs: Iterable[str] = (),
    documents: Iterable[str] = (),
) -> DutyChoice:
    """Work out every duty that a line may be charged, and choose.

    Args:
        measures: What the tariff says of the line.
        facts: Its customs value and quantities.
        proofs: Names of the schemes whose proof of origin is at hand, e.g. ``{"japan"}``.
        documents: Codes of other documents at hand, such as that of an end use authorisation.
    """
    held, papers = name_set(proofs, "proofs"), name_set(documents, "documents")
    options = tuple(
        DutyOption(one, evaluate(one.measure.duty, facts), tuple(_lacking(one, held, papers)))
        for one in sorted(
            (*measures.third_country, *measures.claimed),
            key=lambda one: (_ORDER[one.measure.kind], one.name, one.record.id),
        )
    )
    amounts = ((option.amount, place) for place, option in enumerate(options) if option.open)
    ranked = sorted((amount, place) for amount, place in amounts if amount is not None)
    return DutyChoice(options, options[ranked[0][1]] if ranked else None, measures.unmet)


def _lacking(one: Applicable, proofs: frozenset[str], documents: frozenset[str]) -> Iterator[Unmet]:
    measure: DutyMeasure = one.measure
    if measure.scheme and measure.scheme not in proofs:
        kinds = tuple(sorted(one.scheme.value.proofs)) if one.scheme else ()
        text = "duty_option.proof_missing.kinds" if kinds else ""
        figures: dict[str, Param] = {"scheme": measure.scheme, "proofs": kinds, "text": text}
        yield Unmet("duty_option.proof_missing", measure.scheme, figures)
    for document in sorted(measure.documents - documents):
        yield Unmet("duty_option.document_missing", document, {"measure": str(measure)})
    if measure.quota is not None and measure.quota.state in _QUOTA_LACKS:
        order_number = measure.quota.order_number
        yield Unmet(_QUOTA_LACKS[measure.quota.state], order_number, {"order_number": order_number})
