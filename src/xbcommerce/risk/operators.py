"""The signs of the rule language: comparisons, the ends of an interval, searches in text."""

from __future__ import annotations

from enum import Enum


class Op(Enum):
    """How two values are compared."""

    LT = "<"
    LE = "<="
    EQ = "=="
    NE = "!="
    GE = ">="
    GT = ">"


class Bounds(Enum):
    """Which ends of an interval belong to it: a square bracket does, a round one does not."""

    CLOSED = "[]"
    CLOSED_OPEN = "[)"
    OPEN_CLOSED = "(]"
    OPEN = "()"

    @property
    def signs(self) -> tuple[Op, Op]:
        """Return how a value inside compares with the low end and with the high end."""
        opening, closing = self.value
        return (Op.GE if opening == "[" else Op.GT), (Op.LE if closing == "]" else Op.LT)


class TextOp(Enum):
    """How text is looked into; letters must agree exactly, also in case."""

    STARTS_WITH = "starts_with"
    ENDS_WITH = "ends_with"
    CONTAINS = "contains"
