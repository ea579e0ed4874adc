"""What a product still lacks, for each market and language it should be sold in.

A fallback text does not fill a required language; blank text and empty lists are missing; ``False`` and
``0`` are values. Percentages are floored, so 100 means complete.

Example:
    >>> from xbcommerce.catalog import Attribute, Product, Requirement, readiness
    >>> attributes = [Attribute("title", localizable=True), Attribute("images"), Attribute("hs_code")]
    >>> mug = Product.of("MUG-1", {"title": {"en": "Mug"}, "images": ["front.jpg"]})
    >>> needs = Requirement("DE", ("de",), ("title", "images", "hs_code"))
    >>> report = readiness(mug, attributes, [needs])
    >>> print(report)
    DE/de is 33 % complete; missing: hs_code, title
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.unmet import Note, Unmet

from .messages import ENGLISH
from .product import Attribute, Product, is_missing


class UnknownAttributeError(XbcommerceError, LookupError):
    """A required attribute that nobody has described."""

    code = "attribute.unknown"


@frozen
class Requirement:
    """What one market asks of every product of a kind.

    Attributes:
        market: Its name, as in keys of market-specific values.
        locales: The languages it is read in.
        required: Attribute names.
    """

    market: str
    locales: tuple[str, ...] = field(converter=tuple[str, ...])
    required: tuple[str, ...] = field(converter=tuple[str, ...])


@frozen
class Completeness:
    """How far a product is for one market in one language.

    Attributes:
        market: The market.
        locale: The language.
        missing: Attributes without a value there, by name.
        percent: Filled of required, floored; 100 if nothing is required.
    """

    market: str
    locale: str
    missing: tuple[str, ...]
    percent: int

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """One requirement a missing attribute."""
        place = f"{self.market}/{self.locale}"
        return tuple(
            Unmet(
                "attribute.missing", place, {"attribute": name, "market": self.market, "locale": self.locale}
            )
            for name in self.missing
        )


@frozen
class Opening:
    """What opening one more market would take.

    Attributes:
        to_open: All that is missing there.
        already_missing_at_home: Of these, what the home market lacks too.
        new_for_target: Of these, what only the new market asks for.
    """

    to_open: tuple[str, ...]
    already_missing_at_home: tuple[str, ...]
    new_for_target: tuple[str, ...]


@frozen
class Readiness:
    """A product against all markets asked about, one line a market and language."""

    lines: tuple[Completeness, ...]

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """Everything missing anywhere, at once."""
        return tuple(item for line in self.lines for item in line.unmet)

    def missing(self, market: str) -> tuple[str, ...]:
        """Return what is missing for a market in any of its languages, by name.

        Raises:
            LookupError: The report does not cover the market.
        """
        lines = [line for line in self.lines if line.market == market]
        if not lines:
            known = ", ".join(dict.fromkeys(line.market for line in self.lines))
            msg = f"no readiness for market {market!r}; the report covers {known}"
            raise UnknownAttributeError(msg)
        return tuple(sorted({name for line in lines for name in line.missing}))

    def diff(self, *, home: str, target: str) -> Opening:
        """Say what opening ``target`` takes for a product that is sold in ``home``."""
        at_home, there = set(self.missing(home)), self.missing(target)
        return Opening(
            there,
            tuple(name for name in there if name in at_home),
            tuple(name for name in there if name not in at_home),
        )

    def why(self) -> tuple[Note, ...]:
        """Return one line a market and language."""
        return tuple(
            Note(
                "readiness.line" if line.missing else "readiness.complete",
                {"place": f"{line.market}/{line.locale}", "percent": line.percent, "missing": line.missing},
            )
            for line in self.lines
        )

    def __str__(self) -> str:
        return ENGLISH.explain(self)


def readiness(
    product: Product, attributes: Iterable[Attribute], requirements: Iterable[Requirement]
) -> Readiness:
    """Compare a product with what markets require.

    Args:
        product: What is to be sold.
        attributes: How each required attribute depends on language and market.
        requirements: One a market.

    Raises:
        UnknownAttributeError: A requirement names an attribute that is not among ``attributes``.
    """
    known = {attribute.name: attribute for attribute in attributes}
    return Readiness(
        tuple(
            _completeness(product, known, requirement, locale)
            for requirement in requirements
            for locale in requirement.locales
        )
    )


def _completeness(
    product: Product, known: Mapping[str, Attribute], requirement: Requirement, locale: str
) -> Completeness:
    if unknown := [name for name in requirement.required if name not in known]:
        msg = f"{requirement.market} requires {', '.join(unknown)}, which no Attribute describes"
        raise UnknownAttributeError(msg)
    required = [known[name] for name in requirement.required if known[name].exists_in(locale)]
    missing = [
        attribute.name
        for attribute in required
        if is_missing(product.values.get(attribute.key(locale, requirement.market)))
    ]
    filled = len(required) - len(missing)
    percent = 100 * filled // len(required) if required else 100
    return Completeness(requirement.market, locale, tuple(sorted(missing)), percent)
