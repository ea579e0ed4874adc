"""Payment facts come in late, twice and in any order; what must be done next goes to the outbox.

A webhook is read strictly, added to the stream of its order and answered. The effects that follow from it are
stored in the same transaction, so a crash can lose neither. `python -m flask_webhooks.deliver` sends them.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from os import environ

from attrs import frozen
from flask import Flask, Response, abort, jsonify, request

from xbcommerce.adapters.registry import open_store
from xbcommerce.adapters.typed import TypedDocuments, TypedEvents
from xbcommerce.kernel.codec import BadDocumentError, Kinds, from_json
from xbcommerce.kernel.errors import XbcommerceError
from xbcommerce.kernel.ports import NewEffect, NewEvent, StorageError, Store, VersionConflictError
from xbcommerce.kernel.text import MalformedTagError, closest
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.payments import Effect, Fact, Settlement, SettlementPlan, fold, next_effects
from xbcommerce.reference.texts import languages, messages


class UnknownOrderError(XbcommerceError, LookupError):
    """Nobody has ordered that."""

    code = "unknown_order"


@frozen
class Asked:
    """The outside world was asked for something; kept, so that it is not asked again before it answers."""

    effect: Effect


EVENTS, EFFECTS, PLANS = Kinds.of(Fact, Asked), Kinds.of(Effect), Kinds.of(SettlementPlan)
STATUS = {BadDocumentError: 422, UnknownOrderError: 404, VersionConflictError: 409, StorageError: 503}
TRIES = 5
"""How often a fact is decided on anew while others of the same order come in."""


def history(store: Store, order_id: str) -> tuple[SettlementPlan, list[Fact], list[Effect]]:
    """Return an order's plan, what was reported, and what was asked for."""
    plan = TypedDocuments[SettlementPlan](store, PLANS).get(f"plan/{order_id}")
    if plan is None:
        msg = f"no order {order_id!r}"
        raise UnknownOrderError(msg)
    events = TypedEvents[Fact | Asked](store, EVENTS).read(f"payment/{order_id}")
    asked = [event.effect for event in events if isinstance(event, Asked)]
    return plan.value, [event for event in events if not isinstance(event, Asked)], asked


def take(store: Store, fact: Fact, at: datetime) -> bool:
    """Keep a fact with the effects that follow from it; a fact that is known already changes nothing."""
    plan, facts, asked = history(store, fact.order_id)
    if fact in facts:
        return False
    effects = next_effects(fold(plan, [*facts, fact]), at=at, issued=asked)
    events = (fact, *map(Asked, effects))
    store.record(
        f"payment/{fact.order_id}",
        [NewEvent(EVENTS.kind_of(event), EVENTS.to_json(event), at) for event in events],
        [NewEffect(e.key, EFFECTS.kind_of(e), EFFECTS.to_json(e), at) for e in effects],
        expected_version=len(facts) + len(asked),
    )
    return True


def create_app(
    store: Store, *, secret: bytes, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Flask:
    """Make the application; store, secret and clock come from outside."""
    app = Flask(__name__)
    app.extensions["store"] = store

    @app.post("/webhooks/payments")
    def receive() -> dict[str, object]:
        signature = hmac.digest(secret, request.get_data(), "sha256").hex()
        if not hmac.compare_digest(request.headers.get("X-Signature", "").encode(), signature.encode()):
            abort(401)
        fact: Fact = from_json(body(), Fact)
        for left in reversed(range(TRIES)):
            try:
                return {"taken": take(store, fact, now())}
            except VersionConflictError:
                if not left:
                    raise
        raise AssertionError

    @app.get("/orders/<order_id>")
    def show(order_id: str) -> dict[str, object]:
        plan, facts, _asked = history(store, order_id)
        state: Settlement = fold(plan, facts)
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
        if status >= 500:
            app.logger.error("%s: %s", error.code, error)
            return jsonify(code=error.code), status
        problems = error.problems if isinstance(error, BadDocumentError) else ()
        told = [{"where": each.where, "text": messages().render(each, reader())} for each in problems]
        return jsonify(code=error.code, message=str(error), problems=told), status

    return app


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


def from_environment() -> Flask:
    """Make the application of a server: ``flask --app flask_webhooks.app:from_environment run``."""
    return create_app(open_store(environ["SHOP_STORE"]), secret=environ["WEBHOOK_SECRET"].encode())
