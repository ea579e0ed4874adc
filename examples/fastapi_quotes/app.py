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
from logging import getLogger
from os import environ
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse

from xbcommerce.adapters.registry import open_store
from xbcommerce.kernel.codec import BadDocumentError, from_json, to_data
from xbcommerce.kernel.errors import InvalidValueError, XbcommerceError
from xbcommerce.kernel.ports import Documents
from xbcommerce.kernel.text import MalformedTagError, closest
from xbcommerce.kernel.unmet import Refusal, Unmet
from xbcommerce.logistics import Channel, ChannelChoice, RateCards
from xbcommerce.reference.channels import demo_channels
from xbcommerce.reference.rates import ecb_rates
from xbcommerce.reference.texts import languages, messages

from .quotes import NameTakenError, Quoted, QuoteRequest, answer, keep


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


async def quote_request(request: Request, lang: Annotated[str, Depends(reader)]) -> QuoteRequest:
    """Read the body strictly; FastAPI need not know our classes, and tells all problems in its own form."""
    try:
        return from_json((await request.body()).decode(), QuoteRequest)
    except UnicodeDecodeError as error:
        problems: Iterable[Unmet] = [Unmet("document.malformed", "$", {"reason": str(error)})]
    except BadDocumentError as error:
        problems = error.problems
    raise RequestValidationError(
        [{"type": r["code"], "loc": ("body", r["where"]), "msg": r["text"]} for r in reasons(problems, lang)]
    )


LOG = getLogger(__name__)
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
    decided = answer(request, cards.on(request.ship_on), ecb_rates())
    return shown(name, keep(documents, name, Quoted(request, decided)), lang)


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
async def refuse(_request: Request, error: XbcommerceError) -> JSONResponse:
    """Say what cannot be done with a request that could be read; what is our own fault is only logged."""
    status = (
        409 if isinstance(error, NameTakenError) else 422 if isinstance(error, InvalidValueError) else 500
    )
    if status < 500:
        return JSONResponse({"code": error.code, "message": str(error)}, status)
    LOG.error("%s: %s", error.code, error)
    return JSONResponse({"code": error.code}, status)
