"""Which statements may count on a day at a border, and why the others are set aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.unmet import Note, Param

from .classification import Authority, Classification
from .correlate import Uncorrelated, correlate
from .correlation import Correlation
from .edition import HsEdition
from .hs_code import HsCode


@frozen
class Heard:
    """A statement that may count, with what its code comes to in the edition asked about."""

    said: Classification
    codes: frozenset[HsCode]


def told(said: Classification) -> dict[str, Param]:
    """Return the figures by which an explanation names a statement."""
    return {"code": str(said.code), "of": said.edition.value, "voice": said.voice}


@frozen
class Hearing:
    """What statements are heard for.

    Attributes:
        on: The day.
        jurisdiction: Whose border it is.
        edition: The edition in use there.
        tables: Correlations that carry statements of other editions over.
        ranking: Kinds of authority that are heard at all.
        confidence_min: The share below which a statement that has a confidence is set aside.
    """

    on: date
    jurisdiction: str
    edition: HsEdition
    tables: tuple[Correlation, ...]
    ranking: Sequence[Authority]
    confidence_min: Fraction | None

    def hear(self, statements: Iterable[Classification]) -> tuple[tuple[Heard, ...], tuple[Note, ...]]:
        """Part the statements into those that may count and notes on the others, in an order of our own."""
        said = sorted(set(statements), key=lambda each: (each.voice, each.said_on, repr(each)))
        results = [self._unusable(each, said) or self._carried(each) for each in said]
        return (
            tuple(result for result in results if isinstance(result, Heard)),
            tuple(result for result in results if isinstance(result, Note)),
        )

    def _unusable(self, each: Classification, said: Sequence[Classification]) -> Note | None:
        if each.said_on > self.on:
            return Note("classification.later", {**told(each), "said_on": each.said_on})
        if each.ruling is not None and not each.ruling.binds(self.jurisdiction, self.on):
            figures = {"jurisdiction": self.jurisdiction, "validity": str(each.ruling.validity)}
            return Note("classification.not_binding", {**told(each), **figures, "on": self.on})
        if each.by not in self.ranking:
            return Note("classification.not_ranked", told(each))
        if self._unsure(each):
            percents = {
                "confidence_pct": (each.confidence or 0) * 100,
                "min_pct": (self.confidence_min or 0) * 100,
            }
            return Note("classification.unsure", {**told(each), **percents})
        if any(self._replaces(other, each) for other in said):
            return Note("classification.replaced", told(each))
        return None

    def _unsure(self, each: Classification) -> bool:
        return (
            each.confidence is not None
            and self.confidence_min is not None
            and each.confidence < self.confidence_min
        )

    def _replaces(self, other: Classification, each: Classification) -> bool:
        named = bool(each.who) or each.ruling is not None
        return named and other.voice == each.voice and each.said_on < other.said_on <= self.on

    def _carried(self, each: Classification) -> Heard | Note:
        if each.edition is self.edition:
            return Heard(each, frozenset({each.code}))
        found = correlate(each.code.subheading or each.code, each.edition, self.edition, self.tables)
        if isinstance(found, Uncorrelated):
            return Note("classification.not_carried", {**told(each), "edition": self.edition.value})
        return Heard(each, frozenset(found.candidates))
