"""English texts of addresses and territories."""

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "address.recipient_missing": "the address names no recipient",
        "address.lines_missing": "the address has no street or house",
        "address.city_missing": "the address has no city",
        "address.country_missing": "the address has no country",
        "address.country_unknown": "{found} is no country code",
        "address.postal_code_missing": (
            "an address in {country} needs a postal code of the form {shapes} (# digit, @ letter, * either)"
        ),
        "address.postal_code_malformed": (
            "{found} is no postal code of {country}; expected the form {shapes} (# digit, @ letter, * either)"
        ),
        "address.subdivision_missing": "an address in {country} needs its state or province",
        "address.subdivision_malformed": "{found} is no state or province code of {country}",
        "eu.member": "{place} is part of the European Union on {on}",
        "eu.not_member": "{place} is not part of the European Union on {on}",
        "eu.customs": "{place} is in the EU customs territory on {on}",
        "eu.not_customs": "{place} is not in the EU customs territory on {on}",
        "eu.vat": "{place} is in the EU VAT territory on {on}",
        "eu.not_vat": "{place} is not in the EU VAT territory on {on}",
        "eu.goods_rules": "EU rules for goods hold in {place} on {on}",
        "eu.local_vat": "{place} charges its own standard VAT rate of {rate_pct} %",
        "eu.sources": "according to {sources}",
    }
)
