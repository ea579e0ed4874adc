"""What the service decides and keeps; knows nothing of HTTP."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from attrs import field, frozen
from attrs.validators import min_len

from xbcommerce.adapters.typed import TypedDocuments
from xbcommerce.kernel.codec import Kinds
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.fx import RateTable
from xbcommerce.kernel.money import exponent_of
from xbcommerce.kernel.ports import Documents, VersionConflictError
from xbcommerce.kernel.unmet import Refusal
from xbcommerce.logistics import (
    Channel,
    ChannelChoice,
    ChoicePolicy,
    Criterion,
    Destination,
    Parcel,
    choose,
    shop,
)


def _known(_instance: object, _field: object, currency: str) -> None:
    exponent_of(currency)


@frozen
class QuoteRequest:
    """What the client asks."""

    parcels: tuple[Parcel, ...] = field(validator=min_len(1))
    destination: Destination
    ship_on: date
    currency: str = field(validator=_known)


@frozen
class Quoted:
    """What is kept: the request with its answer."""

    request: QuoteRequest
    answer: ChannelChoice | Refusal


class NameTakenError(XbcommerceError, LookupError):
    """The name of a quote stands for another request."""

    code = "name_taken"


def answer(request: QuoteRequest, channels: Iterable[Channel], rates: RateTable) -> ChannelChoice | Refusal:
    """Decide: to this shop, money and days weigh the same."""
    where, on, currency = request.destination, request.ship_on, request.currency
    offers = shop(request.parcels, channels, where, on, currency=currency, fx=rates)
    criteria = (Criterion("cost", 100, 0), Criterion("p90_days", 60, 2))
    return choose(offers, ChoicePolicy(criteria, currency=currency))


def keep(documents: Documents, name: str, new: Quoted) -> ChannelChoice | Refusal:
    """Keep an answer under a name; if the name has one, that one counts.

    Raises:
        NameTakenError: It is the answer to another request.
    """
    quotes = TypedDocuments[Quoted](documents, Kinds.of(Quoted))
    kept = quotes.get(f"quote/{name}")
    if kept is None:
        with suppress(VersionConflictError):  # the same request came twice at once
            return quotes.put(f"quote/{name}", new, expected_version=0).value.answer
        kept = quotes.get(f"quote/{name}")
    if kept is None or kept.value.request != new.request:
        msg = f"quote {name!r} answers another request; take another name"
        raise NameTakenError(msg)
    return kept.value.answer
