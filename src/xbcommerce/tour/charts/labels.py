r"""What is written on a page: codes and names become text here, figures get the reader's formats.

Text that people typed in (names, addresses) may hold control characters that would steer a terminal or turn
the direction of a line; they are shown as a replacement character, never passed on.

Example:
    >>> from decimal import Decimal
    >>> from fractions import Fraction
    >>> from xbcommerce.kernel.messages import Messages
    >>> from xbcommerce.kernel.unmet import Note
    >>> texts = Messages.english({"parcels": "{count} parcels"})
    >>> say(Note("parcels", {"count": 1_200}), texts, "en"), say("LAMP-1\x1b[2J", texts, "en")
    ('1,200 parcels', 'LAMP-1�[2J')
    >>> figure(Fraction(1, 4), "en"), figure(True, "en"), exact(Decimal("0.25"))
    ('0.25', '✓', Fraction(1, 4))
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from fractions import Fraction

from moneyed import Money

from xbcommerce.kernel.messages import Messages, format_param
from xbcommerce.kernel.unmet import Note, Param, Unmet

Label = Note | Unmet | str
"""Words for the reader: a code with figures, or a name that is the same in every language."""
Figure = int | Decimal | Fraction | Money
"""A quantity that can be drawn; exact."""

YES, NO, DASH = "✓", "✗", "–"
_TURNS_LINES = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    """Return ``text`` on one line, without anything that steers a terminal or turns its direction."""
    if text.isprintable():
        return text
    return "".join(
        " "
        if character in "\n\r\t\u2028\u2029"
        else "\ufffd"
        if unicodedata.category(character) in {"Cc", "Cs"} or character in _TURNS_LINES
        else character
        for character in text
    )


def say(label: Label, texts: Messages, lang: str) -> str:
    """Write a label in the reader's language; a name is written as it is."""
    return printable(label if isinstance(label, str) else texts.render(label, lang))


def figure(value: Param, lang: str) -> str:
    """Write a figure with the reader's formats; yes and no are signs, so that they need no language."""
    if isinstance(value, bool):
        return YES if value else NO
    return printable(format_param(value, lang))


def exact(value: Figure) -> Fraction:
    """Return the size of a figure, money in its currency's unit."""
    return Fraction(value.amount if isinstance(value, Money) else value)
