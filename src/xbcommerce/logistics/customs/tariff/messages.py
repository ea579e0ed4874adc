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

ENGLISH = Messages.english(
    {
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
        "duty_measure.no_third_country": (
            "no third country duty is known for code {hs} in {jurisdictions}; that is not zero"
        ),
    }
)
