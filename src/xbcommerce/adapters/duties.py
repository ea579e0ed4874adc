"""Duty rates out of a rule set: dated, with source, overlaid and replayed like any other rule.

Example:
    >>> from datetime import date
    >>> from xbcommerce.adapters.duties import RuleDutyRates, duty_key
    >>> from xbcommerce.kernel.dated import Dated, RuleSet, Source, Validity
    >>> from xbcommerce.supply.sourcing import Duty, Imported
    >>> kettles = Imported("85161080", origin="CN", destination="DE")
    >>> record = Dated("kettles", duty_key(kettles), Duty("0.027", source="TARIC"),
    ...     Validity(date(2026, 1, 1), None), date(2026, 1, 1), Source("TARIC", tier="A"))
    >>> rates = RuleDutyRates(RuleSet([record], issued=date(2026, 1, 2)))
    >>> str(rates.as_of(kettles, date(2026, 11, 2)).rate)
    '27/1000'
    >>> rates.as_of(kettles, date(2025, 11, 2)).reason
    'rule.none'
"""

from __future__ import annotations

from datetime import date

from attrs import frozen

from xbcommerce.kernel.dated import Found, RuleSet
from xbcommerce.supply.sourcing import Duty, Imported, UnknownDuty


def duty_key(goods: Imported) -> str:
    """Return the key under which the duty of goods is recorded, e.g. ``"duty/CN/DE/85161080"``."""
    return f"duty/{goods.origin}/{goods.destination}/{goods.hs_code}"


@frozen
class RuleDutyRates:
    """Duty rates in a rule set; see `xbcommerce.supply.ports.DutyRates`.

    Attributes:
        rules: Records by `duty_key`. A rate that was struck down, is announced only, is overdue for review
            or contradicted by another record is not known; the reason is the code of that answer.
        known: As known on which day, to replay an old decision; None for all that is recorded.
    """

    rules: RuleSet[Duty]
    known: date | None = None

    def as_of(self, goods: Imported, on: date, /) -> Duty | UnknownDuty:
        """Return what the border takes on a day, or why nobody knows."""
        answer = self.rules.as_of(duty_key(goods), on, known=self.known)
        return answer.value if isinstance(answer, Found) else UnknownDuty(answer.why()[0].code)
