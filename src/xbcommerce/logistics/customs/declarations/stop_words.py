"""Descriptions that say nothing: "goods", "gift", "spare parts". Customs systems reject them unread.

A stop word is rejected where it stands alone: "parts" is vague, "brake parts of steel" is not. A list of them
is as vague as each. Capitals, accents, plurals, punctuation, numbers and little words make no difference.

Source: European Commission, stop words of the Import Control System 2; CBP, CSMS 60011750.

Example:
    >>> from xbcommerce.logistics.customs.declarations import StopWords
    >>> words = StopWords({"gift", "spare parts", "goods", "sample"})
    >>> [words.vague(text) for text in ("Gifts", "2 x SPARE  PART!", "samples and goods", "sample case")]
    [True, True, True, False]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

from attrs import field, frozen

from xbcommerce.kernel.naming import name_set

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[,;:/+&|\n]|\b(?:and|or)\b", re.IGNORECASE)
_LITTLE = frozenset(
    {
        *("a", "an", "for", "from", "in", "my", "of", "on", "the", "to", "with", "your"),
        *("no", "nos", "pc", "pcs", "piece", "qty", "set", "x"),
        *("assorted", "different", "mixed", "new", "other", "used", "various"),
    }
)
"""Words that make no description of what is none without them."""
_PLURAL_LENGTH_MIN = 4
_PLURALS = (("ies", "y"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", ""))


def folded(text: str) -> tuple[str, ...]:
    """Return the words of a text without accents, capitals and plurals, without numbers and little words."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    words = map(_singular, _WORD.findall(bare))
    return tuple(word for word in words if word not in _LITTLE and not word.isdecimal())


def _singular(word: str) -> str:
    """Take a plural ending off; the same is done to stop words, so that it need not be good English."""
    if len(word) < _PLURAL_LENGTH_MIN or word.endswith(("ss", "us")):
        return word
    for ending, single in _PLURALS:
        if word.endswith(ending):
            return word.removesuffix(ending) + single
    return word


def _terms(terms: Iterable[str]) -> frozenset[str]:
    return name_set(terms, "terms")


@frozen
class StopWords:
    """Terms that describe no goods.

    Attributes:
        terms: Words and phrases as they are published; they are folded as descriptions are.
    """

    terms: frozenset[str] = field(converter=_terms)

    def vague(self, description: str) -> bool:
        """Say whether a description is one of the terms or a list of them; a blank one is missing instead."""
        if not description.strip():
            return False
        return self._says_nothing(description) or all(map(self._says_nothing, _BETWEEN.split(description)))

    def _says_nothing(self, text: str) -> bool:
        words = folded(text)
        return not words or words in self._folded

    @cached_property
    def _folded(self) -> frozenset[tuple[str, ...]]:
        return frozenset(map(folded, self.terms))
