"""Which characters a payment message can carry: all that XML can, or those of SWIFT's network alone.

XML 1.0 has no place for most control characters, lone surrogates and two noncharacters, not even escaped;
tabs and line breaks it has, but a parser turns some of them into others, so texts here are single lines.
SWIFT's set X without line breaks, which SEPA guarantees: letters and digits of ASCII, space and
``/ - ? : ( ) . , ' +``.

Example:
    >>> from xbcommerce.payments.payout_files.characters import text_unmet
    >>> text_unmet("Müller & Söhne", "name")
    ()
    >>> print(*text_unmet("Müller & Söhne", "name", swift=True))
    payout_file.bad_character at name (value=Müller & Söhne, characters=('ü', '&', 'ö'))
"""

from __future__ import annotations

import re

from xbcommerce.kernel.unmet import Param, Unmet

_NOT_XML = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_SWIFT = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")


def text_unmet(text: str, where: str, *, swift: bool = False) -> tuple[Unmet, ...]:
    """Return the characters that cannot be sent, each once, in order; those no screen shows by code point."""
    found = (_NOT_SWIFT if swift else _NOT_XML).findall(text)
    if not found:
        return ()
    shown = tuple(dict.fromkeys(_shown(sign) for sign in found))
    value = "".join(_shown(sign) if _NOT_XML.fullmatch(sign) else sign for sign in text)
    return (Unmet("payout_file.bad_character", where, {"value": value, "characters": shown}),)


def sized_text_unmet(text: str, where: str, length_max: int, *, swift: bool = False) -> tuple[Unmet, ...]:
    """Return the same, and whether the text is longer than its place in the message."""
    found = text_unmet(text, where, swift=swift)
    if len(text) > length_max:
        figures: dict[str, Param] = {"value": text, "length": len(text), "length_max": length_max}
        found += (Unmet("payout_file.text_too_long", where, figures),)
    return found


def _shown(sign: str) -> str:
    return f"U+{ord(sign):04X}" if _NOT_XML.fullmatch(sign) else sign
