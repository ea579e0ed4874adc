"""Time zones by their IANA name."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo

from xbcommerce.kernel.dated import UnknownZoneError
from xbcommerce.kernel.naming import nearest


@cache
def zone_of(name: str) -> ZoneInfo:
    """Return the zone of an IANA name such as ``"Asia/Shanghai"`` or ``"UTC"``.

    Raises:
        UnknownZoneError: There is no such zone; the message names one that is spelt alike, if any.
    """
    try:
        return ZoneInfo(name)
    except (LookupError, OSError, ValueError):
        raise UnknownZoneError(_unknown(name)) from None


def _unknown(name: str) -> str:
    from zoneinfo import available_timezones

    near = nearest(name, available_timezones())
    hint = f"did you mean {near!r}?" if near else "give an IANA name, such as 'Asia/Shanghai'"
    return f"unknown time zone {name!r}; {hint}"
