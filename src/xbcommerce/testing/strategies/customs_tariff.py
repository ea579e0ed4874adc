"""Tariffs: measures and rule sets of them, what they come to, schemes, rules of origin, Northern Ireland."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import strategies as st
from moneyed import Money

from xbcommerce.kernel.dated import Dated, RuleSet, Source, Validity
from xbcommerce.kernel.figures import Figure
from xbcommerce.kernel.money import from_minor
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics import Mode
from xbcommerce.logistics.customs import ANY, DateBasis, When
from xbcommerce.logistics.customs.duties import AdValorem, DutyFacts, Free
from xbcommerce.logistics.customs.tariff import (
    ALL_GOODS,
    Addition,
    Additions,
    Applicable,
    AtRisk,
    AtRiskTest,
    DutyBase,
    DutyChoice,
    DutyMeasure,
    DutyOption,
    InTransit,
    MeasureKey,
    MeasureKind,
    Measures,
    OriginRule,
    OriginRules,
    PostalDuty,
    PreferenceScheme,
    Quota,
    QuotaState,
    RateBracket,
    Scheme,
    additions,
    duty_options,
    measures_for,
)

from .customs_classification import hs_codes
from .customs_duties import charged_expressions
from .customs_trade import COUNTRIES, trade_dates, trade_facts, whens
from .rules import days, sources, validities

ON = date(2026, 3, 1)
"""The day on which drawn tariffs are known."""
PREFIXES = (ALL_GOODS, "61", "6109", "610910", "6109100010", "610990", "64", "640399")
"""Prefixes of drawn measures; few, so that they meet the codes of `trade_facts`."""
NAMES = ("a-programme", "b-programme", "c-programme")
"""Names of drawn measures on top."""
CONTENTS = ("aluminium", "steel")
_ORIGINS = tuple(code for code in COUNTRIES if code != "XI")
_SCHEMES = ("eu", "japan")
_LAW = Source("a tariff", tier="A")
_LABELS = ("CC", "CTH", "CTSH", "MAXNOM", "WO")
_PROOFS = ("eur1", "importers-knowledge", "origin-declaration")


def _percents() -> st.SearchStrategy[Fraction]:
    return st.integers(0, 400).map(lambda tenths: Fraction(tenths, 10))


def _rates() -> st.SearchStrategy[str]:
    return st.just("NIHIL") | st.integers(0, 400).map(lambda tenths: f"{tenths // 10}.{tenths % 10} %")


def _sets(names: Sequence[str], *, size_min: int = 0) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(names), min_size=size_min)


def quotas() -> st.SearchStrategy[Quota]:
    """Quotas with any balance, or with one that nobody has looked at."""
    return st.builds(
        Quota,
        st.from_regex(r"09\.[0-9]{4}", fullmatch=True),
        st.none() | st.sampled_from(QuotaState),
        st.none() | st.integers(0, 10**6).map(Fraction),
        st.sampled_from(["", "kg"]),
    )


def in_transits() -> st.SearchStrategy[InTransit]:
    """Goods under way that are spared."""
    return st.builds(InTransit, days(), days(), st.sampled_from(DateBasis))


def _bases() -> st.SearchStrategy[Mapping[str, object]]:
    content = st.sampled_from(CONTENTS).map(lambda name: {"base": DutyBase.CONTENT, "content": name})
    return content | st.sampled_from([DutyBase.WHOLE, DutyBase.REST]).map(lambda base: {"base": base})


@st.composite
def duty_measures(
    draw: st.DrawFn,
    *,
    kinds: Sequence[MeasureKind] = (*MeasureKind,),
    expressions: st.SearchStrategy[str] | None = None,
) -> DutyMeasure:
    """Measures of any kind, of any duty under any condition; a top-up goes to a percentage."""
    kind = draw(st.sampled_from(kinds))
    texts = charged_expressions().map(str) if expressions is None else expressions
    return DutyMeasure(
        kind,
        draw(_rates() if kind is MeasureKind.TOP_UP else texts),
        draw(whens()),
        scheme=draw(st.sampled_from(_SCHEMES)) if kind is MeasureKind.PREFERENCE else "",
        documents=draw(_sets(["C990", "D008"], size_min=kind is MeasureKind.END_USE)),
        quota=draw(quotas()) if kind is MeasureKind.QUOTA else None,
        yields_to=draw(_sets(NAMES)) if kind.additional else frozenset(),
        in_transit=draw(st.none() | in_transits()) if kind.additional else None,
        date_basis=draw(st.sampled_from(DateBasis)),
        **(draw(_bases()) if kind.additional else {}),  # type: ignore[arg-type]
    )


def measure_keys() -> st.SearchStrategy[MeasureKey]:
    """Keys of measures, some on all goods."""
    codes = hs_codes().map(lambda code: code.digits) | st.just("")
    return st.builds(MeasureKey, st.sampled_from(["EU", "GB", "US"]), codes, st.sampled_from(["mfn", *NAMES]))


_SPELT = ("NIHIL", "2 %", "12 %", "4.5 % MIN 0.3 EUR / p/st", "1 EUR / kg", "by a list")
_WHENS = (
    ANY,
    ANY,
    When(origins=frozenset({"JP"})),
    When(not_origins=frozenset({"CN"})),
    When(goods=frozenset({"perfume"})),
    When(hs=frozenset({"610910"})),
    When(modes=frozenset({Mode.POSTAL}), origins=frozenset({"CN", "JP"})),
)
_SPARED = (None, None, InTransit(date(2026, 1, 1), date(2026, 6, 1)))


def tariffs(
    *, jurisdictions: Sequence[str] = ("EU",), measures_max: int = 5
) -> st.SearchStrategy[RuleSet[DutyMeasure]]:
    """Tariffs of a few measures under few prefixes, names and conditions, so that they meet and displace."""
    choices = (MeasureKind, _SPELT, _WHENS, _SPARED, DateBasis, PREFIXES, NAMES, QuotaState, jurisdictions)
    each = st.tuples(
        *(st.sampled_from(tuple(choice)) for choice in choices), st.just(Validity()) | validities()
    )
    return st.lists(each, min_size=1, max_size=measures_max).map(_tariff)


def _tariff(drawn: Sequence[tuple[Any, ...]]) -> RuleSet[DutyMeasure]:
    records: dict[str, Dated[DutyMeasure]] = {}
    for place, (kind, text, when, spared, basis, prefix, name, state, where, validity) in enumerate(drawn):
        measure = DutyMeasure(
            kind,
            "15 %" if kind is MeasureKind.TOP_UP else text,
            when,
            scheme="japan" if kind is MeasureKind.PREFERENCE else "",
            documents={"C990"} if kind is MeasureKind.END_USE else (),
            quota=Quota("09.2104", state) if kind is MeasureKind.QUOTA else None,
            in_transit=spared if kind.additional else None,
            date_basis=basis,
        )
        named = "mfn" if kind is MeasureKind.THIRD_COUNTRY else f"{kind.value}-{name}"
        key = str(MeasureKey(where, prefix.strip(ALL_GOODS), named))
        records[key] = Dated(f"m{place}", key, measure, validity, ON, _LAW)
    return RuleSet(records.values(), ON)


def found_measures() -> st.SearchStrategy[Measures]:
    """What drawn tariffs say of drawn goods."""
    return st.builds(measures_for, trade_facts(), st.just(("EU",)), trade_dates(), tariffs())


def applicable_measures(
    *, kinds: Sequence[MeasureKind] = (*MeasureKind,), expressions: st.SearchStrategy[str] | None = None
) -> st.SearchStrategy[Applicable]:
    """Measures that apply for certain."""
    return st.builds(
        _applicable, duty_measures(kinds=kinds, expressions=expressions), st.sampled_from(NAMES), sources()
    )


def _applicable(measure: DutyMeasure, name: str, source: Source) -> Applicable:
    record = Dated(f"{name}-1", str(MeasureKey("US", "", name)), measure, Validity(), ON, source)
    return Applicable(record, "", name)


@st.composite
def duty_choices(draw: st.DrawFn) -> DutyChoice:
    """Options of drawn goods, side by side."""
    facts = DutyFacts("EUR", draw(st.none() | st.integers(0, 10**6)))
    return duty_options(draw(found_measures()), facts, proofs=draw(_sets(_SCHEMES)))


def duty_claims() -> st.SearchStrategy[DutyOption]:
    """Single options."""
    return duty_choices().filter(lambda choice: bool(choice.options)).map(lambda choice: choice.options[0])


@st.composite
def reckoned_additions(draw: st.DrawFn) -> Additions:
    """What comes on top of a drawn duty, where everything is known that it takes."""
    top = tuple(kind for kind in MeasureKind if kind.additional)
    measure = attrs.evolve(draw(duty_measures(kinds=top, expressions=_rates())), yields_to=())
    one = _applicable(measure, draw(st.sampled_from(NAMES)), _LAW)
    column1 = draw(st.just(Free()) | _percents().map(AdValorem))
    contents: dict[str, Figure] = dict.fromkeys(CONTENTS, Fraction(1))
    found = additions([one], column1, DutyFacts("USD", draw(st.integers(2, 10**6))), contents)
    assert not isinstance(found, Refusal), found
    return found


def single_additions() -> st.SearchStrategy[Addition]:
    """What one measure adds."""
    return reckoned_additions().filter(lambda one: bool(one.charged)).map(lambda one: one.charged[0])


def preference_schemes() -> st.SearchStrategy[PreferenceScheme]:
    """Schemes for few countries, some without proofs."""
    cumulation = st.dictionaries(st.sampled_from(["bilateral", "extended"]), _sets(_ORIGINS))
    return st.builds(
        PreferenceScheme, st.just("An agreement"), _sets(_ORIGINS, size_min=1), _sets(_PROOFS), cumulation
    )


def schemes() -> st.SearchStrategy[Scheme]:
    """Schemes with their records."""
    return st.builds(_scheme, st.sampled_from(_SCHEMES), preference_schemes(), validities())


def _scheme(name: str, value: PreferenceScheme, validity: Validity) -> Scheme:
    return Scheme(name, Dated(name, f"scheme/GB/{name}", value, validity, ON, _LAW))


def rate_brackets() -> st.SearchStrategy[RateBracket]:
    """Brackets with either end, or with none."""
    end = st.sampled_from(["below_pct", "up_to_pct"])
    closed = st.tuples(_amounts(), end, _percents()).map(lambda it: RateBracket(it[0], **{it[1]: it[2]}))
    return closed | st.builds(RateBracket, _amounts())


def _amounts() -> st.SearchStrategy[Money]:
    return st.integers(0, 50_000).map(lambda cents: from_minor(cents, "USD"))


@st.composite
def postal_duties(draw: st.DrawFn) -> PostalDuty:
    """Duties in up to four brackets."""
    ends = sorted(draw(st.sets(_percents(), max_size=3)))
    below = [draw(st.booleans()) for _ in ends]
    brackets = [
        RateBracket(draw(_amounts()), **{"below_pct" if open_ else "up_to_pct": end})
        for end, open_ in zip(ends, below, strict=True)
    ]
    return PostalDuty([*brackets, RateBracket(draw(_amounts()))])


def at_risk_tests() -> st.SearchStrategy[AtRiskTest]:
    """Tests of any share."""
    return _percents().map(AtRiskTest)


def at_risks() -> st.SearchStrategy[AtRisk]:
    """Decisions between two duties."""
    return st.builds(AtRiskTest.decide, at_risk_tests(), _amounts(), uk_duty=_amounts(), eu_duty=_amounts())


@st.composite
def origin_rules(draw: st.DrawFn) -> OriginRule:
    """Rules for ranges of headings."""
    first, last = sorted((draw(hs_codes()).digits[:4], draw(hs_codes()).digits[:4]))
    ways = draw(st.lists(_sets(_LABELS), min_size=1, max_size=2))
    return OriginRule(min(first, last[: len(first)]), last, ways, draw(st.sampled_from(["", "Others"])))


def origin_rule_sets() -> st.SearchStrategy[OriginRules]:
    """The rules of an agreement."""
    return st.lists(origin_rules(), max_size=4).map(OriginRules)
