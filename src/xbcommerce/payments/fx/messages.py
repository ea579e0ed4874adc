"""What the street of exchange says, in English."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "fx_difference.receivable": (
            "{amount} receivable: {booked} when booked on {booked_on}, {settled} when settled on {settled_on}"
        ),
        "fx_difference.payable": (
            "{amount} payable: {booked} when booked on {booked_on}, {settled} when settled on {settled_on}"
        ),
        "fx_difference.gain": "The exchange rate brought {gain}",
        "fx_difference.loss": "The exchange rate cost {loss}",
        "capture_rate.stands": "Quote {quote}, open until {expires_at}, counts",
        "capture_rate.as_quoted": "As quoted: {given} = {received} at {rate}",
        "capture_rate.expired": (
            "Quote {quote} expired on {expires_at}; the market has moved by {move_bps} bps, "
            "at most {tolerance_bps} are tolerated"
        ),
        "capture_rate.honoured": "It is honoured: {given} = {received} at {rate}",
        "capture_rate.requote": "Ask for a new quote before the capture; the old one promised {promised}",
        "capture_rate.at_market": "Captured at the market: {given} = {received} at {rate}",
        "capture_rate.difference": "- {promised} had been promised: a difference of {difference}",
        "capture_rate.moved": (
            "{where} expired on {expires_at} and the market has moved by {move_bps} bps, more than the "
            "{tolerance_bps} tolerated; the terms forbid the capture"
        ),
    }
)
