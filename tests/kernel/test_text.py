"""Text in many languages: the way from a reader's language to one that has the text."""

from __future__ import annotations

import pytest
from hypothesis import given

from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.messages import Messages
from xbcommerce.kernel.text import (
    DoubleTextError,
    LocalizedText,
    MalformedTagError,
    Text,
    closest,
    fallback_chain,
    language_tag,
)
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.testing.strategies.rules import locales, localized_texts

CHAINS = {
    "de-AT": "de-AT de",
    "en-GB": "en-GB en-001 en",
    "en-AU": "en-AU en-001 en",
    "en-DE": "en-DE en-150 en-001 en",
    "en-US": "en-US en",
    "es-MX": "es-MX es-419 es",
    "es-AR": "es-AR es-419 es",
    "es-ES": "es-ES es",
    "pt-BR": "pt-BR pt",
    "pt-AO": "pt-AO pt-PT pt",
    "nb-NO": "nb-NO nb no",
    "nn-NO": "nn-NO nn no",
    "zh-CN": "zh-CN zh",
    "zh-SG": "zh-SG zh",
    "zh-Hans-CN": "zh-Hans-CN zh-Hans zh",
    "zh-TW": "zh-TW zh-Hant-TW zh-Hant",
    "zh-HK": "zh-HK zh-Hant-HK zh-Hant",
    "zh-Hant-MO": "zh-Hant-MO zh-Hant-HK zh-Hant",
    "zh-Hant": "zh-Hant",
    "sr-RS": "sr-RS sr",
    "sr-ME": "sr-ME sr-Latn-ME sr-Latn",
    "sr-Latn": "sr-Latn",
    "uz-AF": "uz-AF uz-Arab-AF uz-Arab",
    "ca-ES-valencia": "ca-ES-valencia ca-ES ca",
    "xx-ZZ": "xx-ZZ xx",
}


@pytest.mark.parametrize(("locale", "chain"), CHAINS.items())
def test_the_way_follows_cldr_and_never_crosses_scripts(locale: str, chain: str) -> None:
    """Parent locales where CLDR names one; else the last subtag goes, within the script."""
    assert fallback_chain(locale) == tuple(chain.split())


@given(locales(), locales())
def test_the_default_is_last_and_once(locale: str, default: str) -> None:
    """The chain begins with the reader's language, repeats nothing and ends with the default if it is new."""
    chain = fallback_chain(locale, default)
    assert chain[0] == locale
    assert len(set(chain)) == len(chain)
    assert default in chain
    if default not in fallback_chain(locale):
        assert chain == (*fallback_chain(locale), default)


@pytest.mark.parametrize("spelling", ["zh_TW", "ZH-tw", "zh-TW", "ZH_TW"])
def test_a_tag_has_one_spelling(spelling: str) -> None:
    """Case and separator do not matter, for readers, keys and defaults."""
    assert language_tag(spelling) == "zh-TW"
    assert LocalizedText({spelling: "茶"}).exact("zh-tw") == "茶"
    assert fallback_chain(spelling)[0] == "zh-TW"
    assert fallback_chain("de", spelling)[-1] == "zh-TW"


@pytest.mark.parametrize(
    "tag", ["", "d", "german", "de-", "-de", "de--AT", "de AT", "zh-Hantttttt", "de_DE.UTF-8", "٣٤"]
)
def test_a_malformed_tag_is_refused_with_itself(tag: str) -> None:
    """Wherever it comes in."""
    with pytest.raises(MalformedTagError, match="malformed language tag") as refused:
        fallback_chain(tag)
    assert repr(tag) in str(refused.value)
    with pytest.raises(MalformedTagError):
        LocalizedText({tag: "text"})
    with pytest.raises(MalformedTagError):
        LocalizedText({"de": "text"}).best("de", tag)


@pytest.mark.parametrize(
    ("values", "locale", "default", "expected"),
    [
        ({"de": "Becher", "en": "Mug"}, "de-AT", "en", Text("Becher", "de", ("de-AT", "de"))),
        ({"en": "Mug"}, "de-AT", "en", Text("Mug", "en", ("de-AT", "de", "en"))),
        ({"de": " \t\n", "en": "Mug"}, "de", "en", Text("Mug", "en", ("de", "en"))),
        ({"fr": "Tasse"}, "de", "en", Text(None, None, ("de", "en"))),
        ({"fr": "Tasse"}, "de", None, Text(None, None, ("de",))),
        ({}, "de", "de", Text(None, None, ("de",))),
        ({"pt-BR": "Caneca"}, "pt", "en", Text(None, None, ("pt", "en"))),
        (
            {"zh": "马克杯", "en": "Mug"},
            "zh-TW",
            "en",
            Text("Mug", "en", ("zh-TW", "zh-Hant-TW", "zh-Hant", "en")),
        ),
        (
            {"zh-Hans": "马克杯", "en": "Mug"},
            "zh-CN",
            "en",
            Text("马克杯", "zh-Hans", ("zh-CN", "zh", "zh-Hans")),
        ),
        ({"zh_Hans": "马克杯"}, "zh", "en", Text("马克杯", "zh-Hans", ("zh", "zh-Hans"))),
        ({"zh-Hans": "马克杯", "zh": "杯"}, "zh-CN", "en", Text("杯", "zh", ("zh-CN", "zh"))),
        ({"zh-Hans": "马克杯"}, "zh-HK", "en", Text(None, None, ("zh-HK", "zh-Hant-HK", "zh-Hant", "en"))),
    ],
)
def test_the_best_text_and_the_way_to_it(
    values: dict[str, str], locale: str, default: str | None, expected: Text
) -> None:
    """The languages looked for are told up to the hit, all of them without one."""
    assert LocalizedText(values).best(locale, default) == expected


@given(localized_texts(), locales(), locales())
def test_best_finds_a_text_that_is_there_and_not_blank(
    text: LocalizedText, locale: str, default: str
) -> None:
    """The value is the text of the language told; that language is the last one looked for."""
    best = text.best(locale, default)
    if best.locale is None:
        assert best == Text(None, None, fallback_chain(locale, default))
        assert not any(text.exact(tag) for tag in best.via)
    else:
        assert best.value == text.exact(best.locale)
        assert best.via[-1] == best.locale
        assert not any(text.exact(tag) for tag in best.via[:-1])
    assert best.is_fallback == (best.locale != locale)


@given(localized_texts(), locales())
def test_an_exact_text_is_the_best(text: LocalizedText, locale: str) -> None:
    """Nothing goes before the reader's own language."""
    if text.exact(locale) is not None:
        assert text.best(locale, "en") == Text(text.exact(locale), locale, (locale,))


@given(localized_texts(), locales(), locales())
def test_a_reader_is_never_served_the_other_chinese(text: LocalizedText, locale: str, default: str) -> None:
    """Simplified for Traditional or the other way round only as the shop's own default."""
    best = text.best(locale, default)
    traditional = locale.startswith("zh-Hant") or locale in {"zh-TW", "zh-HK", "zh-GB"}  # by CLDR
    if locale.startswith("zh") and best.locale and best.locale != default and best.locale.startswith("zh"):
        assert (best.locale == "zh-Hant") == traditional


def test_two_texts_for_one_language_are_refused() -> None:
    """zh_TW and zh-tw are one language; which text counts nobody can know."""
    with pytest.raises(DoubleTextError, match=r"'zh-TW' .*'zh-tw'.*'茶' and '咖啡'"):
        LocalizedText({"zh_TW": "茶", "zh-tw": "咖啡"})


def test_a_text_is_replaced_by_a_copy() -> None:
    """The old value stays; blank takes a language out."""
    text = LocalizedText({"de": "Becher"})
    assert text.with_text("DE", "Tasse") == LocalizedText({"de": "Tasse"})
    assert text.with_text("de", " ").locales == ()
    assert str(text.with_text("en", "Mug")) == "de: Becher; en: Mug"


@given(localized_texts())
def test_texts_go_through_json(text: LocalizedText) -> None:
    """With every language, blank ones too."""
    assert from_json(to_json(text), LocalizedText) == text
    assert from_json(to_json(text.best("de", "en")), Text) == text.best("de", "en")


def test_closest_answers_in_the_spelling_it_was_given() -> None:
    """Catalogues spell with underscores."""
    assert closest(["en", "zh_Hans", "zh_Hant"], "zh-TW", "en") == "zh_Hant"
    assert closest([], "de", "en") is None


class TestMessages:
    """Message catalogues choose the language by the same way."""

    texts = Messages.of(
        {"a.b": {"en": "{n} pieces", "de": "{n} Stück", "zh_Hans": "{n} 件（简）", "zh-Hant": "{n} 件（繁）"}}
    )

    @pytest.mark.parametrize(
        ("lang", "expected"),
        [
            ("en", "1,234 pieces"),
            ("en-IN", "1,234 pieces"),
            ("fr", "1\u202f234 pieces"),
            ("de_DE", "1.234 Stück"),
            ("de-CH", "1’234 Stück"),
            ("zh", "1,234 件（简）"),
            ("zh_CN", "1,234 件（简）"),
            ("zh_Hans", "1,234 件（简）"),
            ("zh-SG", "1,234 件（简）"),
            ("zh_TW", "1,234 件（繁）"),
            ("zh-HK", "1,234 件（繁）"),
            ("zh_Hant", "1,234 件（繁）"),
            ("xx", "1,234 pieces"),
        ],
    )
    def test_a_reader_gets_the_next_best_language_and_his_own_formats(self, lang: str, expected: str) -> None:
        """Text by fallback, numbers as his own language writes them."""
        assert self.texts.render(Unmet("a.b", "", {"n": 1234}), lang) == expected

    def test_a_catalogue_without_english_answers_with_the_code(self) -> None:
        """Rather that than a text the reader cannot read."""
        french = Messages.of({"a.b": {"fr": "rien"}})
        assert french.text("a.b", "de") == "a.b"
        assert french.text("a.b", "fr-CA") == "rien"
