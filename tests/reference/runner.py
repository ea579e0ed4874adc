"""Run reference cases and say, per family, how many hold.

Each module beside this one may declare ``FAMILIES``: a mapping from a family's name to a function that turns
the case's ``input`` into calls of the public API and returns what the case calls ``expected``.
"""

from __future__ import annotations

import importlib
import json
import math
import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from pathlib import Path
from typing import Any

from attrs import frozen

Adapter = Callable[[dict[str, Any]], object]


class NotCoveredError(Exception):
    """An adapter's word that a case is of another shape than its family has here: another topic's rule."""


class Told(dict[str, object]):
    """An answer that tells more than a case asks for: what the case expects must be in it, exactly."""


@frozen
class Outcome:
    """One case that ran: ``problem`` is empty if it holds."""

    case_id: str
    family: str
    problem: str


def adapters() -> dict[str, Adapter]:
    """Gather the adapters of all topics; several of one family are asked until one knows the case's shape."""
    found: dict[str, list[Adapter]] = {}
    package = importlib.import_module("tests.reference")
    for module in pkgutil.iter_modules(package.__path__):
        if module.name in {"runner", "__main__"} or module.name.startswith("test_"):
            continue
        families: Mapping[str, Adapter] = importlib.import_module(f"tests.reference.{module.name}").FAMILIES
        for family, adapter in families.items():
            found.setdefault(family, []).append(adapter)
    return {family: one[0] if len(one) == 1 else partial(_first, one) for family, one in found.items()}


def _first(known: Sequence[Adapter], case: dict[str, Any]) -> object:
    """Ask each topic that has the family; the first that knows the shape of the case answers."""
    for adapter in known:
        try:
            return adapter(case)
        except NotCoveredError:
            continue
    raise NotCoveredError


def load(path: Path) -> list[dict[str, Any]]:
    """Read the cases of a file."""
    cases: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return cases


def run(
    cases: Iterable[Mapping[str, Any]], known: Mapping[str, Adapter]
) -> tuple[list[Outcome], dict[str, int]]:
    """Run every case whose family has an adapter; count the others by family."""
    outcomes: list[Outcome] = []
    without: dict[str, int] = {}
    for case in cases:
        family = case["family"]
        try:
            outcomes.append(Outcome(case["id"], family, _problem(case, _adapter(family, known))))
        except NotCoveredError:
            without[family] = without.get(family, 0) + 1
    return outcomes, without


def _adapter(family: str, known: Mapping[str, Adapter]) -> Adapter:
    if family not in known:
        raise NotCoveredError(family)
    return known[family]


def _problem(case: Mapping[str, Any], adapter: Adapter) -> str:
    try:
        got = adapter(case["input"])
    except NotCoveredError:
        raise
    except Exception as error:  # noqa: BLE001  # a crash is a failed case, told like any other
        return f"raised {type(error).__name__}: {error}"
    if matches(got, case["expected"], case.get("tolerance")):
        return ""
    return f"expected {json.dumps(case['expected'], ensure_ascii=False)}\n      got      {got!r}"


def optional_day(text: str | None) -> date | None:
    """Read a day that a case may leave open."""
    return None if text is None else date.fromisoformat(text)


def matches(got: object, expected: object, tolerance: object = None) -> bool:
    """Compare an answer with what a case expects.

    Numbers may differ by ``tolerance`` where the case names one: a number counts absolutely up to 1 and
    relatively above, ``{"rel": r, "abs": a}`` as it says. Texts, structures and, without the latter, whole
    numbers must be equal.
    """
    if isinstance(expected, dict) and isinstance(got, Mapping):
        asked = got.keys() >= expected.keys() if isinstance(got, Told) else got.keys() == expected.keys()
        return asked and all(matches(got[key], expected[key], tolerance) for key in expected)
    if isinstance(expected, list) and isinstance(got, list | tuple):
        return len(got) == len(expected) and all(
            matches(mine, theirs, tolerance) for mine, theirs in zip(got, expected, strict=True)
        )
    if isinstance(tolerance, dict) and {"rel", "abs"} <= tolerance.keys() and _both_numbers(got, expected):
        return math.isclose(got, expected, rel_tol=tolerance["rel"], abs_tol=tolerance["abs"])
    allowed = _number(tolerance)
    if isinstance(expected, float) and isinstance(got, int | float) and not isinstance(got, bool):
        return abs(got - expected) <= float(allowed or 0) * max(1.0, abs(expected))
    return type(got) is type(expected) and got == expected


def _both_numbers(got: object, expected: object) -> bool:
    return all(isinstance(value, int | float) and not isinstance(value, bool) for value in (got, expected))


def _number(tolerance: object) -> Decimal | None:
    try:
        return Decimal(str(tolerance))
    except InvalidOperation:
        return None
