"""The webhook receiver: a fact acts once, however late and often it comes; what follows is in the outbox."""

from __future__ import annotations

import hmac
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from moneyed import Money

pytest.importorskip("flask", reason="Flask is not installed; extra `hosts` brings it")
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from flask_webhooks.app import create_app, post_to
from flask_webhooks.money import PLANS
from xbcommerce.adapters.memory import MemoryStore
from xbcommerce.adapters.sqlite import SqliteStore
from xbcommerce.adapters.typed import TypedDocuments
from xbcommerce.kernel.codec import to_json
from xbcommerce.kernel.ports import NewEvent, PendingEffect, StorageError, Store
from xbcommerce.payments import Fact, FundsSettled, OrderConfirmed, PaymentProcessed, SettlementPlan

AT = datetime(2026, 10, 30, 9, tzinfo=UTC)
CONFIRMED = OrderConfirmed("e1", "o7", AT, Money("50.00", "GBP"))
PAID = PaymentProcessed("e2", "o7", AT, Money("50.00", "GBP"), fee=Money("1.45", "GBP"))
SETTLED = FundsSettled("e3", "o7", AT + timedelta(days=2), Money("48.55", "GBP"))


def planned(store: Store) -> FlaskClient:
    """Serve the application over a store that knows one order."""
    plan = SettlementPlan("o7", currency="GBP", target="CNY", provider="acme", bank_account="CN-1")
    TypedDocuments[SettlementPlan](store, PLANS).put("plan/o7", plan, expected_version=0)
    return create_app(store, secret=b"shared", send=nobody, now=lambda: AT).test_client()


def nobody(effect: PendingEffect) -> None:
    """Reach nobody."""
    raise ConnectionError(effect.kind)


def send(client: FlaskClient, body: Fact | bytes, lang: str = "en") -> TestResponse:
    """Post a fact as the provider would, signed."""
    data = body if isinstance(body, bytes) else to_json(body, Fact).encode()
    signature = hmac.digest(b"shared", data, "sha256").hex()
    headers = {"X-Signature": signature, "Accept-Language": lang}
    return client.post("/webhooks/payments", data=data, headers=headers)


def outbox(client: FlaskClient) -> list[str]:
    """Name the kinds of what is to be done."""
    return [effect["kind"] for effect in client.get("/outbox").get_json()]


@pytest.fixture
def store() -> MemoryStore:
    """Keep everything in memory."""
    return MemoryStore()


@pytest.fixture
def client(store: MemoryStore) -> FlaskClient:
    """Serve the application over it."""
    return planned(store)


def test_a_fact_delivered_twice_acts_once(client: FlaskClient, store: MemoryStore) -> None:
    """The second delivery is answered kindly, and neither event nor effect is added."""
    assert send(client, SETTLED).get_json() == {"taken": True}
    before = (store.read("payment/o7"), store.pending())
    assert send(client, SETTLED).get_json() == {"taken": False}
    assert (store.read("payment/o7"), store.pending()) == before
    assert outbox(client) == ["ConvertFunds"]


def test_facts_fold_in_any_order(client: FlaskClient) -> None:
    """Settled before paid before confirmed: the state is the one it would be the other way round."""
    for fact in (SETTLED, PAID, CONFIRMED):
        assert send(client, fact).status_code == 200
    late = client.get("/orders/o7").get_json()
    other = planned(MemoryStore())
    for fact in (CONFIRMED, PAID, SETTLED):
        send(other, fact)
    assert late["stage"] == "settled"
    assert late == other.get("/orders/o7").get_json()


def test_what_was_asked_is_not_asked_again(client: FlaskClient, store: MemoryStore) -> None:
    """More money coming in asks for the exchange of the rest only."""
    send(client, SETTLED)
    send(client, FundsSettled("e9", "o7", AT, Money("10.00", "GBP")))
    data = [effect.data for effect in store.pending()]
    assert ['"minor": 4855' in data[0], '"minor": 1000' in data[1]] == [True, True]


def test_webhooks_at_once_lose_nothing(tmp_path: Path) -> None:
    """Eight workers, eight facts of one order, on one file: all taken, in whatever order."""
    with SqliteStore(tmp_path / "shop.db") as store:
        app = planned(store).application
        facts = [FundsSettled(f"s{n}", "o7", AT, Money(n, "GBP")) for n in range(1, 5)]
        with ThreadPoolExecutor(4) as workers:
            answers = list(workers.map(lambda fact: send(app.test_client(), fact).status_code, facts * 2))
        assert answers == [200] * 8
        assert [each.kind for each in store.read("payment/o7")].count("FundsSettled") == 4


@pytest.mark.parametrize("signature", ["", "00", "é", None])
def test_a_webhook_of_somebody_else_is_turned_away(
    client: FlaskClient, store: MemoryStore, signature: str | None
) -> None:
    """Without the right signature nothing is read."""
    headers = {} if signature is None else {"X-Signature": signature}
    answered = client.post("/webhooks/payments", data=to_json(SETTLED, Fact), headers=headers)
    assert answered.status_code == 401
    assert store.streams() == ()


def test_an_order_that_nobody_placed_is_not_found(client: FlaskClient) -> None:
    """Facts and questions about it get the same answer, from one handler."""
    unknown = FundsSettled("e3", "o8", AT, Money("1.00", "GBP"))
    for answered in (send(client, unknown), client.get("/orders/o8")):
        assert (answered.status_code, answered.get_json()["code"]) == (404, "unknown_order")


def test_every_fault_of_a_webhook_is_told(client: FlaskClient) -> None:
    """All at once, with their paths, in the language of the sender's engineers."""
    wrong = b'{"type": "FundsSettled", "event_id": "e3", "order_id": "o7", "at": "now", "net": 48.55}'
    answered = send(client, wrong, lang="zh-CN, en;q=0.5")
    assert answered.status_code == 422
    problems = {problem["where"]: problem["text"] for problem in answered.get_json()["problems"]}
    assert set(problems) == {"$.at", "$.net"}
    assert problems["$.net"].startswith("$.net：应为")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"type": "Refound"}'])
def test_a_body_that_is_no_fact_is_refused(client: FlaskClient, body: bytes) -> None:
    """No JSON, no text, no known fact: 422, never 500."""
    assert send(client, body, lang="*").status_code == 422


def test_a_store_that_cannot_is_no_fault_of_the_sender(caplog: pytest.LogCaptureFixture) -> None:
    """503, so that the provider sends again; the cause goes to the log, not to the provider."""

    class Full(MemoryStore):
        def record(self, *_args: object, **_options: object) -> int:
            msg = "/srv/shop.db: the disk is full"
            raise StorageError(msg)

    answered = send(planned(Full()), SETTLED)
    assert (answered.status_code, answered.get_json()) == (503, {"code": "storage"})
    assert "the disk is full" in caplog.text


def test_an_event_by_newer_code_is_no_fault_of_the_sender(client: FlaskClient, store: MemoryStore) -> None:
    """500, so that the provider sends again, once the service has been upgraded."""
    store.append("payment/o7", [NewEvent("Teleported", "{}", AT)], expected_version=0)
    answered = send(client, SETTLED)
    assert (answered.status_code, answered.get_json()) == (500, {"code": "bad_document"})


class Gateway(BaseHTTPRequestHandler):
    """A payment gateway that is down at first."""

    seen: ClassVar[list[tuple[str, str]]] = []

    def do_POST(self) -> None:
        """Note the key, and answer 503 the first time."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.seen.append((self.headers["Idempotency-Key"], body))
        self.send_response(503 if len(self.seen) == 1 else 204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Be quiet."""


def test_what_is_due_is_posted_until_the_gateway_takes_it(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`flask deliver` tries again after a while, under the same key, and then never more."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    Gateway.seen.clear()
    clock = [AT]
    with HTTPServer(("127.0.0.1", 0), Gateway) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        gateway = post_to(f"http://127.0.0.1:{server.server_port}/effects")
        app = create_app(store, secret=b"shared", send=gateway, now=lambda: clock[0])
        planned(store)
        send(app.test_client(), SETTLED)
        told = []
        for minute in (0, 0, 1, 2):
            clock[0] = AT + timedelta(minutes=minute)
            told.append(app.test_cli_runner().invoke(args=["deliver"]).output.splitlines()[0])
        server.shutdown()
    nothing = "0 delivered, 0 to be tried again, 0 parked"
    assert told == [
        nothing.replace("0 to", "1 to"),
        nothing,
        nothing.replace("0 delivered", "1 delivered"),
        nothing,
    ]
    assert len(Gateway.seen) == 2
    assert len(set(Gateway.seen)) == 1
    assert store.pending() == ()
