"""What makes a number one of its kind: its prefix, its shape, and its check rule where that is public.

Example:
    >>> from xbcommerce.kernel.identifiers.rule import Rule, Scheme
    >>> from xbcommerce.kernel.identifiers.check_digits import is_mod_11_10
    >>> german = Scheme({"DE": Rule("DE", ("&########",), is_mod_11_10)})
    >>> german.split("DE136695976"), german.rules["DE"].shape_of("136695976")
    (('DE', '136695976'), '&########')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from attrs import field, frozen

from xbcommerce.kernel.frozen import FrozenMap

from .writing import fits

Check = Callable[[str], bool]
"""Whether the check digits of a number of the right shape are right; the prefix does not belong to it."""


@frozen
class Rule:
    """How the numbers of one kind and one country are written and checked.

    Attributes:
        country: Alpha-2 code, or ``XI``; empty where the number itself ends in it.
        shapes: What may stand behind the prefix, as in `writing`.
        check: The check rule; None where it is not public.
        tidy: Turns another accepted way of writing what stands behind the prefix into the canonical one.
        ended: The first day on which a shape is no longer accepted.
    """

    country: str
    shapes: tuple[str, ...]
    check: Check | None = None
    tidy: Callable[[str], str] = str
    ended: FrozenMap[str, date] = field(factory=FrozenMap[str, date])

    def shape_of(self, body: str) -> str | None:
        """Return the shape of what stands behind the prefix; None where it has none that ever was."""
        return next((shape for shape in self.shapes if fits(body, shape)), None)


@frozen
class Scheme:
    """All numbers of one kind.

    Attributes:
        rules: By prefix; the empty prefix where the kind has none.
        mark: What every number of the kind begins with; told where it is missing.
        home: The prefix that may be left out when the number is typed; None where none may be.
        aliases: Prefixes as some people type them, and what they stand for.
    """

    rules: Mapping[str, Rule]
    mark: str = ""
    home: str | None = None
    aliases: Mapping[str, str] = field(factory=FrozenMap[str, str])

    def split(self, number: str, country: str | None = None) -> tuple[str, str] | None:
        """Part a plain number into its prefix, spelled canonically, and the rest.

        Args:
            number: The number.
            country: Alpha-2 code, or prefix: whose number it must be; the prefix may then be left out.

        Returns:
            The two parts, or None where no rule is for it.
        """
        spellings = {**{prefix: prefix for prefix in self.rules}, **self.aliases}
        if country is not None:
            spellings = {typed: prefix for typed, prefix in spellings.items() if self.is_of(country, prefix)}
        for typed in sorted(spellings, key=len, reverse=True):
            if number.startswith(typed):
                return spellings[typed], number[len(typed) :]
        left_out = self.home if country is None else next(iter(spellings.values()), None)
        return None if left_out is None else (left_out, number)

    def is_of(self, country: str, prefix: str) -> bool:
        """Say whether numbers with a prefix may be a country's, given by alpha-2 code or by prefix."""
        own = self.rules[prefix].country
        return not own or country in {prefix, own} or self.aliases.get(country) == prefix
