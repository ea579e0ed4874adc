"""What thresholds decide about a consignment: for duty and for tax, for the whole and line by line.

The decision carries every threshold that was asked. Where a fact is missing the outcome is not known, and
``possible`` says what it may be: the best of them makes a low bound, the worst a high one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import Enum
from fractions import Fraction

from attrs import frozen

from xbcommerce.kernel.dated import Dated, Status
from xbcommerce.kernel.dated.messages import ENGLISH as DATED
from xbcommerce.kernel.fx.messages import ENGLISH as FX
from xbcommerce.kernel.money import plain
from xbcommerce.kernel.unmet import Note, Param, Unmet

from .flat_codes import FlatDuty
from .messages import ENGLISH
from .threshold import ChargeClass, Threshold
from .trial import Trial


class Outcome(Enum):
    """What becomes of a charge."""

    RELIEVED = "relieved"
    """Nothing is charged."""
    AT_SALE = "at_sale"
    """The tax is collected in the sale; the border charges none."""
    FLAT = "flat"
    """A flat charge takes the place of the tariff."""
    AT_BORDER = "at_border"
    """The tax is charged on import."""
    DUE = "due"
    """The duty is charged by the tariff."""
    NO_RULE = "no_rule"
    """Nothing is known of the place: neither zero nor due."""
    UNKNOWN = "unknown"
    """Facts are missing that would decide."""


_RANK = {outcome: rank for rank, outcome in enumerate(Outcome)}


@frozen
class LineOutcome:
    """What becomes of a charge on one line.

    Attributes:
        id: Of the line.
        possible: What it may be; one alone is certain.
        charged: The share of its value that is charged at worst: 1 for all, 0 for nothing.
    """

    id: str
    possible: frozenset[Outcome]
    charged: Fraction

    @property
    def outcome(self) -> Outcome:
        """What becomes of it, or that it is not known."""
        return next(iter(self.possible)) if len(self.possible) == 1 else Outcome.UNKNOWN


def heaviest(lines: Iterable[LineOutcome]) -> Outcome:
    """Return what becomes of a charge on several lines: the heaviest, and not known if one is not known."""
    return max((line.outcome for line in distinct(lines)), key=_RANK.__getitem__)


def distinct(lines: Iterable[LineOutcome]) -> Collection[LineOutcome]:
    """Return a line for each thing that may become of one, as far as lines have it in common."""
    return {id(line.possible): line for line in lines}.values()


@frozen
class ChargeOutcome:
    """What becomes of one class of charge.

    Attributes:
        charge: Duty or tax.
        lines: Line by line.
        trials: Every threshold that was asked.
        decided_by: The record that settled it: whose effect it has, or whose limit it does not keep; empty
            where none is about the consignment.
        told: What was announced or struck down.
    """

    charge: ChargeClass
    lines: tuple[LineOutcome, ...]
    trials: tuple[Trial, ...] = ()
    decided_by: str = ""
    told: tuple[Note | Unmet, ...] = ()

    @property
    def possible(self) -> frozenset[Outcome]:
        """What it may be for any line."""
        return frozenset[Outcome]().union(*(line.possible for line in distinct(self.lines)))

    @property
    def outcome(self) -> Outcome:
        """What becomes of it; of several lines the heaviest, and not known where a line is not known."""
        return heaviest(self.lines)

    @property
    def trial(self) -> Trial | None:
        """The threshold that settled it."""
        return next((trial for trial in self.trials if trial.record.id == self.decided_by), None)

    @property
    def missing(self) -> tuple[Unmet, ...]:
        """The facts that would settle it; none where it is settled."""
        if self.outcome is not Outcome.UNKNOWN:
            return ()
        return tuple(dict.fromkeys(unmet for trial in self.trials for unmet in trial.missing))

    def why(self) -> tuple[Note | Unmet, ...]:
        """Say what becomes of it, by which record, by which measure; and what is missing."""
        charge = self.charge.value
        head = Note(f"threshold.{charge}.{self.outcome.value}")
        decided = () if self.trial is None else _decided(self.trial)
        return (head, *decided, *self.missing, *self.told)


def _decided(trial: Trial) -> Iterable[Note]:
    """Say which record decided, and by which measure."""
    limit = trial.threshold.limit
    record = trial.record
    if limit is None:
        return
    figures: dict[str, Param] = {
        "record": record.id,
        "limit": limit.amount,
        "source": "-" if record.source is None else str(record.source),
        "tier": "-" if record.source is None else record.source.tier.value,
    }
    boundary = limit.boundary.name.lower()
    if trial.measured is None:
        yield Note(f"threshold.not_measured.{boundary}", figures)
    else:
        figures["measured"] = trial.measured.money
        yield Note(f"threshold.measured.{limit.basis.value}.{boundary}", figures)
    left_out = sum(about is False for about in trial.about)
    if left_out and trial.threshold.when.not_goods:
        named = tuple(sorted(trial.threshold.when.not_goods))
        yield Note("threshold.leaves_out", {"left_out": left_out, "lines": len(trial.about), "goods": named})
    if record.status is Status.ESTIMATED:
        yield Note("threshold.estimated")


@frozen
class ThresholdDecision:
    """What thresholds decide about a consignment.

    Attributes:
        duty: Of the duty.
        tax: Of the tax.
        flat: What is charged in place of the tariff; None for nothing.
        not_levied: The tests of amounts due, to be made on what is worked out; see `levied`.
        collected_in_vain: Schemes under which the seller collected the tax in the sale although it is charged
            at the border: the buyer gets that back.
    """

    duty: ChargeOutcome
    tax: ChargeOutcome
    flat: FlatDuty | None = None
    not_levied: tuple[Dated[Threshold], ...] = ()
    collected_in_vain: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing of it may be otherwise."""
        return all(len(line.possible) == 1 for line in distinct((*self.duty.lines, *self.tax.lines)))

    @property
    def simplified(self) -> str:
        """The data set in which all of it may be declared, e.g. ``"H7"``; empty for none."""
        within = self.duty.outcome in {Outcome.RELIEVED, Outcome.FLAT}
        trial = self.duty.trial
        return trial.threshold.simplified if within and trial is not None else ""

    @property
    def missing(self) -> tuple[Unmet, ...]:
        """The facts that would settle both."""
        return tuple(dict.fromkeys((*self.duty.missing, *self.tax.missing)))

    def why(self) -> tuple[Note | Unmet, ...]:
        """Explain duty, then tax, then what follows from them."""
        return (*self.duty.why(), *self._flat(), *self.tax.why(), *self._follows())

    def _flat(self) -> Iterable[Note]:
        if self.flat is None:
            return
        figures: dict[str, Param] = {"amount": self.flat.amount, "codes": self.flat.count_high}
        if self.flat.total is None:
            yield Note("threshold.flat_range", {**figures, "codes_min": self.flat.count_low})
        else:
            yield Note("threshold.flat", {**figures, "total": self.flat.total})

    def _follows(self) -> Iterable[Note | Unmet]:
        if self.simplified:
            yield Note("threshold.simplified", {"declaration": self.simplified})
        for scheme in self.collected_in_vain:
            yield Unmet("threshold.collected_in_vain", scheme)
        for record in self.not_levied:
            limit = record.value.limit
            if limit is not None:
                yield Note("threshold.not_levied", {"record": record.id, "limit": plain(limit.amount)})

    def __str__(self) -> str:
        return (DATED | FX | ENGLISH).explain(self)
