"""The quote service: a name is one quote, every fault is named, reasons come in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="FastAPI is not installed; extra `hosts` brings it")
pytest.importorskip("httpx2", reason="FastAPI's test client needs httpx2; extra `hosts` brings it")
from fastapi.testclient import TestClient

from fastapi_quotes.app import app, cards, documents
from xbcommerce.adapters.memory import MemoryStore
from xbcommerce.kernel.ports import Documents
from xbcommerce.kernel.unmet import Unmet
from xbcommerce.reference.texts import messages

MUGS: dict[str, Any] = {
    "parcels": [
        {
            "dimensions": {"length_mm": 300, "width_mm": 200, "height_mm": 150},
            "weight_g": 1840,
            "value": {"minor": 4500, "currency": "EUR"},
        }
    ],
    "destination": {"country": "DE", "postcode": "20095", "phone": True, "flags": {"remote": False}},
    "ship_on": "2026-10-30",
    "currency": "EUR",
}


@pytest.fixture
def store() -> MemoryStore:
    """Keep quotes in memory."""
    return MemoryStore()


@pytest.fixture
def client(store: Documents) -> Iterator[TestClient]:
    """Serve the application over it."""
    app.dependency_overrides[documents] = lambda: store
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
    app.dependency_overrides.clear()


def test_the_best_channel_is_chosen_and_explained(client: TestClient) -> None:
    """A quote has the channel, the price in the client's currency, the days, and why."""
    answered = client.put("/quotes/Q-1", json=MUGS)
    assert answered.status_code == 200
    quote = answered.json()
    assert quote["channel"] == "air_line"
    assert quote["total"]["currency"] == "EUR"
    assert quote["why"][0].startswith("chosen: Air parcel line")


def test_a_request_sent_twice_is_one_quote(client: TestClient, store: MemoryStore) -> None:
    """The second answer repeats the first, also after the cards have changed."""
    first = client.put("/quotes/Q-1", json=MUGS)
    app.dependency_overrides[cards] = NoCards
    assert client.put("/quotes/Q-1", json=MUGS).json() == first.json()
    assert store.keys() == ("quote/Q-1",)


def test_a_name_stands_for_one_request(client: TestClient) -> None:
    """Another request under the same name is a conflict."""
    client.put("/quotes/Q-1", json=MUGS)
    answered = client.put("/quotes/Q-1", json={**MUGS, "currency": "USD"})
    assert (answered.status_code, answered.json()["code"]) == (409, "name_taken")


class NoCards:
    """A shop without carriers."""

    def on(self, _day: object, /) -> tuple[()]:
        """Return no channel."""
        return ()


def test_no_channel_is_an_answer_with_every_reason(client: TestClient) -> None:
    """A place nobody serves: no channel, and each carrier's reason, told in the reader's language."""
    nowhere = {**MUGS, "destination": {"country": "AQ"}}
    told = {
        lang: client.put("/quotes/Q-1", json=nowhere, headers={"Accept-Language": lang})
        for lang in ("de, zh-TW;q=0.8, en;q=0.1", "zh-CN", "*", "")
    }
    assert {answer.status_code for answer in told.values()} == {200}
    quotes = [answer.json() for answer in told.values()]
    assert [quote["channel"] for quote in quotes] == [None] * 4
    assert len([r for r in quotes[0]["reasons"] if r["code"] == "destination.not_served"]) == 4
    no = Unmet("destination.not_served", "Air parcel line", {"country": "AQ", "postcode": ""})
    texts = [quote["reasons"][0]["text"] for quote in quotes]
    assert texts == [messages().render(no, lang) for lang in ("zh_Hant", "zh_Hans", "en", "en")]


def test_every_fault_is_named_with_its_path(client: TestClient, store: MemoryStore) -> None:
    """A request with several faults is refused once, for all of them, and nothing is kept."""
    parcel = {**MUGS["parcels"][0], "weight_g": "heavy", "colour": "red"}
    wrong = {**MUGS, "parcels": [MUGS["parcels"][0], parcel], "ship_on": "tomorrow"}
    answered = client.put("/quotes/Q-1", json=wrong, headers={"Accept-Language": "zh-Hans"})
    assert answered.status_code == 422
    problems = {problem["loc"][1]: problem["msg"] for problem in answered.json()["detail"]}
    assert set(problems) == {"$.parcels[1].weight_g", "$.parcels[1].colour", "$.ship_on"}
    assert problems["$.parcels[1].colour"].startswith("$.parcels[1].colour：未知的键")
    assert store.keys() == ()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [({"currency": "EURO"}, "currency 'EURO'; did you mean 'EUR'?"), ({"parcels": []}, "parcels")],
)
def test_a_request_that_means_nothing_is_refused(
    client: TestClient, wrong: dict[str, Any], message: str
) -> None:
    """What can be read, but not be meant, is refused by the value itself."""
    answered = client.put("/quotes/Q-1", json={**MUGS, **wrong})
    assert answered.status_code == 422
    assert message in answered.json()["detail"][0]["msg"]


def test_a_name_that_no_store_keeps_is_refused(client: TestClient) -> None:
    """Too long a name: 422, with the reason."""
    answered = client.put(f"/quotes/{'x' * 300}", json=MUGS)
    assert (answered.status_code, answered.json()["code"]) == (422, "invalid_value")


def test_what_cannot_be_read_back_is_our_own_fault(client: TestClient, store: MemoryStore) -> None:
    """A document of newer code: 500, and the client learns no more."""
    store.put("quote/Q-1", "{}", expected_version=0)
    answered = client.put("/quotes/Q-1", json=MUGS)
    assert (answered.status_code, answered.json()) == (500, {"code": "bad_document"})


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]"])
def test_a_body_that_is_no_request_is_refused(client: TestClient, body: bytes) -> None:
    """No JSON, no text, no object: 422, never 500."""
    assert client.put("/quotes/Q-1", content=body).status_code == 422
