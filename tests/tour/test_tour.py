"""The tour: what it prints, what it keeps, and that it may be killed anywhere."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import datetime
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path

import pytest

from xbcommerce.adapters.sqlite import SqliteStore
from xbcommerce.catalog import LISTING
from xbcommerce.kernel.money import Bag
from xbcommerce.logistics.customs.incoterms import Party
from xbcommerce.logistics.customs.landed_cost import Collected
from xbcommerce.payments import Ledger, Stage, book, next_effects, trial_balance
from xbcommerce.reference import languages
from xbcommerce.risk import Outcome
from xbcommerce.tour.command import main
from xbcommerce.tour.scenes.border import landed_parcels
from xbcommerce.tour.scenes.money import reconciled, settlements
from xbcommerce.tour.shop import load_shop
from xbcommerce.tour.work.desk import Desk, OtherTourError
from xbcommerce.tour.work.journal import OrderStopped
from xbcommerce.tour.work.listings import live, wanted
from xbcommerce.tour.work.listings import stream_of as listing_stream
from xbcommerce.tour.work.money import settlement_of
from xbcommerce.tour.work.orders import dispatch
from xbcommerce.tour.work.tour import carry

KILLS = 6


def kept(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return everything a store holds, by stream and key, and what it still has to have done."""
    with SqliteStore(folder / "shop.sqlite3") as store:
        held = {
            stream: [(event.version, event.kind, event.data, event.at) for event in store.read(stream)]
            for stream in store.streams()
        }
        documents = {f"document {key}": [(store.get(key),)] for key in store.keys()}  # noqa: SIM118
        pending = [
            (e.key, e.stream, e.kind, e.data, e.due_at, e.attempts, e.last_error) for e in store.pending()
        ]
    return {**held, **documents, "pending": sorted(pending)}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tour that was never stopped."""
    folder = tmp_path_factory.mktemp("finished")
    assert main(["--dir", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def desk(finished: Path) -> Desk:
    """The desk of the finished tour."""
    return Desk(SqliteStore(finished / "shop.sqlite3"), load_shop())


def test_a_second_run_finds_everything_and_adds_nothing(
    finished: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Run twice, it resumes from the file and says so."""
    before = kept(finished)
    assert main(["--dir", str(finished)]) == 0
    assert "Resumed from" in capsys.readouterr().out
    assert kept(finished) == before


@pytest.mark.parametrize("lang", languages())
def test_every_word_has_a_text_in_every_language(
    finished: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No bare code and no empty placeholder is printed, in the terminal or on the page."""
    assert main(["--dir", str(finished), "--lang", lang]) == 0
    page = (finished / "report.html").read_text(encoding="utf-8")
    for text in (capsys.readouterr().out, page):
        assert not re.findall(r"\btour\.[a-z_]+\.?[a-z_]*|\{[a-z_]+\}", text.partition("</style>")[2] or text)
    assert f'lang="{lang.replace("_", "-")}"' in page


def test_the_page_is_one_file_that_needs_no_other(finished: Path) -> None:
    """No script, no link to elsewhere, every tag closed, charts inline."""
    found_tags: list[tuple[str, dict[str, str | None]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found_tags.append((tag, dict(attrs)))

    Reader().feed((finished / "report.html").read_text(encoding="utf-8"))
    assert not [tag for tag, _ in found_tags if tag in {"script", "img", "link", "iframe"}]
    assert all((attrs.get("href") or "#").startswith("#") for _, attrs in found_tags)
    assert sum(tag == "svg" for tag, _ in found_tags) >= 6


def test_a_tour_killed_again_and_again_ends_like_one_that_was_not(finished: Path, tmp_path: Path) -> None:
    """SIGKILL at random moments: no event is lost, none is doubled, the next run goes on."""
    chance = random.Random(7)  # noqa: S311  # moments, not secrets
    command = [sys.executable, "-m", "xbcommerce", "--dir", str(tmp_path)]
    killed = 0
    for _ in range(KILLS):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            child.wait(timeout=chance.uniform(0.8, 3.0))
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
            killed += 1
    assert killed, "the tour was never caught at work; kill it earlier"
    assert subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0
    assert kept(tmp_path) == kept(finished)


def test_stopping_after_any_step_and_going_on_writes_the_same(finished: Path, tmp_path: Path) -> None:
    """Cut between any two writes, each run does what is missing and only that."""
    with SqliteStore(tmp_path / "shop.sqlite3") as store:
        desk = Desk(store, load_shop())
        while list(islice(carry(desk), 131)):
            pass
    assert kept(tmp_path) == kept(finished)


def test_what_a_killed_run_had_claimed_or_answered_is_asked_for_once(finished: Path, tmp_path: Path) -> None:
    """Killed with claims in its hands, or between keeping an answer and saying so: the same store again."""

    class Dying(SqliteStore):
        def delivered(self, key: str, *, at: datetime) -> None:
            if int(key[:2], 16) % 4 == 0:
                raise KeyboardInterrupt
            super().delivered(key, at=at)

    for store_class in (Dying, SqliteStore):
        with store_class(tmp_path / "shop.sqlite3") as store, suppress(KeyboardInterrupt):
            for _ in carry(Desk(store, load_shop())):
                pass
    assert kept(tmp_path) == kept(finished)


def test_what_has_not_been_done_outside_yet_stays_in_the_outbox(desk: Desk) -> None:
    """Whatever the policy still asks for is pending, with the answer it got, and nothing else is."""
    asked = {
        effect.key
        for state in settlements(desk)
        if desk.shop.order(state.plan.order_id).buyer.terms is None
        for effect in next_effects(state, at=desk.now)
    }
    pending = desk.store.pending()
    assert {effect.key for effect in pending} == asked
    assert asked
    assert all(effect.last_error.startswith("NotYetError: not before 2026-11") for effect in pending)
    assert not desk.store.pending(parked=True)


def test_the_featured_listing_is_refused_with_everything_and_then_published(desk: Desk) -> None:
    """The story of the first scene, from the store: replaying its events gives the published listing."""
    featured = desk.shop.featured
    key, product = next(
        (key, product)
        for key, product in wanted(desk)
        if (str(key), product.sku) == (featured.market, featured.sku)
    )
    life = live(desk, key, product)
    assert len(life.refusals[0].unmet) >= 6
    stored = desk.listings.read(listing_stream(key, product.sku))
    assert LISTING.replay(life.first, stored) == life.last
    assert type(life.last.phase).__name__ == "Published"


def test_one_order_is_carried_from_screening_to_the_bank_and_reconciles_to_zero(desk: Desk) -> None:
    """The main order is complete: sent, paid, converted, paid out, and not a cent is open."""
    order = desk.shop.story("main")
    state = settlement_of(desk, order)
    assert dispatch(desk, order).is_sent
    assert state.stage is Stage.COMPLETE
    assert not state.missing
    found = reconciled(desk, (state,))
    assert found.is_clear
    assert found.difference.amount == 0


def test_orders_that_were_not_trusted_are_neither_sent_nor_charged(desk: Desk) -> None:
    """Held and declined orders have no parcel and no payment."""
    for order in desk.shop.orders:
        way = dispatch(desk, order)
        if way.verdict.outcome >= Outcome.HOLD:
            assert not way.is_sent
            assert not desk.payments.read(f"payment/{order.id}")


def test_the_books_balance_and_every_difference_to_the_bank_has_a_name(desk: Desk) -> None:
    """All currencies add up to nothing; received less expected is what the classes explain."""
    states = settlements(desk)
    books = book(Ledger(), *states, on=desk.shop.today)
    assert trial_balance(books).difference == Bag()
    found = reconciled(desk, states)
    explained = sum((amount.amount for amount in found.explained.values()), 0)
    assert found.difference.amount == explained
    assert not found.missing


def test_a_store_of_another_version_is_refused_with_the_way_out(tmp_path: Path) -> None:
    """A stream that does not begin as the script does is left alone."""
    with SqliteStore(tmp_path / "shop.sqlite3") as store:
        desk = Desk(store, load_shop())
        order = desk.shop.orders[0]
        stopped = OrderStopped(order.at, "somebody")
        desk.orders.append(f"order/{order.id}", [stopped], at=order.at, expected_version=0)
        with pytest.raises(OtherTourError, match="--fresh"):
            list(carry(desk))


def test_a_folder_that_cannot_be_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file where the folder should be, and a store that is none: one message, exit code 2."""
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    assert main(["--dir", str(tmp_path / "file")]) == 2
    (tmp_path / "shop.sqlite3").write_text(
        "not a database, but long enough to look at" * 99, encoding="utf-8"
    )
    assert main(["--dir", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("xbcommerce: ") == 2


def test_what_buyers_owe_at_the_border_is_settled_or_says_what_is_missing(desk: Desk) -> None:
    """Every parcel that crossed a border is landed; the main one is duty free and taxed in the sale."""
    parcels = dict(landed_parcels(desk))
    crossed = {
        order
        for order in desk.shop.orders
        if dispatch(desk, order).is_sent
        and desk.shop.warehouse_of(order.market).country != order.buyer.shipping_country
    }
    assert parcels.keys() == crossed
    assert all(quote.settled is not bool(quote.unmet) for quote in parcels.values())
    quote = parcels[desk.shop.story("main")]
    assert quote.duties is not None
    assert not quote.duties.amount
    at_border = quote.due_from(Party.BUYER, Collected.AT_BORDER)
    assert at_border is not None
    assert not at_border.amount
    dear = next(quote for order, quote in parcels.items() if order.buyer.shipping_country == "NL")
    assert {unmet.code for unmet in dear.unmet} == {"duty_measure.no_third_country"}
