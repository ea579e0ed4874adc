"""What is said about the classification of goods, in English; other languages are packaged."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "classification.settled": "{code} counts in {edition} on {on}",
        "classification.unsettled": "not settled in {edition} on {on}: one of {candidates}",
        "classification.none": "{where}: no statement counts in {edition} on {on}",
        "classification.said": "{voice} says {code} of {of}",
        "classification.overruled": "overruled: {voice} says {code} of {of}",
        "classification.later": "not yet said: {voice} says {code} of {of} on {said_on}",
        "classification.not_binding": (
            "does not bind in {jurisdiction} on {on}: {voice}, valid {validity}, says {code} of {of}"
        ),
        "classification.not_ranked": "not asked: {voice} says {code} of {of}",
        "classification.unsure": (
            "not sure enough, {confidence_pct} % where {min_pct} % are wanted: {voice} says {code} of {of}"
        ),
        "classification.replaced": "replaced by the same voice: {voice} said {code} of {of}",
        "classification.not_carried": "in {edition} it is not known what {code} of {of} is, as {voice} says",
        "correlation.exactly": "{code} of {of} is exactly {found} in {to}",
        "correlation.one_of": "{code} of {of} is one of {found} in {to}; the goods decide",
        "correlation.level": (
            "{code} of {of} in {to} is not known: only subheadings of six digits have counterparts"
        ),
        "correlation.no_table": "{code} of {of} in {to} is not known: no tables lead from {of} to {to}",
        "correlation.not_listed": "{code} of {of} in {to} is not known: no table lists it",
        "correlation.not_all_listed": (
            "{code} of {of} in {to} is not settled: {found} are known, others may be missing"
        ),
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
