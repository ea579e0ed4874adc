"""What tariffs say, in English; other languages lie in the reference data."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_FACTS = {
    "origin": "the origin",
    "hs_code": "the code",
    "goods": "what kind of goods they are",
    "mode": "how they travel",
    "buyer": "who buys them",
    "ship_from": "where they are shipped from",
    "carrier": "who carries them",
    "declaration": "how they are declared",
    "registrations": "where the seller is registered",
}

_MEASURES = {
    "duty_measure.applies": "{measure} under {under} applies; record {record}",
    "duty_measure.may_apply": "{measure} under {under} may apply; record {record}",
    "duty_measure.fact_unknown": "  that depends on {fact}, which is not known",
    **{
        f"duty_measure.no_{fact}": f"  that depends on {words}, which is not known"
        for fact, words in _FACTS.items()
    },
    "duty_measure.day_unknown": "  that depends on the day at {where}, which is not known",
    "duty_measure.code_too_short": "  that depends on more digits of the code than {hs}",
    "duty_measure.several": "  several records say so of the same goods: {records}",
    "duty_measure.scheme_unknown": "  that depends on the countries of the scheme {where}, not known",
    "duty_measure.no_third_country": (
        "no third country duty is known for code {hs} in {jurisdictions}; that is not zero"
    ),
}

_OPTIONS = {
    "duty_option.due": "{measure} is due: {amount} {currency}; record {record}",
    "duty_option.other": "{measure} would come to {amount} {currency}; record {record}",
    "duty_option.no_amount": "what {measure} would come to is not known; record {record}",
    "duty_option.secured": "  the quota is nearly used up: a security for the full duty is asked for",
    "duty_option.proof_missing": "  a proof of origin for {scheme} is not at hand",
    "duty_option.proof_missing.kinds": "  a proof of origin for {scheme} is not at hand: one of {proofs}",
    "duty_option.document_missing": "  the document {where} is not at hand",
    "duty_option.quota_exhausted": "  the quota {order_number} is used up",
    "duty_option.quota_unknown": "  whether anything is left of the quota {order_number} is not known",
}

_ADDITIONS = {
    "duty_addition.charged": "{measure} on {base} {currency}: {amount} {currency}; record {record}",
    "duty_addition.top_up": "{measure}: {rate_pct} % of {base} {currency} is {amount}; record {record}",
    "duty_addition.yields": "{measure} ({name}) does not stack on {to} and is not charged",
    "duty_addition.circle": "{names} yield to each other; the records contradict each other",
    "duty_addition.content_unknown": "the value of the {content} in the goods is not known",
    "duty_addition.contents_above_value": "the contents, {contents}, are worth more than the goods, {value}",
}

_AT_RISK = {
    "at_risk.uk": (
        "the UK duty of {uk_duty} is due: the EU duty of {eu_duty} differs by {apart}, at most {limit}"
    ),
    "at_risk.eu": (
        "the EU duty of {eu_duty} is due: the UK duty of {uk_duty} differs by {apart}, more than {limit}"
    ),
}

ENGLISH = Messages.english({**_MEASURES, **_OPTIONS, **_ADDITIONS, **_AT_RISK})
"""Templates by code."""
