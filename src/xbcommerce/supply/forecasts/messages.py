"""What is said about how right forecasts were, in English."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

_SEEN = "(periods: {outcomes}, {first} to {last})"

ENGLISH = Messages.english(
    {
        "accuracy.too_few": "{item}: too early to tell (periods: {outcomes}, wanted: {outcomes_min})",
        "accuracy.in_control": f"{{item}}: the forecast holds {_SEEN}",
        "accuracy.too_low": (
            "{item}: forecasts are too low: the tracking signal of {signal} lies beyond {signal_max} "
            f"{_SEEN}; choose the method anew"
        ),
        "accuracy.too_high": (
            "{item}: forecasts are too high: the tracking signal of {signal} lies beyond -{signal_max} "
            f"{_SEEN}; choose the method anew"
        ),
        "accuracy.too_wrong": (
            "{item}: forecasts are too far off: {wape_pct} % of sales, at most {wape_pct_max} % are allowed "
            f"{_SEEN}; choose the method anew"
        ),
        "accuracy.figures": (
            "  bias {bias_units} units a period, mean error {mae_units}, {wape_pct} % of sales"
        ),
        "accuracy.figures_unsold": "  bias {bias_units} units a period, mean error {mae_units}; nothing sold",
        "accuracy.review": "  Look again on {on}",
    }
)
