"""English texts of identifiers."""

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "id.missing": "{where}: there is no number",
        "id.too_long": "{where}: {length} characters are no number; at most {length_max} are read",
        "id.foreign_sign": "{value} holds {signs}; only digits 0 to 9 and letters A to Z are possible",
        "id.prefix": "{value} must begin with {expected}",
        "id.country": "{value}: there are no such numbers of {found}",
        "id.country_missing": "{value}: whose number is it? Its country's prefix is missing",
        "id.length": "{value} has {length} characters; {lengths} are possible",
        "id.form": (
            "{value} is not of the form {shapes} (# digit, & digit but 0, @ letter, ? digit or letter)"
        ),
        "id.ended": "numbers such as {value} are no longer accepted since {ended_on}",
        "id.check": "{value} breaks the check rule of {kind}; a sign was mistyped",
        "id.other_kind": "{value} is of the kind {kind_found} ({country_found})",
        "id.other_country": "{value} is a number of {country_found}",
        "id.birthday_missing": (
            "a code of {issued_on} expires on its holder's birthday in 2027; the birthday is missing"
        ),
        "gtin.not_digits": "the GTIN {value} must consist of digits only, without spaces or hyphens",
        "gtin.length": "the GTIN {value} has {length} digits; 8, 12, 13 or 14 are possible",
        "gtin.zero": "the GTIN {value} is all zeros",
        "gtin.check_digit": "the GTIN {value} must end in {expected}; a digit was mistyped",
        "gtin.restricted": "the GTIN {value} is for use inside one company and cannot name a listed product",
        "gtin.coupon": "the GTIN {value} names a coupon, not a product",
        "gtin.refund_receipt": "the GTIN {value} names a refund receipt, not a product",
    }
)
