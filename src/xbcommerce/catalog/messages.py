"""English texts of the catalogue's codes."""

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "attribute.missing": "{where}: {attribute} is missing",
        "title.too_long": "{where} has {length} characters, at most {length_max} are allowed",
        "image.too_few": "images: {images}, at least {images_min} are needed",
        "price.missing": "there is no price in {currency} yet",
        "price.currency": "the price is {price}, but this market pays in {currency}",
        "price.not_positive": "the price {price} must be more than zero",
        "price.below_floor": "the price {price} is below the lowest price allowed, {floor}",
        "floor.currency": "the lowest price {floor} and the price {price} are in different currencies",
        "promotion.below_floor": "promotion {promotion} sells at {price}, below the lowest price {floor}",
        "compliance.missing": "{where} is missing: {title} ({source})",
        "compliance.ambiguous": "{where}: several records answer ({rules}); settle which one holds",
        "compliance.stale": "{where}: rule {rule} on {needs} is overdue for review; confirm it",
        "compliance.unknown": "No rule about the law of {country} is known here: nothing was checked",
        "audit.same_person": "{actor} submitted this listing and cannot audit it, too",
        "audit.findings_missing": "say what is wrong: a rejection needs at least one finding that blocks",
        "reason.missing": "a reason is needed",
        "orders.open": "{open_orders} orders are still open",
        "workflow.illegal": "{command} is not possible while the listing is in {phase}; possible: {possible}",
        "listing.ready": "{listing} meets {standard} and can be submitted",
        "listing.not_ready": "{listing} does not meet {standard} yet; {open} things are missing",
        "readiness.line": "{place} is {percent} % complete; missing: {missing}",
        "readiness.complete": "{place} is complete",
    }
)
