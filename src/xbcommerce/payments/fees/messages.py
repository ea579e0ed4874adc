"""What the street of fees says beside the lines of a quote, in English."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "fees.authorize": "Fees on authorisation of {amount}: {fees}",
        "fees.capture": "Fees on capture of {amount}: {fees}",
        "fees.settle": "Fees on settlement of {amount}: {fees}",
        "fees.refund": "Fees on refund of {amount}: {fees}",
        "fees.payout": "Fees on payout of {amount}: {fees}",
        "fees.dispute": "Fees on dispute of {amount}: {fees}",
        "fees.charge": "  {name}: {fee}",
        "fees.returned": "Refund of {refund} of {gross}: {total} of the fees comes back",
        "fees.returned_charge": "  {name}: {returned} of {taken}",
        "fees.card_country_unknown": (
            "{where}: whether {surcharges} is due hangs on the card's country, which is not known"
        ),
        "fees.return_unknown": "{where}: whether it comes back with a refund is not known",
    }
)
