"""One phrase of a printed duty: what stands between two operators."""

from __future__ import annotations

import re
import unicodedata

from attrs import frozen

from xbcommerce.kernel.money import NoMinorUnitError, UnknownCurrencyError, exponent_of
from xbcommerce.kernel.naming import nearest
from xbcommerce.kernel.unmet import Param, Unmet

from .terms import AdValorem, AgriculturalComponent, Component, Free, RetailShare, Specific, Term
from .units import UNITS, MeasurementUnit, is_qualifier, unit_spelled

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_RETAIL = re.compile(r"(?:of|/)\s*retail\s*price", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{3}(?![A-Z])", re.IGNORECASE)
_FREE = re.compile(r"(?:NIHIL|free)(?![A-Z])", re.IGNORECASE)
_COMPONENT = re.compile(
    r"(?:(?P<AC>AC|EA)|(?P<SD>SD|AD ?S/?Z)|(?P<FD>FD|AD ?F/?M))\s*(?P<reduced>\(reduced\)|R)?(?![A-Z])",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[\s/]+")


@frozen
class Phrase:
    """A part of a text, and where it stands."""

    whole: str
    start: int
    text: str

    def wrong(self, what: str, at: int = 0, **figures: Param) -> Unmet:
        """Say what is wrong from a place on, by the column of the whole text, counted from 1."""
        place: dict[str, Param] = {"column": self.start + at + 1, "found": self.text[at:]}
        return Unmet(f"duty.{what}", self.whole, {**place, **figures})

    @property
    def names_component(self) -> bool:
        """Whether it begins with the name of an agricultural component."""
        return _COMPONENT.match(self.text) is not None

    def after(self, end: int) -> int:
        """Return where what follows a place begins."""
        return len(self.text) - len(self.text[end:].lstrip())


def read_phrase(phrase: Phrase) -> Term | Free | Unmet:
    """Read one phrase, or say what it is that cannot be read."""
    text = phrase.text
    if number := _NUMBER.match(text):
        return _read_amount(phrase, number[0])
    if word := _FREE.match(text):
        return _alone(phrase, word, Free())
    if word := _COMPONENT.match(text):
        return _alone(phrase, word, AgriculturalComponent(_component(word)))
    left_out = not text or text[0] in "%/" or _currency(text)
    return phrase.wrong("missing_amount" if left_out else "unknown_token")


def _component(word: re.Match[str]) -> Component:
    kind = next(name for name in ("AC", "SD", "FD") if word[name])
    return Component(f"{kind} (reduced)" if word["reduced"] else kind)


def _alone(phrase: Phrase, word: re.Match[str], value: AgriculturalComponent | Free) -> Term | Free | Unmet:
    """Take a word that nothing may stand beside."""
    at = phrase.after(word.end())
    rest = phrase.text[at:]
    if not rest:
        return value
    if _NUMBER.match(rest) or rest[0] in "%/" or _currency(rest):
        return phrase.wrong("not_permitted", at, beside=word[0].strip())
    return phrase.wrong("unknown_token", at)


def _read_amount(phrase: Phrase, amount: str) -> Term | Unmet:
    at = phrase.after(len(amount))
    rest = phrase.text[at:]
    if rest.startswith("%"):
        return _read_share(phrase, amount, phrase.after(at + 1))
    if currency := _currency(rest):
        return _read_specific(phrase, Specific(amount, currency), phrase.after(at + 3))
    if not rest:
        return phrase.wrong("unknown_currency", at, text="duty.unknown_currency.none", amount=amount)
    if _FREE.match(rest) or _COMPONENT.match(rest):
        return phrase.wrong("not_permitted", at, beside=amount)
    if rest[0].isalpha() or unicodedata.category(rest[0]) == "Sc":
        return phrase.wrong("unknown_currency", at, found=_BREAK.split(rest)[0])
    return phrase.wrong("unknown_token", at)


def _currency(text: str) -> str | None:
    """Return the code of the currency that a text begins with."""
    word = _CODE.match(text)
    if word is None:
        return None
    try:
        exponent_of(word[0].upper())
    except (UnknownCurrencyError, NoMinorUnitError):
        return None
    return word[0].upper()


def _read_share(phrase: Phrase, percent: str, at: int) -> Term | Unmet:
    rest = phrase.text[at:]
    if not rest:
        return AdValorem(percent)
    if _RETAIL.fullmatch(rest):
        return RetailShare(percent)
    if rest.startswith("/"):
        return phrase.wrong("not_permitted", at, beside=f"{percent} %")
    return phrase.wrong("unknown_token", at)


def _read_specific(phrase: Phrase, amount: Specific, at: int) -> Term | Unmet:
    rest = phrase.text[at:]
    if not rest:
        return amount
    if not rest.startswith("/"):
        return phrase.wrong("unknown_token", at)
    unit = _read_unit(phrase, phrase.after(at + 1))
    return unit if isinstance(unit, Unmet) else Specific(amount.amount, amount.currency, unit.code)


def _read_unit(phrase: Phrase, at: int) -> MeasurementUnit | Unmet:
    text = phrase.text[at:]
    if found := unit_spelled(text):
        return found
    for gap in reversed(list(_BREAK.finditer(text))):
        unit, qualifier = text[: gap.start()], text[gap.end() :]
        if unit_spelled(unit):
            what = "not_permitted" if is_qualifier(qualifier) else "unknown_qualifier"
            return phrase.wrong(what, at + gap.end(), beside=unit)
    near = nearest(text, (unit.abbreviation for unit in UNITS.values()))
    particular = {"text": "duty.unknown_unit.near", "near": near} if near else {}
    return phrase.wrong("unknown_unit", at, **particular)
