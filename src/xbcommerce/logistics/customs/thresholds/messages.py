"""What thresholds decide, in English; other languages lie in the reference data."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_OUTCOMES = {
    "duty.relieved": "No duty is charged",
    "duty.flat": "A flat charge takes the place of the duty",
    "duty.due": "Duty is charged by the tariff",
    "duty.no_rule": "Nothing is known of the duty of this place; it is not zero",
    "duty.unknown": "Whether duty is charged is not known yet",
    "tax.relieved": "No tax is charged",
    "tax.at_sale": "The tax is collected in the sale, not at the border",
    "tax.at_border": "The tax is charged at the border",
    "tax.no_rule": "Nothing is known of the tax of this place; it is not zero",
    "tax.unknown": "Whether and where the tax is charged is not known yet",
}
_BASES = {
    "intrinsic": "the goods without carriage that is shown apart",
    "customs_value": "the value at the place of export",
    "cif": "the value with freight and insurance",
    "sale_value": "all that the buyer pays",
}
_BOUNDARIES = {"below": "below {limit}", "up_to": "up to {limit}"}

ENGLISH = Messages.english(
    {
        **{f"threshold.{outcome}": text for outcome, text in _OUTCOMES.items()},
        **{
            f"threshold.measured.{basis}.{boundary}": (
                f"  {basis_text}: {{measured}} (limit: {boundary_text}); record {{record}} [{{tier}}]"
            )
            for basis, basis_text in _BASES.items()
            for boundary, boundary_text in _BOUNDARIES.items()
        },
        **{
            f"threshold.not_measured.{boundary}": (f"  limit: {boundary_text}; record {{record}} [{{tier}}]")
            for boundary, boundary_text in _BOUNDARIES.items()
        },
        "threshold.leaves_out": "  lines that it leaves out: {left_out} of {lines}; it is not for {goods}",
        "threshold.estimated": "  that this record held then is estimated",
        "threshold.flat": "  {amount} for each of {codes} distinct codes: {total}",
        "threshold.flat_range": "  {amount} for each distinct code; there are {codes_min} to {codes}",
        "threshold.simplified": "All of it may be declared with the data set {declaration}",
        "threshold.collected_in_vain": (
            "The tax that was collected under {where} is not the one that is due; the buyer gets it back"
        ),
        "threshold.not_levied": "Amounts that small are not levied: {limit}; record {record}",
        "threshold.levied.duty": "Duty to be collected: {amount}",
        "threshold.levied.tax": "Tax to be collected: {amount}",
        "threshold.waived": "  {amount} is not levied; record {record}",
        "threshold.fact_unknown": "  {where} is not known, and decides",
        "threshold.day_unknown": "  {where} is not known, and {key} goes by it",
    }
)
