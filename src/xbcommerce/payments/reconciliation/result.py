"""A statement, explained: every line with its class, every expectation with its fate, and the sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from attrs import field, frozen
from moneyed import Money

from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.money import from_minor, minus
from xbcommerce.kernel.unmet import Note, Param, Unmet
from xbcommerce.payments.messages import ENGLISH

from .statement import Expected, LineClass, StatementLine
from .together import Group

_MATCHED = LineClass.MATCHED


@frozen
class Matched:
    """A line with its class, what it met, and what it adds to the difference.

    Of lines that meet an expectation together, the last carries what they met and the difference.
    """

    line: StatementLine
    line_class: LineClass
    expected: tuple[Expected, ...]
    difference_minor: int

    @property
    def difference(self) -> Money:
        """What the line adds to the difference."""
        return from_minor(self.difference_minor, self.line.currency)


@frozen
class Reconciliation:
    """A statement, explained.

    ``received - expected == sum(explained)``, always.

    Attributes:
        currency: The statement's.
        period_end: Its last day.
        expectations: What should have appeared.
        statement: What did.
        classes: The class of every line.
        met: The position of the expectation that a line met alone, if any.
        groups: Lines that met expectations together.
    """

    currency: str
    period_end: date
    expectations: tuple[Expected, ...] = field(converter=tuple[Expected, ...])
    statement: tuple[StatementLine, ...] = field(converter=tuple[StatementLine, ...])
    classes: tuple[LineClass, ...] = field(converter=tuple[LineClass, ...])
    met: tuple[int | None, ...] = field(converter=tuple[int | None, ...])
    groups: tuple[Group, ...] = field(default=(), converter=tuple[Group, ...])

    @cached_property
    def lines(self) -> tuple[Matched, ...]:
        """Every line, in the statement's order."""
        rows = zip(self.statement, self.classes, strict=True)
        return tuple(
            Matched(line, line_class, self._met(place), self._adds(place))
            for place, (line, line_class) in enumerate(rows)
        )

    @cached_property
    def _last_of_group(self) -> dict[int, Group]:
        return {group.lines[-1]: group for group in self.groups}

    @cached_property
    def _before_last(self) -> frozenset[int]:
        return frozenset(place for group in self.groups for place in group.lines[:-1])

    def _met(self, place: int) -> tuple[Expected, ...]:
        index, group = self.met[place], self._last_of_group.get(place)
        if group is not None:
            return tuple(self.expectations[each] for each in group.expected)
        return () if index is None else (self.expectations[index],)

    def _adds(self, place: int) -> int:
        """Say what a line adds to the difference, in minor units."""
        if place in self._before_last:
            return 0
        group = self._last_of_group.get(place)
        lines = (place,) if group is None else group.lines
        net_minor = sum(self.statement[each].net_minor for each in lines)
        return net_minor - sum(item.net_minor for item in self._met(place))

    @cached_property
    def _open(self) -> tuple[Expected, ...]:
        used = {index for index in self.met if index is not None}
        used.update(place for group in self.groups for place in group.expected)
        if len(used) == len(self.expectations):
            return ()
        return tuple(item for place, item in enumerate(self.expectations) if place not in used)

    @property
    def missing(self) -> tuple[Expected, ...]:
        """Expectations that are due and not met."""
        return tuple(item for item in self._open if item.due <= self.period_end)

    @property
    def timing(self) -> tuple[Expected, ...]:
        """Expectations that are not due yet."""
        return tuple(item for item in self._open if item.due > self.period_end)

    @cached_property
    def received(self) -> Money:
        """Sum of the lines."""
        return from_minor(sum(line.net_minor for line in self.statement), self.currency)

    @cached_property
    def expected(self) -> Money:
        """Sum of the expectations."""
        return from_minor(sum(item.gross_minor - item.fee_minor for item in self.expectations), self.currency)

    @property
    def difference(self) -> Money:
        """Received minus expected."""
        return minus(self.received, self.expected)

    @cached_property
    def _sums(self) -> dict[LineClass, int]:
        """Sum, by class, what every line and every open expectation adds."""
        sums = dict.fromkeys(LineClass, 0)
        for place, line_class in enumerate(self.classes):
            if line_class is not _MATCHED:
                sums[line_class] += self._adds(place)
        sums[LineClass.MISSING] = -sum(item.net_minor for item in self.missing)
        sums[LineClass.TIMING] = -sum(item.net_minor for item in self.timing)
        return sums

    @property
    def explained(self) -> FrozenMap[LineClass, Money]:
        """What each class adds to the difference, by name; classes that add nothing are left out."""
        kinds = sorted((kind for kind, amount in self._sums.items() if amount), key=lambda kind: kind.value)
        return FrozenMap({kind: from_minor(self._sums[kind], self.currency) for kind in kinds})

    @property
    def is_clear(self) -> bool:
        """Whether every line is matched and nothing due is missing."""
        return not self.missing and all(each is _MATCHED for each in self.classes)

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the difference, its classes, and every line that is not simply matched."""
        totals = {"received": self.received, "expected": self.expected, "difference": self.difference}
        notes: list[Note | Unmet] = [Note("reconcile.total", totals)]
        counts = Counter(self.classes)
        counts.update({LineClass.MISSING: len(self.missing), LineClass.TIMING: len(self.timing)})
        for kind, amount in self.explained.items():
            notes.append(Note(f"reconcile.sum_{kind.value}", {"amount": amount, "count": counts[kind]}))
        notes += [*self._met_together(), *self._off_lines(), *self._not_met()]
        if self.is_clear and self.timing:
            notes.append(Note("reconcile.clear_so_far", {"count": len(self.timing)}))
        elif self.is_clear:
            notes.append(Note("reconcile.clear"))
        return tuple(notes)

    def _met_together(self) -> Iterator[Note]:
        for group in self.groups:
            lines = tuple(self.statement[place].id for place in group.lines)
            ref = self.statement[group.lines[0]].ref
            if len(lines) > 1 or len(group.expected) > 1:
                yield Note("reconcile.together", {"lines": lines, "ref": ref, "count": len(group.expected)})

    def _off_lines(self) -> Iterator[Unmet]:
        for each in self.lines:
            if each.line_class is not _MATCHED:
                code = f"reconcile.line_{each.line_class.value}"
                figures: dict[str, Param] = {"ref": each.line.ref or "-", "amount": each.difference}
                yield Unmet(code, each.line.id, figures)

    def _not_met(self) -> Iterator[Unmet]:
        for code, waiting in (("missing", self.missing), ("timing", self.timing)):
            for item in waiting:
                amount = from_minor(item.net_minor, item.currency)
                yield Unmet(f"reconcile.line_{code}", item.ref, {"amount": amount, "due": item.due})

    def __str__(self) -> str:
        return ENGLISH.explain(self)
