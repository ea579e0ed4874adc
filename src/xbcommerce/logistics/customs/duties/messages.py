"""What duty expressions say, in English."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_CHARGED = {
    "duty.charged": "duty of {expression}: {amount} {currency}",
    "duty.share": "  {term} of {base} {currency}: {amount} {currency}",
    "duty.specific": "  {term}, {base} times: {amount} {currency}",
    "duty.specific_converted": (
        "  {term}, {base} times, at {rate} {currency} for 1 {base_currency}: {amount} {currency}"
    ),
    "duty.stands_in": "    {need} is not known; {taken} stands in for it",
    "duty.min_kept": "  at least {limit}, which is {limit_amount} {currency}: already {before}",
    "duty.min_moved": "  at least {limit}, which is {limit_amount} {currency}: more than {before}",
    "duty.max_kept": "  at most {limit}, which is {limit_amount} {currency}: only {before}",
    "duty.max_moved": "  at most {limit}, which is {limit_amount} {currency}: less than {before}",
    "duty.floored": "  {below} {currency} below zero; no duty is charged, and none is paid out",
}

_MISSING = {
    "duty.missing_quantity": "{where}: {term} depends on {need}, which is not known",
    "duty.missing_quantity.abv": "{where}: {term} depends on the strength in % vol, which is not known",
    "duty.missing_quantity.brix": "{where}: {term} depends on the % of sucrose, which is not known",
    "duty.missing_quantity.customs_value": "{where}: {term} depends on the customs value, which is not known",
    "duty.missing_quantity.items": "{where}: {term} depends on the number of items, which is not known",
    "duty.missing_quantity.kg": "{where}: {term} depends on the mass in kg, which is not known",
    "duty.missing_quantity.litres": "{where}: {term} depends on the volume in litres, which is not known",
    "duty.missing_quantity.pairs": "{where}: {term} depends on the number of pairs, which is not known",
    "duty.missing_quantity.retail_price": "{where}: {term} depends on the retail price, which is not known",
    "duty.missing_quantity.spr": (
        "{where}: {term} depends on the relief of the small producer, which is not known"
    ),
    "duty.missing_rate": "{where}: {term} needs an exchange rate from {base} to {quote}; there is none",
    "duty.missing_meursing": (
        "{where}: what {term} is depends on the milk, starch and sugar in the goods; look it up by their "
        "Meursing code"
    ),
    "duty.no_duty": "{where} is the unit in which the goods are declared, and no duty",
    "duty.no_equivalent": "{where}: {duty} is no percentage of a customs value that is unknown or zero",
    "duty.unparsed": "the duty {where} could not be read:",
}

_PARSING = {
    "duty.missing_amount": "{where}, column {column}: an amount is missing before '{found}'",
    "duty.unknown_token": "{where}, column {column}: '{found}' is nothing that duties are made of",
    "duty.unknown_currency": "{where}, column {column}: '{found}' is no currency",
    "duty.unknown_currency.none": (
        "{where}, column {column}: {amount} of what? Say %, or a currency such as EUR"
    ),
    "duty.unknown_unit": "{where}, column {column}: '{found}' is no unit that duties are stated in",
    "duty.unknown_unit.near": (
        "{where}, column {column}: '{found}' is no unit that duties are stated in; did you mean '{near}'?"
    ),
    "duty.unknown_qualifier": "{where}, column {column}: '{found}' says nothing of the unit '{beside}'",
    "duty.not_permitted": "{where}, column {column}: '{found}' may not stand beside '{beside}'",
    "duty.too_long": "{where}...: {length} characters; a duty has at most {length_max}",
}

ENGLISH = Messages.english({**_CHARGED, **_MISSING, **_PARSING})
"""Templates by code; ``{where}`` is the text of a duty, or the fact of a line that is missing."""
