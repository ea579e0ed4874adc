"""Which channel for these parcels, at what price: asked over HTTP, decided by xbcommerce, kept by any store.

The client names the quote, so that a request that is sent twice gives one quote:

    PUT /quotes/Q-1  {"parcels": [{"dimensions": {"length_mm": 300, "width_mm": 200, "height_mm": 150},
                                   "weight_g": 1840}],
                      "destination": {"country": "DE"}, "ship_on": "2026-10-30", "currency": "EUR"}

    200  a choice, or none, with every reason in the language of Accept-Language
    409  the name stands for another request
    422  the request cannot be read: every fault at once, with its path
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import cache
from os import environ
from typing import Annotated, Any

from attrs import field, frozen
from attrs.validators import min_len
from fastapi import Depends, FastAPI, Header, Request
from fastapi.responses import JSONResponse

from xbcommerce.adapters.registry import open_store
from xbcommerce.adapters.typed import TypedDocuments
from xbcommerce.kernel.codec import BadDocumentError, Kinds, from_json, to_data
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.ports import Documents, VersionConflictError
from xbcommerce.kernel.text import MalformedTagError, closest
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.logistics import (
    Channel,
    ChannelChoice,
    ChoicePolicy,
    Criterion,
    Destination,
    Parcel,
    RateCards,
    choose,
    shop,
)
from xbcommerce.reference.channels import demo_channels
from xbcommerce.reference.rates import ecb_rates
from xbcommerce.reference.texts import languages, messages


@frozen
class QuoteRequest:
    """What the client sends."""

    parcels: tuple[Parcel, ...] = field(validator=min_len(1))
    destination: Destination
    ship_on: date
    currency: str


@frozen
class Quoted:
    """What is kept: the request with its answer."""

    request: QuoteRequest
    answer: ChannelChoice | Refusal


class NameTakenError(XbcommerceError, LookupError):
    """The name of a quote stands for another request."""

    code = "name_taken"


class DemoCards:
    """The packaged rate cards; yours come from where you keep them."""

    def on(self, day: date, /) -> tuple[Channel, ...]:  # noqa: ARG002
        """Return every channel whose card is known on a day."""
        return demo_channels()


@cache
def documents() -> Documents:
    """Open the service's store once; tests put another one here by ``dependency_overrides``."""
    return open_store(environ["QUOTES_STORE"])


def cards() -> RateCards:
    """Give the rate cards; a port, so tests and hosts put their own here."""
    return DemoCards()


async def quote_request(request: Request) -> QuoteRequest:
    """Read the body strictly; FastAPI need not know our classes."""
    try:
        text = (await request.body()).decode()
    except UnicodeDecodeError as error:
        raise BadDocumentError([Unmet("document.malformed", "$", {"reason": str(error)})]) from None
    return from_json(text, QuoteRequest)


def reader(accept_language: Annotated[str, Header()] = "en") -> str:
    """Return the language the client likes best among those that have texts."""
    wished: list[tuple[float, str]] = []
    for part in accept_language.split(","):
        tag, _, quality = part.strip().partition(";q=")
        with suppress(ValueError):
            wished.append((-float(quality or 1), tag))
    for _, tag in sorted(wished, key=lambda wish: wish[0]):
        with suppress(MalformedTagError):
            if closest(languages(), tag):
                return tag
    return "en"


def answer(request: QuoteRequest, channels: Iterable[Channel]) -> ChannelChoice | Refusal:
    """Decide: to this shop, money and days weigh the same."""
    offers = shop(
        request.parcels,
        channels,
        request.destination,
        request.ship_on,
        currency=request.currency,
        fx=ecb_rates(),
    )
    criteria = (Criterion("cost", 100, 0), Criterion("p90_days", 60, 2))
    return choose(offers, ChoicePolicy(criteria, currency=request.currency))


app = FastAPI(title="Quotes")


@app.put("/quotes/{name}")
def quote(
    name: str,
    request: Annotated[QuoteRequest, Depends(quote_request)],
    documents: Annotated[Documents, Depends(documents)],
    cards: Annotated[RateCards, Depends(cards)],
    lang: Annotated[str, Depends(reader)],
) -> dict[str, Any]:
    """Answer a request once; asked again under its name, repeat the answer."""
    quotes = TypedDocuments[Quoted](documents, Kinds.of(Quoted))
    new = Quoted(request, answer(request, cards.on(request.ship_on)))
    with suppress(VersionConflictError):
        quotes.put(f"quote/{name}", new, expected_version=0)
    found = quotes.get(f"quote/{name}")
    assert found is not None
    if found.value.request != request:
        msg = f"quote {name!r} answers another request; take another name"
        raise NameTakenError(msg)
    return shown(name, found.value.answer, lang)


def shown(name: str, answer: ChannelChoice | Refusal, lang: str) -> dict[str, Any]:
    """Write an answer for the client."""
    if isinstance(answer, Refusal):
        return {"quote": name, "channel": None, "reasons": reasons(answer.unmet, lang)}
    return {
        "quote": name,
        "channel": answer.best.channel_id,
        "total": to_data(answer.best.total, type(answer.best.total)),
        "days": [answer.best.transit.p50_days, answer.best.transit.p90_days],
        "why": messages().explain(answer, lang).splitlines(),
        "reasons": reasons((unmet for each in answer.rejected for unmet in each.refusal.unmet), lang),
    }


def reasons(unmet: Iterable[Unmet], lang: str) -> list[dict[str, str]]:
    """Write every reason against, for programs and for people."""
    return [{"code": each.code, "where": each.where, "text": messages().render(each, lang)} for each in unmet]


@app.exception_handler(XbcommerceError)
async def refuse(request: Request, error: XbcommerceError) -> JSONResponse:
    """Say what is wrong with a request, all of it."""
    lang = reader(request.headers.get("accept-language", "en"))
    problems = error.problems if isinstance(error, BadDocumentError) else ()
    status = 422 if isinstance(error, ValueError) else 409 if isinstance(error, NameTakenError) else 503
    told = {"code": error.code, "message": str(error)} if status < 500 else {"code": error.code}
    return JSONResponse({**told, "problems": reasons(problems, lang)}, status)
