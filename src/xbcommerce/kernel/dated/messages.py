"""English texts of rule look-ups."""

from xbcommerce.kernel.messages import Messages

ENGLISH = Messages.english(
    {
        "rule.found": "{key} is {value} ({valid}); record {record}, {source}",
        "rule.estimated": "{key} is {value} by our estimate ({valid}); record {record}, {source}",
        "rule.announced_beside": "announced, not yet law: {value} ({valid}); record {record}, {source}",
        "rule.none": "no rule is known for {where} on {on}, as known on {known}",
        "rule.ambiguous": "several rules answer for {where} and none replaces the others: {records}",
        "rule.candidate": "record {record} says {value} ({valid}), {source}",
        "rule.void": "the rule for {where} was struck down: {value} ({valid}); record {record}, {source}",
        "rule.announced": "for {where} {value} is announced, not law ({valid}); record {record}, {source}",
        "rule.stale": (
            "the rule for {where} had to be checked by {review_by}: "
            "{value} ({valid}); record {record}, {source}"
        ),
    }
)
