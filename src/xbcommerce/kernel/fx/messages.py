"""English texts of exchange rates and quotes."""

from __future__ import annotations

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "fx.rate": "1 {base} = {rate} {quote} on {on} ({source})",
        "fx.converted": "{given} = {received}",
        "fx.no_rate": "{where}: no exchange rate from {base} to {quote} for {on}",
        "fx.stale_rate": (
            "{where}: the last rate from {base} to {quote} is of {latest_on}, {age_days} days old; "
            "at most {age_days_max} are allowed"
        ),
        "fx.unknown_currency": "{where}: the rate table does not know {unknown}",
        "fx.quote_used": "{where} has already been used, by {used_by}",
        "fx.quote_expired": "{where} expired on {expires_at}; it is now {at}",
        "fx.quote_not_yet": "{where} stands from {locked_at} only; it is now {at}",
    }
)
