"""Texts for codes, in the reader's language.

A catalogue maps a code to a template per language; figures are put in with the reader's number, date and
money formats. Catalogues compose with ``|``, later ones win, so a host replaces any sentence. A reader whose
language a catalogue lacks gets the next best one (`xbcommerce.kernel.text`): ``zh_TW`` reads ``zh_Hant``,
``zh_CN`` reads ``zh_Hans``, ``de_AT`` reads ``de``, others read English.

Example:
    >>> from xbcommerce.kernel.messages import Messages
    >>> from xbcommerce.kernel.unmet import Unmet
    >>> texts = Messages.of({"parcel.too_heavy": {
    ...     "en": "{where} weighs {weight_g} g, at most {weight_g_max} g are allowed",
    ...     "zh_Hans": "{where}重{weight_g}克，上限为{weight_g_max}克"}})
    >>> too_heavy = Unmet("parcel.too_heavy", "parcel", {"weight_g": 41_000, "weight_g_max": 40_000})
    >>> texts.render(too_heavy, "en")
    'parcel weighs 41,000 g, at most 40,000 g are allowed'
    >>> texts.render(Unmet("other.code"), "en")
    'other.code'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import Protocol

from attrs import frozen
from moneyed import Money

from .frozen import FrozenMap
from .money import exponent_of
from .money.rounding import MAGNITUDE_MAX
from .text import closest, fallback_chain
from .unmet import Note, Param, Refusal, Unmet

_WIDE = Context(prec=2 * MAGNITUDE_MAX)
"""Digits enough for any number that the library takes; Babel fails on one of more digits than its context."""


@lru_cache(maxsize=256)
def formatting_locale(lang: str) -> str:
    """Return the locale whose formats a reader of ``lang`` gets, spelled as Babel spells it."""
    from babel.localedata import exists

    ways = (tag.replace("-", "_") for tag in fallback_chain(lang, "en"))
    return next(way for way in ways if exists(way))


def format_param(value: Param, lang: str) -> str:
    """Write one figure as a reader of ``lang`` expects it; digits of money follow ISO 4217.

    Decimals and money show every digit they have; a fraction, which may have no end, shows four.

    Args:
        value: The figure.
        lang: A locale such as ``"en"``, ``"zh_Hans"``, ``"de-AT"``.
    """
    from babel.dates import format_date, format_time
    from babel.numbers import format_decimal

    lang = formatting_locale(lang)
    if isinstance(value, Money):
        return format_money(value, lang)
    if isinstance(value, datetime):
        clock = format_time(value, "medium" if value.second else "short", tzinfo=value.tzinfo, locale=lang)
        return f"{format_date(value, 'medium', locale=lang)} {clock}"
    if isinstance(value, date):
        return format_date(value, "medium", locale=lang)
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, Fraction):
        with localcontext(_WIDE):
            about = Decimal(value.numerator) / Decimal(value.denominator)
            return format_decimal(about, format="#,##0.####", locale=lang)
    with localcontext(_WIDE):
        return format_decimal(value, locale=lang, decimal_quantization=False)


def format_money(money: Money, lang: str) -> str:
    """Write money in the reader's way with the currency's own ISO 4217 digits, code first.

    Babel formats only; it neither rounds nor chooses the digits, whatever the decimal context.
    """
    from babel.numbers import format_decimal

    digits = exponent_of(money.currency.code)
    figures = max(digits, -int(money.amount.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * figures if figures else "")
    with localcontext(Context(prec=max(1, money.amount.adjusted() + 1) + figures)):
        amount = format_decimal(money.amount, format=pattern, locale=formatting_locale(lang))
    return f"{money.currency.code} {amount}"


@frozen
class _Names:
    """A text figure, which a placeholder may put into the reader's words: see `Messages`."""

    texts: Messages
    value: str
    lang: str

    def __format__(self, spec: str) -> str:
        if not spec[:1].isalpha() or "." not in spec:
            return format(self.value, spec)
        return " + ".join(self._word(spec, name) for name in self.value.split(" + "))

    def _word(self, prefix: str, name: str) -> str:
        code = f"{prefix}.{name.replace(' ', '_')}"
        return self.texts.text(code, self.lang) if code in self.texts.templates else name


class Explained(Protocol):
    """A decision that can say why."""

    def why(self) -> tuple[Note | Unmet, ...]:
        """Return the explanation, line by line."""
        ...


@frozen
class Messages:
    """Templates by code and language; falls back to English, then to the bare code.

    A placeholder may say under which codes the names in a text figure are put into words; a name that has
    none stands as it is.

    Example:
        >>> texts = Messages.of({
        ...     "due": {"en": "{charge:due.word}: {amount}", "zh_Hans": "{charge:due.word}：{amount}"},
        ...     "due.word.flat_duty": {"zh_Hans": "定额关税"}})
        >>> for charge in ("flat duty", "toll", "toll + flat duty"):
        ...     print(texts.render(Note("due", {"charge": charge, "amount": 3}), "zh_Hans"))
        定额关税：3
        toll：3
        toll + 定额关税：3
    """

    templates: FrozenMap[str, FrozenMap[str, str]]

    @classmethod
    def of(cls, templates: Mapping[str, Mapping[str, str]]) -> Messages:
        """Make a catalogue from plain mappings: code to language to template."""
        return cls(FrozenMap({code: FrozenMap(texts) for code, texts in templates.items()}))

    @classmethod
    def english(cls, templates: Mapping[str, str]) -> Messages:
        """Make a catalogue that speaks English only: code to template."""
        return cls.of({code: {"en": text} for code, text in templates.items()})

    @classmethod
    def by_language(cls, texts: Mapping[str, Mapping[str, str]]) -> Messages:
        """Make a catalogue from plain mappings as translators write them: language to code to template."""
        by_code: dict[str, dict[str, str]] = {}
        for language, templates in texts.items():
            for code, template in templates.items():
                by_code.setdefault(code, {})[language] = template
        return cls.of(by_code)

    def __or__(self, other: Messages) -> Messages:
        """Lay ``other`` over this catalogue; it wins code by code and language by language."""
        merged = dict(self.templates)
        for code, texts in other.templates.items():
            merged[code] = FrozenMap({**merged.get(code, {}), **texts})
        return Messages(FrozenMap(merged))

    def text(self, code: str, lang: str, params: Mapping[str, Param] | None = None) -> str:
        """Fill the template of ``code``; a missing code answers with itself and its figures.

        Args:
            code: The key, e.g. ``"title.missing"``.
            lang: The reader's language, e.g. ``"en"``, ``"zh_Hans"``, ``"zh-TW"``; falls back to English.
            params: The figures by name.
        """
        params = params or {}
        texts = self.templates.get(code, FrozenMap[str, str]())
        best = closest(texts, lang, "en")
        if best is None:
            return str(Note(code, params))
        return texts[best].format_map({name: self._shown(value, lang) for name, value in params.items()})

    def _shown(self, value: Param, lang: str) -> str | _Names:
        return _Names(self, value, lang) if isinstance(value, str) else format_param(value, lang)

    def render(self, item: Note | Unmet, lang: str = "en") -> str:
        """Write one requirement or explanation for a reader of ``lang``; ``{where}`` is an Unmet's place.

        An item may name, in its figure ``text``, the code of a more particular sentence, which is used where
        the catalogue has it: so what a host makes up reads as a sentence before the host brings its own.
        """
        particular = str(item.params.get("text", ""))
        code = particular if particular in self.templates else item.code
        if code not in self.templates:
            return str(item)
        place = {"where": item.where} if isinstance(item, Unmet) else {}
        return self.text(code, lang, {**place, **item.params})

    def explain(self, decision: Explained | Refusal | Sequence[Note | Unmet], lang: str = "en") -> str:
        """Write a whole decision or refusal, or what is missing by itself, one line each."""
        if isinstance(decision, Refusal):
            items: Sequence[Note | Unmet] = decision.unmet
        else:
            items = decision if isinstance(decision, Sequence) else decision.why()
        return "\n".join(self.render(item, lang) for item in items)
