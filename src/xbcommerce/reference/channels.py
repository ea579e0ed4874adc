"""Channels to start with: four rate cards from Shenzhen to the United States, Europe and Japan.

Constructed for the demo; no carrier's prices. They show every form a card takes: bands per kg with handling,
first and additional weight, volumetric rules that change on a day, a fuel table, fees per parcel, goods that
are taken in one country and not in another. A host writes its own in the same form, or builds `Channel`
values itself.

Example:
    >>> from xbcommerce.reference.channels import demo_channels
    >>> [(channel.id, channel.mode.value) for channel in demo_channels()]
    [('packet', 'postal'), ('air_line', 'air'), ('express', 'courier'), ('sea_line', 'sea')]
"""

from __future__ import annotations

import json
import re
from fractions import Fraction
from functools import cache

from xbcommerce.logistics import Channel

from .packaged import packaged_text

_DECIMAL = re.compile(r'"([0-9]+\.[0-9]+)"', re.ASCII)  # cards print "9.50", the codec writes "19/2"


@cache
def demo_channels() -> tuple[Channel, ...]:
    """Return the packaged cards: ``packet``, ``air_line``, ``express``, ``sea_line``.

    Raises:
        BadDocumentError: The file was changed and is no longer a list of channels; it names every fault.
    """
    from xbcommerce.kernel.codec import from_data

    exact = _DECIMAL.sub(lambda found: f'"{Fraction(found[1])}"', packaged_text("demo_channels.json"))
    return from_data(json.loads(exact)["channels"], tuple[Channel, ...])
