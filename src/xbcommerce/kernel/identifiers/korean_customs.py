"""Korea's personal customs clearance code (PCCC): ``P`` and twelve digits, and how long it is good for.

Whoever imports for themselves names it. Its check rule is not public. Korea Customs Service notice on customs
clearance codes, as revised on 2025-06-18: a code issued, reissued or changed from 2026 on expires one year
later; one from before expires on its holder's birthday in 2027; it may be renewed within 30 days before and
after, and is cancelled then.

Example:
    >>> from datetime import date
    >>> from xbcommerce.kernel.identifiers.korean_customs import PcccTerm
    >>> issued = PcccTerm.of(date(2026, 3, 1))
    >>> issued.expires_on.isoformat(), issued.renewable_until.isoformat(), issued.covers(date(2027, 3, 1))
    ('2027-03-01', '2027-03-31', True)
    >>> print(PcccTerm.of(date(2019, 5, 2)))
    id.birthday_missing at birthday (issued_on=2019-05-02)
    >>> PcccTerm.of(date(2019, 5, 2), birthday=date(1988, 2, 29)).expires_on.isoformat()
    '2027-02-28'
"""

from __future__ import annotations

from datetime import date, timedelta

from attrs import frozen
from dateutil.relativedelta import relativedelta

from xbcommerce.kernel.errors import InvalidValueError
from xbcommerce.kernel.unmet import Refusal, Unmet

from .rule import Rule, Scheme

KR_PCCC = Scheme({"P": Rule("KR", ("############",))}, mark="P")

_EXPIRES_SINCE = date(2026, 1, 1)
_OLD_CODES_EXPIRE_IN = 2027
_GRACE = timedelta(30)


@frozen
class PcccTerm:
    """How long a code is good for.

    Attributes:
        issued_on: The day it was issued, reissued or last changed.
        expires_on: Its last day.
    """

    issued_on: date
    expires_on: date

    def __attrs_post_init__(self) -> None:
        if self.expires_on <= self.issued_on:
            msg = f"expires_on={self.expires_on}: expected a day after issued_on={self.issued_on}"
            raise InvalidValueError(msg)

    @classmethod
    def of(
        cls, issued_on: date, *, birthday: date | None = None, where: str = "birthday"
    ) -> PcccTerm | Refusal:
        """Tell the term of a code.

        Args:
            issued_on: The day it was issued, reissued or last changed.
            birthday: Of its holder; decides for codes from before 2026, in common years on 28 February for
                one born on the 29th.
            where: The place of the birthday in the reader's data, for the refusal.

        Returns:
            The term, or a refusal ``id.birthday_missing``.
        """
        if issued_on >= _EXPIRES_SINCE:
            return cls(issued_on, issued_on + relativedelta(years=1))
        if birthday is None:
            return Refusal.of(Unmet("id.birthday_missing", where, {"issued_on": issued_on}))
        return cls(issued_on, birthday + relativedelta(year=_OLD_CODES_EXPIRE_IN))

    @property
    def renewable_from(self) -> date:
        """The first day on which it may be renewed."""
        return self.expires_on - _GRACE

    @property
    def renewable_until(self) -> date:
        """The last day on which it may be renewed; then it is cancelled."""
        return self.expires_on + _GRACE

    def covers(self, on: date) -> bool:
        """Say whether the code is good on a day: from its issue to its last day."""
        return self.issued_on <= on <= self.expires_on
