"""Preference schemes: for goods of which countries an importer's law lowers its duties, and on what proof.

Schemes stand in the rule set under ``scheme/IMPORTER/NAME``. A country can be in two of them, such as Japan
in its own agreement with the United Kingdom and in CPTPP: they are told side by side, and the duties that
they lead to decide (`duty_options`), not their order.

Origin is written in ISO or in customs codes (``RS`` or ``XS`` for Serbia, ``XK`` for Kosovo); records keep
ISO codes, and ``EU`` beside the member states for goods that originate in the Union as a whole.

Example:
    >>> from datetime import date
    >>> from xbcommerce.logistics.customs.tariff import schemes
    >>> from xbcommerce.reference.customs.schemes import preference_schemes
    >>> [scheme.name for scheme in schemes("GB", "JP", date(2024, 12, 24), preference_schemes())]
    ['cptpp', 'japan']
    >>> print(schemes("GB", "XS", date(2026, 3, 1), preference_schemes())[0])
    serbia: UK-Serbia Partnership, Trade and Cooperation Agreement (eur-med, eur1, origin-declaration)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from xbcommerce.kernel.dated import Ambiguous, Dated, Found, RuleSet, Stale
from xbcommerce.kernel.frozen import FrozenMap
from xbcommerce.kernel.naming import name_set
from xbcommerce.kernel.places import from_customs_code

PREFIX = "scheme/"
"""Under which keys schemes stand."""
UNION = "EU"
"""Origin in the European Union as a whole."""


def _countries(codes: Iterable[str]) -> frozenset[str]:
    return name_set(codes, "countries")


def _proofs(names: Iterable[str]) -> frozenset[str]:
    return name_set(names, "proofs")


def _cumulation(kinds: Mapping[str, Iterable[str]]) -> FrozenMap[str, frozenset[str]]:
    return FrozenMap({kind: name_set(codes, f"cumulation[{kind!r}]") for kind, codes in kinds.items()})


@frozen
class PreferenceScheme:
    """One record's value.

    Attributes:
        title: Of the agreement or arrangement.
        countries: Whose goods it is for, ISO codes.
        proofs: Which proofs of origin it takes, any of them, e.g. ``"origin-declaration"``, ``"eur1"``,
            ``"importers-knowledge"``; empty where the source does not say.
        cumulation: Kind (``"bilateral"``, ``"diagonal"``, ``"extended"``) to the countries whose materials
            may count as originating, as its source lists them.
    """

    title: str
    countries: frozenset[str] = field(converter=_countries)
    proofs: frozenset[str] = field(default=frozenset(), converter=_proofs)
    cumulation: FrozenMap[str, frozenset[str]] = field(
        factory=FrozenMap[str, frozenset[str]], converter=_cumulation
    )

    def __str__(self) -> str:
        proofs = f" ({', '.join(sorted(self.proofs))})" if self.proofs else ""
        return f"{self.title}{proofs}"


@frozen
class Scheme:
    """A scheme that goods of a country fall under.

    Attributes:
        name: E.g. ``"japan"``: what proofs at hand and preferences in the tariff refer to.
        record: Where it stands.
    """

    name: str
    record: Dated[PreferenceScheme]

    def __str__(self) -> str:
        return f"{self.name}: {self.record.value}"


def scheme_key(importer: str, name: str) -> str:
    """Write the key of a scheme, e.g. ``"scheme/GB/japan"``."""
    return f"{PREFIX}{importer}/{name}"


def origin_code(origin: str) -> str:
    """Return a country of origin as records write it.

    Raises:
        UnknownCountryError: No country has the code.
    """
    return origin if origin == UNION else from_customs_code(origin).alpha2


def schemes(
    importer: str, origin: str, on: date, rules: RuleSet[Any], known: date | None = None
) -> tuple[Scheme, ...]:
    """Return the schemes that goods of a country fall under on a day, by name; none is an answer.

    A scheme whose record is overdue for review or contradicted by another is among them, with that record:
    a preference that was missed costs less than one that was claimed wrongly, but should be looked at.

    Args:
        importer: Whose schemes: ``"GB"``, ``"XI"`` for Northern Ireland, ``"EU"``.
        origin: Country of origin in ISO or customs code, or ``"EU"``.
        on: The day of the trade.
        rules: Records under ``scheme/…``; what else the set holds is ignored.
        known: What was known by this day counts; None is the day of issue.

    Raises:
        UnknownCountryError: No country has the code of ``origin``.
    """
    code, prefix = origin_code(origin), scheme_key(importer, "")
    return tuple(
        Scheme(key.removeprefix(prefix), record)
        for key in rules.keys_under(prefix)
        for record in standing_schemes(rules, key, on, known)
        if code in record.value.countries
    )


def standing_schemes(
    rules: RuleSet[Any], key: str, on: date, known: date | None = None
) -> Iterator[Dated[PreferenceScheme]]:
    """Go through the records that stand under one key on a day: one, or those that contradict each other."""
    match rules.as_of(key, on, known):
        case Found(record) | Stale(record):
            yield record
        case Ambiguous(records):
            yield from records
        case _:
            return
