"""What declarations say, in English; other languages lie in the reference data."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_FACTS = {
    "description": "the description of the goods",
    "quantity": "the number of pieces",
    "net_weight_g": "the net weight",
    "value": "the value",
    "origin": "the country of origin",
    "hs6": "an HS code of at least six digits",
    "hs10": "a tariff code of ten digits",
    "product_identifier": "a product identifier (M-PID, NS-PID, S-PID, or Y081 for none)",
    "m_pid": "the merchant's product identifier (M-PID)",
    "ns_pid": "the manufacturer's product identifier (NS-PID)",
    "sender_name": "the sender's name",
    "sender_address": "the sender's address",
    "recipient_name": "the recipient's name",
    "recipient_address": "the recipient's address",
    "recipient_phone": "the recipient's telephone number",
    "recipient_email": "the recipient's e-mail address",
    "gross_weight_g": "the gross weight",
    "reason": "the reason for sending",
    "ioss_number": "the IOSS number",
    "eori": "the importer's EORI number",
    "pccc": "the recipient's personal customs code (PCCC)",
    "cpf": "the recipient's CPF number",
    "cnpj": "the importer's CNPJ number",
    "id_number": "the recipient's identity number",
    "voec_number": "the VOEC number",
    "gb_vat_number": "the seller's British VAT number",
    "au_vendor_id": "the seller's Australian ARN or ABN",
    "nz_gst_number": "the seller's New Zealand GST number",
    "sg_gst_number": "the seller's Singapore GST number",
}

ENGLISH = Messages.english(
    {
        **{
            f"declaration.missing.{fact}": f"{{where}}: {words} is missing ({{source}})"
            for fact, words in _FACTS.items()
        },
        "declaration.missing": "{where}: {fact} is missing ({source})",
        "declaration.perhaps_missing": (
            "{where}: {fact} is missing, and may be needed; that depends on {depends_on} ({source})"
        ),
        "declaration.welcome": "{where}: {fact} is not told; it is not demanded yet ({source})",
        "declaration.vague_description": (
            "{where}: '{description}' does not say what the goods are; name what, of what, and what for "
            "({source})"
        ),
        "declaration.unprintable": "{where}: without {fact} the form cannot be printed",
        "declaration.currencies_differ": (
            "{where}: values in {currencies} do not add up; declare all in one currency"
        ),
        "declaration.fraction_of_unit": (
            "{where}: {value} is finer than its currency; declare the line in whole units"
        ),
        "declaration.gross_below_net": "{where}: {gross_g} g in all, but the goods alone weigh {net_g} g",
        "product_id.empty": "{where}: a product identifier {kind} without a number; declare Y081 for none",
        "product_id.too_long": "{where}: {length} characters; a {kind} has at most {length_max}",
        "product_id.not_plain": "{where}: {value} has spaces around it or signs that do not print",
        "product_id.not_empty": "{where}: {kind} states that there is no identifier; leave {value} out",
    }
)
