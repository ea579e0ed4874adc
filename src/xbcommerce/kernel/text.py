"""Text in many languages: which one a reader gets, and which were looked for.

A text that is blank counts as missing. The way from a language to its next best follows Unicode CLDR (es-MX,
es-419, es) and never crosses scripts: a reader in Taiwan is never served Simplified Chinese.

Example:
    >>> from xbcommerce.kernel.text import LocalizedText
    >>> title = LocalizedText({"de": "Becher", "en": "Mug", "zh-Hans": "马克杯"})
    >>> title.best("de-AT", "en")
    Text(value='Becher', locale='de', via=('de-AT', 'de'))
    >>> title.best("zh-TW", "en")
    Text(value='Mug', locale='en', via=('zh-TW', 'zh-Hant-TW', 'zh-Hant', 'en'))
    >>> print(title.exact("de-AT"))
    None
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from attrs import field, frozen

from .errors import InvalidValueError
from .frozen import FrozenMap

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)",
    re.ASCII,
)


class MalformedTagError(InvalidValueError):
    """A language tag that is none."""

    code = "malformed_tag"


class DoubleTextError(InvalidValueError):
    """Two texts for one language, spelled differently, such as ``zh_TW`` and ``zh-tw``."""

    code = "double_text"


@lru_cache(maxsize=4096)
def language_tag(tag: str) -> str:
    """Return the one spelling of a language tag.

    Args:
        tag: Language, then script, region and variants, in any case, joined by ``-`` or ``_``.

    Raises:
        MalformedTagError: It is no such tag.

    Example:
        >>> language_tag("ZH_hant-tw"), language_tag("es_419")
        ('zh-Hant-TW', 'es-419')
    """
    found = _TAG.fullmatch(tag.replace("_", "-").lower())
    if not found:
        msg = f"malformed language tag {tag!r}; expected such as 'de', 'de-AT', 'zh-Hant-TW'"
        raise MalformedTagError(msg)
    script, region = found["script"], found["region"]
    parts = [found["language"], script and script.title(), region and region.upper()]
    return "-".join(part for part in parts if part) + found["variants"]


@lru_cache(maxsize=4096)
def fallback_chain(locale: str, default: str | None = None) -> tuple[str, ...]:
    """Return the languages to look for, best first.

    Parents are CLDR's where it names one (nb, no; en-GB, en-001; pt-AO, pt-PT); else the last subtag is
    dropped, unless that would change the script that the tag is likely written in: then language, script and
    region are spelled out, and the way ends before the bare language.

    Args:
        locale: The reader's language.
        default: What to look for last, e.g. the shop's own language.

    Raises:
        MalformedTagError: One of the two is no language tag.

    Example:
        >>> fallback_chain("es_MX", "en"), fallback_chain("sr-Latn")
        (('es-MX', 'es-419', 'es', 'en'), ('sr-Latn',))
    """
    chain: list[str] = []
    step: str | None = language_tag(locale)
    while step is not None and step not in chain:
        chain.append(step)
        step = _parent(step)
    if default is not None and (last := language_tag(default)) not in chain:
        chain.append(last)
    return tuple(chain)


def _parent(tag: str) -> str | None:
    from babel.core import get_global

    named = get_global("parent_exceptions").get(tag.replace("-", "_"))
    if named is not None:
        return None if named == "root" else language_tag(named)
    shorter = tag.rpartition("-")[0]
    if not shorter or _script(shorter) == _script(tag):
        return shorter or None
    spelled = _spelled_out(tag)
    return spelled if spelled != tag else None


def _script(tag: str) -> str:
    """Return the script a tag names or is likely written in; empty if CLDR does not say."""
    from babel.core import get_global

    found = _TAG.fullmatch(tag.lower())
    if found and found["script"]:
        return found["script"].title()
    likely = get_global("likely_subtags")
    language, _, rest = tag.partition("-")
    region = rest.partition("-")[0]
    full = likely.get(f"{language}_{region}") or likely.get(language) or ""
    return full.split("_")[1] if "_" in full else ""


def _spelled_out(tag: str) -> str:
    """Put the likely script into a tag that names none: zh-TW becomes zh-Hant-TW."""
    found = _TAG.fullmatch(tag.lower())
    if not found or found["script"]:
        return tag
    language, _, rest = tag.partition("-")
    return "-".join(part for part in (language, _script(tag), rest) if part)


def closest(languages: Iterable[str], locale: str, default: str | None = None) -> str | None:
    """Return which of the languages at hand a reader of ``locale`` gets, None for none.

    Follows `fallback_chain`; before the default it also takes a language that spells out the script which the
    reader's tag implies (``zh-Hans`` for a reader of ``zh-CN`` or ``zh``).

    Args:
        languages: Tags in any spelling.
        locale: The reader's language.
        default: The last resort.

    Example:
        >>> closest(["en", "zh_Hans", "zh_Hant"], "zh_CN", "en"), closest(["en", "zh_Hans"], "zh_TW", "en")
        ('zh_Hans', 'en')
    """
    spellings = {language_tag(language): language for language in languages}
    own = fallback_chain(locale)
    for tag in own:
        if tag in spellings:
            return spellings[tag]
    for tag in own:
        if (spelled := _spelled_out(tag)) in spellings or (
            spelled := f"{tag.partition('-')[0]}-{_script(tag)}"
        ) in spellings:
            return spellings[spelled]
    return spellings.get(language_tag(default)) if default is not None else None


@frozen
class Text:
    """A text found, or not, and the way to it.

    Attributes:
        value: The text, None if no language of the way has one.
        locale: The language of the text, None without one.
        via: The languages looked for, up to the one that had it; all of them if none had.
    """

    value: str | None
    locale: str | None
    via: tuple[str, ...]

    @property
    def is_fallback(self) -> bool:
        """Whether the reader gets another language than asked for, or nothing."""
        return self.locale is None or self.locale != self.via[0]

    def __str__(self) -> str:
        return self.value or ""


def _tagged(values: Mapping[str, str]) -> FrozenMap[str, str]:
    tagged: dict[str, str] = {}
    for tag, text in values.items():
        if (known := language_tag(tag)) in tagged:
            msg = f"two texts for {known!r} (one spelled {tag!r}): {tagged[known]!r} and {text!r}"
            raise DoubleTextError(msg)
        tagged[known] = text
    return FrozenMap(tagged)


@frozen
class LocalizedText:
    """One text in several languages.

    Attributes:
        values: Text by language tag; tags are kept in one spelling (``zh_TW`` becomes ``zh-TW``).

    Raises:
        MalformedTagError: A key is no language tag.
        DoubleTextError: Two keys are one language.
    """

    values: FrozenMap[str, str] = field(factory=FrozenMap[str, str], converter=_tagged)

    @property
    def locales(self) -> tuple[str, ...]:
        """The languages that have a text, blank ones left out."""
        return tuple(tag for tag, text in self.values.items() if text.strip())

    def exact(self, locale: str) -> str | None:
        """Return the text in just this language; None if it is missing or blank.

        A text in another language never fills a required one; for that, see `best`.
        """
        text = self.values.get(language_tag(locale), "")
        return text if text.strip() else None

    def best(self, locale: str, default: str | None = None) -> Text:
        """Return the text a reader of ``locale`` should get, and which languages were looked for.

        Args:
            locale: The reader's language.
            default: What to look for last, e.g. the shop's own language.
        """
        locale = language_tag(locale)
        tag = closest(self.locales, locale, default)
        via = fallback_chain(locale, default)
        if tag is None:
            return Text(None, None, via)
        if tag in via:
            return Text(self.values[tag], tag, via[: via.index(tag) + 1])
        return Text(self.values[tag], tag, (*fallback_chain(locale), tag))

    def with_text(self, locale: str, text: str) -> LocalizedText:
        """Return a copy that says ``text`` in ``locale``."""
        return LocalizedText(FrozenMap({**self.values, language_tag(locale): text}))

    def __str__(self) -> str:
        return "; ".join(f"{tag}: {self.values[tag]}" for tag in self.locales)
