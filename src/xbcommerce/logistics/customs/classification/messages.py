"""What is said about the classification of goods, in English; other languages are packaged."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "hs_code.not_digits": "{where}: {value} is no HS code; expected pairs of digits, such as 6109.10",
        "hs_code.too_short": "{where}: the HS code is empty; goods need one of 6 digits or more",
        "hs_code.odd_length": (
            "{where}: the HS code {value} has {digits} digits, and codes grow in pairs; look the code up, a "
            "zero put before or behind it may name other goods"
        ),
        "hs_code.separator": (
            "{where}: the HS code {value} has a dot or space inside a pair; a leading zero may be lost"
        ),
        "hs_code.too_long": "{where}: the HS code {value} has {digits} digits, more than {digits_max}",
        "hs_code.no_chapter": "{where}: the HS code {value} is in chapter 00, which does not exist",
        "hs_code.not_in_edition": "{where}: {edition} has no code {code}",
        "hs_code.heading": "{where}: {code} is no subheading and cannot be declared; one of {below} is meant",
        "hs_edition.unknown": "{where}: no edition is known on {on}; the first known one starts on {first}",
        "hs_code.chapter_reserved": (
            "{where}: the HS code {value} is in chapter {chapter}, which is reserved and holds no goods"
        ),
    }
)
