"""The packaged rate cards: whole, dated, and true to what they say of themselves."""

from __future__ import annotations

from datetime import date

import pytest

from xbcommerce.kernel.codec import from_json, to_json
from xbcommerce.kernel.measures import Dimensions
from xbcommerce.logistics import Channel, ChannelQuote, Destination, Mode, Parcel, quote
from xbcommerce.reference.channels import demo_channels


def test_there_is_a_channel_of_every_mode() -> None:
    """Post, courier, air and sea, each with its own id; no card of the demo goes by land."""
    assert {channel.mode for channel in demo_channels()} == set(Mode) - {Mode.LAND}
    assert len({channel.id for channel in demo_channels()}) == len(demo_channels())


@pytest.mark.parametrize("country", ["US", "GB", "DE", "JP"])
def test_every_card_prices_a_plain_parcel_to_every_country(country: str) -> None:
    """Two kilograms or less, with telephone, not remote."""
    plain = Parcel(Dimensions(250, 200, 100), 900, value=None)
    to = Destination(country, phone=True, flags={"remote": False})
    found = [
        quote(channel, [plain], to, date(2026, 3, 2))
        for channel in demo_channels()
        if channel.value_max is None
    ]
    assert len(found) == 3
    assert all(isinstance(each, ChannelQuote) for each in found)


def test_the_air_line_charges_by_a_denser_rule_from_july() -> None:
    """Divisor 8000 until the end of June 2026, 6000 from July: the same box is charged more."""
    line = next(channel for channel in demo_channels() if channel.mode is Mode.AIR)
    light = Parcel(Dimensions(400, 300, 200), 1_000)
    to = Destination("DE", flags={"remote": False})
    weights = []
    for day in (date(2026, 6, 30), date(2026, 7, 1)):
        found = quote(line, [light], to, day)
        assert isinstance(found, ChannelQuote)
        weights.append(found.charged_weight_g)
    assert weights == [3_000, 4_000]


@pytest.mark.parametrize("channel", demo_channels(), ids=lambda channel: channel.id)
def test_a_card_round_trips_through_the_codec(channel: Channel) -> None:
    """A host stores its cards in the same form."""
    assert from_json(to_json(channel), Channel) == channel
