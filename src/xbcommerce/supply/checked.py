"""Costs and rates that formulas can take: finite numbers, above zero or at least zero; all refusals at once.

The formulas of inventory theory are statistics and run on floats. Costs may be in any one currency, periods
of any one length: whoever mixes days with years gets a wrong answer, so names say ``per_period``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from attrs import Attribute

from xbcommerce.kernel.errors import InvalidValueError


def above_zero(**numbers: float) -> None:
    """Refuse numbers that are zero, negative, infinite or no numbers.

    Raises:
        InvalidValueError: The message names every one of them.
    """
    for value in numbers.values():
        if not 0 < value < math.inf or value is True:
            bad = {name: one for name, one in numbers.items() if not _finite(one) or one <= 0}
            raise _refused(bad, "above 0")


def at_least_zero(**numbers: float) -> None:
    """Refuse numbers that are negative, infinite or no numbers.

    Raises:
        InvalidValueError: The message names every one of them.
    """
    for value in numbers.values():
        if not 0 <= value < math.inf or value is True or value is False:
            bad = {name: one for name, one in numbers.items() if not _finite(one) or one < 0}
            raise _refused(bad, "of at least 0")


def each_at_least_zero(name: str, values: Sequence[float]) -> None:
    """Refuse numbers of a series that `at_least_zero` refuses; names are only written where one is.

    Raises:
        InvalidValueError: The message names every one of them by its place.
    """
    if not all(0 <= value < math.inf and not isinstance(value, bool) for value in values):
        at_least_zero(**{f"{name}[{place}]": value for place, value in enumerate(values)})


def above_zero_field(_instance: object, attribute: Attribute[float], value: float) -> None:
    """Refuse a number that `above_zero` refuses; for ``attrs.field(validator=above_zero_field)``."""
    above_zero(**{attribute.name: value})


def _finite(value: float) -> bool:
    return not isinstance(value, bool) and math.isfinite(value)


def _refused(bad: Mapping[str, float], expected: str) -> InvalidValueError:
    listed = ", ".join(f"{name}={value!r}" for name, value in bad.items())
    return InvalidValueError(f"{listed}: expected {'numbers' if len(bad) > 1 else 'a number'} {expected}")
