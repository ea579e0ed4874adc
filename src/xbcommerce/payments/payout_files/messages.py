"""What the street of payout files says, in English; other languages lie in the reference data."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_IBAN = {
    "iban.malformed": "{where}: {value} is no IBAN: expected country, check digits, account",
    "iban.unknown_country": "{where}: {value}: no IBANs of {country} are known",
    "iban.length": "{where}: {value} has {length} characters; IBANs of {country} have {expected}",
    "iban.check_digits": "{where}: the check digits of {value} are wrong; they would be {expected}",
}

_IDENTIFIERS = {
    "payout_file.id_missing": "{where}: an id is missing",
    "payout_file.id_too_long": "{where}: {value} has {length} characters; an id has at most {length_max}",
    "payout_file.duplicate_id": "{where}: {value} stands more than once",
    "payout_file.bad_slashes": "{where}: {value} begins or ends with a slash, or has two in a row",
    "payout_file.bad_uetr": "{where}: {value} is no UETR: a UUID of version 4 in lower case",
    "payout_file.duplicate_uetr": "{where}: the UETR {value} stands more than once",
    "payout_file.bad_bic": "{where}: {value} is no BIC",
    "payout_file.bic_not_in_version": "{where}: {version} cannot write the BIC {value}; take a newer version",
    "payout_file.bad_reference": "{where}: {value} is no creditor reference of ISO 11649",
}

_AMOUNTS = {
    "payout_file.unknown_or_inactive_currency": "{where}: {currency} is not an active currency",
    "payout_file.no_minor_unit": "{where}: {currency} has no minor unit and cannot carry an amount",
    "payout_file.amount_not_finite": "{where}: there is no amount",
    "payout_file.malformed_amount": "{where}: {value} is no amount",
    "payout_file.excess_precision": "{where}: {value} {currency}: at most {digits_max} decimals",
    "payout_file.amount_not_positive": "{where}: {value} {currency}: expected more than nothing",
    "payout_file.amount_too_large": "{where}: {value} {currency} has more than {digits_max} digits",
    "payout_file.sum_too_large": "{where}: {sum} has more than {digits_max} digits; make several files",
}

_TEXTS = {
    "payout_file.no_account": "{where}: there is neither an IBAN nor another account number",
    "payout_file.two_accounts": "{where}: IBAN {iban} and number {number}: which one is meant?",
    "payout_file.clearing_incomplete": "{where}: a clearing system and the bank's number in it go together",
    "payout_file.text_missing": "{where}: a text is missing",
    "payout_file.text_too_long": "{where}: {value} has {length} characters; at most {length_max} fit",
    "payout_file.bad_character": "{where}: {value} has characters that cannot be sent: {characters}",
    "payout_file.bad_code": "{where}: {value} is no code: one to four capital letters or digits",
    "payout_file.bad_country": "{where}: {value} is no country",
    "payout_file.town_missing": "{where}: the address does not name a town",
    "payout_file.country_missing": "{where}: the address does not name a country",
    "payout_file.too_many_lines": "{where}: {count} free lines; at most {count_max} are allowed",
    "payout_file.empty_batch": "{where}: batch {id} has no transfers",
    "payout_file.no_batches": "{where}: there is nothing to pay",
}

_DOCUMENTS = {
    "payout_file.malformed_xml": "{where}: this is no XML: {reason}",
    "payout_file.doctype": "{where}: the document declares a DOCTYPE, which no payment message has",
    "payout_file.other_message": "{where}: expected a {expected} message, found {found}",
    "payout_file.element_missing": "{where}: the element is missing",
    "payout_file.count_differs": "{where}: {written} transfers are announced, {counted} are there",
    "payout_file.sum_differs": "{where}: the announced sum is {written}, the amounts add up to {counted}",
    "payout_file.malformed_number": "{where}: {value} is no number",
    "payout_file.said_twice": "{where}: said for the whole batch, and again for this transfer",
}

_FATES = {
    "payout_fate.pending": "{id}: the bank has not decided yet ({status})",
    "payout_fate.accepted": "{id}: accepted by the bank ({status})",
    "payout_fate.settled": "{id}: settled ({status})",
    "payout_fate.rejected": "{id}: rejected ({status}) {reasons}",
    "payout_fate.conflicted": "{id}: reported both settled and rejected ({status}); ask the bank",
    "payout_fate.unknown": "{id}: the bank reports {status}, which no list explains",
    "payout_fate.unreported": "{id}: no report yet",
    "payout_fate.stranger": "{where}: reported, but the file has no such transfer",
}

ENGLISH = Messages.english({**_IBAN, **_IDENTIFIERS, **_AMOUNTS, **_TEXTS, **_DOCUMENTS, **_FATES})
"""Templates of every code of this street."""
