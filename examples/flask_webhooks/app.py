"""Payment facts come in late, twice and in any order; what must be done next goes to the outbox.

A webhook is read strictly, added to the stream of its order and answered. The effects that follow from it are
stored in the same transaction, so a crash can lose neither; ``flask deliver`` carries them out.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from os import environ
from urllib.request import Request, urlopen

import click
from flask import Flask, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from xbcommerce.adapters.drivers import RetryPolicy, deliver
from xbcommerce.adapters.registry import open_store
from xbcommerce.kernel.codec import BadDocumentError, from_json
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.ports import PendingEffect, StorageError, Store, VersionConflictError
from xbcommerce.kernel.text import MalformedTagError, closest
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.payments import Fact, fold
from xbcommerce.reference.texts import languages, messages

from .money import UnknownOrderError, history, take

STATUS = {UnknownOrderError: 404, VersionConflictError: 409, StorageError: 503}


def create_app(
    store: Store,
    *,
    secret: bytes,
    send: Callable[[PendingEffect], None],
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Flask:
    """Make the application; store, secret, gateway and clock come from outside."""
    app = Flask(__name__)

    @app.post("/webhooks/payments")
    def receive() -> ResponseReturnValue:
        check_signature(secret)
        try:
            fact: Fact = from_json(body(), Fact)
        except BadDocumentError as error:
            return {"code": error.code, "problems": [told(each) for each in error.problems]}, 422
        return {"taken": take(store, fact, now())}

    @app.get("/orders/<order_id>")
    def show(order_id: str) -> dict[str, object]:
        plan, facts, _asked = history(store, order_id)
        state = fold(plan, facts)
        return {"stage": state.stage.value, "why": messages().explain(state, reader()).splitlines()}

    @app.get("/outbox")
    def pending() -> list[dict[str, object]]:
        return [
            {"key": e.key, "kind": e.kind, "attempts": e.attempts, "error": e.last_error, "parked": e.parked}
            for e in store.pending()
        ]

    @app.errorhandler(XbcommerceError)
    def refuse(error: XbcommerceError) -> tuple[Response, int]:
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
        if status < 500:
            return jsonify(code=error.code, message=str(error)), status
        app.logger.error("%s: %s", error.code, error)  # our fault: the sender tries again, and learns no more
        return jsonify(code=error.code), status

    @app.cli.command("deliver")
    def deliver_due() -> None:
        """Carry out what is due; run it every minute."""
        click.echo(deliver(store, send, at=now(), lease=timedelta(minutes=5), policy=RetryPolicy()))

    return app


def check_signature(secret: bytes) -> None:
    """Turn away who does not know the secret."""
    signature = hmac.digest(secret, request.get_data(), "sha256").hex()
    if not hmac.compare_digest(request.headers.get("X-Signature", "").encode(), signature.encode()):
        abort(401)


def told(problem: Unmet) -> dict[str, str]:
    """Write a problem for programs and people."""
    return {"where": problem.where, "code": problem.code, "text": messages().render(problem, reader())}


def body() -> str:
    """Return the text of the request; Flask itself would put question marks for what is none."""
    try:
        return request.get_data().decode()
    except UnicodeDecodeError as error:
        raise BadDocumentError([Unmet("document.malformed", "$", {"reason": str(error)})]) from None


def reader() -> str:
    """Return the language the client likes best among those that have texts."""
    for tag, _quality in request.accept_languages:
        with suppress(MalformedTagError):
            if closest(languages(), tag):
                return tag
    return "en"


def post_to(gateway: str) -> Callable[[PendingEffect], None]:
    """Return how to carry an effect out: posted under its key, so that the gateway acts once."""

    def send(effect: PendingEffect) -> None:
        headers = {"Idempotency-Key": effect.key, "Content-Type": "application/json"}
        with urlopen(Request(gateway, effect.data.encode(), headers), timeout=10):  # noqa: S310
            pass  # any answer but a 2xx raises, and is tried again later

    return send


def from_environment() -> Flask:
    """Make the application of a server: ``flask --app flask_webhooks.app:from_environment run``."""
    store, secret = open_store(environ["SHOP_STORE"]), environ["WEBHOOK_SECRET"].encode()
    return create_app(store, secret=secret, send=post_to(environ["GATEWAY_URL"]))
