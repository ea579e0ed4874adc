"""What is said about suppliers, in English."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "supplier.otif": (
            "Of {evaluated} lines {otif} came on time and in full (on time {on_time}, in full {in_full}); "
            "still open: {open}"
        ),
        "supplier.price_variance": (
            "Paid {total} more than planned: {price} by the price, {fx} by the exchange rate"
        ),
        "supplier.price_variance_saved": (
            "Paid {total} less than planned: {price} by the price, {fx} by the exchange rate"
        ),
        "supplier.score": "Score {score} of 100",
        "supplier.score_unknown": "No score: nothing is known yet",
        "supplier.measure": "  {name} {value}, counting {weight_pct} %",
        "supplier.measure_unknown": "  {name} is unknown and left out",
        "supplier.expected": "Expect {otif_pct} % on time and in full, and {defect_pct} % defective",
        "supplier.lead_time": (
            "Lead time: half within {p50_days} days, 95 % within {p95_days} days (deliveries: {deliveries})"
        ),
        "supplier.qualified": "{supplier} qualifies on {on}",
        "supplier.not_qualified": "{supplier} does not qualify on {on}",
        "supplier.document_missing": "{kind} is missing",
        "supplier.document_expired": "{kind} ended before {ended_on}",
        "supplier.document_not_yet": "{kind} holds only from {starts_on}",
        "supplier.renewal": "{kind} is in force until {until}; have it renewed",
        "supplier.review": "Look again on {on}",
        "supplier.no_contract": "No contract holds on {on}",
        "supplier.contracts_overlap": "Several contracts hold on {on}: {ids}",
    }
)
